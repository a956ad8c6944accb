//! JSON bodies: decoding one, and finding the message in one that tells of an error.

use super::answer::Answer;
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{self, Mode, Outcome};
use serde::de::Error as _;
use serde_json::Value;
use std::str::Utf8Error;

/// Decodes a whole body, tolerantly: what breaks a rule is listed, and the caller decides.
pub(super) fn decode<T: Decode>(body: &[u8]) -> Outcome<Result<T, serde_json::Error>> {
    decode_by(body, Ok)
}

/// Decodes a whole body, and makes something of it, both tolerantly.
pub(crate) fn decode_by<T: Decode, U>(
    body: &[u8],
    make: impl FnOnce(T) -> Result<U, serde_json::Error>,
) -> Outcome<Result<U, serde_json::Error>> {
    decoding::run(Mode::Tolerant, || {
        // One look at all of it costs a tenth of one at each string.
        let text = std::str::from_utf8(without_mark(body)).map_err(not_utf_8)?;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = T::decode(&mut deserializer)?;
        deserializer.end()?;
        make(value)
    })
}

/// Why bytes are no text.
pub(super) fn not_utf_8(error: Utf8Error) -> serde_json::Error {
    let place = error.valid_up_to();
    serde_json::Error::custom(format_args!("not UTF-8 at byte {place}"))
}

/// Some servers put a byte order mark in front, which RFC 8259 lets a reader ignore.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The message of a serde_json error without the place that it ends in.
pub(super) fn bare_message(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    if message.ends_with(&place) {
        message.truncate(message.len() - place.len());
    }
    message
}

/// Whether a media type is JSON: `application/json`, `text/json`, `application/problem+json`.
pub(super) fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(content_type: &str) -> String {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// What an answer without success says for people.
#[derive(Default)]
pub(super) struct Summary {
    /// The server's message.
    pub(super) message: Option<String>,
    /// The id of the request, for the API's support.
    pub(super) request_id: Option<String>,
}

/// Where APIs put their message, the more telling place first.
const MESSAGES: [&str; 10] = [
    "/error/message",
    "/message",
    "/detail",
    "/title",
    "/error_description",
    "/error",
    "/errors/0/message",
    "/errors/0/detail",
    "/errors/0",
    "/detail/0/msg",
];
/// Where APIs put the id of a request.
const IDS: [&str; 5] = [
    "/error/id",
    "/id",
    "/request_id",
    "/requestId",
    "/error/request_id",
];
/// The headers that do.
const ID_HEADERS: [&str; 2] = ["x-request-id", "request-id"];

/// Looks for message and id in the usual places.
pub(super) fn summary(answer: &Answer) -> Summary {
    let json = serde_json::from_slice(without_mark(&answer.body)).unwrap_or(Value::Null);
    let message = MESSAGES.iter().find_map(|place| text(json.pointer(place)?));
    let message = oauth(&json).or(message);
    let in_header = || ID_HEADERS.iter().find_map(|name| answer.header(name));
    let request_id = IDS.iter().find_map(|place| text(json.pointer(place)?));
    Summary {
        message,
        request_id: request_id.or_else(|| in_header().map(str::to_owned)),
    }
}

/// `invalid_client: no such client`: code and description of RFC 6749, 5.2, and RFC 6750, 3.1.
fn oauth(json: &Value) -> Option<String> {
    let (code, description) = (json.get("error")?, json.get("error_description")?);
    Some(format!("{}: {}", text(code)?, text(description)?))
}

/// A string that says something, or a number.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
