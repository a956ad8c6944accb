//! A scan of the bytes that bounds nesting before anything recurses.

use crate::diagnostic::{Diagnostic, Place};
use crate::load::limit;

/// Refuses text whose brackets nest too deep. Whether they match is left to the parser.
pub(super) fn check(text: &str) -> Result<(), Box<Diagnostic>> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(bytes, at),
            b'{' | b'[' => {
                depth += 1;
                if depth > limit::DEPTH {
                    return Err(limit::too_deep(Place::Bytes(at..at + 1)));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// The place of the quote that ends the string begun at `at`, or the end of the text.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}
