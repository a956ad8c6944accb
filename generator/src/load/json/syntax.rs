//! What a message of the JSON parser means to an author, and what to write instead.

use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::load::text::character_end;
use std::ops::Range;

/// The finding for a message of the parser about a byte.
pub(super) fn finding(text: &str, at: usize, message: &str) -> Diagnostic {
    let rest = &text[at..];
    let found = match message {
        _ if message.starts_with("EOF") => open(text),
        "trailing comma" => before(text, at, ',').map(|comma| {
            error(comma, "a comma stands behind the last value").help("remove this comma")
        }),
        _ if message.starts_with("expected `,`") && rest.starts_with('"') => {
            Some(missing(text, at))
        }
        "key must be a string" | "expected value" => word(text, at, message),
        "trailing characters" => Some(
            error(at..character_end(text, at), "the document ends before this")
                .help("remove what stands behind its end"),
        ),
        "invalid escape" => Some(
            error(at..character_end(text, at), "there is no such escape")
                .help("write `\\\\` for a backslash"),
        ),
        _ if message.starts_with("control character") => Some(
            error(at..character_end(text, at), "a text ends in its line")
                .help("close it with `\"`, or write `\\n` for a new line"),
        ),
        _ => None,
    };
    found.unwrap_or_else(|| error(at..character_end(text, at), message))
}

fn error(bytes: Range<usize>, what: &str) -> Diagnostic {
    let message = format!("this is not JSON: {what}");
    Diagnostic::error(code::JSON_SYNTAX, Place::Bytes(bytes), message)
}

/// The place of a character that stands before another, white space aside.
fn before(text: &str, at: usize, character: char) -> Option<Range<usize>> {
    let kept = text[..at].trim_end();
    let start = kept.strip_suffix(character)?.len();
    Some(start..kept.len())
}

fn missing(text: &str, at: usize) -> Diagnostic {
    let end = text[..at].trim_end().len();
    let last = text[..end].chars().next_back().map_or(0, char::len_utf8);
    error(end - last..end, "a comma is missing behind this").help("write `,` here")
}

/// What is no value or key of JSON, although it is one of JavaScript or Python.
fn word(text: &str, at: usize, message: &str) -> Option<Diagnostic> {
    let rest = &text[at..];
    if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
        let line = rest.lines().next().unwrap_or_default();
        return Some(error(at..at + line.len(), "it has no comments").help("remove the comment"));
    }
    if let Some(inner) = rest.strip_prefix('\'') {
        let inner = &inner[..inner.find('\'')?];
        let error = error(at..at + inner.len() + 2, "it has no single quotes");
        return Some(error.help(format!("write `\"{}\"`", brief(inner))));
    }
    if rest.starts_with(',') {
        return Some(error(at..at + 1, message).help("remove this comma"));
    }
    let is_part = |c: char| c.is_alphanumeric() || "_$-+.".contains(c);
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let word = Some(&rest[..end]).filter(|word| !word.is_empty())?;
    let help = match word {
        "True" | "TRUE" | "False" | "FALSE" | "None" | "NULL" | "Null" | "undefined" => {
            let word = word.to_ascii_lowercase();
            let word = word.replace("none", "null").replace("undefined", "null");
            format!("write `{word}`")
        }
        _ if word.trim_start_matches(['-', '+']).starts_with(['N', 'I']) && message != KEY => {
            "write a number, or remove the member".to_owned()
        }
        _ => format!("write `\"{}\"`", brief(word)),
    };
    let what = format!(
        "`{}` is no {} of it",
        brief(word),
        if message == KEY { "key" } else { "value" }
    );
    Some(error(at..at + end, &what).help(help))
}

const KEY: &str = "key must be a string";

/// What is opened last and not closed.
fn open(text: &str) -> Option<Diagnostic> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(_), _) if is_escaped => is_escaped = false,
            (Some(_), b'\\') => is_escaped = true,
            (Some(_), b'"') => quote = None,
            (Some(_), _) => {}
            (None, b'"') => quote = Some(at),
            (None, b'{') => open.push((at, '}')),
            (None, b'[') => open.push((at, ']')),
            (None, b'}' | b']') => {
                open.pop();
            }
            (None, _) => {}
        }
    }
    let (at, close) = quote.map(|at| (at, '"')).or_else(|| open.pop())?;
    let what = "it ends before all is closed that was opened";
    let error = error(at..at + 1, what).label("opened here");
    Some(error.help(format!("write `{close}` where it ends")))
}
