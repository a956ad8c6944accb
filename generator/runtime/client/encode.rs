//! From a path template and its parameters to the target of a request.

/// Appends a value with all but RFC 3986's unreserved characters percent-encoded, so that nothing
/// in it can end a segment, a parameter or the path.
pub(super) fn encode(into: &mut String, value: &str) {
    encode_but(into, value, b"");
}

/// The same, with a few more characters kept as they are.
pub(super) fn encode_but(into: &mut String, value: &str, kept: &[u8]) {
    for &byte in value.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            into.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// What a path may hold besides unreserved characters, `%` of its own escapes included.
const IN_PATH: &[u8] = b"/:@!$&'()*+,;=%";
/// What a query may hold besides.
const IN_QUERY: &[u8] = b"/:@!$&'()*+,;=%?";

/// A path template filled in with segments that are encoded already: a path, and the query that the
/// template itself may bring.
pub(super) fn expand(
    template: &str,
    values: &[(String, String)],
) -> Result<(String, String), String> {
    // Some documents tell operations of one path apart by a fragment, which is never sent.
    let template = template.split('#').next().unwrap_or_default();
    let (template, query) = template.split_once('?').unwrap_or((template, ""));
    let mut path = String::new();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("the path {template:?} has a {{ without a }}"));
        };
        let value = values.iter().find(|(given, _)| given == name);
        let Some((_, value)) = value else {
            return Err(format!("path parameter {name} is not set"));
        };
        encode_but(&mut path, literal, IN_PATH);
        path.push_str(value);
        rest = after;
    }
    encode_but(&mut path, rest, IN_PATH);
    // Neither the template nor two parameters in one segment may make a step out of names.
    if let Some(dots) = path.split('/').find(|segment| is_dots(segment)) {
        return Err(format!(
            "the path has the segment {dots:?}, a step and no name"
        ));
    }
    let mut encoded_query = String::new();
    encode_but(&mut encoded_query, query, IN_QUERY);
    Ok((path, encoded_query))
}

/// An empty value would ask for the list instead of the item, a dot segment for something else.
pub(super) fn check_segment(name: &str, value: &str) -> Result<(), String> {
    if value.is_empty() {
        Err(format!("path parameter {name} is empty"))
    } else if value == "." || value == ".." {
        Err(format!(
            "path parameter {name} is {value:?}, a step and no name"
        ))
    } else {
        Ok(())
    }
}

/// `.` or `..`, escaped or not: URL parsers resolve `%2e%2e` too.
fn is_dots(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    plain == "." || plain == ".."
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
pub(super) fn append_query(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    encode(query, name);
    query.push('=');
    encode(query, value);
}
