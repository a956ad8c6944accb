//! Why a call gave no body.

use super::answer::Answer;
use super::retry_after;
use super::summary;
use super::text;
use super::transport::Cause;
use crate::runtime::decode::Decode;
use crate::runtime::json;
use crate::runtime::violation::Violation;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// What went wrong, roughly. [`Error`] has a predicate for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be built.
    Config,
    /// A parameter or body that cannot be sent; nothing was sent.
    Request,
    /// The operation needs a credential that the client does not have; nothing was sent.
    Credentials,
    /// No connection: name not found, refused, TLS failed.
    Connect,
    /// The time for the whole call, or for connecting, was over.
    Timeout,
    /// The connection broke; in a browser, perhaps there was none.
    Transport,
    /// The server sent the request elsewhere, where it must not or need not go.
    Redirect,
    /// The server answered, and not with success.
    Status,
    /// A success whose body is of another kind than the document says.
    ContentType,
    /// A success whose body cannot be read as its type.
    Decode,
    /// A success whose body breaks rules of the document, under `strict_responses`.
    Violations,
    /// The body is larger than the client accepts.
    TooLarge,
    /// A list whose next page cannot be asked for.
    Paging,
    /// Headers of an answer that are not what the document says, where that was asked.
    Headers,
}

impl ErrorKind {
    fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Request => "request",
            Self::Credentials => "credentials",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::Redirect => "redirect",
            Self::Status => "status",
            Self::ContentType => "content_type",
            Self::Decode => "decode",
            Self::Violations => "violations",
            Self::TooLarge => "too_large",
            Self::Paging => "paging",
            Self::Headers => "headers",
        }
    }
}

/// Why a call gave no body.
///
/// Displays in one line: operation, status, the server's message, its request id, what to do.
/// No secret of the client is in it, and nothing of the server's that could steer a terminal.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: String,
    /// All that `Display` shows.
    line: String,
    connecting: bool,
    tries: u32,
    answer: Option<Answer>,
    message: Option<String>,
    request_id: Option<String>,
    pointer: Option<String>,
    violations: Vec<Violation>,
    omitted: usize,
    source: Option<Cause>,
}

impl Error {
    /// An error of `operation`; `text` says what happened and what to do. Whatever is in it, the
    /// line is one line, bounded, and cannot steer a terminal.
    pub(crate) fn new(kind: ErrorKind, operation: &str, text: impl fmt::Display) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: operation.to_owned(),
            line: text::line(&format!("{operation}: {text}"), text::LINE),
            connecting: false,
            tries: 0,
            answer: None,
            message: None,
            request_id: None,
            pointer: None,
            violations: Vec::new(),
            omitted: 0,
            source: None,
        }))
    }

    pub(super) fn with_source(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.with_cause(Box::new(source))
    }

    pub(super) fn with_cause(mut self, cause: Cause) -> Self {
        self.0.source = Some(cause);
        self
    }

    /// Tells how often the request was sent, where that was more than once.
    pub(super) fn after(mut self, tries: u32) -> Self {
        self.0.tries = tries;
        if tries > 1 {
            self.0.line += &format!(" ({tries} tries)");
        }
        self
    }

    pub(super) fn while_connecting(mut self) -> Self {
        self.0.connecting = true;
        self
    }

    pub(super) fn with_answer(mut self, answer: Answer) -> Self {
        self.0.answer = Some(answer);
        self
    }

    pub(super) fn with_summary(mut self, summary: summary::Summary) -> Self {
        self.0.message = summary.message;
        self.0.request_id = summary.request_id;
        self
    }

    pub(super) fn at(mut self, pointer: String) -> Self {
        self.0.pointer = Some(pointer);
        self
    }

    pub(super) fn with_violations(mut self, violations: Vec<Violation>, omitted: usize) -> Self {
        self.0.violations = violations;
        self.0.omitted = omitted;
        self
    }

    /// What went wrong, roughly.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What went wrong in one word: the status where that is it, else the kind.
    pub(super) fn type_name(&self) -> &str {
        match &self.0.answer {
            Some(answer) if self.is_status() => answer.status.as_str(),
            _ => self.0.kind.name(),
        }
    }

    /// The operation that was called, or the name of the API where the client was being built.
    pub fn operation(&self) -> &str {
        &self.0.operation
    }

    /// The status of the answer, where there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// The headers of the answer, where there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// The body of the answer as it came. Of an answer without success, the first megabyte.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.answer.as_ref().map(|answer| &*answer.body)
    }

    /// The body as a type of this crate, tolerantly; `None` where it cannot be read so.
    pub fn decode<T: Decode>(&self) -> Option<T> {
        json::decode(self.body()?).result.ok()
    }

    /// The server's message, as it wrote it, from one of the places where APIs usually put it.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The id to give to the API's support, from the body or a header.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the server asks to wait before another try: `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after::read(self.headers()?)
    }

    /// How often the request was tried: more than once after retries, 0 where it was not sent.
    pub fn tries(&self) -> u32 {
        self.0.tries
    }

    /// Where in the body it went wrong: a JSON Pointer.
    pub fn pointer(&self) -> Option<&str> {
        self.0.pointer.as_deref()
    }

    /// The values that break a rule of the document, under `strict_responses`.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// How many more there are; the first thousand are kept.
    pub fn omitted_violations(&self) -> usize {
        self.0.omitted
    }

    /// The client could not be built.
    pub fn is_config(&self) -> bool {
        self.0.kind == ErrorKind::Config
    }

    /// A parameter or body cannot be sent. Nothing was sent.
    pub fn is_request(&self) -> bool {
        self.0.kind == ErrorKind::Request
    }

    /// The client lacks a credential that the operation needs. Nothing was sent.
    pub fn is_credentials(&self) -> bool {
        self.0.kind == ErrorKind::Credentials
    }

    /// There was no connection, so the server has seen nothing of the request.
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect || self.0.connecting
    }

    /// The time was over.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// The connection broke, before the answer or within it.
    pub fn is_transport(&self) -> bool {
        self.0.kind == ErrorKind::Transport
    }

    /// A redirect was not followed.
    pub fn is_redirect(&self) -> bool {
        self.0.kind == ErrorKind::Redirect
    }

    /// The server answered, and not with success: see [`status`](Self::status).
    pub fn is_status(&self) -> bool {
        self.0.kind == ErrorKind::Status
    }

    /// The body of a success is of another kind than the document says.
    pub fn is_content_type(&self) -> bool {
        self.0.kind == ErrorKind::ContentType
    }

    /// The body of a success cannot be read as its type.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// The body of a success breaks rules of the document, under `strict_responses`.
    pub fn is_violations(&self) -> bool {
        self.0.kind == ErrorKind::Violations
    }

    /// The body is larger than the client accepts.
    pub fn is_too_large(&self) -> bool {
        self.0.kind == ErrorKind::TooLarge
    }

    /// The next page of a list cannot be asked for. Nothing was sent.
    pub fn is_paging(&self) -> bool {
        self.0.kind == ErrorKind::Paging
    }

    /// Headers of an answer are not what the document says.
    pub fn is_headers(&self) -> bool {
        self.0.kind == ErrorKind::Headers
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.line)
    }
}

/// The same line: it is what `main` and `unwrap` print. `{:#?}` names the kind as well. The body
/// and the cause stay out of both, since they may repeat what must not be logged.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return f.write_str(&self.0.line);
        }
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("line", &self.0.line)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
