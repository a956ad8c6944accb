//! What carries a request to the server and the answer back: reqwest, or a function in its place.

use super::redirect::is_same_origin;
use reqwest::{Request, Response};
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Any error.
pub(super) type Cause = Box<dyn StdError + Send + Sync>;

type Carried = Pin<Box<dyn Future<Output = Result<Response, Cause>> + Send>>;

/// Sends one request, once.
#[derive(Clone)]
pub(super) enum Transport {
    /// With the time limit that it has for requests without one, if that is known.
    Client(reqwest::Client, Option<Duration>),
    Function(Arc<dyn Fn(Request) -> Carried + Send + Sync>),
}

impl Transport {
    /// A transport of the caller's.
    pub(super) fn function<F, R, E>(send: F) -> Self
    where
        F: Fn(Request) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Response, E>> + Send + 'static,
        E: Into<Cause>,
    {
        Self::Function(Arc::new(move |request| {
            let sent = send(request);
            Box::pin(async move { sent.await.map_err(Into::into) })
        }))
    }

    /// Whether it keeps to the time limit of a request.
    pub(super) fn has_timeout(&self) -> bool {
        matches!(self, Self::Client(..))
    }

    /// Limits the time of a request, its body included. A limit of its own costs a request four
    /// allocations, so that it gets none where the client's is the same but for what passed since
    /// the call began.
    pub(super) fn limit(&self, request: &mut Request, limit: Duration) {
        let known = match self {
            Self::Client(_, known) => *known,
            Self::Function(_) => None,
        };
        if known.is_none_or(|known| known.abs_diff(limit) > Duration::from_millis(1)) {
            *request.timeout_mut() = Some(limit);
        }
    }

    pub(super) async fn send(&self, request: Request) -> Result<Response, Cause> {
        match self {
            Self::Client(client, _) => Ok(client.execute(request).await?),
            Self::Function(send) => send(request).await,
        }
    }
}

/// Whether an answer comes from elsewhere than the request went to: whoever carried it has followed
/// a redirect. An answer that was made from parts has the host that reqwest makes up for it.
pub(super) fn has_moved(request: &Request, response: &Response) -> bool {
    let is_made = response.url().host_str() == Some("no.url.provided.local");
    let (from, to) = (response.url(), request.url());
    // The query may have got a key on its way out.
    let is_same = from.path() == to.path() && is_same_origin(from, to);
    !is_same && !is_made
}
