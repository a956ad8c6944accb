//! The parts of `[text](address "title")`.

use std::collections::BTreeMap;

use super::url;

/// The longest part in parentheses that is looked at.
const LONGEST: usize = 2_000;

/// Where a link leads.
pub(super) enum Target {
    /// A safe http(s) address.
    Address(String),
    /// Into the document that the description was written for: nothing to follow here.
    Elsewhere,
}

/// Where each bracket that opens at a place closes, when a parenthesis follows.
pub(super) fn brackets(text: &str) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    let mut open = Vec::new();
    let bytes = text.as_bytes();
    let mut escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => {}
            b'[' => open.push(at),
            b']' => {
                if let (Some(start), Some(b'(')) = (open.pop(), bytes.get(at + 1)) {
                    pairs.insert(start, at);
                }
            }
            _ => {}
        }
        escaped = *byte == b'\\' && !escaped;
    }
    pairs
}

/// The target in parentheses that a text begins with, and the length of that.
pub(super) fn target(text: &str) -> Option<(Target, usize)> {
    let inside = text.strip_prefix('(')?.trim_start();
    let (address, after) = match inside.strip_prefix('<') {
        Some(inside) => {
            let end = short(inside).find(['>', '\n', '<'])?;
            let (address, rest) = inside.split_at(end);
            (address, rest.strip_prefix('>')?)
        }
        None => inside.split_at(end_of_address(inside)?),
    };
    let target = read(address)?;
    let rest = after.trim_start();
    let rest = match rest.chars().next()? {
        quote @ ('"' | '\'') if rest.len() < after.len() => {
            let title = rest.get(1..)?;
            let end = short(title).find(quote)?;
            title.get(end + 1..)?.trim_start()
        }
        _ => rest,
    };
    let rest = rest.strip_prefix(')')?;
    Some((target, text.len() - rest.len()))
}

fn read(address: &str) -> Option<Target> {
    let mut plain = String::with_capacity(address.len());
    let mut characters = address.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push(
                characters
                    .next_if(char::is_ascii_punctuation)
                    .unwrap_or('\\'),
            ),
            other => plain.push(other),
        }
    }
    if let Some(address) = url::explicit(&plain) {
        return Some(Target::Address(address));
    }
    let elsewhere = plain.starts_with(['#', '/', '.']) || plain.starts_with("mailto:");
    elsewhere.then_some(Target::Elsewhere)
}

/// Where an address that is not in angle brackets ends.
fn end_of_address(text: &str) -> Option<usize> {
    if url::scheme(text).is_none() && !text.starts_with(['#', '/', '.', 'm', '\\']) {
        return None;
    }
    let mut open = 0usize;
    for (at, character) in short(text).char_indices() {
        match character {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            other if other.is_whitespace() || other.is_control() => return Some(at),
            _ => {}
        }
    }
    None
}

/// The beginning of a text that is worth a search.
fn short(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}
