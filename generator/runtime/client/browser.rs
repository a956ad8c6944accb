//! What the client needs of the place where it runs, in a browser: `native.rs` says what each is for.
//!
//! The clocks of std are not there, nor those of tokio; nothing is sent between threads; and reqwest
//! is `fetch`, which follows redirects by itself, and says little of what went wrong.

use super::redirect::is_same_origin;
use super::send::Outgoing;
use crate::runtime::api::SchemeKind;
use bytes::Bytes;
use futures_core::Stream;
use gloo_timers::future::TimeoutFuture;
use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH,
    CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, RANGE, USER_AGENT,
};
use reqwest::{Client, ClientBuilder, Error, Response, StatusCode};
use std::future::{pending, poll_fn};
use std::hash::{BuildHasher, RandomState};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

pub(crate) use web_time::{Instant, SystemTime, UNIX_EPOCH};

#[cfg(feature = "blocking")]
compile_error!(
    "feature `blocking` is not for wasm32-unknown-unknown: a page that waits for an answer never gets it"
);
#[cfg(feature = "mock")]
compile_error!(
    "feature `mock` is not for wasm32-unknown-unknown: there, reqwest has no answers but those of `fetch`"
);

/// Every type: nothing is sent between threads in a browser. Elsewhere it is [`Send`].
pub trait MaybeSend {}

impl<T> MaybeSend for T {}

/// It stays on its thread, as all that comes from `fetch`.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// reqwest's timer panics beyond 24 days, and who reads a body is not told that it was the time.
pub(super) const HAS_TIMEOUT: bool = false;

/// `fetch` follows redirects, and a page can only forbid them.
pub(super) const FOLLOWS: bool = true;

/// The browser has a name of its own, and asks the server first where a page sets another one.
pub(super) const HAS_USER_AGENT: bool = false;

/// A page does not get to know more, lest it looks around in the network of who reads it.
pub(super) const UNSAID: &str = " (no connection, or the server does not let this page ask: CORS; the browser's console says which)";

/// `setTimeout` takes 31 bits.
const LONGEST_TIMER: u128 = i32::MAX as u128;

/// There is nothing to be said of connections and redirects, and the limit is [`timeout`]'s.
pub(super) fn build(builder: ClientBuilder, _: (Duration, Duration)) -> Result<Client, Error> {
    builder.build()
}

/// Waits until the clock says so: a timer may be early, or shorter than what is asked for.
pub(super) async fn sleep(time: Duration) {
    let Some(end) = Instant::now().checked_add(time) else {
        return pending().await;
    };
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        let milliseconds = left.as_nanos().div_ceil(1_000_000).min(LONGEST_TIMER);
        TimeoutFuture::new(milliseconds as u32).await;
    }
}

/// The time is over.
pub(super) struct Elapsed;

/// Waits for a future, and no longer than that.
pub(super) async fn timeout<F: Future>(limit: Duration, future: F) -> Result<F::Output, Elapsed> {
    let (mut future, mut over) = (pin!(future), pin!(sleep(limit)));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Ok(output)),
        Poll::Pending => over.as_mut().poll(context).map(|()| Err(Elapsed)),
    })
    .await
}

/// What another origin may see, or does not get to see: `fetch` takes away `Authorization`, and a
/// page can write no `Cookie`.
const HARMLESS: [HeaderName; 9] = [
    ACCEPT,
    ACCEPT_LANGUAGE,
    AUTHORIZATION,
    CONTENT_LANGUAGE,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    COOKIE,
    RANGE,
    USER_AGENT,
];

/// The browser has followed a redirect, and told nobody. What may not be seen at another origin is
/// there now, if that asked for it; but the next request should not leak either.
pub(super) fn strayed(outgoing: &Outgoing, response: &Response) -> Option<String> {
    let request = &outgoing.request;
    if is_same_origin(response.url(), request.url()) {
        return None;
    }
    let is_harmless = |name: &HeaderName| HARMLESS.contains(name);
    let mut keys = outgoing.grants().iter().map(|grant| grant.scheme().kind);
    let has_key = keys.any(|kind| match kind {
        SchemeKind::Header(name) => !name.eq_ignore_ascii_case(AUTHORIZATION.as_str()),
        _ => false,
    });
    let has_body = outgoing.payload.is_some() || request.body().is_some();
    let took = match (
        has_key || !outgoing.headers.names().all(is_harmless),
        has_body,
    ) {
        (true, _) => "headers",
        (false, true) => "a body",
        (false, false) => return None,
    };
    let origin = response.url().origin().ascii_serialization();
    Some(format!(
        "the browser followed a redirect to {origin}, with {took} that may hold secrets"
    ))
}

/// A body that is still to come.
pub(super) type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, Error>>>>;

/// Status, headers, and the body that is still to come.
pub(super) fn split(mut response: Response) -> (StatusCode, HeaderMap, Chunks) {
    let mut headers = std::mem::take(response.headers_mut());
    // The browser has decompressed it, and left the length of what it was.
    if headers.remove(CONTENT_ENCODING).is_some() {
        headers.remove(CONTENT_LENGTH);
    }
    (
        response.status(),
        headers,
        Box::pin(response.bytes_stream()),
    )
}

/// The next bytes of a body; none at its end.
pub(super) async fn next(chunks: &mut Chunks) -> Result<Option<Bytes>, Error> {
    poll_fn(|context| chunks.as_mut().poll_next(context))
        .await
        .transpose()
}

/// Nobody knows.
pub(super) fn is_connect(_: &Error) -> bool {
    false
}

/// `TypeError: Failed to fetch`, of what has a stack of calls below it.
pub(super) fn said(cause: &str) -> &str {
    let line = cause.lines().next().unwrap_or_default();
    match line.strip_prefix("JsValue(") {
        Some(line) => line.strip_suffix(')').unwrap_or(line),
        None => line,
    }
}

/// From the browser's `crypto`. std has nothing random here: its keys are the same in each page.
pub(crate) fn random() -> u64 {
    // Engines without `crypto` are no browsers of these days; then it is the time, and a count.
    let now = || SystemTime::now().duration_since(UNIX_EPOCH);
    let count = || RandomState::new().hash_one(now().unwrap_or_default().as_nanos());
    getrandom::u64().unwrap_or_else(|_| count())
}
