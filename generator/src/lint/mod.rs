//! What a document says against itself: bounds that cross, listed values that nothing accepts,
//! examples that break their schemas, names used twice.
//!
//! A pass of its own between loading and lowering, which changes nothing. **A finding is certain**:
//! what cannot be judged is passed over, and whoever follows a finding's help mends the document.
//!
//! `document` and `schema` walk the tree, each place once and without following references.
//! `evaluate` holds an instance against a schema; it alone follows them, under a budget of steps.

mod array;
mod assert;
mod bound;
mod choice;
mod discriminator;
mod document;
mod evaluate;
mod example;
mod failure;
mod foreign;
mod judge;
mod matcher;
mod name;
mod number;
mod object;
mod operation;
mod path;
mod required;
mod rule;
mod schema;
mod union;
mod version;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, code};
use crate::load::Document;
use crate::pointer::Pointer;
use evaluate::Evaluator;
pub(crate) use judge::Judge;
use path::{Node, Path};
use std::collections::HashMap;

/// Warns of all that contradicts itself in a document.
pub fn lint(document: &Document, diagnostics: &mut Diagnostics) {
    let mut linter = Linter {
        document,
        diagnostics,
        evaluator: Evaluator::new(document),
        operation_ids: HashMap::new(),
    };
    let root = Pointer::root();
    linter.document(&Node {
        value: &document.root,
        path: Path::At(&root),
    });
    if linter.evaluator.is_exhausted() {
        linter.diagnostics.push(Diagnostic::note(
            code::EXAMPLE_UNCHECKED,
            Place::Document,
            "the examples of this document take too much work, so some are checked in part",
        ));
    }
}

/// The state of the pass.
struct Linter<'d> {
    document: &'d Document,
    diagnostics: &'d mut Diagnostics,
    evaluator: Evaluator<'d>,
    /// Where each `operationId` was first met.
    operation_ids: HashMap<&'d str, Pointer>,
}

impl Linter<'_> {
    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
