//! Bytes to text: UTF-8 or UTF-16, with or without a byte order mark.
//!
//! Byte places in findings count from the start of the text as decoded here, without its mark.

use super::{Source, limit};
use crate::diagnostic::{Diagnostic, Place, code};
use std::borrow::Cow;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Source {
    /// The text as far as it can be read, for excerpts: what is no text becomes `U+FFFD`.
    pub fn text(&self) -> Cow<'_, str> {
        match utf16(&self.bytes) {
            Some(units) => Cow::Owned(String::from_utf16_lossy(&units)),
            None => String::from_utf8_lossy(unmarked(&self.bytes)),
        }
    }
}

/// Reads the text, or says why it cannot be read.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Box<Diagnostic>> {
    if bytes.len() > limit::BYTES {
        let message = format!(
            "the file is larger than the {} MiB that are read",
            limit::BYTES >> 20
        );
        return Err(Diagnostic::error(code::TOO_LARGE, Place::Document, message).into());
    }
    let text = match utf16(bytes) {
        Some(units) => Cow::Owned(decode_utf16(bytes, &units)?),
        None => Cow::Borrowed(decode_utf8(unmarked(bytes))?),
    };
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        let message = format!("the text has a NUL character at byte {at}");
        return Err(
            Diagnostic::error(code::NUL, Place::Bytes(at..at + 1), message)
                .help("save the file as UTF-8 text")
                .into(),
        );
    }
    if text.trim().is_empty() {
        let place = Place::Bytes(0..0);
        return Err(Diagnostic::error(code::EMPTY, place, "the file is empty").into());
    }
    Ok(text)
}

/// Where the character at a byte ends; the end of the text is its own.
pub(super) fn character_end(text: &str, at: usize) -> usize {
    let character = text[at..].chars().next();
    at + character.map_or(0, char::len_utf8)
}

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)
}

/// The code units after a UTF-16 mark; a last odd byte is left out.
fn utf16(bytes: &[u8]) -> Option<Vec<u16>> {
    let join: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs = bytes[2..].chunks_exact(2);
    Some(pairs.map(|pair| join([pair[0], pair[1]])).collect())
}

fn decode_utf16(bytes: &[u8], units: &[u16]) -> Result<String, Box<Diagnostic>> {
    let broken = |at: usize, what: &str| {
        let message = format!("the file begins as UTF-16, but {what}");
        Diagnostic::error(code::NOT_TEXT, Place::Bytes(at..at), message)
            .help("save the file as UTF-8")
    };
    let mut text = String::with_capacity(units.len());
    for unit in char::decode_utf16(units.iter().copied()) {
        let character = unit.map_err(|_| broken(text.len(), "half of a character is missing"))?;
        text.push(character);
    }
    if !bytes.len().is_multiple_of(2) {
        return Err(broken(text.len(), "has an odd number of bytes").into());
    }
    Ok(text)
}

fn decode_utf8(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let message = format!("byte {at} (0x{byte:02X}) is not UTF-8");
        // In the text shown, one U+FFFD of three bytes stands there.
        Diagnostic::error(code::NOT_TEXT, Place::Bytes(at..at + 3), message)
            .label("not UTF-8 from here")
            .help("save the file as UTF-8")
            .into()
    })
}
