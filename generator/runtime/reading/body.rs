//! Bodies of requests.

use super::pairs::{self, Pair};
use super::{Fault, Reading, Refusal, Tolerance};
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{self, Mode, Outcome};
use crate::runtime::json::{self, bare_message, essence};
use crate::runtime::style::{Serialization, Style};
use crate::runtime::words::{Reader, Shape, what};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use serde_json::{Map, Value};

/// The most violations of a body that are told.
const TOLD: usize = 100;

impl Reading {
    /// JSON that has to be there.
    pub fn required_json<T: Decode>(&mut self, body: &[u8], media_type: &str) -> Option<T> {
        let body = self.needed(body, media_type)?;
        self.decode(body)
    }

    /// JSON that may be there.
    pub fn optional_json<T: Decode>(&mut self, body: &[u8], media_type: &str) -> Option<Option<T>> {
        match self.present(body, media_type)? {
            None => Some(None),
            Some(body) => self.decode(body).map(Some),
        }
    }

    /// A form that has to be there.
    pub fn required_form<T: Decode>(
        &mut self,
        body: &[u8],
        media_type: &str,
        shape: &Shape,
        encodings: &[(&str, Serialization)],
    ) -> Option<T> {
        let body = self.needed(body, media_type)?;
        self.form(body, shape, encodings)
    }

    /// A form that may be there.
    pub fn optional_form<T: Decode>(
        &mut self,
        body: &[u8],
        media_type: &str,
        shape: &Shape,
        encodings: &[(&str, Serialization)],
    ) -> Option<Option<T>> {
        match self.present(body, media_type)? {
            None => Some(None),
            Some(body) => self.form(body, shape, encodings).map(Some),
        }
    }

    /// Text that has to be there, though it may be empty.
    pub fn required_text(&mut self, body: &[u8], media_type: &str) -> Option<String> {
        let body = self.needed(body, media_type)?;
        self.text(body)
    }

    /// Text that may be there.
    pub fn optional_text(&mut self, body: &[u8], media_type: &str) -> Option<Option<String>> {
        match self.present(body, media_type)? {
            None => Some(None),
            Some(body) => self.text(body).map(Some),
        }
    }

    /// Bytes that have to be there.
    pub fn required_bytes(&mut self, body: &[u8], media_type: &str) -> Option<Vec<u8>> {
        self.needed(body, media_type).map(<[u8]>::to_vec)
    }

    /// Bytes that may be there.
    pub fn optional_bytes(&mut self, body: &[u8], media_type: &str) -> Option<Option<Vec<u8>>> {
        let body = self.present(body, media_type)?;
        Some(body.map(<[u8]>::to_vec))
    }

    /// A body that has to be there.
    pub fn needed<'b>(&mut self, body: &'b [u8], media_type: &str) -> Option<&'b [u8]> {
        match self.present(body, media_type)? {
            Some(body) => Some(body),
            None => {
                let detail = format!("a body of {media_type} is required, but missing");
                self.refuse(Refusal::new(StatusCode::BAD_REQUEST, detail))
            }
        }
    }

    /// A body that may be there. None is one without bytes and without a media type.
    pub fn present<'b>(&mut self, body: &'b [u8], media_type: &str) -> Option<Option<&'b [u8]>> {
        if body.is_empty() && !self.has_media_type() {
            return Some(None);
        }
        self.check_media_type(media_type).map(|()| Some(body))
    }

    /// Whether the request says what its body is.
    pub fn has_media_type(&self) -> bool {
        self.head.headers.contains_key(CONTENT_TYPE)
    }

    /// Whether the body says that it is of a media type, or of a range of them. Who is tolerant
    /// takes one that says nothing for what it should be.
    pub fn check_media_type(&mut self, wanted: &str) -> Option<()> {
        if !self.has_media_type() && self.tolerance == Tolerance::Tolerant {
            return Some(());
        }
        let found = self.head.headers.get(CONTENT_TYPE);
        let found = found
            .and_then(|found| found.to_str().ok())
            .unwrap_or_default();
        if is_of(&essence(found), &essence(wanted)) {
            return Some(());
        }
        let detail = match found {
            "" => format!("the body has no media type; expected {wanted}"),
            found => format!("the body is {found}; expected {wanted}"),
        };
        self.refuse(Refusal {
            accept: Some(wanted.to_owned()),
            ..Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
        })
    }

    /// A JSON body: its text is at fault with status 400, its values with 422.
    fn decode<T: Decode>(&mut self, body: &[u8]) -> Option<T> {
        let outcome = json::decode::<T>(body);
        let is_json = |error: &serde_json::Error| {
            let mut reader = serde_json::Deserializer::from_slice(body);
            let is_json = serde::de::IgnoredAny::deserialize(&mut reader).is_ok();
            is_json && reader.end().is_ok() && !error.is_io()
        };
        match &outcome.result {
            Err(error) if !is_json(error) => {
                let detail = format!("the body is not JSON: {error}");
                self.refuse(Refusal::new(StatusCode::BAD_REQUEST, detail))
            }
            _ => self.sound(outcome),
        }
    }

    fn form<T: Decode>(
        &mut self,
        body: &[u8],
        shape: &Shape,
        encodings: &[(&str, Serialization)],
    ) -> Option<T> {
        let text = std::str::from_utf8(body).ok();
        let Some(pairs) = text.and_then(pairs::pairs) else {
            let detail = "the form is not UTF-8, or not percent-encoded";
            return self.refuse(Refusal::new(StatusCode::BAD_REQUEST, detail));
        };
        let reader = |prefers_text| Reader {
            is_encoded: true,
            prefers_text,
        };
        let outcome = |reader: Reader| {
            let value = members(reader, &pairs, shape, encodings)?;
            Ok(decoding::run(Mode::Tolerant, || T::decode(value)))
        };
        let mut first = outcome(reader(false));
        let is_sound = |outcome: &Result<Outcome<Result<T, serde_json::Error>>, Fault>| {
            let outcome = outcome.as_ref();
            outcome.is_ok_and(|outcome| outcome.result.is_ok() && outcome.violations.is_empty())
        };
        if !is_sound(&first) && shape.is_ambiguous() {
            first = outcome(reader(true));
        }
        match first {
            Ok(outcome) => self.sound(outcome),
            Err(fault) => {
                self.fault(fault);
                None
            }
        }
    }

    fn text(&mut self, body: &[u8]) -> Option<String> {
        match std::str::from_utf8(body) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => self.refuse(Refusal::new(
                StatusCode::BAD_REQUEST,
                "the body is not UTF-8",
            )),
        }
    }

    /// The value, if nothing is wrong with it.
    fn sound<T>(&mut self, outcome: Outcome<Result<T, serde_json::Error>>) -> Option<T> {
        for found in outcome.violations.iter().take(TOLD) {
            self.violated(Fault::Body(found.pointer().to_owned(), what(found)));
        }
        match outcome.result {
            Err(error) => {
                self.fault(Fault::Body(outcome.pointer, bare_message(&error)));
                None
            }
            Ok(value) => self.is_sound().map(|()| value),
        }
    }
}

/// The members of a form. What has no encoding of its own is a word, or one for each item; an
/// object is JSON then.
fn members(
    reader: Reader,
    pairs: &[Pair],
    shape: &Shape,
    encodings: &[(&str, Serialization)],
) -> Result<Value, Fault> {
    let (members, rest): (&[(&str, Shape)], &Shape) = match shape {
        Shape::Object(members, rest) => (members, rest),
        other => (&[], other),
    };
    let mut object = Map::new();
    let mut names: Vec<&str> = Vec::new();
    for (name, shape) in members {
        names.push(name);
        let encoding = encodings.iter().find(|(member, _)| member == name);
        let plain = Style::Form.explode(true);
        let (how, shape) = match (encoding, shape) {
            (Some((_, how)), shape) => (*how, shape),
            (None, Shape::Object(..)) => (plain, &Shape::Json),
            (None, shape) => (plain, shape),
        };
        let value = reader.pairs(how, name, shape, (pairs, &[]));
        let value = value.map_err(|what| Fault::Body(format!("/{name}"), what))?;
        object.extend(value.map(|value| ((*name).to_owned(), value)));
    }
    let is_own = |name: &str| names.contains(&name.split('[').next().unwrap_or(name));
    for (name, text) in pairs.iter().filter(|(name, _)| !is_own(name)) {
        let value = reader.scalar(rest, text);
        let value = value.map_err(|what| Fault::Body(format!("/{name}"), what))?;
        object.insert(name.clone(), value);
    }
    Ok(Value::Object(object))
}

/// `text/plain` is of `text/*` and of `*/*`.
fn is_of(found: &str, wanted: &str) -> bool {
    match wanted.split_once('/') {
        Some(("*", "*")) => !found.is_empty(),
        Some((kind, "*")) => found.split('/').next() == Some(kind),
        _ => found == wanted,
    }
}
