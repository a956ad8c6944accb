//! Secrets that stay, and those that are asked for when a request needs one.

use super::Shared;
use super::platform::{BoxFuture, MaybeSend};
use super::token::Token;
use super::transport::Cause;
use std::sync::Arc;

/// A token on its way.
pub(crate) type Provided<'a> = BoxFuture<'a, Result<Token, Cause>>;

/// Where tokens come from that change.
pub(crate) trait Provider: Send + Sync {
    /// A token for a request of this client. `refused` is one that the server does not take.
    fn token<'a>(&'a self, client: &'a Arc<Shared>, refused: Option<Token>) -> Provided<'a>;
}

/// What a credential is made of.
#[derive(Clone)]
pub(crate) enum Secret {
    Fixed(Token),
    Provided(Arc<dyn Provider>),
}

impl Secret {
    /// From a function of the caller's.
    pub(super) fn function<F, R, E>(provide: F) -> Self
    where
        F: Fn(Option<Token>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, E>> + MaybeSend + 'static,
        E: Into<Cause>,
    {
        Self::Provided(Arc::new(Function(move |refused| -> Provided<'static> {
            let provided = provide(refused);
            Box::pin(async move { provided.await.map_err(Into::into) })
        })))
    }
}

struct Function<F>(F);

impl<F: Fn(Option<Token>) -> Provided<'static> + Send + Sync> Provider for Function<F> {
    fn token<'a>(&'a self, _: &'a Arc<Shared>, refused: Option<Token>) -> Provided<'a> {
        (self.0)(refused)
    }
}
