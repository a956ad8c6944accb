//! How the body of an answer becomes a value: all of a call that depends on its type.

use super::error::Error;
use super::stream::ByteStream;
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{Mode, Outcome, run};
use crate::runtime::json;
use crate::runtime::violation::Violation;

/// What a body was read as.
pub(crate) type Read<T> = Outcome<Result<T, serde_json::Error>>;

/// The same, of a value that stays where it is: a large one would be copied by each function on its
/// way to the caller.
pub(crate) type ReadBox<T> = Read<Box<T>>;

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
        /// Reads a body, given the status. May take the body out where the value is made of its
        /// bytes; leaves it where it fails.
        read: fn(u16, &mut Vec<u8>) -> ReadBox<T>,
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
pub(crate) fn json_by<T>(read: fn(u16, &mut Vec<u8>) -> ReadBox<T>) -> Decoder<T> {
    Decoder::Whole {
        media: Some(&JSON),
        read,
    }
}

/// JSON.
pub(crate) fn json<T: Decode>() -> Decoder<T> {
    json_by(|_, body| read_json(body))
}

fn read_json<T: Decode>(body: &[u8]) -> ReadBox<T> {
    json::decode_by(body, |value| Ok(Box::new(value)))
}

/// JSON, or no body at all: 204.
pub(super) fn json_or_empty<T: Decode>() -> Decoder<Option<T>> {
    json_by(|_, body| unless_empty(body, |body| read_json(body)))
}

/// Reads a body that may not be there.
pub(crate) fn unless_empty<T>(
    body: &mut Vec<u8>,
    read: impl FnOnce(&mut Vec<u8>) -> ReadBox<T>,
) -> ReadBox<Option<T>> {
    match body.is_empty() {
        true => plain(Ok(Box::new(None))),
        false => map(read(body), |value| Box::new(Some(*value))),
    }
}

fn map<T, U>(read: Read<T>, make: impl FnOnce(T) -> U) -> Read<U> {
    Outcome {
        result: read.result.map(make),
        violations: read.violations,
        omitted: read.omitted,
        pointer: read.pointer,
    }
}

/// UTF-8 text.
pub(super) const fn text() -> Decoder<String> {
    Decoder::Whole {
        media: None,
        read: |status, body| map(read_text(status, body), Box::new),
    }
}

/// Takes a body as text.
pub(super) fn read_text(_: u16, body: &mut Vec<u8>) -> Read<String> {
    match String::from_utf8(std::mem::take(body)) {
        Ok(text) => plain(Ok(text)),
        Err(error) => {
            let why = json::not_utf_8(error.utf8_error());
            *body = error.into_bytes();
            plain(Err(why))
        }
    }
}

/// The bytes as they came.
pub(super) fn bytes() -> Decoder<Vec<u8>> {
    Decoder::Whole {
        media: None,
        read: |_, body| plain(Ok(Box::new(std::mem::take(body)))),
    }
}

/// Nothing, whatever came.
pub(super) fn empty() -> Decoder<()> {
    Decoder::Whole {
        media: None,
        read: |_, _| plain(Ok(Box::new(()))),
    }
}

/// A value that no rule of the document speaks of.
fn plain<T>(result: Result<T, serde_json::Error>) -> Read<T> {
    run(Mode::Tolerant, || result)
}
