//! Examples and defaults that break their schemas.

use super::Linter;
use super::evaluate::Direction;
use super::failure::Failure;
use super::path::Node;
use super::rule::{Rule, asks_for_collection};
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
        if kind == Kind::Example && example.value.is_null() {
            return; // `example:` with nothing behind it: none was given.
        }
        let outcome = self.evaluator.evaluate(schema, example, direction);
        if outcome.failures.is_empty() {
            return;
        }
        if kind == Kind::Example && may_be_encoded(example.value, &outcome.failures) {
            return;
        }
        let root = example.pointer();
        for (failure, more) in distinct(&outcome.failures) {
            self.push(finding(kind, &root, failure, more));
        }
    }
}

/// The first failure of each keyword, with the number of those after it. Of a value of the wrong
/// type nothing else is worth saying.
fn distinct<'f, 'd>(failures: &'f [Failure<'d>]) -> Vec<(&'f Failure<'d>, usize)> {
    let mut distinct: Vec<(&Failure<'_>, usize)> = Vec::new();
    let is_type = |failure: &Failure<'_>| matches!(failure.rule, Rule::Type(_));
    for failure in failures {
        let same_value = |other: &&Failure<'_>| other.instance == failure.instance;
        if !is_type(failure) && failures.iter().filter(same_value).any(&is_type) {
            continue;
        }
        match distinct
            .iter_mut()
            .find(|(first, _)| first.keyword == failure.keyword)
        {
            Some((_, more)) => *more += 1,
            None => distinct.push((failure, 0)),
        }
    }
    distinct
}

fn finding(kind: Kind, root: &Pointer, failure: &Failure<'_>, more: usize) -> Diagnostic {
    let (code, what) = match kind {
        Kind::Example => (code::EXAMPLE_INVALID, "example"),
        Kind::Default => (code::DEFAULT_INVALID, "default"),
    };
    let inside = failure.instance.as_str().strip_prefix(root.as_str());
    let at = match inside {
        None | Some("") => String::new(),
        Some(inside) => format!(" at {}", brief(inside)),
    };
    let more = match more {
        0 => String::new(),
        more => format!(" (and {more} more of its values)"),
    };
    let message = format!(
        "the {what} breaks its schema{at}: {}{more}",
        failure.message()
    );
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
