//! The span of a call, by the names of OpenTelemetry: what was asked, where, and how it ended.
//!
//! What is said in a call stays out: no header, no body, no value of a query, no text of the server.

use reqwest::{Request, StatusCode, Url};
use std::fmt;
use tracing::dispatcher::with_default;
use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, info_span, warn};

/// The span of a call. It is closed when the last of its copies is dropped.
#[derive(Clone)]
pub(crate) struct Trace(Span);

impl Trace {
    /// Of a call that is not sent, or has ended.
    pub(crate) fn none() -> Self {
        Self(Span::none())
    }

    /// Opens the span of a call within the caller's; `redact` takes credentials out of a text.
    pub(crate) fn start(
        request: &Request,
        template: &str,
        operation: Option<&'static str>,
        redact: impl Fn(&mut String),
    ) -> Self {
        let (method, url) = (request.method().as_str(), request.url());
        // OpenTelemetry's name has parts that are known now, tracing's is a constant.
        Self(info_span!(
            "HTTP request",
            otel.name = %format_args!("{method} {template}"),
            otel.kind = "client",
            otel.status_code = Empty,
            openapi.operation_id = operation,
            http.request.method = method,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.template = template,
            url.full = %Full { url, redact },
            server.address = url.host_str(),
            server.port = url.port_or_known_default(),
            error.type = Empty,
        ))
    }

    /// Does what belongs to the call within its span.
    pub(crate) fn around<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.0.clone())
    }

    /// A try failed; `how` another one follows.
    pub(crate) fn retries(
        &self,
        call: &str,
        error: &str,
        status: Option<StatusCode>,
        how: fmt::Arguments<'_>,
    ) {
        let tell = || {
            warn!(
                parent: self.0.id(),
                error.type = error,
                http.response.status_code = status.map(|status| status.as_u16()),
                "{call}: again {how}",
            );
        };
        // A blocking client is on another thread than its caller, whose subscriber may be its own.
        let told = self
            .0
            .with_subscriber(|(_, subscriber)| with_default(subscriber, tell));
        // Who filters the span away may want the warning all the same.
        told.unwrap_or_else(tell);
    }

    /// How often the request went out again, to be tried once more or to follow a redirect.
    pub(crate) fn resent(&self, count: usize) {
        if count > 0 {
            self.0.record("http.request.resend_count", count);
        }
    }

    /// An answer, whatever it says.
    pub(crate) fn answered(&self, status: StatusCode) {
        self.0.record("http.response.status_code", status.as_u16());
    }

    /// The call failed, or the stream that it gave.
    pub(crate) fn failed(&self, error: &str) {
        self.0.record("error.type", error);
        self.0.record("otel.status_code", "ERROR");
    }
}

/// A URL without what may be secret: of its query the names alone.
struct Full<'a, R> {
    url: &'a Url,
    redact: R,
}

impl<R: Fn(&mut String)> fmt::Display for Full<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        url.set_fragment(None);
        url.set_query(None);
        let mut text = url.into();
        (self.redact)(&mut text);
        f.write_str(&text)?;
        let mut separator = '?';
        for pair in self
            .url
            .query()
            .into_iter()
            .flat_map(|query| query.split('&'))
        {
            match pair.split_once('=') {
                Some((name, _)) => write!(f, "{separator}{name}=REDACTED")?,
                None => write!(f, "{separator}REDACTED")?,
            }
            separator = '&';
        }
        Ok(())
    }
}
