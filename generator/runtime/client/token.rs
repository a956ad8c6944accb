//! Secrets that do not print.

use std::fmt;
use std::sync::Arc;

/// A secret: an API token, a key, a password. Prints as `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Arc<str>);

impl Token {
    /// Wraps a secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into().into())
    }

    /// The secret itself, for the header that carries it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Takes the secret out of a text that came from elsewhere: some servers echo what they got.
    ///
    /// A short secret would blank ordinary words, and hides nothing that guessing would not find.
    pub(super) fn redact(&self, text: &mut String) {
        if self.0.len() >= 6 && text.contains(&*self.0) {
            *text = text.replace(&*self.0, "***");
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl From<&str> for Token {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}

impl From<String> for Token {
    fn from(secret: String) -> Self {
        Self::new(secret)
    }
}
