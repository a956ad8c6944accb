//! Tracing that is not there: without the feature `tracing` it costs nothing. The same face as
//! `traced.rs`, which says what each is for.

use reqwest::{Request, StatusCode};
use std::fmt;

/// In place of the span of a call.
#[derive(Clone)]
pub(crate) struct Trace;

impl Trace {
    pub(crate) fn none() -> Self {
        Self
    }

    pub(crate) fn start(
        _: &Request,
        _: &str,
        _: Option<&'static str>,
        _: impl Fn(&mut String),
    ) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn retries(&self, _: &str, _: &str, _: Option<StatusCode>, _: fmt::Arguments<'_>) {}

    pub(crate) fn resent(&self, _: usize) {}

    pub(crate) fn answered(&self, _: StatusCode) {}

    pub(crate) fn failed(&self, _: &str) {}
}
