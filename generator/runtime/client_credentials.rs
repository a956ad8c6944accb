//! OAuth 2 client credentials (RFC 6749, 4.4): a program gets its tokens by itself.

use super::client::answer::Answer;
use super::client::clock::Clock;
use super::client::context::Context;
use super::client::grant::basic;
use super::client::header::secret_value;
use super::client::headers::Headers;
use super::client::platform::Instant;
use super::client::provider::{Provided, Provider, Secret};
use super::client::response::fetch;
use super::client::send::Outgoing;
use super::client::{
    ClientBuilder, ClientCredentialsFlow, Error, ErrorKind, Response, Shared, Token, decoder,
    encode,
};
use super::trace::Trace;
use super::value::Value;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Method, Request, StatusCode, Url};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

impl<M> ClientBuilder<M> {
    /// Id and secret of a program, for which tokens are got where the document says: OAuth 2 client
    /// credentials.
    ///
    /// A token is kept until shortly before it expires, and shared by all calls; while it is being
    /// got, those that need it wait. Where the server answers 401, it is got anew, once a call.
    pub fn client_credentials(self, id: impl Into<String>, secret: impl Into<Token>) -> Self {
        self.client_credentials_with(ClientCredentials::new(id, secret))
    }

    /// The same, with more to say: which scopes, which URL, of which scheme.
    pub fn client_credentials_with(mut self, credentials: ClientCredentials) -> Self {
        let schemes = self.api.schemes.iter();
        let flows = schemes.filter_map(|scheme| Some((scheme.name, scheme.client_credentials?)));
        let flows: Vec<_> = flows.collect();
        let wanted = credentials.scheme.as_deref();
        let is_wanted = |name: &str| wanted.is_none_or(|wanted| wanted == name);
        if !flows.iter().any(|(name, _)| is_wanted(name)) {
            let names: Vec<&str> = flows.iter().map(|(name, _)| *name).collect();
            let names = names.join(", ");
            let wanted = wanted.unwrap_or_default();
            self.fail(format!(
                "no scheme {wanted:?} with client credentials, but {names}"
            ));
        }
        for (name, flow) in flows.into_iter().filter(|(name, _)| is_wanted(name)) {
            let source = Source::new(name, flow, credentials.clone());
            self.credentials
                .name(name, Secret::Provided(Arc::new(source)));
        }
        self
    }
}

/// Id and secret of a program, and what to ask for with them.
#[derive(Clone)]
#[must_use = "they are given to ClientBuilder::client_credentials_with"]
pub struct ClientCredentials {
    id: String,
    secret: Token,
    scheme: Option<String>,
    scope: Option<String>,
    token_url: Option<String>,
    parameters: Vec<(String, String)>,
}

impl ClientCredentials {
    /// Id and secret, as they were registered.
    pub fn new(id: impl Into<String>, secret: impl Into<Token>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            scheme: None,
            scope: None,
            token_url: None,
            parameters: Vec::new(),
        }
    }

    /// For this security scheme of the document; for all that have the flow, unless set.
    pub fn scheme(mut self, name: impl Into<String>) -> Self {
        self.scheme = Some(name.into());
        self
    }

    /// Asks for this scope, or for several with a space between them.
    ///
    /// Unless set, the one that the document names for the flow; where it names several or none, the
    /// server decides.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Where the token comes from, in place of the document's URL.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends one more parameter to the token URL: `audience`, `resource`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }
}

/// The secret stays out.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The tokens of one scheme.
struct Source {
    scheme: &'static str,
    flow: ClientCredentialsFlow,
    credentials: ClientCredentials,
    state: Mutex<State>,
    /// Held by who gets a token, for all who wait for it. Who gives up lets the next one try.
    flight: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    token: Option<(Token, Option<Instant>)>,
    /// How many times a token was asked for, and why there was none the last time.
    flights: u64,
    failure: Option<Arc<Error>>,
    /// Whether the server wants id and secret in the body.
    in_body: bool,
}

impl Provider for Source {
    fn token<'a>(&'a self, client: &'a Arc<Shared>, refused: Option<Token>) -> Provided<'a> {
        Box::pin(async move {
            let kept = || self.state().kept(refused.as_ref());
            if let Some(token) = kept() {
                return Ok(token);
            }
            let before = self.state().flights;
            let _flight = self.flight.lock().await;
            if let Some(token) = kept() {
                return Ok(token);
            }
            let failure = self.state().failed_since(before);
            let fetched = match failure {
                Some(failure) => Err(failure),
                None => self.fetch(client).await,
            };
            Ok(fetched?)
        })
    }
}

impl State {
    /// The token, while it is good.
    fn kept(&self, refused: Option<&Token>) -> Option<Token> {
        let (token, end) = self.token.as_ref()?;
        let is_good = end.is_none_or(|end| Instant::now() < end) && Some(token) != refused;
        is_good.then(|| token.clone())
    }

    /// Why there was no token for somebody else meanwhile.
    fn failed_since(&self, flights: u64) -> Option<Arc<Error>> {
        self.failure.clone().filter(|_| self.flights > flights)
    }
}

impl Source {
    fn new(
        scheme: &'static str,
        flow: ClientCredentialsFlow,
        credentials: ClientCredentials,
    ) -> Self {
        Self {
            scheme,
            flow,
            credentials,
            state: Mutex::default(),
            flight: tokio::sync::Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn label(&self) -> String {
        format!("no token for {}", self.scheme)
    }

    /// Gets a token, and keeps it; or remembers why there is none, for those who wait.
    async fn fetch(&self, client: &Arc<Shared>) -> Result<Token, Arc<Error>> {
        let fetched = match self.ask(client).await {
            Ok(answer) => self.read(&answer),
            Err(error) => Err(error),
        };
        let mut state = self.state();
        state.flights += 1;
        match fetched {
            Ok((token, end)) => {
                state.failure = None;
                state.token = Some((token.clone(), end));
                Ok(token)
            }
            Err(error) => {
                let error = Arc::new(error);
                state.failure = Some(Arc::clone(&error));
                Err(error)
            }
        }
    }

    /// Asks as RFC 6749 prefers it, with HTTP basic, and where that is not understood with id and
    /// secret in the body.
    async fn ask(&self, client: &Arc<Shared>) -> Result<Response<Value>, Error> {
        let in_body = self.state().in_body;
        let error = match self.ask_so(client, in_body).await {
            Err(error) if !in_body && says_who(&error) => error,
            answered => return answered,
        };
        let second = self.ask_so(client, true).await;
        match &second {
            Ok(_) => self.state().in_body = true,
            // The secret is wrong, wherever it is.
            Err(_) if code(&error).as_deref() == Some("invalid_client") => return Err(error),
            Err(_) => {}
        }
        second
    }

    async fn ask_so(&self, client: &Arc<Shared>, in_body: bool) -> Result<Response<Value>, Error> {
        let outgoing = self.outgoing(client, in_body)?;
        fetch(outgoing, decoder::json(), false).await
    }

    fn outgoing(&self, client: &Arc<Shared>, in_body: bool) -> Result<Box<Outgoing>, Error> {
        let wrong = |why: String| Error::new(ErrorKind::Config, &self.label(), why);
        let ClientCredentials { id, secret, .. } = &self.credentials;
        // Encoded before they are joined: RFC 6749, 2.3.1.
        let mut pair = String::new();
        encode::encode(&mut pair, id);
        pair.push(':');
        encode::encode(&mut pair, secret.expose());
        let pair = basic(&pair.into());
        let mut request = Request::new(Method::POST, self.url(client).map_err(wrong)?);
        let mut headers = HeaderMap::new();
        let agent = client.headers.get(USER_AGENT).cloned();
        headers.extend(agent.map(|agent| (USER_AGENT, agent)));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form_type);
        if !in_body {
            let value = format!("Basic {}", pair.expose());
            let value = secret_value(AUTHORIZATION.as_str(), value).map_err(wrong)?;
            headers.insert(AUTHORIZATION, value);
        }
        *request.body_mut() = Some(self.body(in_body).into());
        let mut context = Context {
            api: client.api,
            operation: None,
            label: self.label().into(),
            path: request.url().path().to_owned().into(),
            clock: Clock::new(client.timeout, client.attempt_timeout),
            tries: 1,
            grants: Vec::new(),
            secrets: vec![secret.clone(), pair],
            scheme: None,
            left_for: None,
            is_confidential: true,
            trace: Trace::none(),
        };
        let redact = |text: &mut String| context.redact(text);
        context.trace = Trace::start(&request, &context.path, None, redact);
        Ok(Box::new(Outgoing {
            client: Arc::clone(client),
            request,
            headers: Headers::of(headers),
            payload: None,
            is_stream: false,
            is_repeatable: true,
            is_astray: false,
            retries: client.retries,
            redirects: 0,
            context,
            answer: Answer::default(),
            rest: None,
        }))
    }

    /// The caller's URL, or the document's, which may be relative to where the API is.
    fn url(&self, client: &Shared) -> Result<Url, String> {
        let text = self.credentials.token_url.as_deref();
        let text = text.unwrap_or(self.flow.token_url);
        let base = Url::parse(client.base.as_str());
        let url = base.and_then(|base| base.join(text));
        let url = url.map_err(|error| format!("the token URL: {error}"))?;
        match url.scheme() {
            "http" | "https" => Ok(url),
            _ => Err("the token URL is neither http nor https".to_owned()),
        }
    }

    fn body(&self, in_body: bool) -> String {
        let given = &self.credentials;
        let scope = given.scope.as_deref().unwrap_or(self.flow.scope);
        let mut pairs = vec![("grant_type", "client_credentials")];
        pairs.extend(Some(("scope", scope)).filter(|_| !scope.is_empty()));
        let more = given.parameters.iter();
        pairs.extend(more.map(|(name, value)| (name.as_str(), value.as_str())));
        if in_body {
            pairs.push(("client_id", &given.id));
            pairs.push(("client_secret", given.secret.expose()));
        }
        form(&pairs)
    }

    /// The token of an answer, and when to get the next one.
    fn read(&self, answer: &Value) -> Result<(Token, Option<Instant>), Error> {
        let member = |name: &str| match answer {
            Value::Object(members) => members.get(name),
            _ => None,
        };
        let Some(Value::String(token)) = member("access_token") else {
            let text = "200 OK, but the body has no access_token";
            return Err(Error::new(ErrorKind::Decode, &self.label(), text));
        };
        let seconds = match member("expires_in") {
            Some(Value::Number(number)) => Some(number.as_f64()),
            Some(Value::String(text)) => text.parse().ok(),
            _ => None,
        };
        let life = seconds.and_then(|seconds: f64| Duration::try_from_secs_f64(seconds).ok());
        let end = life.and_then(|life| Instant::now().checked_add(life - MARGIN.min(life / 10)));
        Ok((token.as_str().into(), end))
    }
}

/// A token is not used so shortly before its end: it may take a while to arrive. One that lives less
/// than five minutes is used for nine tenths of its life.
const MARGIN: Duration = Duration::from_secs(30);

/// Whether the server did not take who is asking, or did not see it.
fn says_who(error: &Error) -> bool {
    let is_refusal = matches!(
        error.status(),
        Some(StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED)
    );
    let codes = ["invalid_client", "invalid_request"];
    is_refusal && code(error).is_none_or(|code| codes.contains(&code.as_str()))
}

/// The code of RFC 6749, 5.2.
fn code(error: &Error) -> Option<String> {
    match error.decode::<Value>()? {
        Value::Object(mut members) => match members.remove("error") {
            Some(Value::String(code)) => Some(code),
            _ => None,
        },
        _ => None,
    }
}

/// `name=value`, with a `&` between.
fn form(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        encode::append_query(&mut text, name, value);
    }
    text
}
