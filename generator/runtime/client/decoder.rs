//! How the body of an answer becomes a value: all of a call that depends on its type.

use super::answer::Answer;
use super::json;
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{Mode, Outcome, run};
use serde::de::Error;

/// What a body was read as.
pub(crate) type Read<T> = Outcome<Result<T, serde_json::Error>>;

/// Reads bodies as one type.
pub(crate) struct Decoder<T> {
    /// Whether the body has to be JSON.
    is_json: bool,
    /// Reads a body, given the status. May take the body out where the value is made of its bytes;
    /// leaves it where it fails.
    pub(super) read: fn(u16, &mut Vec<u8>) -> Read<T>,
}

impl<T> Decoder<T> {
    /// Whether the server says that the body is not JSON where it should be.
    pub(super) fn is_foreign(&self, answer: &Answer) -> bool {
        let content_type = answer.header("content-type");
        let says_otherwise = content_type.is_some_and(|media_type| !json::is_json(media_type));
        self.is_json && !answer.body.is_empty() && says_otherwise
    }
}

/// JSON, read so.
pub(crate) const fn json_by<T>(read: fn(u16, &mut Vec<u8>) -> Read<T>) -> Decoder<T> {
    Decoder {
        is_json: true,
        read,
    }
}

/// JSON.
pub(super) fn json<T: Decode>() -> Decoder<T> {
    json_by(|_, body| json::decode(body))
}

/// JSON, or no body at all: 204.
pub(super) fn json_or_empty<T: Decode>() -> Decoder<Option<T>> {
    json_by(|_, body| unless_empty(body, |body| json::decode(body)))
}

/// Reads a body that may not be there.
pub(crate) fn unless_empty<T>(
    body: &mut Vec<u8>,
    read: impl FnOnce(&mut Vec<u8>) -> Read<T>,
) -> Read<Option<T>> {
    if body.is_empty() {
        return plain(Ok(None));
    }
    let Outcome {
        result,
        violations,
        omitted,
        pointer,
    } = read(body);
    Outcome {
        result: result.map(Some),
        violations,
        omitted,
        pointer,
    }
}

/// UTF-8 text.
pub(super) fn text() -> Decoder<String> {
    let read = |_, body: &mut Vec<u8>| match String::from_utf8(std::mem::take(body)) {
        Ok(text) => plain(Ok(text)),
        Err(error) => {
            let place = error.utf8_error().valid_up_to();
            *body = error.into_bytes();
            plain(Err(serde_json::Error::custom(format_args!(
                "not UTF-8 at byte {place}"
            ))))
        }
    };
    Decoder {
        is_json: false,
        read,
    }
}

/// The bytes as they came.
pub(super) fn bytes() -> Decoder<Vec<u8>> {
    Decoder {
        is_json: false,
        read: |_, body| plain(Ok(std::mem::take(body))),
    }
}

/// Nothing, whatever came.
pub(super) fn empty() -> Decoder<()> {
    Decoder {
        is_json: false,
        read: |_, _| plain(Ok(())),
    }
}

/// A value that no rule of the document speaks of.
fn plain<T>(result: Result<T, serde_json::Error>) -> Read<T> {
    run(Mode::Tolerant, || result)
}
