//! How the body of an answer becomes a value: all of a call that depends on its type.

use super::content::Content;
use super::error::Error;
use super::stream::ByteStream;
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{Mode, Outcome, run};
use crate::runtime::json;
use crate::runtime::violation::Violation;
use serde::de::Error as _;

/// What a body was read as.
pub(crate) type Read<T> = Outcome<Result<T, serde_json::Error>>;

/// Reads a body, given the status, to where the value is to stay. May take the body out where the
/// value is made of its bytes; leaves it where it fails.
pub(crate) type ReadWhole<T> = fn(u16, &mut Content, &mut Option<T>) -> Read<()>;

/// A kind of media types.
pub(crate) struct Media {
    /// What messages call it.
    pub(crate) name: &'static str,
    /// Whether a media type is of it.
    pub(crate) has: fn(&str) -> bool,
}

static JSON: Media = Media {
    name: "JSON",
    has: json::is_json,
};

/// Reads bodies as one type.
pub(crate) enum Decoder<T> {
    /// Of the whole body.
    Whole {
        /// What the body has to be, where that is something.
        media: Option<&'static Media>,
        /// Reads a body, given the status.
        read: ReadWhole<T>,
    },
    /// Of what is still to come.
    Stream(fn(ByteStream, Reading) -> Result<T, Error>),
}

impl<T> Clone for Decoder<T> {
    fn clone(&self) -> Self {
        match *self {
            Self::Whole { media, read } => Self::Whole { media, read },
            Self::Stream(open) => Self::Stream(open),
        }
    }
}

/// How the values of a stream are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// Whether a value that breaks rules of the document is an error.
    pub(super) strict: bool,
    /// How large a value may be.
    pub(super) limit: usize,
}

/// What is wrong with a success.
pub(super) enum Fault {
    /// It cannot be read.
    Decode(Outcome<()>, serde_json::Error),
    /// It breaks rules of the document, where that is an error.
    Violations(Outcome<()>),
}

impl Fault {
    /// A body that nothing was made of.
    pub(super) fn nothing() -> Self {
        let why = serde_json::Error::custom("it holds no value");
        Self::Decode(run(Mode::Tolerant, || ()), why)
    }
}

/// A value with its violations, and how many more there are; or why it is none.
pub(super) fn judge<T>(read: Read<T>, strict: bool) -> Result<(T, Vec<Violation>, usize), Fault> {
    let findings = Outcome {
        result: (),
        violations: read.violations,
        omitted: read.omitted,
        pointer: read.pointer,
    };
    match read.result {
        Err(error) => Err(Fault::Decode(findings, error)),
        Ok(_) if strict && !findings.violations.is_empty() => Err(Fault::Violations(findings)),
        Ok(value) => Ok((value, findings.violations, findings.omitted)),
    }
}

/// JSON, read so.
pub(crate) const fn json_by<T>(read: ReadWhole<T>) -> Decoder<T> {
    Decoder::Whole {
        media: Some(&JSON),
        read,
    }
}

/// JSON.
pub(crate) fn json<T: Decode>() -> Decoder<T> {
    json_by(|_, body, slot| json::decode_into(body, slot))
}

/// JSON, or no body at all: 204.
pub(super) fn json_or_empty<T: Decode>() -> Decoder<Option<T>> {
    json_by(|_, body, slot| unless_empty(body, slot, |body, slot| json::decode_into(body, slot)))
}

/// Reads a body that may not be there.
pub(crate) fn unless_empty<T>(
    body: &[u8],
    slot: &mut Option<Option<T>>,
    read: impl FnOnce(&[u8], &mut Option<T>) -> Read<()>,
) -> Read<()> {
    let inner = slot.insert(None);
    match body.is_empty() {
        true => plain(Ok(())),
        false => read(body, inner),
    }
}

/// UTF-8 text.
pub(super) const fn text() -> Decoder<String> {
    Decoder::Whole {
        media: None,
        read: |_, body, slot| match String::from_utf8(body.take()) {
            Ok(text) => put(slot, text),
            Err(error) => {
                let why = json::not_utf_8(error.utf8_error());
                *body = error.into_bytes().into();
                plain(Err(why))
            }
        },
    }
}

/// Takes bytes as text.
pub(super) fn read_text(bytes: &[u8]) -> Read<String> {
    let text = std::str::from_utf8(bytes).map_err(json::not_utf_8);
    plain(text.map(str::to_owned))
}

/// The bytes as they came.
pub(super) const fn bytes() -> Decoder<Vec<u8>> {
    Decoder::Whole {
        media: None,
        read: |_, body, slot| put(slot, body.take()),
    }
}

/// Nothing, whatever came.
pub(super) const fn empty() -> Decoder<()> {
    Decoder::Whole {
        media: None,
        read: |_, _, slot| put(slot, ()),
    }
}

fn put<T>(slot: &mut Option<T>, value: T) -> Read<()> {
    *slot = Some(value);
    plain(Ok(()))
}

/// A value that no rule of the document speaks of.
fn plain<T>(result: Result<T, serde_json::Error>) -> Read<T> {
    run(Mode::Tolerant, || result)
}
