//! Values that the document does not list.

use super::violation::{Rule, ValidationError};
use std::fmt;

/// A value that the document does not list, kept from a response that was decoded tolerantly.
/// Nothing else makes one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unrecognized<T = String>(pub(crate) T);

impl<T> Unrecognized<T> {
    /// The value as the server wrote it.
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Display> fmt::Display for Unrecognized<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The error for a value that is not listed.
#[cold]
pub fn refusal(subject: &'static str, value: impl fmt::Debug) -> ValidationError {
    ValidationError::new(subject, Rule::Enum, 0, value)
}
