//! Bodies one after the other. In a browser `joined.rs` stands in place of this file.

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use reqwest::Body;
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Bodies one after the other, as one.
pub(super) struct Sequence(VecDeque<Body>);

impl Sequence {
    /// Their body; of a known length where all of them have one.
    pub(super) fn body(bodies: VecDeque<Body>) -> Body {
        Body::wrap(Self(bodies))
    }
}

impl HttpBody for Sequence {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(Pin::new(first).poll_frame(context)) {
                Some(frame) => return Poll::Ready(Some(frame)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let lengths = self.0.iter().map(|body| body.size_hint().exact());
        match lengths.sum::<Option<u64>>() {
            Some(length) => SizeHint::with_exact(length),
            None => SizeHint::default(),
        }
    }
}
