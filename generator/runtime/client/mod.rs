//! The HTTP client: a call is described by generated code, sent by one function, read by its type.
//!
//! Nothing but the last step depends on the type of the body, so an operation costs the compiler
//! next to nothing.

mod advice;
pub(crate) mod answer;
mod base_url;
pub(crate) mod budget;
mod builder;
mod call;
pub(crate) mod clock;
mod content;
pub(crate) mod context;
mod counter;
pub(crate) mod credentials;
pub(crate) mod decoder;
pub(crate) mod draft;
pub(crate) mod encode;
pub(crate) mod environment;
mod error;
mod event_parser;
mod events;
mod failure;
pub(crate) mod grant;
pub(crate) mod header;
pub(crate) mod headers;
mod item;
mod json_lines;
mod link;
mod mismatch;
mod operation;
mod pages;
mod paging;
pub(crate) mod payload;
pub(crate) mod pick;
pub(crate) mod provider;
mod record;
pub(crate) mod redirect;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod retry_after;
pub(crate) mod send;
pub(crate) mod stream;
pub(crate) mod style;
mod summary;
mod surface;
mod target;
mod text;
mod token;
mod transport;

// One of two files, so that no other asks where it runs.
#[cfg_attr(
    not(all(target_arch = "wasm32", target_os = "unknown")),
    path = "native.rs"
)]
#[cfg_attr(
    all(target_arch = "wasm32", target_os = "unknown"),
    path = "browser.rs"
)]
pub(crate) mod platform;

pub use crate::runtime::api::{Api, ClientCredentialsFlow, Scheme, SchemeKind};
pub use crate::runtime::style::{Serialization, Style};
pub use builder::ClientBuilder;
pub use call::Call;
pub use error::{Error, ErrorKind};
pub use events::{Event, Events};
pub use item::Item;
pub use json_lines::JsonLines;
pub use operation::Operation;
pub use pages::{Items, Pages};
pub use paging::Paging;
pub use platform::MaybeSend;
pub use response::Response;
pub use stream::ByteStream;
pub use style::list;
pub use surface::{Async, Sending, Surface};
pub use token::Token;

use crate::api::API;
use base_url::BaseUrl;
use budget::Budget;
use credentials::Credentials;
use draft::Draft;
use reqwest::header::HeaderMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;
use transport::Transport;

/// A client of the API. Cheap to clone; clones share their connections.
///
/// `M` is how calls are sent: [`Async`], or blocking. Crates name each by an alias without a
/// parameter, so that `Client::new(..)` leaves nothing to infer.
pub struct Client<M = Async> {
    shared: Arc<Shared>,
    surface: PhantomData<fn() -> M>,
}

/// What a client is made of.
pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    transport: Transport,
    pub(crate) base: BaseUrl,
    /// Whether the base URL is the user's: then it goes for operations with a server of their own too.
    base_is_given: bool,
    credentials: Credentials,
    pub(crate) headers: Arc<HeaderMap>,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Option<Duration>,
    strict: bool,
    limit: usize,
    pub(crate) retries: u32,
    budget: Budget,
}

impl<M> Client<M> {
    /// A client with this token, and the defaults of [`ClientBuilder`] for the rest.
    ///
    /// # Errors
    /// The document has no base URL, or the system has no usable TLS.
    pub fn new(token: impl Into<Token>) -> Result<Self, Error> {
        Self::builder().token(token).build()
    }

    /// A client with token and base URL from the environment.
    ///
    /// # Errors
    /// No variable for the token is set; the error lists those that were tried.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().with_env()?.build()
    }

    /// A client step by step.
    pub fn builder() -> ClientBuilder<M> {
        ClientBuilder::new(&API)
    }

    /// A request that the document does not describe; `path` may be a template.
    ///
    /// It gets the first credential that the client has.
    pub fn request(&self, method: &str, path: &str) -> Call<(), M> {
        let (method, path) = (method.to_owned().into(), path.to_owned().into());
        Call::new(Draft::new(Arc::clone(&self.shared), method, path))
    }

    /// A call of an operation.
    pub(crate) fn call(&self, operation: &'static Operation) -> Call<(), M> {
        Call::new(Draft::of(Arc::clone(&self.shared), operation))
    }

    fn new_shared(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            surface: PhantomData,
        }
    }
}

impl<M> Clone for Client<M> {
    fn clone(&self) -> Self {
        Self::new_shared(Arc::clone(&self.shared))
    }
}

/// Headers and credentials stay out.
impl<M> fmt::Debug for Client<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.shared.api.name)
            .field("base_url", &self.shared.base.as_str())
            .finish_non_exhaustive()
    }
}
