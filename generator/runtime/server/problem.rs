//! What is answered where the document has no answer: problems of RFC 9457.

use super::operation::Operation;
use super::reply;
use super::routes::Otherwise;
use crate::runtime::reading::{self, Fault};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::fmt;

/// What an operation gives: its answer, or another one.
pub type Result<T> = std::result::Result<T, Error>;

/// An answer that the document does not describe: a problem of RFC 9457, or any response.
///
/// Every error of `std` becomes a problem of status 500 by `?`. Its text is not sent, for it may
/// tell what is nobody's business.
pub struct Error(Box<Kind>);

enum Kind {
    Problem(Problem),
    Response(Response),
    /// Of the operation of this name.
    NotImplemented(String),
}

/// In the extensions of a response: why the request was refused before anybody implementing the
/// server saw it. For layers that log or count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

#[derive(Debug)]
struct Problem {
    status: StatusCode,
    detail: String,
    errors: Vec<Value>,
    headers: Vec<(&'static str, String)>,
}

impl Error {
    /// A problem: a status, and a sentence about what is wrong with this request.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self(Box::new(Kind::Problem(Problem {
            status,
            detail: detail.into(),
            errors: Vec::new(),
            headers: Vec::new(),
        })))
    }

    /// Any response, as it is.
    pub fn response(response: Response) -> Self {
        Self(Box::new(Kind::Response(response)))
    }

    /// 501, of an operation.
    pub fn not_implemented(id: &str) -> Self {
        Self(Box::new(Kind::NotImplemented(id.to_owned())))
    }

    /// The response, or in place of 501 what is answered otherwise.
    pub(super) async fn or(
        self,
        operation: &'static Operation,
        otherwise: Option<Otherwise>,
    ) -> Response {
        let is_left_out = matches!(*self.0, Kind::NotImplemented(_));
        match otherwise.filter(|_| is_left_out) {
            Some(otherwise) => otherwise(operation).await,
            None => self.into_response(),
        }
    }

    /// The response to a request that is at fault.
    pub(super) fn into_refusal(self) -> Response {
        let why = match &*self.0 {
            Kind::Problem(problem) => problem.detail.clone(),
            Kind::Response(_) | Kind::NotImplemented(_) => String::new(),
        };
        let mut response = self.into_response();
        response.extensions_mut().insert(Refusal(why));
        response
    }

    /// Why a request is refused: each of its faults says where it is.
    pub(super) fn from_refusal(refusal: reading::Refusal) -> Self {
        let mut error = Self::new(refusal.status, refusal.detail);
        if let Kind::Problem(problem) = &mut *error.0 {
            problem.errors = refusal.faults.iter().map(json_of).collect();
        }
        match refusal.accept {
            Some(media_type) => error.with_header("accept", media_type),
            None => error,
        }
    }

    /// The same, with a header.
    pub(super) fn with_header(mut self, name: &'static str, value: String) -> Self {
        if let Kind::Problem(problem) = &mut *self.0 {
            problem.headers.push((name, value));
        }
        self
    }
}

impl<E: std::error::Error> From<E> for Error {
    fn from(_: E) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the server failed")
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let problem = match *self.0 {
            Kind::Response(response) => return response,
            Kind::NotImplemented(id) => {
                let detail = format!("{id} is not implemented");
                return Self::new(StatusCode::NOT_IMPLEMENTED, detail).into_response();
            }
            Kind::Problem(problem) => problem,
        };
        let title = problem.status.canonical_reason().unwrap_or("Problem");
        let mut body = json!({
            "type": "about:blank",
            "title": title,
            "status": problem.status.as_u16(),
            "detail": problem.detail,
        });
        if !problem.errors.is_empty() {
            body["errors"] = Value::Array(problem.errors);
        }
        let mut response = (problem.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        let media_type = HeaderValue::from_static("application/problem+json");
        headers.insert(CONTENT_TYPE, media_type);
        for (name, value) in problem.headers {
            headers.append(name, reply::header_value(&value));
        }
        response
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Problem(problem) => fmt::Debug::fmt(problem, f),
            Kind::Response(response) => fmt::Debug::fmt(response, f),
            Kind::NotImplemented(id) => f.debug_tuple("NotImplemented").field(id).finish(),
        }
    }
}

/// A fault, its pointer written as in RFC 9457: as the fragment of a URI.
fn json_of(fault: &Fault) -> Value {
    match fault {
        Fault::Parameter(location, name, what) => {
            json!({ "in": location, "name": name, "detail": what })
        }
        Fault::Body(pointer, what) => {
            json!({ "in": "body", "pointer": format!("#{pointer}"), "detail": what })
        }
    }
}
