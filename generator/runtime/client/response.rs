//! A body and what came with it.

use super::decoder::Decoder;
use super::error::Error;
use super::send::Arrived;
use crate::runtime::decoding::Outcome;
use crate::runtime::violation::Violation;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::fmt;
use std::ops::Deref;

/// The answer to a call: dereferences to its body.
///
/// The body was decoded tolerantly: it holds to all rules of the document exactly when
/// [`violations`](Self::violations) is empty.
#[derive(Clone)]
pub struct Response<T> {
    body: T,
    status: StatusCode,
    headers: HeaderMap,
    violations: Vec<Violation>,
    omitted: usize,
}

impl<T> Response<T> {
    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The status: a success, 2xx.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The values of the body that break a rule of the document; each was kept as it came.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// How many more there are; the first thousand are kept.
    pub fn omitted_violations(&self) -> usize {
        self.omitted
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// The headers stay out: they may set a cookie.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}

/// Decodes what arrived.
pub(crate) fn finish<T>(
    arrived: Arrived,
    decoder: Decoder<T>,
    strict: bool,
) -> Result<Response<T>, Error> {
    let Arrived {
        mut answer,
        context,
    } = arrived;
    let is_foreign = decoder.is_foreign(&answer);
    if is_foreign && strict {
        return Err(context.content_type(answer));
    }
    let outcome = (decoder.read)(answer.status.as_u16(), &mut answer.body);
    let Outcome {
        result,
        violations,
        omitted,
        pointer,
    } = outcome;
    let findings = Outcome {
        result: (),
        violations,
        omitted,
        pointer,
    };
    match result {
        // Many servers call JSON text; what the body is decides, as long as it can be read.
        Err(_) if is_foreign => Err(context.content_type(answer)),
        Err(error) => Err(context.decode(answer, findings, error)),
        Ok(_) if strict && !findings.violations.is_empty() => {
            Err(context.violations(answer, findings))
        }
        Ok(body) => Ok(Response {
            body,
            status: answer.status,
            headers: answer.headers,
            violations: findings.violations,
            omitted: findings.omitted,
        }),
    }
}
