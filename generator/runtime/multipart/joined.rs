//! Bodies one after the other, where no body is a stream: in a browser.

use reqwest::Body;
use std::collections::VecDeque;

/// Bytes one after the other, as one.
pub(super) enum Sequence {}

impl Sequence {
    /// Their body: a copy of them.
    pub(super) fn body(bodies: VecDeque<Body>) -> Body {
        let bytes: Vec<&[u8]> = bodies.iter().filter_map(Body::as_bytes).collect();
        bytes.concat().into()
    }
}
