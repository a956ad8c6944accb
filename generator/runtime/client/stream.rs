//! A body that is read as it comes, in bounded memory.

use super::answer::Answer;
use super::context::Context;
use super::error::Error;
use super::platform::{self, BoxFuture, Chunks, Elapsed, timeout};
use crate::runtime::json::essence;
use crate::runtime::trace::Trace;
use bytes::Bytes;
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{self, Poll, ready};

/// A body as it comes. A stream of chunks; with the feature `blocking`, an iterator as well.
///
/// It may last as long as it wants: the time limit of the call is one for each wait, and
/// `max_response_bytes` is none. A body that breaks off is an error, and so the end is the end.
pub struct ByteStream {
    state: State,
    pub(super) head: Head,
    received: u64,
}

/// What errors tell of the answer that the body belongs to.
pub(super) struct Head {
    pub(super) context: Context,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
}

enum State {
    Open(Box<Chunks>),
    /// A chunk is on its way. Kept here, so that whoever stops waiting for it loses nothing.
    Waiting(BoxFuture<'static, Received>),
    Closed,
}

type Received = (
    Box<Chunks>,
    Result<Result<Option<Bytes>, reqwest::Error>, Elapsed>,
);

impl Head {
    /// Refuses an answer of another media type than this, where it says so.
    pub(super) fn expect(&self, media_type: &str) -> Result<(), Error> {
        let answer = self.answer(Vec::new());
        let stated = answer.header(CONTENT_TYPE);
        match stated.is_none_or(|stated| essence(stated) == media_type) {
            true => Ok(()),
            false => Err(self.context.content_type(answer, media_type)),
        }
    }

    /// An answer with this of its body, for an error.
    pub(super) fn answer(&self, body: Vec<u8>) -> Answer {
        Answer {
            status: self.status,
            headers: self.headers.clone(),
            body: body.into(),
        }
    }
}

impl ByteStream {
    /// A body whose head has come; none where all of it has.
    pub(super) fn new(rest: Option<Chunks>, head: Head) -> Self {
        let open = |rest| State::Open(Box::new(rest));
        Self {
            state: rest.map_or(State::Closed, open),
            head,
            received: 0,
        }
    }

    /// The next bytes, however many there are; `None` at the end. To stop waiting for it loses
    /// nothing.
    ///
    /// # Errors
    /// The body broke off, or nothing came in time.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    pub(super) fn poll(
        &mut self,
        context: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Closed) {
                State::Closed => return Poll::Ready(None),
                State::Open(mut rest) => {
                    let limit = self.head.context.clock.limit;
                    self.state = State::Waiting(Box::pin(async move {
                        let chunk = timeout(limit, platform::next(&mut rest)).await;
                        (rest, chunk)
                    }));
                }
                State::Waiting(mut waiting) => {
                    let Poll::Ready((rest, chunk)) = waiting.as_mut().poll(context) else {
                        self.state = State::Waiting(waiting);
                        return Poll::Pending;
                    };
                    let chunk = match chunk {
                        Ok(Ok(Some(chunk))) => chunk,
                        Ok(Ok(None)) => {
                            self.close();
                            return Poll::Ready(None);
                        }
                        Ok(Err(error)) => return Poll::Ready(Some(Err(self.broken(error)))),
                        Err(_) => return Poll::Ready(Some(Err(self.silent()))),
                    };
                    self.state = State::Open(rest);
                    if !chunk.is_empty() {
                        self.received += chunk.len() as u64;
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
            }
        }
    }

    /// Reads no further: here the call is over.
    pub(super) fn close(&mut self) {
        self.state = State::Closed;
        self.head.context.trace = Trace::none();
    }

    /// Reads no further, because of this error.
    pub(super) fn fail(&mut self, error: Error) -> Error {
        self.head.context.trace.failed(error.type_name());
        self.close();
        error
    }

    /// The error of a body that ends within `what`.
    pub(super) fn cut(&self, rest: Vec<u8>, what: &str) -> Error {
        self.head.context.cut_body(self.head.answer(rest), what)
    }

    fn broken(&mut self, error: reqwest::Error) -> Error {
        let answer = self.head.answer(Vec::new());
        let error = self.head.context.broken_body(answer, self.received, error);
        self.fail(error)
    }

    fn silent(&mut self) -> Error {
        let answer = self.head.answer(Vec::new());
        let error = self.head.context.silent_body(answer, self.received);
        self.fail(error)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        Poll::Ready(ready!(self.poll(context)))
    }
}

/// The content stays out.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}
