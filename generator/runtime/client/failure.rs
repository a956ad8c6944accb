//! The lines that errors display: each says what happened, then what to do.

use super::answer::Answer;
use super::api::{Api, Operation};
use super::credentials::{first_scheme, how_to_give};
use super::error::{Error, ErrorKind};
use super::json;
use super::text::{self, EXCERPT, MESSAGE, Seconds, append};
use super::token::Token;
use crate::runtime::decoding::Outcome;
use reqwest::{StatusCode, Url};
use std::time::Duration;

/// What an error may have to tell about the call that it ends.
#[derive(Clone)]
pub(crate) struct Context {
    pub(super) api: &'static Api,
    /// `None` for a request that the document does not describe.
    pub(super) operation: Option<&'static Operation>,
    /// How messages call it: the `operationId`, or method and path.
    pub(super) label: String,
    /// The path template, whose parameters a 404 speaks of.
    pub(super) path: String,
    pub(super) timeout: Duration,
    /// What must not show, even where the server repeats it.
    pub(super) secrets: Vec<Token>,
    /// Where the request was sent on to without credentials.
    pub(super) left_for: Option<String>,
}

impl Context {
    /// A request that cannot be sent as it is.
    pub(crate) fn unsent(&self, kind: ErrorKind, reason: &str) -> Error {
        Error::new(kind, &self.label, format_args!("not sent: {reason}"))
    }

    /// The time for the call is over.
    pub(super) fn timed_out(&self) -> Error {
        let text = format!("timed out after {}", Seconds(self.timeout));
        Error::new(ErrorKind::Timeout, &self.label, text)
    }

    /// No answer.
    pub(super) fn no_answer(&self, url: &Url, error: reqwest::Error) -> Error {
        let error = error.without_url();
        let origin = url.origin().ascii_serialization();
        let cause = root_cause(&error);
        let failed = match (error.is_timeout(), error.is_connect()) {
            (true, true) => {
                let text = format!("no connection to {origin} in time");
                Error::new(ErrorKind::Timeout, &self.label, text).while_connecting()
            }
            (true, false) => self.timed_out(),
            (false, true) => {
                let text = format!("no connection to {origin}: {cause}");
                Error::new(ErrorKind::Connect, &self.label, text)
            }
            (false, false) => {
                let text = format!("no answer from {origin}: {cause}");
                Error::new(ErrorKind::Transport, &self.label, text)
            }
        };
        failed.with_source(error)
    }

    /// An answer that broke off, or came too slowly.
    pub(super) fn broken_body(&self, answer: Answer, error: reqwest::Error) -> Error {
        let error = error.without_url();
        let (status, length) = (reason(answer.status), answer.body.len());
        let failed = if error.is_timeout() {
            let after = Seconds(self.timeout);
            let text =
                format!("{status}, but timed out after {after}, {length} bytes into the body");
            Error::new(ErrorKind::Timeout, &self.label, text)
        } else {
            let cause = root_cause(&error);
            let text = format!("{status}, but the body broke off after {length} bytes: {cause}");
            Error::new(ErrorKind::Transport, &self.label, text)
        };
        failed.with_source(error).with_answer(answer)
    }

    /// More than the client accepts.
    pub(super) fn too_large(&self, answer: Answer, limit: usize) -> Error {
        let status = reason(answer.status);
        let text = format!(
            "{status}, but the body is larger than {limit} bytes: raise max_response_bytes"
        );
        Error::new(ErrorKind::TooLarge, &self.label, text).with_answer(answer)
    }

    /// A redirect that is not followed.
    pub(super) fn redirect(&self, answer: Answer, why: &str) -> Error {
        let text = format!("{}, but {}", reason(answer.status), self.safe(why, MESSAGE));
        Error::new(ErrorKind::Redirect, &self.label, text).with_answer(answer)
    }

    /// An answer without success.
    pub(super) fn status(&self, answer: Answer) -> Error {
        let mut summary = json::summary(&answer);
        for text in [&mut summary.message, &mut summary.request_id]
            .into_iter()
            .flatten()
        {
            self.redact(text);
        }
        let mut line = reason(answer.status);
        match &summary.message {
            Some(message) => append(&mut line, format_args!(": {}", self.safe(message, MESSAGE))),
            None if answer.body.trim_ascii().is_empty() => {}
            None => append(&mut line, format_args!(": {}", self.excerpt(&answer.body))),
        }
        if let Some(id) = &summary.request_id {
            append(
                &mut line,
                format_args!(" (request id {})", self.safe(id, EXCERPT)),
            );
        }
        let error = Error::new(ErrorKind::Status, &self.label, "");
        let error = error.with_answer(answer).with_summary(summary);
        if let Some(advice) = self.advice(&error) {
            append(&mut line, format_args!(": {advice}"));
        }
        error.with_text(&line)
    }

    /// What to do about a status.
    fn advice(&self, error: &Error) -> Option<String> {
        let wait = error.retry_after().map(Seconds);
        match (error.status()?, wait) {
            (StatusCode::UNAUTHORIZED, _) => Some(self.unauthorized()),
            (StatusCode::FORBIDDEN, _) => {
                let permission = self.operation.and_then(|operation| operation.permission);
                Some(permission.map_or_else(
                    || "the token may not do this".to_owned(),
                    |name| {
                        format!(
                            "the token lacks the permission {}",
                            text::line(name, MESSAGE)
                        )
                    },
                ))
            }
            (StatusCode::NOT_FOUND, _) => Some(self.not_found()),
            (StatusCode::TOO_MANY_REQUESTS, None) => Some("too many requests: slow down".into()),
            (StatusCode::TOO_MANY_REQUESTS, Some(wait)) => {
                Some(format!("too many requests: try again in {wait}"))
            }
            (status, Some(wait)) if status.is_server_error() => {
                Some(format!("the server failed: try again in {wait}"))
            }
            (status, None) if status.is_server_error() => {
                Some("the server failed: try again later".to_owned())
            }
            (_, wait) => wait.map(|wait| format!("try again in {wait}")),
        }
    }

    fn unauthorized(&self) -> String {
        if let Some(origin) = &self.left_for {
            return format!("redirected to {origin}, where no credentials are sent");
        }
        let scheme = self
            .operation
            .and_then(|operation| first_scheme(self.api, operation));
        let advice = how_to_give(self.api, scheme);
        if self.secrets.is_empty() {
            format!("no credentials were sent: {advice}")
        } else {
            format!("the token was not accepted: {advice}")
        }
    }

    /// Names what may not exist: the parameters of the path.
    fn not_found(&self) -> String {
        let parameters = self.path.split('{').skip(1);
        let names: Vec<&str> = parameters
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .collect();
        let what = match names.as_slice() {
            [] => "no such path".to_owned(),
            names => format!("no such {}", text::OneOf(names)),
        };
        let unseen = if self.secrets.is_empty() {
            ""
        } else {
            ", or the token cannot see it"
        };
        text::line(&what, MESSAGE) + unseen
    }

    /// A success of another kind than the document says.
    pub(super) fn content_type(&self, answer: Answer) -> Error {
        let found = answer.header("content-type").unwrap_or("none");
        let text = format!(
            "{}, but the content type is {}, not JSON: {}",
            reason(answer.status),
            self.safe(found, EXCERPT),
            self.excerpt(&answer.body),
        );
        Error::new(ErrorKind::ContentType, &self.label, text).with_answer(answer)
    }

    /// A success whose body is not of its type, or no JSON at all.
    pub(super) fn decode(
        &self,
        answer: Answer,
        outcome: Outcome<()>,
        error: serde_json::Error,
    ) -> Error {
        let status = reason(answer.status);
        let what = match error.classify() {
            _ if answer.body.is_empty() => format!("{status}, but the body is empty, not JSON"),
            serde_json::error::Category::Data => {
                let message = self.safe(&json::bare_message(&error), MESSAGE);
                let pointer = text::line(&outcome.pointer, MESSAGE);
                let colon = if pointer.is_empty() { "" } else { ": " };
                format!("{status}, but the body cannot be read: {pointer}{colon}{message}")
            }
            _ => {
                let message = self.safe(&json::bare_message(&error), MESSAGE);
                format!("{status}, but the body is not JSON: {message}")
            }
        };
        let text = match (error.line(), error.column()) {
            (0, _) | (_, 0) => what,
            (line, column) => format!("{what} (line {line}, column {column})"),
        };
        Error::new(ErrorKind::Decode, &self.label, text)
            .with_violations(outcome.violations, outcome.omitted)
            .at(outcome.pointer)
            .with_source(error)
            .with_answer(answer)
    }

    /// A success whose body breaks rules, where that is an error.
    pub(super) fn violations(&self, answer: Answer, outcome: Outcome<()>) -> Error {
        let mut line = format!(
            "{}, but the body is not what the document says",
            reason(answer.status)
        );
        let first = outcome.violations.first();
        if let Some(first) = first {
            append(
                &mut line,
                format_args!(": {}", self.safe(&first.to_string(), MESSAGE)),
            );
        }
        match outcome.violations.len() + outcome.omitted {
            0 | 1 => line.push_str(" (strict_responses)"),
            count => append(
                &mut line,
                format_args!(" and {} more (strict_responses)", count - 1),
            ),
        }
        let pointer = first.map(|first| first.pointer().to_owned());
        Error::new(ErrorKind::Violations, &self.label, line)
            .at(pointer.unwrap_or_default())
            .with_violations(outcome.violations, outcome.omitted)
            .with_answer(answer)
    }

    /// Text of the server's, safe to print.
    fn safe(&self, text: &str, limit: usize) -> String {
        let mut text = text.to_owned();
        self.redact(&mut text);
        text::line(&text, limit)
    }

    /// The beginning of a body, safe to print.
    fn excerpt(&self, body: &[u8]) -> String {
        // Redacted before it is cut: half a secret is no match.
        let head = &body[..body.len().min(16 << 10)];
        let mut head = String::from_utf8_lossy(head).into_owned();
        self.redact(&mut head);
        text::quoted(&head)
    }

    fn redact(&self, text: &mut String) {
        for secret in &self.secrets {
            secret.redact(text);
        }
    }
}

/// `404 Not Found`; the number alone where it has no name.
fn reason(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

/// What a chain of errors comes down to: `Connection refused (os error 111)`.
pub(super) fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    text::line(&cause.to_string(), MESSAGE)
}
