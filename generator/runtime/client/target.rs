//! The target of a request: a path template, and the parameters that fill it in.

use super::encode::{IN_PATH, IN_QUERY, encode_but};
use std::borrow::Cow;

/// A path template being filled in. Nearly every call gives its parameters in their order, so the
/// path is written as they come, in one text.
#[derive(Clone)]
pub(super) struct Target {
    template: Cow<'static, str>,
    /// Where the path ends in the template.
    end: usize,
    /// How much of the template is written.
    done: usize,
    path: String,
    /// Names and encoded segments that were given before their turn.
    early: Vec<(String, String)>,
}

/// Room for the parameters of most calls.
const ROOM: usize = 64;

impl Target {
    pub(super) fn new(template: Cow<'static, str>) -> Self {
        // Some documents tell operations of one path apart by a fragment, which is never sent.
        let place = |byte: &u8| matches!(byte, b'?' | b'#');
        let end = template.as_bytes().iter().position(place);
        Self {
            end: end.unwrap_or(template.len()),
            done: 0,
            path: String::new(),
            early: Vec::new(),
            template,
        }
    }

    /// The template as it was given.
    pub(super) fn template(&self) -> &Cow<'static, str> {
        &self.template
    }

    /// The path of the template alone: what a caller wrote behind it may be secret.
    pub(super) fn path_template(&self) -> &str {
        &self.template[..self.end]
    }

    /// Adds a parameter whose segment is written, encoded.
    ///
    /// An empty one would ask for the list instead of the item, a dot segment for something else;
    /// what is so before encoding is so after.
    pub(super) fn fill(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut String),
    ) -> Result<(), String> {
        let before = self.path.len();
        let turn = self.turn(name);
        let start = self.path.len();
        write(&mut self.path);
        let why = match &self.path[start..] {
            "" => "empty".to_owned(),
            step @ ("." | "..") => format!("{step:?}, a step and no name"),
            segment => {
                let rest = &self.template[turn.unwrap_or(self.done)..self.end];
                if has(rest, name) {
                    self.early.push((name.to_owned(), segment.to_owned()));
                }
                match turn {
                    Some(done) => self.done = done,
                    None => self.path.truncate(before),
                }
                return Ok(());
            }
        };
        self.path.truncate(before);
        Err(format!("path parameter {name} is {why}"))
    }

    /// Writes the template as far as a parameter, if it is the next one; tells how far that is.
    fn turn(&mut self, name: &str) -> Option<usize> {
        let rest = &self.template[self.done..self.end];
        let (literal, after) = split(rest, b'{')?;
        let (next, after) = split(after, b'}')?;
        if next != name {
            return None;
        }
        if self.path.is_empty() {
            self.path.reserve(self.end + ROOM);
        }
        encode_but(&mut self.path, literal, &IN_PATH);
        Some(self.end - after.len())
    }

    /// Appends the path, and gives the query that the template itself may bring.
    pub(super) fn write(&self, into: &mut String) -> Result<String, String> {
        into.push_str(&self.path);
        let mut rest = &self.template[self.done..self.end];
        while let Some((literal, after)) = split(rest, b'{') {
            let Some((name, after)) = split(after, b'}') else {
                let template = self.path_template();
                return Err(format!("the path {template:?} has a {{ without a }}"));
            };
            let mut early = self.early.iter();
            let Some((_, segment)) = early.find(|(known, _)| known == name) else {
                return Err(format!("path parameter {name} is not set"));
            };
            encode_but(into, literal, &IN_PATH);
            into.push_str(segment);
            rest = after;
        }
        encode_but(into, rest, &IN_PATH);
        let mut query = String::new();
        let sent = split(&self.template, b'#').map_or(&*self.template, |(sent, _)| sent);
        if let Some((_, written)) = split(sent, b'?') {
            encode_but(&mut query, written, &IN_QUERY);
        }
        Ok(query)
    }

    /// About how long the path will be.
    pub(super) fn len(&self) -> usize {
        self.path.len() + self.end - self.done
    }
}

/// Whether a template has a place for a parameter.
fn has(template: &str, name: &str) -> bool {
    let mut rest = template;
    while let Some((_, after)) = split(rest, b'{') {
        match after.strip_prefix(name) {
            Some(after) if after.starts_with('}') => return true,
            _ => rest = after,
        }
    }
    false
}

/// What is before an ASCII character, and what is behind it. Paths are short: looking at each byte
/// costs less than the search of the standard library.
fn split(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((&text[..place], &text[place + 1..]))
}

/// A segment that is `.` or `..`, escaped or not: URL parsers resolve `%2e%2e` too.
pub(super) fn step(path: &str) -> Option<&str> {
    const DOTS: [&str; 6] = [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"];
    let is_dots = |segment: &&str| DOTS.iter().any(|dots| segment.eq_ignore_ascii_case(dots));
    path.split('/').find(is_dots)
}
