//! A request on its way in: its parts, and all that is wrong with it.

use super::operation::Operation;
use super::problem::{Error, Fault};
use super::words::{self, Pair};
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::COOKIE;
use axum::http::request::Parts;

/// A request being read.
pub struct Incoming {
    pub(super) operation: &'static Operation,
    pub(crate) head: Parts,
    /// Gone once it is read.
    pub(crate) body: Option<Body>,
    /// The parameters of the path, still encoded.
    pub(super) segments: Vec<(&'static str, String)>,
    pub(super) query: Vec<Pair>,
    pub(super) cookies: Vec<Pair>,
    pub(crate) most_body_bytes: usize,
    /// The names of all parameters: what is free in form takes none of them.
    pub(super) names: &'static [&'static str],
    faults: Vec<Fault>,
    /// Why the body is refused, where that is no fault of a value in it.
    refusal: Option<Error>,
}

impl Incoming {
    pub(super) fn new(
        operation: &'static Operation,
        (head, body): (Parts, Body),
        segments: Vec<(&'static str, String)>,
        most_body_bytes: usize,
    ) -> Self {
        let mut incoming = Self {
            operation,
            query: Vec::new(),
            cookies: cookies(&head),
            head,
            body: Some(body),
            segments,
            most_body_bytes,
            names: &[],
            faults: Vec::new(),
            refusal: None,
        };
        match words::pairs(incoming.head.uri.query().unwrap_or_default()) {
            Some(pairs) => incoming.query = pairs,
            None => {
                let detail = "the query is not UTF-8, or not percent-encoded";
                incoming.refusal = Some(Error::new(StatusCode::BAD_REQUEST, detail));
            }
        }
        incoming
    }

    /// Says the names of all parameters.
    pub const fn know(&mut self, names: &'static [&'static str]) {
        self.names = names;
    }

    /// The request without its body: its headers, and what is in its extensions.
    pub fn parts(&self) -> Parts {
        self.head.clone()
    }

    /// Whether nothing is wrong so far: a body is not read for parameters that are at fault.
    pub fn is_sound(&self) -> Option<()> {
        (self.faults.is_empty() && self.refusal.is_none()).then_some(())
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    pub(crate) fn refuse<T>(&mut self, error: Error) -> Option<T> {
        self.refusal.get_or_insert(error);
        None
    }

    /// What is answered to a request that is at fault: 400 for its parameters, 422 for the values
    /// in its body.
    pub(super) fn refusal(self) -> Error {
        if let Some(refusal) = self.refusal {
            return refusal;
        }
        let is_body = |fault: &Fault| matches!(fault, Fault::Body(..));
        let status = match self.faults.iter().all(is_body) {
            true => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::BAD_REQUEST,
        };
        Error::of_faults(status, &self.faults)
    }
}

fn cookies(head: &Parts) -> Vec<Pair> {
    let lines = head.headers.get_all(COOKIE).into_iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';'));
    let pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
    pairs
        .map(|(name, value)| {
            (
                name.to_owned(),
                words::decode(value).unwrap_or_else(|| value.to_owned()),
            )
        })
        .collect()
}
