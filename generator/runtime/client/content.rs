//! The content of an answer, as far as it has come.

use bytes::Bytes;
use std::ops::Deref;

/// Most answers come in one piece, which stays in the buffer that it was read into. Of several, one
/// is made.
pub(crate) enum Content {
    One(Bytes),
    Joined(Vec<u8>),
}

/// At most this much room is made for what is only announced.
const TRUSTED: u64 = 1 << 20;

impl Content {
    /// Adds a piece. All pieces together are `announced` to be so long.
    pub(super) fn push(&mut self, piece: Bytes, announced: Option<u64>) {
        match self {
            Self::One(first) if first.is_empty() => *first = piece,
            Self::One(first) => {
                let room = announced.unwrap_or(0).min(TRUSTED) as usize;
                let mut joined = Vec::with_capacity(room.max(first.len() + piece.len()));
                joined.extend_from_slice(first);
                joined.extend_from_slice(&piece);
                *self = Self::Joined(joined);
            }
            Self::Joined(joined) => joined.extend_from_slice(&piece),
        }
    }

    /// The bytes for whoever keeps them; nothing is left.
    pub(super) fn take(&mut self) -> Vec<u8> {
        match std::mem::take(self) {
            Self::One(bytes) => bytes.into(),
            Self::Joined(bytes) => bytes,
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::One(Bytes::new())
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Joined(bytes)
    }
}

impl Deref for Content {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::One(bytes) => bytes,
            Self::Joined(bytes) => bytes,
        }
    }
}
