//! What carries a request to the server and the answer back: reqwest, or a function in its place.

use super::platform::{self, BoxFuture, MaybeSend};
use reqwest::{Request, Response};
use std::error::Error as StdError;
use std::sync::Arc;

/// Any error.
pub(super) type Cause = Box<dyn StdError + Send + Sync>;

type Carried = BoxFuture<'static, Result<Response, Cause>>;

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
        R: Future<Output = Result<Response, E>> + MaybeSend + 'static,
        E: Into<Cause>,
    {
        Self::Function(Arc::new(move |request| {
            let sent = send(request);
            Box::pin(async move { sent.await.map_err(Into::into) })
        }))
    }

    /// Whether it keeps to the time limit of a request.
    pub(super) fn has_timeout(&self) -> bool {
        platform::HAS_TIMEOUT && matches!(self, Self::Client(_))
    }

    pub(super) async fn send(&self, request: Request) -> Result<Response, Cause> {
        match self {
            Self::Client(client) => Ok(client.execute(request).await?),
            Self::Function(send) => send(request).await,
        }
    }
}
