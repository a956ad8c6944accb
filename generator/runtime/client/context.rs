//! What an error has to tell, and to hide, about the call that it ends.

use super::clock::Clock;
use super::error::{Error, ErrorKind};
use super::failure::root_cause;
use super::grant::Grant;
use super::operation::Operation;
use super::text;
use super::token::Token;
use super::transport::Cause;
use crate::runtime::api::{Api, Scheme};
use crate::runtime::trace::Trace;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// What an error may have to tell about the call that it ends.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) api: &'static Api,
    /// `None` for a request that the document does not describe.
    pub(crate) operation: Option<&'static Operation>,
    /// How messages call it: the `operationId`, or method and path.
    pub(crate) label: Cow<'static, str>,
    /// The path template, whose parameters a 404 speaks of.
    pub(crate) path: Cow<'static, str>,
    pub(crate) clock: Clock,
    /// How often it was sent, redirects aside.
    pub(crate) tries: u32,
    /// What the request is sent with.
    pub(crate) grants: Vec<Grant>,
    /// What else must not show, even where the server repeats it: tokens that were replaced.
    pub(crate) secrets: Vec<Token>,
    /// The scheme whose credential is sent, or is missing.
    pub(crate) scheme: Option<&'static Scheme>,
    /// Where the request was sent on to without credentials.
    pub(crate) left_for: Option<String>,
    /// Whether a body holds secrets: then nothing of it shows.
    pub(crate) is_confidential: bool,
    /// What observers of the call are told.
    pub(crate) trace: Trace,
}

impl Context {
    /// The error of this call.
    pub(super) fn error(&self, kind: ErrorKind, text: impl fmt::Display) -> Error {
        Error::new(kind, &self.label, text).after(self.tries)
    }

    /// A request that cannot be sent as it is.
    pub(crate) fn unsent(&self, kind: ErrorKind, reason: &str) -> Error {
        Error::new(kind, &self.label, format_args!("not sent: {reason}"))
    }

    /// The time for the call, or for a try, is over.
    pub(super) fn timed_out(&self) -> Error {
        self.error(ErrorKind::Timeout, self.clock.over())
    }

    /// A token that could not be had.
    pub(super) fn no_token(&self, scheme: &Scheme, cause: Cause) -> Error {
        let text = match cause.downcast_ref::<Arc<Error>>() {
            Some(error) => error.to_string(),
            None => format!("no token for {}: {}", scheme.name, root_cause(&*cause)),
        };
        self.unsent(ErrorKind::Credentials, &self.safe(&text, text::LINE))
            .with_cause(cause)
    }

    /// Text of the server's, safe to print.
    pub(super) fn safe(&self, text: &str, limit: usize) -> String {
        let mut text = text.to_owned();
        self.redact(&mut text);
        text::line(&text, limit)
    }

    /// The beginning of a body, safe to print.
    pub(super) fn excerpt(&self, body: &[u8]) -> String {
        if self.is_confidential {
            return "a body that may hold secrets".to_owned();
        }
        // Redacted before it is cut: half a secret is no match.
        let head = &body[..body.len().min(16 << 10)];
        let mut head = String::from_utf8_lossy(head).into_owned();
        self.redact(&mut head);
        text::quoted(&head)
    }

    /// Takes all secrets out of a text.
    pub(crate) fn redact(&self, text: &mut String) {
        for secret in self.all_secrets() {
            secret.redact(text);
        }
    }

    /// Whether credentials were sent.
    pub(super) fn has_secrets(&self) -> bool {
        !self.all_secrets().is_empty()
    }

    fn all_secrets(&self) -> Vec<Token> {
        let mut all = self.secrets.clone();
        self.grants.iter().for_each(|grant| grant.secrets(&mut all));
        all
    }
}
