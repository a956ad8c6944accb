//! Where a redirect leads, and what may follow it there.
//!
//! reqwest's own policy cannot do this: it does not know which headers are keys.

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue, LOCATION, USER_AGENT};
use reqwest::{Method, StatusCode, Url};

/// After so many redirects a call fails.
pub(super) const LIMIT: usize = 10;

/// What becomes of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It is the answer.
    Stay,
    /// The request goes on, the body with it only where the method stays the same.
    Follow { url: Url, method: Method },
    /// The server sends the request where it must not go.
    Refuse(String),
}

/// Decides by RFC 9110, 15.4: only safe methods are repeated elsewhere by themselves.
pub(crate) fn step(method: &Method, url: &Url, status: StatusCode, headers: &HeaderMap) -> Step {
    let location = status.is_redirection().then(|| headers.get(LOCATION));
    let Some(location) = location.flatten() else {
        return Step::Stay;
    };
    let is_safe = matches!(*method, Method::GET | Method::HEAD);
    let follow = match status.as_u16() {
        // "See other": the result is to be fetched, whatever the request was.
        303 if !is_safe => Some(Method::GET),
        301 | 302 | 303 | 307 | 308 if is_safe => Some(method.clone()),
        // The request is to be repeated as it was.
        307 | 308 => Some(method.clone()),
        301 | 302 => None,
        _ => return Step::Stay,
    };
    let Some(next) = target(url, location) else {
        return Step::Refuse("the location of the redirect is no HTTP URL".to_owned());
    };
    let origin = next.origin().ascii_serialization();
    if url.scheme() == "https" && next.scheme() == "http" {
        return Step::Refuse(format!("the redirect to {origin} would leave https"));
    }
    match follow {
        None => Step::Refuse(format!("{method} is not repeated at {origin}")),
        Some(method) if !is_safe && method != Method::GET && !is_same_origin(&next, url) => {
            Step::Refuse(format!(
                "{method} is not repeated at another origin, {origin}"
            ))
        }
        Some(method) => Step::Follow { url: next, method },
    }
}

/// Whether scheme, host and port of two HTTP URLs are the same; without a copy, since each answer is
/// asked.
pub(super) fn is_same_origin(one: &Url, other: &Url) -> bool {
    let parts = |url| {
        (
            Url::scheme(url),
            Url::host_str(url),
            Url::port_or_known_default(url),
        )
    };
    parts(one) == parts(other)
}

/// The absolute URL of a `Location`. Credentials in it are the server's invention.
fn target(url: &Url, location: &HeaderValue) -> Option<Url> {
    let mut next = url.join(location.to_str().ok()?).ok()?;
    if !matches!(next.scheme(), "http" | "https") {
        return None;
    }
    next.set_username("").ok()?;
    next.set_password(None).ok()?;
    next.set_fragment(None);
    Some(next)
}

/// What another origin may see: any other header can be a key, a body can hold one.
pub(super) fn for_strangers(headers: &HeaderMap) -> HeaderMap {
    let kept = [ACCEPT, USER_AGENT].into_iter();
    kept.filter_map(|name| Some((name.clone(), headers.get(&name)?.clone())))
        .collect()
}
