//! Examples and defaults that break their schemas.

use super::Linter;
use super::evaluate::Direction;
use super::path::Node;
use super::rule::{Failure, asks_for_collection};
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::pointer::Pointer;
use serde_json::Value;

/// What a value stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Example,
    Default,
}

impl<'d> Linter<'d> {
    /// A value against the schema that it belongs to.
    pub(super) fn example(
        &mut self,
        kind: Kind,
        schema: &Node<'_, 'd>,
        example: &Node<'_, 'd>,
        direction: Direction,
    ) {
        let outcome = self.evaluator.evaluate(schema, example, direction);
        if outcome.failures.is_empty() {
            return;
        }
        if kind == Kind::Example && may_be_encoded(example.value, &outcome.failures) {
            return;
        }
        let root = example.pointer();
        for failure in outcome.failures {
            self.push(finding(kind, &root, &failure));
        }
    }
}

fn finding(kind: Kind, root: &Pointer, failure: &Failure<'_>) -> Diagnostic {
    let (code, what) = match kind {
        Kind::Example => (code::EXAMPLE_INVALID, "example"),
        Kind::Default => (code::DEFAULT_INVALID, "default"),
    };
    let inside = failure.instance.as_str().strip_prefix(root.as_str());
    let at = match inside {
        None | Some("") => String::new(),
        Some(inside) => format!(" at {}", brief(inside)),
    };
    let message = format!("the {what} breaks its schema{at}: {}", failure.message());
    Diagnostic::warning(code, failure.place(), message)
        .label(failure.label())
        .related(Place::Value(failure.keyword.clone()), failure.rule.blame())
        .help(failure.help(what))
}

/// Whether an example may be the text of something that is no JSON, which OpenAPI allows: XML, or
/// an array or object in the form that it has in a URL.
fn may_be_encoded(example: &Value, failures: &[Failure<'_>]) -> bool {
    let Value::String(text) = example else {
        return false;
    };
    text.trim_start().starts_with(['{', '[', '<'])
        || failures
            .iter()
            .any(|failure| asks_for_collection(&failure.rule))
}
