//! The server as a whole: who answers what.

use super::access::{Access, access};
use super::incoming::Incoming;
use super::matcher::{Found, Node};
use super::operation::{Asked, Operation};
use super::problem::{Error, Result};
use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// An answer in the making.
pub(super) type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;
/// What answers an operation; it is told what answers in place of what is not implemented.
type Handler = Arc<dyn Fn(Incoming, Option<Otherwise>) -> Answering + Send + Sync>;
/// What answers operations that nothing else does.
pub(super) type Otherwise = Arc<dyn Fn(&'static Operation) -> Answering + Send + Sync>;
/// What judges credentials.
type Authorize = Arc<dyn Fn(Incoming, Access) -> Authorizing + Send + Sync>;
type Authorizing = Pin<Box<dyn Future<Output = Result<Incoming>> + Send>>;

/// As much of a body is read, unless [`Server::max_body_bytes`] says otherwise.
const MOST_BODY_BYTES: usize = 2 * 1024 * 1024;

/// A server of the API: an implementation for each tag, or for some. What has none is answered
/// with 501, after its request was checked.
#[derive(Clone)]
pub struct Server {
    handlers: BTreeMap<(&'static str, &'static str), Handler>,
    authorize: Option<Authorize>,
    otherwise: Option<Otherwise>,
    most_body_bytes: usize,
}

impl Default for Server {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}

impl Server {
    /// A server that implements nothing yet.
    pub fn new() -> Self {
        Self {
            handlers: BTreeMap::new(),
            authorize: None,
            otherwise: None,
            most_body_bytes: MOST_BODY_BYTES,
        }
    }

    /// Judges credentials, before anything else is read of the request. What it gives is found in
    /// `request.parts.extensions`. A server without it refuses every operation that needs a
    /// credential; whether there is one is seen to before.
    pub fn authorize<A, F, W>(mut self, authorize: A) -> Self
    where
        A: Fn(Access) -> F + Send + Sync + 'static,
        F: Future<Output = Result<W>> + Send + 'static,
        W: Clone + Send + Sync + 'static,
    {
        self.authorize = Some(Arc::new(move |mut incoming, access| {
            let who = authorize(access);
            Box::pin(async move {
                incoming.reading.head.extensions.insert(who.await?);
                Ok(incoming)
            })
        }));
        self
    }

    /// Answers what has no implementation, in place of 501: operations of a tag that has none, and
    /// methods that are left out.
    pub fn otherwise<O, F>(mut self, otherwise: O) -> Self
    where
        O: Fn(&'static Operation) -> F + Send + Sync + 'static,
        F: Future<Output = Response> + Send + 'static,
    {
        self.otherwise = Some(Arc::new(move |operation| Box::pin(otherwise(operation))));
        self
    }

    /// Refuses larger bodies with 413; two megabytes unless this says otherwise.
    pub const fn max_body_bytes(mut self, most: usize) -> Self {
        self.most_body_bytes = most;
        self
    }

    /// Adds an operation. Generated code calls this.
    #[doc(hidden)]
    pub fn route<T, Q, R, F>(
        mut self,
        implementation: &Arc<T>,
        answer: impl Fn(Arc<T>, Q) -> F + Copy + Send + Sync + 'static,
    ) -> Self
    where
        T: Send + Sync + 'static,
        Q: Asked,
        R: IntoResponse,
        F: Future<Output = Result<R>> + Send + 'static,
    {
        let implementation = Arc::clone(implementation);
        let handler: Handler = Arc::new(move |mut incoming, otherwise| {
            let implementation = Arc::clone(&implementation);
            Box::pin(async move {
                match Q::asked(&mut incoming).await {
                    None => Error::from_refusal(incoming.reading.refusal()).into_refusal(),
                    Some(request) => {
                        let reply = answer(implementation, request).await;
                        match reply.map(IntoResponse::into_response) {
                            Ok(response) => response,
                            Err(error) => error.or(Q::OPERATION, otherwise).await,
                        }
                    }
                }
            })
        });
        let operation = Q::OPERATION;
        self.handlers
            .insert((operation.method, operation.path), handler);
        self
    }

    /// The router: the paths of the document, and 404 for others. What stands before them in the
    /// URL of a server is for `Router::nest`.
    pub fn into_router(self) -> Router {
        let serve = self.into_function();
        Router::new().fallback(move |request: Request| serve(request))
    }

    /// The same as a function from a request to its response: for tests without a port.
    pub fn into_function(self) -> impl Fn(Request) -> Answering + Clone + Send + Sync + 'static {
        let mut paths = Node::default();
        for route in crate::server::TAGS.iter().flat_map(|routes| routes.iter()) {
            let operation = route.operation;
            let handler = self.handlers.get(&(operation.method, operation.path));
            let handler = handler.map_or_else(|| Arc::new(route.unanswered) as Handler, Arc::clone);
            paths.insert(operation.method, operation.path, (operation, handler));
        }
        let api = Arc::new(Paths {
            paths,
            server: self,
        });
        move |request| {
            let api = Arc::clone(&api);
            Box::pin(async move { api.serve(request).await })
        }
    }
}

/// Checks a request, and answers that nothing answers it.
pub(super) fn unanswered<Q: Asked>(
    mut incoming: Incoming,
    otherwise: Option<Otherwise>,
) -> Answering {
    Box::pin(async move {
        match (Q::asked(&mut incoming).await, otherwise) {
            (None, _) => Error::from_refusal(incoming.reading.refusal()).into_refusal(),
            (Some(_), otherwise) => {
                let error = Error::not_implemented(Q::OPERATION.id);
                error.or(Q::OPERATION, otherwise).await
            }
        }
    })
}

struct Paths {
    paths: Node<(&'static Operation, Handler)>,
    server: Server,
}

impl Paths {
    async fn serve(&self, request: Request) -> Response {
        let (head, body) = request.into_parts();
        let path = head.uri.path();
        let mut found = self.paths.find(head.method.as_str(), path);
        if head.method == Method::HEAD && !matches!(found, Found::One(..)) {
            // As GET; hyper leaves the body out.
            found = self.paths.find("GET", path);
        }
        let ((operation, handler), segments) = match found {
            Found::One(end, segments) => (end, segments),
            Found::Methods(methods) => return not_allowed(methods).into_refusal(),
            Found::Nothing => {
                let error = Error::new(StatusCode::NOT_FOUND, "the API has no such path");
                return error.into_refusal();
            }
        };
        let most = self.server.most_body_bytes;
        let incoming = Incoming::new(operation, (head, body), segments, most);
        let mut response = match self.authorized(incoming).await {
            Ok(incoming) => handler(incoming, self.server.otherwise.clone()).await,
            Err(response) => *response,
        };
        // For layers that log or count.
        response.extensions_mut().insert(*operation);
        response
    }

    /// The request, or what is answered to one without the credential that it needs.
    async fn authorized(
        &self,
        mut incoming: Incoming,
    ) -> std::result::Result<Incoming, Box<Response>> {
        let operation = incoming.operation;
        if operation.security.is_empty() {
            return Ok(incoming);
        }
        let access = access(&mut incoming).map_err(|error| Box::new(error.into_refusal()))?;
        let judged = match &self.server.authorize {
            Some(authorize) => authorize(incoming, access).await,
            None if access.credentials.is_empty() && operation.security.contains(&&[][..]) => {
                Ok(incoming)
            }
            None => {
                let detail = format!(
                    "{} needs a credential, and this server checks none: Server::authorize is not set",
                    operation.id
                );
                Err(Error::new(StatusCode::NOT_IMPLEMENTED, detail))
            }
        };
        judged.map_err(|error| Box::new(error.into_response()))
    }
}

fn not_allowed(mut methods: Vec<&'static str>) -> Error {
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.sort_unstable();
    methods.dedup();
    let allow = methods.join(", ");
    let detail = format!("the path has other methods: {allow}");
    Error::new(StatusCode::METHOD_NOT_ALLOWED, detail).with_header("allow", allow)
}

/// What a method of a trait answers unless it is written.
pub async fn not_implemented<Q: Asked, R>(_: Q) -> Result<R> {
    Err(Error::not_implemented(Q::OPERATION.id))
}

/// The trait of a tag, a row an operation; and how a server gets who implements it.
///
/// ```text
/// serve! { jobs: Jobs, "Operations tagged `Jobs`." {
///     /// Get job
///     get_job::get_job,
/// } }
/// ```
macro_rules! serve {
    ($name:ident: $tag:ident, $comment:literal {
        $($(#[$doc:meta])* $module:ident :: $method:ident),* $(,)?
    }) => {
        #[doc = $comment]
        ///
        /// A method may be an `async fn`; one that is left out is answered with 501.
        pub trait $tag: Send + Sync + 'static {
            $(
                $(#[$doc])*
                fn $method(
                    &self,
                    request: $module::Request,
                ) -> impl Future<Output = $crate::runtime::server::Result<$module::Response>> + Send
                {
                    $crate::runtime::server::not_implemented(request)
                }
            )*
        }

        impl $crate::runtime::server::Server {
            #[doc = $comment]
            pub fn $name(self, implementation: impl $tag) -> Self {
                let implementation = ::std::sync::Arc::new(implementation);
                self$(.route(
                    &implementation,
                    |it: ::std::sync::Arc<_>, request: $module::Request| async move {
                        it.$method(request).await
                    },
                ))*
            }
        }

        /// The operations of the tag.
        pub(crate) static ROUTES: &[$crate::runtime::server::Route] =
            &[$($crate::runtime::server::Route::of::<$module::Request>()),*];
    };
}
pub(crate) use serve;
