//! JSON text to a tree of values.
//!
//! serde_json reads; what it would settle silently (the same key twice, an integer beyond 64 bits) is noticed
//! on the way and looked at a second time, with positions, in `review`.

mod depth;
mod review;
mod seed;
mod syntax;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, code};
use serde::de::DeserializeSeed;
use serde_json::Value;

/// Reads JSON; `Err` is the one finding that stopped the reading.
pub(super) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Value, Box<Diagnostic>> {
    depth::check(text)?;
    let doubts = seed::Doubts::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // serde_json stops at 128 levels, which honest documents reach; `depth::check` has bounded them.
    deserializer.disable_recursion_limit();
    let value = seed::Tree { doubts: &doubts }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| unread(text, &error))?;
    if doubts.any() {
        review::report(text, diagnostics);
    }
    Ok(value)
}

fn unread(text: &str, error: &serde_json::Error) -> Diagnostic {
    let at = if error.is_eof() {
        text.len()
    } else {
        offset(text, error.line(), error.column())
    };
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full);
    if message == "number out of range" {
        return Diagnostic::error(
            code::NUMBER_RANGE,
            Place::Bytes(number_around(text, at)),
            "this number is too large for a double",
        );
    }
    syntax::finding(text, at, message)
}

/// serde_json counts lines from 1 and bytes in a line from 1; column 0 is the end of the line before.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(before) => text
            .match_indices('\n')
            .nth(before)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let at = (start + column.saturating_sub(1)).min(text.len());
    floor(text, at)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The characters of a number around a place inside or just after it.
fn number_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
    let bytes = text.as_bytes();
    let before = bytes[..at]
        .iter()
        .rev()
        .take_while(|byte| part(byte))
        .count();
    let after = bytes[at..].iter().take_while(|byte| part(byte)).count();
    at - before..at + after
}
