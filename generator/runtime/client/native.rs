//! What the client needs of the place where it runs: time, chance, and an HTTP client. In a browser
//! `browser.rs` stands in place of this file, with the same face.

use super::redirect::is_same_origin;
use super::send::Outgoing;
use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Error, Response, StatusCode};
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::time::Duration;

pub(crate) use std::time::{Instant, SystemTime, UNIX_EPOCH};
pub(super) use tokio::time::{error::Elapsed, sleep, timeout};

/// [`Send`], where there are threads; in a browser it is every type.
pub trait MaybeSend: Send {}

impl<T: Send> MaybeSend for T {}

/// A future of the client.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Whether reqwest keeps to the time limit of a request, until the end of its body.
pub(super) const HAS_TIMEOUT: bool = true;

/// Whether an HTTP client that is built here follows redirects by itself.
pub(super) const FOLLOWS: bool = false;

/// Whether a request says which program sends it.
pub(super) const HAS_USER_AGENT: bool = true;

/// What is to be said of a failure that has no reason.
pub(super) const UNSAID: &str = "";

/// An HTTP client that follows no redirect, with limits for connecting and for all of a request.
pub(super) fn build(
    builder: ClientBuilder,
    (connecting, all): (Duration, Duration),
) -> Result<Client, Error> {
    let builder = builder.redirect(Policy::none());
    builder.connect_timeout(connecting).timeout(all).build()
}

/// Why an answer is not the one that was asked for, where whoever carried it has followed a
/// redirect.
pub(super) fn strayed(outgoing: &Outgoing, response: &Response) -> Option<String> {
    // An answer that was made from parts has the host that reqwest makes up for it.
    let is_made = response.url().host_str() == Some("no.url.provided.local");
    let (from, to) = (response.url(), outgoing.request.url());
    // The query may have got a key on its way out.
    let is_same = from.path() == to.path() && is_same_origin(from, to);
    let why =
        "the given HTTP client follows redirects by itself: build it with redirect(Policy::none())";
    (!is_same && !is_made).then(|| why.to_owned())
}

/// A body that is still to come.
pub(super) type Chunks = Response;

/// Status, headers, and the body that is still to come.
pub(super) fn split(mut response: Response) -> (StatusCode, HeaderMap, Chunks) {
    let headers = std::mem::take(response.headers_mut());
    (response.status(), headers, response)
}

/// The next bytes of a body; none at its end.
pub(super) fn next(chunks: &mut Chunks) -> impl Future<Output = Result<Option<Bytes>, Error>> {
    chunks.chunk()
}

/// Whether there was no connection, so that the server has seen nothing.
pub(super) fn is_connect(error: &Error) -> bool {
    error.is_connect()
}

/// The text of a cause, without what nobody wants to read.
pub(super) fn said(cause: &str) -> &str {
    cause
}

/// A number that nobody can guess: the hash of nothing under a key that std makes from the system's
/// randomness.
pub(crate) fn random() -> u64 {
    RandomState::new().hash_one(())
}
