//! `typewright explain`.

use super::arguments::Explain;
use super::{Outcome, report};
use typewright::diagnostic::explain;

/// Prints the page of a code, or without one the list of all.
pub(super) fn run(arguments: &Explain) -> Outcome {
    let Some(name) = &arguments.code else {
        report::text(&explain::list());
        return Outcome::Done;
    };
    match explain::find(name) {
        Ok(code) => {
            report::text(&explain::page(code));
            Outcome::Done
        }
        Err(near) => {
            report::failure(&explain::unknown(name, near));
            Outcome::Failed
        }
    }
}
