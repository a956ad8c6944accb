//! What a message of the YAML parser means to an author, and what to write instead.
//!
//! The parser says where it stopped, which is often a line after the slip. What is looked for here are the slips
//! that people make; a guess goes into the help, never into the tree.

use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::load::text::character_end;

/// So many lines above are looked at.
const REACH: usize = 60;

/// The finding for a message of the parser about a byte.
pub(super) fn finding(text: &str, at: usize, info: &str) -> Diagnostic {
    let line = Line::around(text, at);
    let found = match info {
        _ if line.indentation().contains('\t') => Some(tab(&line)),
        _ if info.contains("unknown escape") => escape(&line, at),
        _ if text[at..].starts_with(['"', '\'']) && info.contains("quoted scalar") => {
            Some(quote(&line, at))
        }
        _ if info.contains("mapping values") => colon(&line),
        _ if info.starts_with("unexpected character") => indicator(&line, at),
        _ if is_about_brackets(info) => bracket(text, &line),
        _ if info.contains("expected '-'") => list(text, &line),
        _ if info.contains("expected key") => column(text, &line),
        _ => None,
    };
    found.unwrap_or_else(|| error(at..character_end(text, at), info))
}

fn error(bytes: std::ops::Range<usize>, what: &str) -> Diagnostic {
    let message = format!("this is not YAML: {what}");
    Diagnostic::error(code::YAML_SYNTAX, Place::Bytes(bytes), message)
}

/// A line of the text, without its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        Self { start, text: line }
    }

    /// What stands in it from a byte of the text on.
    fn from(self, at: usize) -> &'t str {
        self.text.get(at - self.start..).unwrap_or_default()
    }

    /// The lines above, the nearest first, without empty ones and comments.
    fn above(self, text: &'t str) -> impl Iterator<Item = Self> {
        let mut end = self.start;
        let lines = std::iter::from_fn(move || {
            let last = end.checked_sub(1)?;
            let line = Self::around(text, last);
            end = line.start;
            Some(line)
        });
        let lines = lines.take(REACH);
        lines.filter(|line| !line.words().is_empty() && !line.words().starts_with('#'))
    }

    fn indentation(self) -> &'t str {
        let rest = self.text.trim_start_matches([' ', '\t']);
        &self.text[..self.text.len() - rest.len()]
    }

    fn words(self) -> &'t str {
        self.text.trim()
    }

    /// The bytes of the first word.
    fn first_word(self) -> std::ops::Range<usize> {
        let start = self.start + self.indentation().len();
        let word = self.words().split([' ', ':']).next().unwrap_or_default();
        start..start + word.len().max(1)
    }

    /// The key and the text behind it, if the line has both.
    fn entry(self) -> Option<(&'t str, &'t str)> {
        let words = self.words();
        words.strip_prefix("- ").unwrap_or(words).split_once(": ")
    }
}

fn tab(line: &Line<'_>) -> Diagnostic {
    let at = line.start + line.indentation().find('\t').unwrap_or_default();
    error(at..at + 1, "a tab cannot indent")
        .label("a tab")
        .help("write spaces in its place")
}

/// `description: Answer: the job.`
fn colon(line: &Line<'_>) -> Option<Diagnostic> {
    let (key, value) = line.entry()?;
    let inside = value
        .find(": ")
        .or_else(|| value.strip_suffix(':').map(str::len))?;
    let start = line.start + line.text.trim_end().len() - value.len() + inside;
    let error = error(start..start + 1, "a text without quotes cannot hold `: `");
    Some(error.help(format!("write `{}: {}`", brief(key), quoted(value))))
}

/// `description: @see jobs`
fn indicator(line: &Line<'_>, at: usize) -> Option<Diagnostic> {
    let value = line.from(at).trim_end();
    let first = value.chars().next()?;
    let message = format!("a text without quotes cannot begin with `{first}`");
    let error = error(at..at + first.len_utf8(), &message);
    Some(error.help(format!("write `{}`", quoted(value))))
}

/// `pattern: "^\d+$"`
fn escape(line: &Line<'_>, at: usize) -> Option<Diagnostic> {
    let quote = line.from(at).find('"')? + at;
    let inner = line.from(quote + 1);
    let inner = &inner[..inner.find('"')?];
    let backslash = quote + 1 + inner.find('\\')?;
    let error = error(
        backslash..backslash + 1,
        "between double quotes, a backslash begins an escape, and there is none such",
    );
    Some(match inner.contains('\'') {
        true => error.help("write `\\\\` for a backslash"),
        false => error.help(format!("write `'{}'`, in single quotes", brief(inner))),
    })
}

fn quote(line: &Line<'_>, at: usize) -> Diagnostic {
    let opened = line.from(at).trim_end();
    let mark = &opened[..1];
    let is_closed = opened.len() > 1 && opened[1..].contains(mark);
    let error =
        error(at..at + 1, "the text that is opened here is not closed").label("opened here");
    match is_closed {
        true => error.help(format!(
            "close it with `{mark}`, and indent each of its lines"
        )),
        false => error.help(format!("write `{}{mark}`", brief(opened))),
    }
}

fn is_about_brackets(info: &str) -> bool {
    info.contains("',' or") || info.contains("flow") || info == "invalid indentation"
}

/// A bracket that is not closed, in this line or above it.
fn bracket(text: &str, line: &Line<'_>) -> Option<Diagnostic> {
    let lines = std::iter::once(*line).chain(line.above(text));
    for line in lines.take(REACH) {
        let Some((at, close)) = open_bracket(line.text) else {
            continue;
        };
        let place = line.start + at..line.start + at + 1;
        let mark = &line.text[at..=at];
        if let Some(comment) = line.text.find(": #").map(|colon| colon + 2) {
            let value = line.text[comment..].split([' ', ',', '}', ']']).next();
            let start = line.start + comment;
            let error = error(start..start + 1, "a `#` after a space begins a comment");
            let error = error.related(Place::Bytes(place), "not closed, for the rest is a comment");
            return Some(error.help(format!("write `\"{}\"`", brief(value.unwrap_or_default()))));
        }
        let error = error(
            place,
            &format!("the `{mark}` that is opened here is not closed"),
        )
        .label("opened here");
        return Some(error.help(format!("write `{} {close}`", brief(line.words()))));
    }
    None
}

/// The last bracket that a line opens and does not close, with what closes it.
fn open_bracket(line: &str) -> Option<(usize, char)> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        match character {
            _ if quote == Some(character) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' if " [{,".contains(before) => quote = Some(character),
            '{' if " [{,:".contains(before) => open.push((at, '}')),
            '[' if " [{,:".contains(before) => open.push((at, ']')),
            '#' if before == ' ' => break,
            '}' | ']' => {
                open.pop();
            }
            _ => {}
        }
        before = character;
    }
    open.pop()
}

/// A key in the column of a list's items.
fn list(text: &str, line: &Line<'_>) -> Option<Diagnostic> {
    let indent = line.indentation().len();
    let holder = line
        .above(text)
        .find(|above| above.indentation().len() < indent && above.words().ends_with(':'))?;
    let key = holder.words();
    let error = error(
        line.first_word(),
        "this stands in the column of a list, and is no item",
    )
    .related(Place::Bytes(holder.first_word()), "holds the list");
    let spaces = spaces(holder.indentation().len());
    let key = brief(key.strip_prefix("- ").unwrap_or(key).trim_end_matches(':'));
    Some(error.help(format!(
        "begin the line with {spaces} to put it beside `{key}`, or with `- ` to make it an item"
    )))
}

/// A line that begins in a column in which nothing around it begins.
fn column(text: &str, line: &Line<'_>) -> Option<Diagnostic> {
    let above = line.above(text).next()?;
    let [own, other] = [line, &above].map(|line| line.indentation().len());
    if own == other {
        return None;
    }
    let error = error(
        line.first_word(),
        "this line is in no column of the lines above",
    )
    .label(format!("after {}", spaces(own)))
    .related(
        Place::Bytes(above.first_word()),
        format!("after {}", spaces(other)),
    );
    Some(error.help("begin the keys of one mapping in the same column: indent one of the two lines as the other"))
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        _ => format!("{count} spaces"),
    }
}

/// The text in quotes that leave it as it is.
fn quoted(text: &str) -> String {
    let text = brief(text);
    match text.contains(['"', '\\']) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => format!("\"{text}\""),
    }
}
