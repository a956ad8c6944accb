//! Building a client.

use super::base_url::BaseUrl;
use super::budget::Budget;
use super::credentials::{self, Credentials};
use super::environment::Environment;
use super::error::{Error, ErrorKind};
use super::header::{header_name, header_value};
use super::platform::{self, MaybeSend};
use super::provider::Secret;
use super::retry;
use super::surface::Async;
use super::token::Token;
use super::transport::Transport;
use super::{Client, Shared};
use crate::runtime::api::Api;
use reqwest::header::{ACCEPT, HeaderMap, USER_AGENT};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// Builds a [`Client`]. What is wrong with a part is told by [`build`](Self::build).
#[must_use = "a client is built by build()"]
pub struct ClientBuilder<M = Async> {
    pub(crate) api: &'static Api,
    http: Http,
    /// Where it differs from the document's.
    base_url: Option<String>,
    pub(crate) credentials: Credentials,
    headers: HeaderMap,
    timeout: Duration,
    attempt_timeout: Option<Duration>,
    connect_timeout: Duration,
    strict: bool,
    limit: usize,
    retries: u32,
    failure: Option<String>,
    surface: PhantomData<fn() -> M>,
}

/// What sends the requests.
enum Http {
    Builder(Box<reqwest::ClientBuilder>),
    Given(Transport),
}

impl<M> ClientBuilder<M> {
    pub(super) fn new(api: &'static Api) -> Self {
        let new = Self {
            api,
            http: Http::Builder(Box::default()),
            base_url: None,
            credentials: Credentials::default(),
            headers: HeaderMap::new(),
            timeout: Duration::from_secs(30),
            attempt_timeout: None,
            connect_timeout: Duration::from_secs(10),
            strict: false,
            limit: 64 << 20,
            retries: retry::RETRIES,
            failure: None,
            surface: PhantomData,
        };
        let new = new.header(ACCEPT.as_str(), "application/json");
        match platform::HAS_USER_AGENT {
            true => new.user_agent(api.user_agent),
            false => new,
        }
    }

    /// The API token: for the bearer scheme, or without one for the first API key.
    pub fn token(mut self, token: impl Into<Token>) -> Self {
        self.credentials.token = Some(Secret::Fixed(token.into()));
        self
    }

    /// Asks this function for the API token, in place of one that stays: for tokens that are
    /// refreshed, rotated, or got from somewhere else.
    ///
    /// It is asked by each call, and so keeps what it has, for as long as it likes. Where the server
    /// answers 401, it is asked once more, with the token that was refused; the call is repeated
    /// with the one that it gives then, unless that is the same.
    ///
    /// ```text
    /// Client::builder().token_provider(|_refused| async {
    ///     tokio::fs::read_to_string("/run/secrets/token").await.map(Token::new)
    /// })
    /// ```
    pub fn token_provider<F, R, E>(mut self, provide: F) -> Self
    where
        F: Fn(Option<Token>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, E>> + MaybeSend + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        self.credentials.token = Some(Secret::function(provide));
        self
    }

    /// User and password for HTTP basic authentication.
    pub fn basic_auth(mut self, user: &str, password: impl Into<Token>) -> Self {
        let password = password.into();
        let pair = format!("{user}:{}", password.expose());
        self.credentials.basic = Some(Secret::Fixed(pair.into()));
        self
    }

    /// The credential of one scheme, by its name in the document. For HTTP basic: `user:password`.
    pub fn credential(mut self, scheme: &str, token: impl Into<Token>) -> Self {
        if self.api.scheme(scheme).is_none() {
            let names: Vec<&str> = self.api.schemes.iter().map(|scheme| scheme.name).collect();
            self.fail(format!(
                "no security scheme {scheme:?}, but {}",
                names.join(", ")
            ));
        }
        self.credentials.name(scheme, Secret::Fixed(token.into()));
        self
    }

    /// Where the API is: `http` or `https`, with a path or without. It goes for all operations, also
    /// for those that the document places at a server of their own.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// The time a call may take, redirects, retries and body included: 30 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The time that each try may take of it, redirects and body included: all of it unless set.
    ///
    /// So a server that takes a request and says nothing is asked once more while there is time,
    /// where that does no harm: see [`retries`](Self::retries).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// The time that connecting may take of it: 10 seconds unless set. A browser does not tell when it
    /// is connected, so there it is all of the time.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How often a call is tried again at most, where that does no harm and may help: twice unless
    /// set, 0 for never.
    ///
    /// It does no harm where the method is idempotent, the request has an
    /// [`idempotency_key`](super::Call::idempotency_key), or there was no connection. It may help
    /// after a broken connection, after a try that took too long, and after 408, 429, 502, 503 and
    /// 504. The pause is what `Retry-After` asks for, or a random one of up to 500 ms, then twice
    /// that. If it does not fit in the time that is left, or too many other calls are being retried,
    /// the failure is returned at once.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// The `User-Agent`. In a browser it is the browser's, unless set.
    pub fn user_agent(self, user_agent: &str) -> Self {
        self.header(USER_AGENT.as_str(), user_agent)
    }

    /// A header that goes into each request.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match header_name(name).and_then(|name| Ok((header_value(name.as_str(), value)?, name))) {
            Ok((value, name)) => drop(self.headers.insert(name, value)),
            Err(why) => self.fail(why),
        }
        self
    }

    /// Whether a body that breaks rules of the document is an error: no, unless set.
    pub fn strict_responses(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// The largest body that is accepted, after decompression: 64 MiB unless set.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Makes the HTTP client from this builder: for a proxy, certificates, a resolver.
    pub fn http_builder(mut self, builder: reqwest::ClientBuilder) -> Self {
        self.http = Http::Builder(Box::new(builder));
        self
    }

    /// Sends with a client that exists, and shares its connections.
    ///
    /// Build it with `redirect(Policy::none())`: redirects are followed here, where it is known
    /// which headers are credentials. Its connect timeout is its own.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Http::Given(Transport::Client(client, None));
        self
    }

    /// Sends with this function: for middleware around a client, and for tests without a network.
    ///
    /// It gets each request, retries and redirects too, credentials included, and gives an answer as
    /// it came. Whatever it fails with counts as a connection that broke, but for a
    /// [`reqwest::Error`], which says more.
    ///
    /// ```text
    /// let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    /// let client = Client::builder().transport(move |request| {
    ///     println!("{} {}", request.method(), request.url().path());
    ///     http.execute(request) // or `service.clone().oneshot(request)` of tower
    /// });
    /// ```
    pub fn transport<F, R, E>(mut self, send: F) -> Self
    where
        F: Fn(reqwest::Request) -> R + Send + Sync + 'static,
        R: Future<Output = Result<reqwest::Response, E>> + MaybeSend + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        self.http = Http::Given(Transport::function(send));
        self
    }

    /// Takes token and base URL from the environment variables that the API names.
    ///
    /// # Errors
    /// None of the variables for the token is set; the error lists them.
    pub fn with_env(self) -> Result<Self, Error> {
        self.with_environment(&Environment::process())
    }

    pub(crate) fn with_environment(mut self, environment: &Environment<'_>) -> Result<Self, Error> {
        let api = self.api;
        if let Some(base_url) = environment.first(api.base_url_env) {
            self.base_url = Some(base_url);
        }
        match environment.first(api.token_env) {
            Some(token) => Ok(self.token(token)),
            None if api.token_env.is_empty() => Ok(self),
            None => {
                let advice = credentials::how_to_give(api, None);
                Err(self.error(&format!("no token in the environment: {advice}")))
            }
        }
    }

    /// The client.
    ///
    /// # Errors
    /// A part of it is not usable; the error says which.
    pub fn build(self) -> Result<Client<M>, Error> {
        if let Some(why) = &self.failure {
            return Err(self.error(why));
        }
        let base_url = self.base_url.as_deref().unwrap_or(self.api.base_url);
        if base_url.is_empty() {
            return Err(self.error(&self.no_base_url()));
        }
        let base = BaseUrl::parse(base_url).map_err(|why| self.error(&why))?;
        let (api, connect_timeout) = (self.api, self.connect_timeout);
        let transport = match self.http {
            Http::Given(transport) => transport,
            Http::Builder(builder) => {
                let limits = (connect_timeout, self.timeout);
                let client = platform::build(*builder, limits).map_err(|error| {
                    let text = format!("no HTTP client: {}", super::failure::root_cause(&error));
                    Error::new(ErrorKind::Config, api.name, text).with_source(error)
                })?;
                Transport::Client(client, Some(self.timeout))
            }
        };
        Ok(Client::new_shared(Arc::new(Shared {
            api,
            transport,
            base,
            base_is_given: self.base_url.is_some(),
            credentials: self.credentials,
            headers: Arc::new(self.headers),
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            strict: self.strict,
            limit: self.limit,
            retries: self.retries,
            budget: Budget::new(),
        })))
    }

    fn no_base_url(&self) -> String {
        let builder = "pass Client::builder().base_url(..)";
        match self.api.base_url_env {
            [] => format!("no base URL: {builder}"),
            names => format!(
                "no base URL: set {}, or {builder}",
                super::text::OneOf(names)
            ),
        }
    }

    pub(crate) fn fail(&mut self, why: String) {
        self.failure.get_or_insert(why);
    }

    fn error(&self, why: &str) -> Error {
        Error::new(ErrorKind::Config, self.api.name, why)
    }
}

/// Headers and credentials stay out.
impl<M> fmt::Debug for ClientBuilder<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .finish_non_exhaustive()
    }
}
