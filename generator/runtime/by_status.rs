//! Successes whose status says what their body is.

use super::client::Call;
use super::client::decoder::{ReadBox, json_by, unless_empty};
use super::decode::Decode;
use super::json::decode_by;
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
        self.decoded(json_by(|status, body| read(status, body)))
    }

    /// The same, where there is a body.
    pub fn json_by_status_or_empty<U: ByStatus>(self) -> Call<Option<U>, M> {
        self.decoded(json_by(|status, body| {
            unless_empty(body, |body| read(status, body))
        }))
    }
}

fn read<U: ByStatus>(status: u16, body: &[u8]) -> ReadBox<U> {
    let mut ranges = U::STATUSES.iter();
    let range = ranges.find(|(first, last, _)| (*first..=*last).contains(&status));
    match range.and_then(|(.., branch)| U::TABLE.branches.get(*branch)) {
        Some(branch) => decode_by(body, |value: Value| {
            let value = (branch.decode)(&value).map(Box::new);
            value.map_err(serde_json::Error::custom)
        }),
        // A status that the document does not name: what fits decides.
        None => decode_by(body, |value| Ok(Box::new(value))),
    }
}
