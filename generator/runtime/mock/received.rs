//! Requests that a mock got.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use std::fmt;

/// A request as it came, and what became of it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Received {
    /// The `operationId`; `None` where the document has no such path, or not that method.
    pub operation: Option<&'static str>,
    /// What was answered.
    pub status: StatusCode,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// Method, URI and headers.
    pub head: Parts,
    /// The body.
    pub body: Bytes,
}

impl Received {
    /// A header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON of a type.
    ///
    /// # Errors
    /// It is none.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

/// One line: `POST /jobs (createJob): 422 Unprocessable Entity: body, /name: required, but missing`.
/// A query may hold a credential, and is left out.
impl fmt::Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.head.method, self.head.uri.path())?;
        if let Some(operation) = self.operation {
            write!(f, " ({operation})")?;
        }
        write!(f, ": {}", self.status)?;
        match &self.fault {
            Some(fault) => write!(f, ": {fault}"),
            None => Ok(()),
        }
    }
}

/// Headers and body stay out.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Received({self})")
    }
}
