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
    /// One of the caller's, or one that was built here, with the time limit that it has for requests
    /// without one.
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

    /// Whether it may have followed a redirect: one that was built here may be known not to.
    pub(super) fn may_follow(&self) -> bool {
        platform::FOLLOWS || !matches!(self, Self::Client(_, Some(_)))
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

    /// Sends a request; it is on its way when this returns, so that no future has to hold it.
    pub(super) fn send(
        &self,
        request: Request,
    ) -> impl Future<Output = Result<Response, Cause>> + use<> {
        enum Sent<F> {
            ByClient(F),
            ByFunction(Carried),
        }
        let sent = match self {
            Self::Client(client, _) => Sent::ByClient(client.execute(request)),
            Self::Function(send) => Sent::ByFunction(send(request)),
        };
        async {
            match sent {
                Sent::ByClient(sent) => Ok(sent.await?),
                Sent::ByFunction(sent) => sent.await,
            }
        }
    }
}
