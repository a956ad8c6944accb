//! Names and values of headers, refused where they could say more than one thing.

use super::encode;
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};

/// A header name.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, String> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} cannot name a header"))
}

/// A header value. CR, LF, NUL and other controls would let it speak for the client.
pub(crate) fn header_value(name: &str, value: impl Into<Vec<u8>>) -> Result<HeaderValue, String> {
    HeaderValue::try_from(value.into())
        .map_err(|_| format!("header {name} holds a control character"))
}

/// A header value that does not print.
pub(crate) fn secret_value(name: &str, value: String) -> Result<HeaderValue, String> {
    let mut value = header_value(name, value)?;
    value.set_sensitive(true);
    Ok(value)
}

/// Puts one more cookie into the one `Cookie` header that a request may have; none twice.
pub(super) fn append_cookie(
    headers: &mut HeaderMap,
    name: &str,
    value: &str,
) -> Result<(), String> {
    let before = headers
        .get(COOKIE)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let mut cookie = format!("{name}=");
    encode::encode(&mut cookie, value);
    if before.split("; ").any(|given| given == cookie) {
        return Ok(());
    }
    if !before.is_empty() {
        cookie = format!("{before}; {cookie}");
    }
    headers.insert(COOKIE, secret_value("cookie", cookie)?);
    Ok(())
}
