//! Media types: which of several is read or written, and what they are.

use crate::ir::Framing;

/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";

/// The media type of an HTML form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of a form with files.
pub(crate) const PARTS: &str = "multipart/form-data";

/// The index of the one that is read or written: JSON where there is one, else a form, else the first.
pub(crate) fn chosen(names: &[&str]) -> Option<usize> {
    let position = |is: &dyn Fn(&str) -> bool| names.iter().position(|name| is(name));
    position(&|name| essence(name) == JSON)
        .or_else(|| position(&is_json))
        .or_else(|| position(&|name| essence(name) == FORM))
        .or((!names.is_empty()).then_some(0))
}

pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    if framing(&essence).is_some() {
        return false; // Though it ends in `+json`.
    }
    essence == JSON || essence == "*/*" || essence == "application/*" || essence.ends_with("+json")
}

/// What parts the values of a media type that is a stream of them.
pub(crate) fn framing(media_type: &str) -> Option<Framing> {
    match &*essence(media_type) {
        "text/event-stream" => Some(Framing::Events),
        "application/jsonl"
        | "application/jsonlines"
        | "application/ndjson"
        | "application/x-jsonl"
        | "application/x-jsonlines"
        | "application/x-ndjson"
        | "application/stream+json"
        | "application/x-json-stream" => Some(Framing::Lines),
        "application/json-seq" => Some(Framing::Sequence),
        _ => None,
    }
}

pub(crate) fn is_xml(essence: &str) -> bool {
    matches!(essence, "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// The media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}
