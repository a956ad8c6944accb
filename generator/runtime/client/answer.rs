//! What came back, before anyone looks into the body.

use super::content::Content;
use super::context::Context;
use super::error::Error;
use super::platform::{self, Chunks, timeout};
use reqwest::header::{AsHeaderName, CONTENT_LENGTH, HeaderMap};
use reqwest::{Response, StatusCode};

/// Status, headers and the whole body.
#[derive(Default)]
pub(crate) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Content,
}

/// At most this much of the body of an error is read: a message, not a download.
const ERROR_BODY: usize = 1 << 20;

impl Answer {
    /// The head, and what is still to come.
    pub(super) fn head(response: Response) -> (Self, Chunks) {
        let (status, headers, rest) = platform::split(response);
        let answer = Self {
            status,
            headers,
            body: Content::default(),
        };
        (answer, rest)
    }

    /// Reads a success in whole, or fails; of any other answer what can be had, since its status
    /// says more than how its body ended. A body that `is_timed` keeps to its time by itself.
    ///
    /// What is to come stays where it is: each place that it is moved to makes the future of every
    /// call larger.
    pub(super) async fn read(
        &mut self,
        rest: &mut Chunks,
        limit: usize,
        context: &Context,
        is_timed: bool,
    ) -> Result<(), Error> {
        let announced = self.announced();
        if !self.status.is_success() {
            let some = self.read_some(rest, limit.min(ERROR_BODY), announced);
            // What has come in time will do. In a box, as all that is rare: it would make the future
            // of every call larger.
            let _ = Box::pin(timeout(context.clock.left(), some)).await;
            return Ok(());
        }
        if announced.is_some_and(|length| length > limit as u64) {
            return Err(context.too_large(std::mem::take(self), limit));
        }
        loop {
            let next = platform::next(rest);
            let piece = match is_timed {
                true => Ok(next.await),
                false => Box::pin(timeout(context.clock.left(), next)).await,
            };
            let error = match piece {
                Ok(Ok(None)) => return Ok(()),
                Ok(Ok(Some(piece))) if piece.len() <= limit - self.body.len() => {
                    self.body.push(piece, announced);
                    continue;
                }
                other => other,
            };
            let (length, answer) = (self.body.len() as u64, std::mem::take(self));
            return Err(match error {
                Ok(Ok(_)) => context.too_large(answer, limit),
                Ok(Err(error)) => context.broken_body(answer, length, error),
                Err(_) => context.slow_body(answer, length),
            });
        }
    }

    /// Reads as far as the limit or the connection goes.
    async fn read_some(&mut self, rest: &mut Chunks, limit: usize, announced: Option<u64>) {
        while let Ok(Some(mut piece)) = platform::next(rest).await {
            piece.truncate(limit - self.body.len());
            self.body.push(piece, announced);
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
