//! A body and what came with it.

use super::answer::Answer;
use super::decoder::{Decoder, Fault, Media, ReadWhole, Reading, judge};
use super::error::Error;
use super::send::{Outgoing, send};
use super::stream::{ByteStream, Head};
use crate::runtime::trace::Trace;
use crate::runtime::violation::Violation;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use std::fmt;
use std::mem::take;
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
    /// The body alone; of a stream, what is read on.
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

/// Sends a request within the span of its call, and decodes what arrives.
pub(crate) async fn fetch<T>(
    outgoing: Box<Outgoing>,
    decoder: Decoder<T>,
    strict: bool,
) -> Result<Response<T>, Error> {
    let trace = outgoing.context.trace.clone();
    let arrived = trace.around(send(outgoing)).await;
    finish(arrived, &trace, decoder, strict)
}

/// Decodes what arrived, and says how the call ended.
pub(crate) fn finish<T>(
    arrived: Result<Box<Outgoing>, Error>,
    trace: &Trace,
    decoder: Decoder<T>,
    strict: bool,
) -> Result<Response<T>, Error> {
    let finished = arrived.and_then(|arrived| match decoder {
        Decoder::Whole { media, read } => whole(arrived, media, read, strict),
        Decoder::Stream(open) => stream(arrived, open, strict),
    });
    let status = match &finished {
        Ok(response) => Some(response.status),
        Err(error) => {
            trace.failed(error.type_name());
            error.status()
        }
    };
    if let Some(status) = status {
        trace.answered(status);
    }
    finished
}

fn whole<T>(
    mut arrived: Box<Outgoing>,
    media: Option<&'static Media>,
    read: ReadWhole<T>,
    strict: bool,
) -> Result<Response<T>, Error> {
    let Outgoing {
        answer, context, ..
    } = &mut *arrived;
    let content_type = answer.header(CONTENT_TYPE);
    let is_other = |media: &&Media| content_type.is_some_and(|stated| !(media.has)(stated));
    let foreign = media.filter(|media| is_other(media) && !answer.body.is_empty());
    if let Some(media) = foreign.filter(|_| strict) {
        return Err(context.content_type(take(answer), media.name));
    }
    let mut slot = None;
    let outcome = read(answer.status.as_u16(), &mut answer.body, &mut slot);
    match (judge(outcome, strict), slot) {
        (Err(fault), _) => Err(match (fault, foreign) {
            // Many servers call JSON text; what the body is decides, as long as it can be read.
            (Fault::Decode(..), Some(media)) => context.content_type(take(answer), media.name),
            (fault, _) => context.fault(take(answer), fault),
        }),
        (Ok(_), None) => Err(context.fault(take(answer), Fault::nothing())),
        (Ok(((), violations, omitted)), Some(body)) => Ok(Response {
            body,
            status: answer.status,
            headers: take(&mut answer.headers),
            violations,
            omitted,
        }),
    }
}

fn stream<T>(
    arrived: Box<Outgoing>,
    open: fn(ByteStream, Reading) -> Result<T, Error>,
    strict: bool,
) -> Result<Response<T>, Error> {
    let Answer {
        status, headers, ..
    } = arrived.answer;
    let limit = arrived.client.limit;
    let head = Head {
        context: arrived.context,
        status,
        headers: headers.clone(),
    };
    let bytes = ByteStream::new(arrived.rest, head);
    Ok(Response {
        body: open(bytes, Reading { strict, limit })?,
        status,
        headers,
        violations: Vec::new(),
        omitted: 0,
    })
}
