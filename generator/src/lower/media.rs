//! Which media types are JSON, and which of several is read or written.

/// The index of the media type that is used: JSON where there is one, else the first.
pub(crate) fn chosen(names: &[&str]) -> Option<usize> {
    let plain = names
        .iter()
        .position(|name| essence(name) == "application/json");
    let json = plain.or_else(|| names.iter().position(|name| is_json(name)));
    json.or((!names.is_empty()).then_some(0))
}

/// Whether a body of this media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json"
        || essence == "*/*"
        || essence == "application/*"
        || essence.ends_with("+json")
}

/// The media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}
