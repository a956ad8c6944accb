//! How many retries all calls of a client may make together.
//!
//! One call cannot know that a thousand others fail as well. Without a bound, a server that is down
//! gets three times the requests that brought it down.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a client starts with, and never has more of: a hundred retries.
const FULL: u32 = 500;
/// What a retry costs. A call that ends without one brings 1.
const PRICE: u32 = 5;

/// What is left.
pub(crate) struct Budget(AtomicU32);

impl Budget {
    pub(crate) const fn new() -> Self {
        Self(AtomicU32::new(FULL))
    }

    /// Pays for a retry, if there is enough left.
    pub(crate) fn pay(&self) -> bool {
        self.change(|left| left.checked_sub(PRICE))
    }

    /// A call got its answer.
    pub(crate) fn earn(&self) {
        self.change(|left| (left < FULL).then_some(left + 1));
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        let order = Ordering::Relaxed;
        self.0.fetch_update(order, order, change).is_ok()
    }
}
