//! What a request carries.

use reqwest::Body;
use std::sync::{Mutex, PoisonError};

/// What a request carries.
pub(crate) enum Payload {
    /// Bytes, shared by all attempts.
    Bytes(Body),
    /// What is made anew for each attempt.
    Made {
        /// Whether it can be made only once.
        is_once: bool,
        /// Makes it; none where it is gone.
        make: Box<dyn Fn() -> Option<Body> + Send + Sync>,
    },
}

impl Payload {
    /// Whether it can be sent only once.
    pub(super) const fn is_once(&self) -> bool {
        matches!(self, Self::Made { is_once: true, .. })
    }
}

/// A stream goes with the first attempt.
impl From<Body> for Payload {
    fn from(body: Body) -> Self {
        if body.as_bytes().is_some() {
            return Self::Bytes(body);
        }
        let body = Mutex::new(Some(body));
        Self::Made {
            is_once: true,
            make: Box::new(move || body.lock().unwrap_or_else(PoisonError::into_inner).take()),
        }
    }
}
