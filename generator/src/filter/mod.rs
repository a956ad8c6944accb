//! A part of a document: the operations that a caller asks for, and what they refer to.
//!
//! A pass between loading and linting. It takes members out of the tree and moves none, so that pointers, and with
//! them the places of findings, stay what they were. Without selectors it changes nothing.

mod cut;
mod glob;
mod operation;
mod reach;
mod selector;

pub use selector::{Property, Selector};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::load::Document;
use crate::suggest::nearest;
use operation::{Operation, operations};
use std::collections::BTreeSet;

/// Which operations are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One of these has to fit, if there are any.
    pub include: Vec<Selector>,
    /// None of these may fit.
    pub exclude: Vec<Selector>,
}

/// So many names are told where none is near.
const NAMES_TOLD: usize = 8;

/// Leaves the operations that are wanted and what they need; `None` when an error was pushed.
pub fn filter(
    document: &mut Document,
    filter: &Filter,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    if filter.include.is_empty() && filter.exclude.is_empty() {
        return Some(());
    }
    let operations = operations(document);
    let mut is_useless = false;
    for selector in filter.include.iter().chain(&filter.exclude) {
        if !operations.iter().any(|operation| selector.fits(operation)) {
            is_useless = true;
            diagnostics.push(fits_nothing(selector, &operations));
        }
    }
    let wanted = operations.iter().filter(|operation| {
        let fits = |selector: &Selector| selector.fits(operation);
        let is_included = filter.include.is_empty() || filter.include.iter().any(fits);
        is_included && !filter.exclude.iter().any(fits)
    });
    let wanted: Vec<&Operation> = wanted.collect();
    if is_useless {
        return None;
    }
    if wanted.is_empty() {
        let message = "no operation is left: what is included is excluded too";
        diagnostics.push(Diagnostic::error(
            code::FILTER_UNMATCHED,
            Place::Document,
            message,
        ));
        return None;
    }
    let kept = reach::reach(document, &wanted, diagnostics);
    cut::cut(&mut document.root, &kept);
    Some(())
}

fn fits_nothing(selector: &Selector, operations: &[Operation<'_>]) -> Diagnostic {
    let property = selector.property();
    let names: BTreeSet<&str> = operations
        .iter()
        .flat_map(|operation| operation.values(property))
        .collect();
    let help = match nearest(selector.pattern(), names.iter().copied()) {
        Some(near) => format!("did you mean `{property}:{}`?", brief(near)),
        None if names.is_empty() => format!("no operation of this document has a {property}"),
        None => {
            let told = names.iter().take(NAMES_TOLD);
            let told: Vec<String> = told.map(|name| format!("`{}`", brief(name))).collect();
            let more = if names.len() > NAMES_TOLD { ", .." } else { "" };
            format!("there are {}: {}{more}", names.len(), told.join(", "))
        }
    };
    let message = format!("`{}` fits no operation", brief(&selector.to_string()));
    Diagnostic::error(code::FILTER_UNMATCHED, Place::Document, message).help(help)
}
