//! Parameters of a request, each of a type that is a proof.

use super::{Fault, Reading, Tolerance};
use crate::runtime::decode::Decode;
use crate::runtime::style::Serialization;
use crate::runtime::words::{Reader, Shape, header, value_of};
use http::HeaderValue;
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
        let read = |prefers_text| self.value(prefers_text, location, name, how, shape);
        let result = value_of::<T>(shape, &read);
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
        prefers_text: bool,
        location: Location,
        name: &'static str,
        how: Serialization,
        shape: &Shape,
    ) -> Result<Option<Value>, String> {
        let others = self.names;
        let reader = Reader {
            is_encoded: matches!(location, Location::Path | Location::Query),
            prefers_text,
        };
        match location {
            Location::Path => {
                let text = self.segments.iter().find(|(known, _)| *known == name);
                let text = text.map(|(_, text)| text);
                text.map(|text| reader.text(how, name, shape, text))
                    .transpose()
            }
            Location::Header => {
                let lines = self.head.headers.get_all(name).into_iter();
                let lines = lines.map(HeaderValue::as_bytes);
                header(prefers_text, (name, how, shape), lines)
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
