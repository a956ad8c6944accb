//! A request on its way in.

use super::operation::Operation;
use crate::runtime::reading::{Reading, Tolerance};
use axum::body::Body;
use axum::http::request::Parts;

/// A request being read.
pub struct Incoming {
    pub(super) operation: &'static Operation,
    /// What is known of it, and all that is wrong with it.
    pub reading: Reading,
    /// Gone once it is read.
    pub(crate) body: Option<Body>,
    pub(crate) most_body_bytes: usize,
}

impl Incoming {
    pub(super) fn new(
        operation: &'static Operation,
        (head, body): (Parts, Body),
        segments: Vec<(&'static str, String)>,
        most_body_bytes: usize,
    ) -> Self {
        Self {
            operation,
            reading: Reading::new(head, segments, Tolerance::Strict),
            body: Some(body),
            most_body_bytes,
        }
    }

    /// The request without its body: its headers, and what is in its extensions.
    pub fn parts(&self) -> Parts {
        self.reading.head.clone()
    }
}
