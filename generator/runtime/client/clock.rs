//! The time that a call has: one limit for all of it, and one for each try.

use super::platform::Instant;
use super::text::Seconds;
use std::fmt;
use std::time::Duration;

/// The time of a call that is under way.
#[derive(Clone)]
pub(crate) struct Clock {
    /// What the call may take; a stream, for each wait.
    pub(super) limit: Duration,
    /// What a try may take of it.
    attempt_limit: Option<Duration>,
    start: Instant,
    attempt_start: Instant,
}

/// Which time is over, as messages say it.
pub(super) enum Over {
    Call(Duration),
    Attempt(Duration),
    /// A limit that is not known here: that of an HTTP client which was given.
    Other,
}

impl Clock {
    /// Starts now.
    pub(crate) fn new(limit: Duration, attempt_limit: Option<Duration>) -> Self {
        let now = Instant::now();
        Self {
            limit,
            attempt_limit,
            start: now,
            attempt_start: now,
        }
    }

    /// The next try starts now.
    pub(super) fn restart(&mut self) {
        self.attempt_start = Instant::now();
    }

    /// What is left for this try. A limit beyond what the clock can hold is none.
    pub(super) fn left(&self) -> Duration {
        let until = |start: Instant, limit: Duration| match start.checked_add(limit) {
            Some(end) => end.saturating_duration_since(Instant::now()),
            None => Duration::MAX,
        };
        let left = until(self.start, self.limit);
        match self.attempt_limit {
            Some(limit) => left.min(until(self.attempt_start, limit)),
            None => left,
        }
    }

    /// Whether something is left of the call's time after a pause.
    pub(super) fn outlasts(&self, pause: Duration) -> bool {
        let spent = self.start.elapsed().checked_add(pause);
        spent.is_some_and(|spent| spent < self.limit)
    }

    /// Which time is over.
    pub(super) fn over(&self) -> Over {
        match self.attempt_limit {
            _ if self.start.elapsed() >= self.limit => Over::Call(self.limit),
            Some(limit) if self.attempt_start.elapsed() >= limit => Over::Attempt(limit),
            _ => Over::Other,
        }
    }
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(limit) => write!(f, "timed out after {}", Seconds(*limit)),
            Self::Attempt(limit) => write!(f, "the try timed out after {}", Seconds(*limit)),
            Self::Other => f.write_str("timed out by a limit of the given HTTP client"),
        }
    }
}
