//! Parameters of a request, each of a type that is a proof.

use super::words::{Reader, Shape};
use super::{Fault, Reading, Tolerance};
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{self, Mode, Outcome};
use crate::runtime::json::bare_message;
use crate::runtime::style::Serialization;
use serde_json::Value;

/// Where in a request a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// A value, and what it breaks; or all that is wrong with it.
type Decoded<T> = Result<(T, Vec<String>), Vec<String>>;

impl Reading {
    /// A parameter that has to be there.
    pub fn required<T: Decode>(
        &mut self,
        location: Location,
        name: &'static str,
        how: Serialization,
        shape: &Shape,
    ) -> Option<T> {
        let value = self.optional(location, name, how, shape)?;
        if value.is_none() {
            let what = "required, but missing".to_owned();
            self.fault(Fault::Parameter(location.word(), name, what));
        }
        value
    }

    /// A parameter that may be there; `None` where it is at fault.
    pub fn optional<T: Decode>(
        &mut self,
        location: Location,
        name: &'static str,
        how: Serialization,
        shape: &Shape,
    ) -> Option<Option<T>> {
        let read = |prefers_text| {
            let reader = Reader {
                is_encoded: matches!(location, Location::Path | Location::Query),
                prefers_text,
            };
            let value = self.value(reader, location, name, how, shape);
            match value.map_err(|what| vec![what])? {
                None => Ok(None),
                Some(value) => decode(value).map(Some),
            }
        };
        let first: Result<Option<(T, Vec<String>)>, Vec<String>> = read(false);
        let is_sound = match &first {
            Ok(value) => value.iter().all(|(_, broken)| broken.is_empty()),
            Err(_) => false,
        };
        let result = match first {
            _ if !is_sound && shape.is_ambiguous() => read(true),
            result => result,
        };
        let at = |what| Fault::Parameter(location.word(), name, what);
        match result {
            Ok(None) => Some(None),
            Ok(Some((value, broken))) => {
                let is_kept = broken.is_empty() || self.tolerance == Tolerance::Tolerant;
                broken.into_iter().for_each(|what| self.violated(at(what)));
                is_kept.then_some(Some(value))
            }
            Err(found) => {
                found.into_iter().for_each(|what| self.fault(at(what)));
                None
            }
        }
    }

    fn value(
        &self,
        reader: Reader,
        location: Location,
        name: &'static str,
        how: Serialization,
        shape: &Shape,
    ) -> Result<Option<Value>, String> {
        let others = self.names;
        match location {
            Location::Path => {
                let text = self.segments.iter().find(|(known, _)| *known == name);
                let text = text.map(|(_, text)| text);
                text.map(|text| reader.text(how, name, shape, text))
                    .transpose()
            }
            Location::Header => {
                let lines = self.head.headers.get_all(name).into_iter();
                // The bytes of a header are most often UTF-8, whatever the letter says.
                let lines = lines.map(|line| std::str::from_utf8(line.as_bytes()));
                let lines: Vec<&str> = lines.collect::<Result<_, _>>().map_err(|_| "not UTF-8")?;
                if lines.is_empty() {
                    return Ok(None);
                }
                reader
                    .text(how, name, shape, lines.join(",").trim())
                    .map(Some)
            }
            Location::Query => reader.pairs(how, name, shape, (&self.query, others)),
            Location::Cookie => reader.pairs(how, name, shape, (&self.cookies, others)),
        }
    }
}

impl Location {
    const fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// Decodes what words were read as, tolerantly.
pub(super) fn decode_value<T: Decode>(value: Value) -> Outcome<Result<T, serde_json::Error>> {
    decoding::run(Mode::Tolerant, || T::decode(value))
}

fn decode<T: Decode>(value: Value) -> Decoded<T> {
    let outcome = decode_value(value);
    let at = |pointer: &str, what: String| match pointer {
        "" => what,
        pointer => format!("{pointer}: {what}"),
    };
    let broken = outcome.violations.iter();
    let broken = broken.map(|found| at(found.pointer(), Fault::what(found)));
    match outcome.result {
        Err(error) => Err(vec![at(&outcome.pointer, bare_message(&error))]),
        Ok(value) => Ok((value, broken.collect())),
    }
}
