//! What carries a request to the server and the answer back: reqwest, or a function in its place.

use super::redirect::is_same_origin;
use reqwest::{Request, Response};
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::Arc;

/// Any error.
pub(super) type Cause = Box<dyn StdError + Send + Sync>;

type Carried = Pin<Box<dyn Future<Output = Result<Response, Cause>> + Send>>;

/// Sends one request, once.
#[derive(Clone)]
pub(super) enum Transport {
    Client(reqwest::Client),
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
        matches!(self, Self::Client(_))
    }

    pub(super) async fn send(&self, request: Request) -> Result<Response, Cause> {
        match self {
            Self::Client(client) => Ok(client.execute(request).await?),
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
