//! Secrets that do not print.

use super::header::secret_value;
use reqwest::header::HeaderValue;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A secret: an API token, a key, a password. Prints as `***`.
#[derive(Clone)]
pub struct Token(Arc<Parts>);

struct Parts {
    secret: String,
    /// The header that most secrets are for: made once, not once a request.
    bearer: OnceLock<Result<HeaderValue, String>>,
}

impl Token {
    /// Wraps a secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(Arc::new(Parts {
            secret: secret.into(),
            bearer: OnceLock::new(),
        }))
    }

    /// The secret itself, for the header that carries it.
    pub(crate) fn expose(&self) -> &str {
        &self.0.secret
    }

    /// What `Authorization` says of a bearer.
    pub(super) fn bearer(&self) -> Result<HeaderValue, String> {
        let make = || secret_value("authorization", ["Bearer ", self.expose()].concat());
        self.0.bearer.get_or_init(make).clone()
    }

    /// Takes the secret out of a text that came from elsewhere: some servers echo what they got.
    ///
    /// A short secret would blank ordinary words, and hides nothing that guessing would not find.
    pub(super) fn redact(&self, text: &mut String) {
        let secret = self.expose();
        if secret.len() >= 6 && text.contains(secret) {
            *text = text.replace(secret, "***");
        }
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Token {}

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
