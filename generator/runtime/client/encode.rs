//! From a path template and its parameters to the target of a request.

use super::segments::Segments;
use std::fmt::{self, Write};

/// The bytes that stand for themselves; all others are percent-encoded.
pub(super) struct Kept([bool; 256]);

impl Kept {
    /// RFC 3986's unreserved characters, and some more, all of them ASCII.
    pub(super) const fn and(more: &[u8]) -> Self {
        let mut kept = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            kept[byte as usize] =
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
            byte += 1;
        }
        let mut index = 0;
        while index < more.len() {
            kept[more[index] as usize] = true;
            index += 1;
        }
        Self(kept)
    }
}

/// In a value: nothing that can end a segment, a parameter or the path.
static IN_VALUE: Kept = Kept::and(b"");
/// In a path template, `%` of its own escapes included.
static IN_PATH: Kept = Kept::and(b"/:@!$&'()*+,;=%");
/// In the query of a template.
static IN_QUERY: Kept = Kept::and(b"/:@!$&'()*+,;=%?");

/// Appends a value with all but RFC 3986's unreserved characters percent-encoded.
pub(crate) fn encode(into: &mut String, value: &str) {
    encode_but(into, value, &IN_VALUE);
}

/// The same, with a few more characters kept as they are.
pub(super) fn encode_but(into: &mut String, value: &str, kept: &Kept) {
    into.reserve(value.len());
    let mut rest = value;
    while let Some(end) = rest.bytes().position(|byte| !kept.0[usize::from(byte)]) {
        // What is kept is ASCII, so what ends a run of it starts a character.
        let (run, after) = rest.split_at(end);
        into.push_str(run);
        let mut characters = after.chars();
        let escaped = characters.next().map_or(0, char::len_utf8);
        for byte in &after.as_bytes()[..escaped] {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
        rest = characters.as_str();
    }
    into.push_str(rest);
}

/// What prints, with all but RFC 3986's unreserved characters percent-encoded.
pub(super) fn encode_display(into: &mut String, value: &dyn fmt::Display) {
    struct Encoding<'a>(&'a mut String);
    impl fmt::Write for Encoding<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            encode(self.0, text);
            Ok(())
        }
    }
    // It fails only where `value` does, and then what it has written is all there is to send.
    let _ = write!(Encoding(into), "{value}");
}

/// A path template filled in with segments that are encoded already: a path, and the query that the
/// template itself may bring.
pub(super) fn expand(template: &str, segments: &Segments) -> Result<(String, String), String> {
    // Some documents tell operations of one path apart by a fragment, which is never sent.
    let template = split(template, b'#').map_or(template, |(sent, _)| sent);
    let (template, query) = split(template, b'?').unwrap_or((template, ""));
    let mut path = String::with_capacity(template.len() + segments.len());
    let mut rest = template;
    while let Some((literal, after)) = split(rest, b'{') {
        let Some((name, after)) = split(after, b'}') else {
            return Err(format!("the path {template:?} has a {{ without a }}"));
        };
        let Some(value) = segments.get(name) else {
            return Err(format!("path parameter {name} is not set"));
        };
        encode_but(&mut path, literal, &IN_PATH);
        path.push_str(value);
        rest = after;
    }
    encode_but(&mut path, rest, &IN_PATH);
    // Neither the template nor two parameters in one segment may make a step out of names.
    let mut segments = path.as_bytes().split(|&byte| byte == b'/');
    if let Some(dots) = segments.find(|segment| is_dots(segment)) {
        let dots = String::from_utf8_lossy(dots);
        return Err(format!(
            "the path has the segment {dots:?}, a step and no name"
        ));
    }
    let mut encoded_query = String::new();
    encode_but(&mut encoded_query, query, &IN_QUERY);
    Ok((path, encoded_query))
}

/// What is before an ASCII character, and what is behind it. Paths are short: looking at each byte
/// costs less than the search of the standard library.
fn split(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((&text[..place], &text[place + 1..]))
}

/// `.` or `..`, escaped or not: URL parsers resolve `%2e%2e` too.
fn is_dots(segment: &[u8]) -> bool {
    const DOTS: [&[u8]; 6] = [b".", b"..", b"%2e", b".%2e", b"%2e.", b"%2e%2e"];
    // Hardly any segment begins so.
    matches!(segment, [b'.' | b'%', ..])
        && DOTS.iter().any(|dots| segment.eq_ignore_ascii_case(dots))
}

/// Base64 of RFC 4648 with padding, for basic authentication.
pub(super) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let digit = ALPHABET[(bits >> (18 - 6 * position)) as usize & 63];
            text.push(if position <= chunk.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    text
}

/// Appends `name=value` to a query.
pub(crate) fn append_query(query: &mut String, name: &str, value: &dyn fmt::Display) {
    if !query.is_empty() {
        query.push('&');
    }
    encode(query, name);
    query.push('=');
    encode_display(query, value);
}
