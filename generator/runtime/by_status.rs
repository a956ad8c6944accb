//! Successes whose status says what their body is.

use super::client::Call;
use super::client::decoder::{Read, json_by, unless_empty};
use super::decode::Decode;
use super::json::{decode_by, decode_into};
use super::union::Union;
use super::value::Value;
use serde::de::Error;

/// A body of several types, of which the status names one.
pub trait ByStatus: Union + Decode {
    /// The first and the last status of a range, and which branch the body is then.
    const STATUSES: &'static [(u16, u16, usize)];
}

impl<T, M> Call<T, M> {
    /// Reads the body as JSON, as the type that the status names.
    pub fn json_by_status<U: ByStatus>(self) -> Call<U, M> {
        self.decoded(json_by(|status, body, slot| read(status, body, slot)))
    }

    /// The same, where there is a body.
    pub fn json_by_status_or_empty<U: ByStatus>(self) -> Call<Option<U>, M> {
        self.decoded(json_by(|status, body, slot| {
            unless_empty(body, slot, |body, slot| read(status, body, slot))
        }))
    }
}

fn read<U: ByStatus>(status: u16, body: &[u8], slot: &mut Option<U>) -> Read<()> {
    let mut ranges = U::STATUSES.iter();
    let range = ranges.find(|(first, last, _)| (*first..=*last).contains(&status));
    match range.and_then(|(.., branch)| U::TABLE.branches.get(*branch)) {
        Some(branch) => decode_by(body, |value: Value| {
            *slot = Some((branch.decode)(&value).map_err(serde_json::Error::custom)?);
            Ok(())
        }),
        // A status that the document does not name: what fits decides.
        None => decode_into(body, slot),
    }
}
