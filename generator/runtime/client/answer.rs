//! What came back, before anyone looks into the body.

use super::context::Context;
use super::error::Error;
use super::platform::{self, Chunks, timeout};
use reqwest::header::{AsHeaderName, CONTENT_LENGTH, HeaderMap};
use reqwest::{Response, StatusCode};

/// Status, headers and the whole body.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// At most this much of the body of an error is read: a message, not a download.
const ERROR_BODY: usize = 1 << 20;

/// At most this much room is made for what is only announced.
const TRUSTED: u64 = 1 << 20;

impl Answer {
    /// The head, and what is still to come.
    pub(super) fn head(response: Response) -> (Self, Chunks) {
        let (status, headers, rest) = platform::split(response);
        let answer = Self {
            status,
            headers,
            body: Vec::new(),
        };
        (answer, rest)
    }

    /// Reads a success in whole, or fails; of any other answer what can be had, since its status
    /// says more than how its body ended. A body that `is_timed` keeps to its time by itself.
    ///
    /// What is to come stays where it is: each place that it is moved to makes the future of every
    /// call larger.
    pub(super) async fn read(
        self,
        rest: &mut Chunks,
        limit: usize,
        context: &Context,
        is_timed: bool,
    ) -> Result<Self, Error> {
        let mut answer = self;
        if !answer.status.is_success() {
            let some = answer.read_some(rest, limit.min(ERROR_BODY));
            // What has come in time will do.
            let _ = timeout(context.clock.left(), some).await;
            return Ok(answer);
        }
        match answer.announced() {
            Some(length) if length > limit as u64 => {
                return Err(context.too_large(answer, limit));
            }
            Some(length) => answer.body.reserve_exact(length.min(TRUSTED) as usize),
            None => {}
        }
        loop {
            let next = platform::next(rest);
            let chunk = match is_timed {
                true => Ok(next.await),
                false => timeout(context.clock.left(), next).await,
            };
            let length = answer.body.len() as u64;
            match chunk {
                Ok(Ok(None)) => return Ok(answer),
                Ok(Ok(Some(chunk))) if chunk.len() > limit - answer.body.len() => {
                    return Err(context.too_large(answer, limit));
                }
                Ok(Ok(Some(chunk))) => answer.body.extend_from_slice(&chunk),
                Ok(Err(error)) => return Err(context.broken_body(answer, length, error)),
                Err(_) => return Err(context.slow_body(answer, length)),
            }
        }
    }

    /// Reads as far as the limit or the connection goes.
    async fn read_some(&mut self, rest: &mut Chunks, limit: usize) {
        while let Ok(Some(chunk)) = platform::next(rest).await {
            let room = limit - self.body.len();
            self.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if self.body.len() == limit {
                return;
            }
        }
    }

    /// The length that the server announces. Where reqwest decompresses, it removes the header.
    fn announced(&self) -> Option<u64> {
        self.header(CONTENT_LENGTH)?.parse().ok()
    }

    /// A header, where it is there and text.
    pub(super) fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
