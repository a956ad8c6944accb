//! A server in the process of a test: it checks each request by the document, and answers with the
//! document's examples. No port, no runtime of its own: a function from a request to a response,
//! which is a client's transport.

mod received;
mod sample;

pub use received::Received;
pub use sample::Sample;

use crate::api::API;
use crate::runtime::api::SchemeKind;
use crate::runtime::client::{Client, ClientBuilder, Error};
use crate::runtime::server::{self, Asked, Operation, Refusal, Server};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Serve = Arc<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Send + Sync>;
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A server for tests. Each request is checked as the document says; a sound one is answered by what
/// [`on`](Self::on) or [`with`](Self::with) gave, else by the document's example, else by one that was
/// made of the schema. One at fault is refused, and is one of the [`faults`](Self::faults).
///
/// A mock that is dropped with faults that nobody asked for panics: a test does not pass because
/// the code under test swallowed an error.
pub struct Mock {
    shared: Arc<Shared>,
    /// Whether the test looks at faults itself.
    is_asked: AtomicBool,
}

struct Shared {
    serving: Mutex<(Server, Serve)>,
    received: Mutex<Vec<Received>>,
}

impl Default for Mock {
    fn default() -> Self {
        Self::new()
    }
}

impl Mock {
    /// A mock that answers with examples, and takes any credential.
    pub fn new() -> Self {
        let server = Server::new()
            .authorize(|_| async { Ok(()) })
            .max_body_bytes(usize::MAX)
            .otherwise(|operation| async move { sample::answer(operation) });
        let serving = Mutex::new((server.clone(), Arc::new(server.into_function()) as Serve));
        let shared = Shared {
            serving,
            received: Mutex::default(),
        };
        Self {
            shared: Arc::new(shared),
            is_asked: AtomicBool::new(false),
        }
    }

    /// Answers an operation, from now on. Which one is said by the type of the request; the answer is
    /// anything that axum takes for one: the operation's `Response`, a `StatusCode`, or a `Result` of
    /// these.
    ///
    /// ```text
    /// mock.on(|request: get_job::Request| match request.job_id.as_str() {
    ///     "gone" => Err(StatusCode::NOT_FOUND),
    ///     _ => Ok(get_job::Response::ok(&job)),
    /// });
    /// ```
    pub fn on<Q, R>(&self, answer: impl Fn(Q) -> R + Send + Sync + 'static) -> &Self
    where
        Q: Asked,
        R: IntoResponse + Send + 'static,
    {
        let answer = Arc::new(answer);
        self.with(|server| {
            server.route(&answer, |answer: Arc<_>, request: Q| async move {
                server::Result::Ok(answer(request))
            })
        })
    }

    /// Answers as a server does, from now on: by implementations of tags, which may leave methods
    /// out, and with an `authorize` of its own.
    pub fn with(&self, change: impl FnOnce(Server) -> Server) -> &Self {
        let mut serving = lock(&self.shared.serving);
        let server = change(serving.0.clone());
        *serving = (server.clone(), Arc::new(server.into_function()));
        drop(serving);
        self
    }

    /// A client of this mock, with a credential for each scheme.
    ///
    /// # Errors
    /// None that are known: what a client is built of is given here.
    pub fn client(&self) -> Result<Client, Error> {
        let builder = API.schemes.iter().fold(Client::builder(), |builder, scheme| {
            let credential = match scheme.kind {
                SchemeKind::Basic => "mock:mock",
                _ => "mock",
            };
            builder.credential(scheme.name, credential)
        });
        self.connect(builder)
    }

    /// The client that a builder makes, async or blocking, with this mock in place of a network. Its
    /// credentials are those of the builder.
    ///
    /// # Errors
    /// A part of the builder is not usable; the error says which.
    pub fn connect<M>(&self, builder: ClientBuilder<M>) -> Result<Client<M>, Error> {
        let shared = Arc::clone(&self.shared);
        let builder = builder.base_url("http://mock.invalid");
        let builder = builder.transport(move |request| {
            let shared = Arc::clone(&shared);
            async move { shared.carry(request).await }
        });
        builder.build()
    }

    /// A router of axum, for what has to be asked over a socket: `axum::serve(listener, mock.router())`.
    pub fn router(&self) -> Router {
        let shared = Arc::clone(&self.shared);
        Router::new().fallback(move |request: Request| {
            let shared = Arc::clone(&shared);
            async move { shared.answer(request).await }
        })
    }

    /// The requests so far, in the order in which they were answered, those of retries too.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// The requests to an operation, by its `operationId`.
    pub fn received_by(&self, operation: &str) -> Vec<Received> {
        let mut received = self.received();
        received.retain(|request| request.operation == Some(operation));
        received
    }

    /// What was wrong with requests: a line each. Whoever asks looks at it; the mock then does not
    /// panic when it is dropped.
    pub fn faults(&self) -> Vec<String> {
        self.is_asked.store(true, Ordering::Relaxed);
        self.shared.faults()
    }
}

impl Shared {
    async fn carry(&self, request: reqwest::Request) -> Result<reqwest::Response, Cause> {
        let request = axum::http::Request::<reqwest::Body>::try_from(request)?;
        let response = self.answer(request.map(Body::new)).await;
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await?;
        Ok(Response::from_parts(head, body).into())
    }

    async fn answer(&self, request: Request) -> Response {
        let (head, body) = request.into_parts();
        let (body, broken) = match to_bytes(body, usize::MAX).await {
            Ok(body) => (body, None),
            Err(error) => (Bytes::new(), Some(format!("the body broke off: {error}"))),
        };
        let again = Request::from_parts(head.clone(), Body::from(body.clone()));
        let serve = Arc::clone(&lock(&self.serving).1);
        let mut response = match &broken {
            None => serve(again).await,
            Some(why) => server::Error::new(StatusCode::BAD_REQUEST, why).into_response(),
        };
        if head.method == Method::HEAD {
            *response.body_mut() = Body::empty();
        }
        let extensions = response.extensions_mut();
        let operation = extensions.get::<&'static Operation>();
        let operation = operation.map(|operation| operation.id);
        let refusal = extensions.remove::<Refusal>().map(|Refusal(why)| why);
        let received = Received {
            operation,
            status: response.status(),
            fault: broken.or(refusal),
            head,
            body,
        };
        lock(&self.received).push(received);
        response
    }

    fn faults(&self) -> Vec<String> {
        let received = lock(&self.received);
        let at_fault = received.iter().filter(|request| request.fault.is_some());
        at_fault.map(ToString::to_string).collect()
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let is_looked_at = self.is_asked.load(Ordering::Relaxed) || std::thread::panicking();
        let faults = match is_looked_at {
            true => Vec::new(),
            false => self.shared.faults(),
        };
        assert!(
            faults.is_empty(),
            "requests that break the document (Mock::faults lets a test look at them):\n  {}",
            faults.join("\n  ")
        );
    }
}

/// Headers and credentials stay out.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").finish_non_exhaustive()
    }
}

/// What a test that failed has left behind is as good as before.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
