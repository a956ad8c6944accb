//! What carries a request to the server and the answer back: reqwest, or a function in its place.

use super::platform::{self, BoxFuture, MaybeSend};
use reqwest::{Request, Response};
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

/// Any error.
pub(super) type Cause = Box<dyn StdError + Send + Sync>;

type Carried = BoxFuture<'static, Result<Response, Cause>>;

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
        platform::HAS_TIMEOUT && matches!(self, Self::Client(..))
    }

    /// Limits the time of a request, its body included. A limit of its own costs a request four
    /// allocations, so that it gets none where the client's is the same but for what passed since
    /// the call began.
    pub(super) fn limit(&self, request: &mut Request, limit: Duration) {
        let is_known = match self {
            Self::Client(_, Some(known)) => known.abs_diff(limit) < Duration::from_millis(1),
            Self::Client(_, None) | Self::Function(_) => false,
        };
        if platform::HAS_TIMEOUT && !is_known {
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
