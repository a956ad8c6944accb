//! Bodies of requests.

use super::incoming::Incoming;
use super::parameter::decode_value;
use super::problem::{Error, Fault};
use super::words::{self, Reader, Shape};
use crate::runtime::decode::Decode;
use crate::runtime::decoding::Outcome;
use crate::runtime::json::{self, bare_message, essence};
use crate::runtime::style::{Serialization, Style};
use axum::body::{Bytes, HttpBody};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::future::poll_fn;
use std::pin::Pin;

/// The most violations of a body that are told.
const TOLD: usize = 100;

impl Incoming {
    /// JSON that has to be there.
    pub async fn required_json<T: Decode>(&mut self, media_type: &str) -> Option<T> {
        let bytes = self.required_bytes(media_type).await?;
        self.decode(&bytes)
    }

    /// JSON that may be there.
    pub async fn optional_json<T: Decode>(&mut self, media_type: &str) -> Option<Option<T>> {
        match self.optional_bytes(media_type).await? {
            None => Some(None),
            Some(bytes) => self.decode(&bytes).map(Some),
        }
    }

    /// A form that has to be there.
    pub async fn required_form<T: Decode>(
        &mut self,
        media_type: &str,
        shape: &Shape,
        encodings: &[(&str, Serialization)],
    ) -> Option<T> {
        let bytes = self.required_bytes(media_type).await?;
        self.form(&bytes, shape, encodings)
    }

    /// A form that may be there.
    pub async fn optional_form<T: Decode>(
        &mut self,
        media_type: &str,
        shape: &Shape,
        encodings: &[(&str, Serialization)],
    ) -> Option<Option<T>> {
        match self.optional_bytes(media_type).await? {
            None => Some(None),
            Some(bytes) => self.form(&bytes, shape, encodings).map(Some),
        }
    }

    /// Text that has to be there, though it may be empty.
    pub async fn required_text(&mut self, media_type: &str) -> Option<String> {
        let bytes = self.required_bytes(media_type).await?;
        self.text(bytes)
    }

    /// Text that may be there.
    pub async fn optional_text(&mut self, media_type: &str) -> Option<Option<String>> {
        match self.optional_bytes(media_type).await? {
            None => Some(None),
            Some(bytes) => self.text(bytes).map(Some),
        }
    }

    /// Bytes that have to be there.
    pub async fn required_bytes(&mut self, media_type: &str) -> Option<Bytes> {
        match self.optional_bytes(media_type).await? {
            Some(bytes) => Some(bytes),
            None => {
                let detail = format!("a body of {media_type} is required, but missing");
                self.refuse(Error::new(StatusCode::BAD_REQUEST, detail))
            }
        }
    }

    /// Bytes that may be there. No body is one without bytes and without a media type.
    pub async fn optional_bytes(&mut self, media_type: &str) -> Option<Option<Bytes>> {
        let has_type = self.head.headers.contains_key(CONTENT_TYPE);
        if has_type {
            self.check_media_type(media_type)?;
        }
        let bytes = self.read().await?;
        match (has_type, bytes.is_empty()) {
            (false, true) => Some(None),
            (false, false) => self.check_media_type(media_type).map(|()| None),
            (true, _) => Some(Some(bytes)),
        }
    }

    /// Whether the body says that it is of a media type, or of a range of them.
    pub(crate) fn check_media_type(&mut self, wanted: &str) -> Option<()> {
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
        let error = Error::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail);
        self.refuse(error.with_header("accept", wanted.to_owned()))
    }

    async fn read(&mut self) -> Option<Bytes> {
        let most = self.most_body_bytes;
        let length = self.head.headers.get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if length.is_some_and(|length| length > most as u64) {
            return self.too_large();
        }
        let mut body = self.body.take()?;
        let mut bytes = Vec::new();
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            let Ok(frame) = frame else {
                let error = Error::new(StatusCode::BAD_REQUEST, "the body ended too early");
                return self.refuse(error);
            };
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if bytes.len() + data.len() > most {
                return self.too_large();
            }
            bytes.extend_from_slice(&data);
        }
        Some(bytes.into())
    }

    fn too_large<T>(&mut self) -> Option<T> {
        let detail = format!("the body is larger than {} bytes", self.most_body_bytes);
        self.refuse(Error::new(StatusCode::PAYLOAD_TOO_LARGE, detail))
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
                self.refuse(Error::new(StatusCode::BAD_REQUEST, detail))
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
        let Some(pairs) = text.and_then(words::pairs) else {
            let detail = "the form is not UTF-8, or not percent-encoded";
            return self.refuse(Error::new(StatusCode::BAD_REQUEST, detail));
        };
        let reader = |prefers_text| Reader {
            is_encoded: true,
            prefers_text,
        };
        let outcome = |reader: Reader| members(reader, &pairs, shape, encodings).map(decode_value);
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

    fn text(&mut self, bytes: Bytes) -> Option<String> {
        match String::from_utf8(bytes.into()) {
            Ok(text) => Some(text),
            Err(_) => self.refuse(Error::new(StatusCode::BAD_REQUEST, "the body is not UTF-8")),
        }
    }

    /// The value, if nothing is wrong with it.
    fn sound<T>(&mut self, outcome: Outcome<Result<T, serde_json::Error>>) -> Option<T> {
        for found in outcome.violations.iter().take(TOLD) {
            let what = Fault::what(found);
            self.fault(Fault::Body(found.pointer().to_owned(), what));
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
    pairs: &[words::Pair],
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
