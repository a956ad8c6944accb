//! Percent-encoding, and Base64.

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
pub(super) static IN_PATH: Kept = Kept::and(b"/:@!$&'()*+,;=%");
/// In the query of a template.
pub(super) static IN_QUERY: Kept = Kept::and(b"/:@!$&'()*+,;=%?");

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
pub(super) fn encode_display(into: &mut String, value: &dyn fmt::Display) -> fmt::Result {
    struct Encoding<'a>(&'a mut String);
    impl fmt::Write for Encoding<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            encode(self.0, text);
            Ok(())
        }
    }
    write!(Encoding(into), "{value}")
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
pub(crate) fn append_query(query: &mut String, name: &str, value: &str) {
    append_name(query, name);
    encode(query, value);
}

/// Appends `name=` to a query.
pub(super) fn append_name(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    encode(query, name);
    query.push('=');
}
