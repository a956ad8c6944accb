//! Parameters of a request, each of a type that is a proof.

use super::incoming::Incoming;
use super::operation::Location;
use super::problem::Fault;
use super::words::{Reader, Shape};
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{self, Mode, Outcome};
use crate::runtime::json::bare_message;
use crate::runtime::style::Serialization;
use serde_json::Value;

impl Incoming {
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
        let result: Result<Option<T>, Vec<String>> = match read(false) {
            Err(_) if shape.is_ambiguous() => read(true),
            result => result,
        };
        match result {
            Ok(value) => Some(value),
            Err(found) => {
                let location = location.word();
                for what in found {
                    self.fault(Fault::Parameter(location, name, what));
                }
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
    pub(super) const fn word(self) -> &'static str {
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

/// A value of a type, or all that is wrong with it.
fn decode<T: Decode>(value: Value) -> Result<T, Vec<String>> {
    let outcome = decode_value(value);
    let at = |pointer: &str, what: String| match pointer {
        "" => what,
        pointer => format!("{pointer}: {what}"),
    };
    match outcome.result {
        Err(error) => Err(vec![at(&outcome.pointer, bare_message(&error))]),
        Ok(value) if outcome.violations.is_empty() => Ok(value),
        Ok(_) => {
            let violations = outcome.violations.iter();
            Err(violations
                .map(|found| at(found.pointer(), Fault::what(found)))
                .collect())
        }
    }
}
