//! JSON as text: decoding it, and which media types are it.

use super::decode::Decode;
use super::decoding::{self, Mode, Outcome};
use serde::de::Error as _;
use serde_json::Deserializer;
use serde_json::de::StrRead;
use std::str::Utf8Error;

/// Decodes a whole body, tolerantly: what breaks a rule is listed, and the caller decides.
pub fn decode<T: Decode>(body: &[u8]) -> Outcome<Result<T, serde_json::Error>> {
    decode_by(body, Ok)
}

/// Decodes a whole body, tolerantly, to where the value is to stay.
pub fn decode_into<T: Decode>(
    body: &[u8],
    slot: &mut Option<T>,
) -> Outcome<Result<(), serde_json::Error>> {
    read(body, |text| T::decode_into(text, slot), Ok)
}

/// Decodes a whole body, and makes something of it, both tolerantly.
pub fn decode_by<T: Decode, U>(
    body: &[u8],
    make: impl FnOnce(T) -> Result<U, serde_json::Error>,
) -> Outcome<Result<U, serde_json::Error>> {
    read(body, |text| T::decode(text), make)
}

fn read<T, U>(
    body: &[u8],
    decode: impl FnOnce(&mut Deserializer<StrRead<'_>>) -> Result<T, serde_json::Error>,
    make: impl FnOnce(T) -> Result<U, serde_json::Error>,
) -> Outcome<Result<U, serde_json::Error>> {
    decoding::run(Mode::Tolerant, || {
        // One look at all of it costs a tenth of one at each string.
        let text = std::str::from_utf8(without_mark(body)).map_err(not_utf_8)?;
        let mut deserializer = Deserializer::from_str(text);
        let value = decode(&mut deserializer)?;
        deserializer.end()?;
        make(value)
    })
}

/// Why bytes are no text.
pub fn not_utf_8(error: Utf8Error) -> serde_json::Error {
    let place = error.valid_up_to();
    serde_json::Error::custom(format_args!("not UTF-8 at byte {place}"))
}

/// Some servers put a byte order mark in front, which RFC 8259 lets a reader ignore.
pub fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The message of a serde_json error without the place that it ends in.
pub fn bare_message(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    if message.ends_with(&place) {
        message.truncate(message.len() - place.len());
    }
    message
}

/// Whether a media type is JSON: `application/json`, `text/json`, `application/problem+json`.
pub fn is_json(content_type: &str) -> bool {
    // What nearly all say.
    if content_type == "application/json" {
        return true;
    }
    let essence = bare(content_type).as_bytes();
    let is_in = |suffix: &[u8; 5]| suffix.eq_ignore_ascii_case(b"+json");
    essence.eq_ignore_ascii_case(b"application/json")
        || essence.eq_ignore_ascii_case(b"text/json")
        || essence.last_chunk().is_some_and(is_in)
}

/// A media type without its parameters, in lower case.
pub fn essence(content_type: &str) -> String {
    bare(content_type).to_ascii_lowercase()
}

fn bare(content_type: &str) -> &str {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim()
}
