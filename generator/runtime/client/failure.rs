//! Calls that end without a success: each line says what happened, then what to do.

use super::advice;
use super::answer::Answer;
use super::context::Context;
use super::error::{Error, ErrorKind};
use super::platform;
use super::summary;
use super::text::{self, EXCERPT, MESSAGE, Seconds};
use super::transport::Cause;
use reqwest::{StatusCode, Url};

impl Context {
    /// No answer.
    pub(super) fn no_answer(&self, url: &Url, cause: Cause) -> Error {
        let origin = url.origin().ascii_serialization();
        let error = match cause.downcast::<reqwest::Error>() {
            Ok(error) => error.without_url(),
            Err(cause) => {
                let text = self.safe(&root_cause(&*cause), MESSAGE);
                let text = format!("no answer from {origin}: {text}");
                return self.error(ErrorKind::Transport, text).with_cause(cause);
            }
        };
        let cause = root_cause(&error);
        if error.is_builder() {
            return self.unsent(ErrorKind::Request, &cause).with_source(error);
        }
        let failed = match (error.is_timeout(), platform::is_connect(&error)) {
            (true, true) => {
                let text = format!("no connection to {origin} in time");
                self.error(ErrorKind::Timeout, text).while_connecting()
            }
            (true, false) => self.timed_out(),
            (false, true) => {
                let text = format!("no connection to {origin}: {cause}");
                self.error(ErrorKind::Connect, text)
            }
            (false, false) => {
                let unsaid = platform::UNSAID;
                let text = format!("no answer from {origin}: {cause}{unsaid}");
                self.error(ErrorKind::Transport, text)
            }
        };
        failed.with_source(error)
    }

    /// An answer that broke off, or came too slowly.
    pub(super) fn broken_body(&self, answer: Answer, length: u64, error: reqwest::Error) -> Error {
        let error = error.without_url();
        if error.is_timeout() {
            return self.slow_body(answer, length).with_source(error);
        }
        let (status, cause) = (reason(answer.status), root_cause(&error));
        let text = format!("{status}, but the body broke off after {length} bytes: {cause}");
        self.error(ErrorKind::Transport, text)
            .with_source(error)
            .with_answer(answer)
    }

    /// An answer that came too slowly.
    pub(super) fn slow_body(&self, answer: Answer, length: u64) -> Error {
        let (status, over) = (reason(answer.status), self.clock.over());
        let text = format!("{status}, but {over}, {length} bytes into the body");
        self.error(ErrorKind::Timeout, text).with_answer(answer)
    }

    /// A stream of which no more came in time.
    pub(super) fn silent_body(&self, answer: Answer, length: u64) -> Error {
        let (status, limit) = (reason(answer.status), Seconds(self.clock.limit));
        let text = format!("{status}, but nothing came for {limit}, {length} bytes into the body");
        self.error(ErrorKind::Timeout, text).with_answer(answer)
    }

    /// A stream that ends within `what`.
    pub(super) fn cut_body(&self, answer: Answer, what: &str) -> Error {
        let text = format!("{}, but the body ends within {what}", reason(answer.status));
        self.error(ErrorKind::Transport, text).with_answer(answer)
    }

    /// More than the client accepts.
    pub(super) fn too_large(&self, answer: Answer, limit: usize) -> Error {
        let status = reason(answer.status);
        let text = format!(
            "{status}, but the body is larger than {limit} bytes: raise max_response_bytes"
        );
        self.error(ErrorKind::TooLarge, text).with_answer(answer)
    }

    /// A redirect that is not followed.
    pub(super) fn redirect(&self, answer: Answer, why: &str) -> Error {
        let text = format!("{}, but {}", reason(answer.status), self.safe(why, MESSAGE));
        self.error(ErrorKind::Redirect, text).with_answer(answer)
    }

    /// An answer without success.
    pub(super) fn status(&self, answer: Answer) -> Error {
        let mut summary = summary::summary(&answer);
        let texts = [&mut summary.message, &mut summary.request_id];
        texts
            .into_iter()
            .flatten()
            .for_each(|text| self.redact(text));
        let mut line = reason(answer.status);
        if let Some(message) = &summary.message {
            line += &format!(": {}", text::line(message, MESSAGE));
        } else if !answer.body.trim_ascii().is_empty() {
            line += &format!(": {}", self.excerpt(&answer.body));
        }
        if let Some(id) = &summary.request_id {
            line += &format!(" (request id {})", text::line(id, EXCERPT));
        }
        if let Some(advice) = advice::on(&answer, self) {
            line += &format!(": {advice}");
        }
        self.error(ErrorKind::Status, line)
            .with_summary(summary)
            .with_answer(answer)
    }
}

/// `404 Not Found`; the number alone where it has no name.
pub(super) fn reason(status: StatusCode) -> String {
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
    text::line(platform::said(&cause.to_string()), MESSAGE)
}
