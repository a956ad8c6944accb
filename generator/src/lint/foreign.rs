//! Patterns that are written for another language, and that mean something else in ECMA-262, where they are
//! patterns all the same.

use super::Linter;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::pattern::needs_legacy;

/// Classes of POSIX, with what stands for them between brackets.
const CLASSES: &[(&str, &str)] = &[
    ("[:alpha:]", "a-zA-Z"),
    ("[:digit:]", "0-9"),
    ("[:alnum:]", "a-zA-Z0-9"),
    ("[:upper:]", "A-Z"),
    ("[:lower:]", "a-z"),
    ("[:xdigit:]", "0-9A-Fa-f"),
    ("[:space:]", "\\s"),
    ("[:word:]", "\\w"),
];

/// Ends of the text in Perl, Python and Ruby.
const ENDS: &[(&str, &str)] = &[("\\A", "^"), ("\\Z", "$"), ("\\z", "$")];

impl<'d> Linter<'d> {
    pub(super) fn pattern(&mut self, value: &Node<'_, 'd>) {
        let Some(source) = value.value.as_str() else {
            return;
        };
        let Some((message, meant)) = in_slashes(source)
            .or_else(|| class(source))
            .or_else(|| end(source))
        else {
            return;
        };
        let note = Diagnostic::note(
            code::PATTERN_FOREIGN,
            Place::Value(value.pointer()),
            message,
        );
        self.push(
            note.label("read as ECMA-262")
                .help(format!("write `{}`", brief(&meant))),
        );
    }
}

/// `/^a$/`: nothing can stand before the start of the text, or behind its end.
fn in_slashes(source: &str) -> Option<(&'static str, String)> {
    let inner = source.strip_prefix('/')?;
    let (inner, flags) = inner.rsplit_once('/')?;
    let is_literal = inner.starts_with('^') || inner.ends_with('$') && !inner.ends_with("\\$");
    let is_flags = flags.chars().all(|flag| "dgimsuvy".contains(flag));
    (is_literal && is_flags).then(|| {
        let message = "no text fits: slashes around a pattern are part of it";
        (message, inner.to_owned())
    })
}

fn class(source: &str) -> Option<(&'static str, String)> {
    let has_class = CLASSES.iter().any(|(class, _)| {
        source
            .find(class)
            .is_some_and(|at| source[..at].contains('['))
    });
    has_class.then(|| {
        let message = "ECMA-262 has no classes such as `[:alpha:]`: their letters are meant";
        (message, replaced(source, CLASSES))
    })
}

fn end(source: &str) -> Option<(&'static str, String)> {
    let has_end = ENDS.iter().any(|(end, _)| stands_in(source, end));
    (has_end && needs_legacy(source).is_some()).then(|| {
        let message = "in ECMA-262, `\\A` and `\\z` are the letters `A` and `z`";
        (message, replaced(source, ENDS))
    })
}

/// Whether an escape stands there, rather than a backslash that is escaped itself.
fn stands_in(source: &str, escape: &str) -> bool {
    let mut found = source.match_indices(escape);
    found.any(|(at, _)| {
        let before = source[..at].bytes().rev();
        before.take_while(|byte| *byte == b'\\').count() % 2 == 0
    })
}

fn replaced(source: &str, pairs: &[(&str, &str)]) -> String {
    let whole = source.to_owned();
    pairs
        .iter()
        .fold(whole, |text, (from, to)| text.replace(from, to))
}
