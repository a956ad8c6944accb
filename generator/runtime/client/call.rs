//! A call: what to send, and how to read what comes back.

use super::decoder::{self, Decoder};
use super::draft::Draft;
use super::error::Error;
use super::payload::Payload;
use super::response::{Response, fetch};
use super::send::Outgoing;
use super::stream::ByteStream;
use super::surface::{Async, Sending, Surface};
use crate::runtime::decode::Decode;
use crate::runtime::style::Serialization;
use crate::runtime::tree::tree;
use reqwest::Body;
use reqwest::header::ACCEPT;
use serde::Serialize;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

/// A request that is not sent yet. Await it, or [`send`](Self::send) it where the client blocks.
/// It is awaited inside a tokio runtime; in a browser, by whatever polls futures there.
///
/// What cannot be sent, an empty path parameter or a line break in a header, is told then, and
/// nothing is sent.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T, M = Async> {
    pub(crate) draft: Box<Draft>,
    pub(super) decoder: Decoder<T>,
    surface: PhantomData<fn() -> M>,
}

impl<M> Call<(), M> {
    /// A call that looks at nothing but the status, until it is told what to read.
    pub(super) fn new(draft: Box<Draft>) -> Self {
        Self {
            draft,
            decoder: decoder::empty(),
            surface: PhantomData,
        }
    }
}

/// What is sent.
impl<T, M> Call<T, M> {
    /// Fills in a parameter of the path template. All that could end a segment is encoded.
    pub fn path(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.draft.path(name, &value);
        self
    }

    /// Appends a query parameter.
    pub fn query(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.draft.query(name, &value);
        self
    }

    /// Sets a header, in place of the client's own of that name.
    pub fn header(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.draft.header_display(name, &value);
        self
    }

    /// Appends a cookie.
    pub fn cookie(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.draft.cookie_display(name, &value);
        self
    }

    /// Fills in a parameter of the path template, in a style of OpenAPI.
    pub fn path_as(mut self, name: &str, style: Serialization, value: &impl Serialize) -> Self {
        self.draft.path_as(name, style, &tree(value));
        self
    }

    /// Appends a query parameter, in a style of OpenAPI.
    pub fn query_as(mut self, name: &str, style: Serialization, value: &impl Serialize) -> Self {
        self.draft.query_as(name, style, &tree(value));
        self
    }

    /// Sets a header, in a style of OpenAPI.
    pub fn header_as(mut self, name: &str, style: Serialization, value: &impl Serialize) -> Self {
        self.draft.header(name, style.header(&tree(value)));
        self
    }

    /// Appends a cookie, in a style of OpenAPI.
    pub fn cookie_as(mut self, name: &str, style: Serialization, value: &impl Serialize) -> Self {
        self.draft.cookie_as(name, style, &tree(value));
        self
    }

    /// Sends an object as a form, `application/x-www-form-urlencoded`. Members are written in the
    /// styles given; others by what they are: items one by one, objects as JSON.
    pub fn form_body(
        mut self,
        body: &(impl Serialize + ?Sized),
        encodings: &[(&str, Serialization)],
    ) -> Self {
        self.draft.form(&tree(body), encodings);
        self
    }

    /// Sends a value as JSON.
    pub fn json_body(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.draft.json(serde_json::to_vec(body));
        self
    }

    /// Sends bytes, text, or a stream: what makes a [`reqwest::Body`]. Nothing is copied.
    ///
    /// A stream is sent once: where a redirect asks for it again, the call fails, and it is not
    /// retried.
    pub fn body(self, content_type: &str, body: impl Into<Body>) -> Self {
        let payload = Payload::from(body.into());
        self.payload(Ok((content_type.to_owned(), payload)))
    }

    /// Sends a payload of a media type.
    pub(crate) fn payload(mut self, payload: Result<(String, Payload), String>) -> Self {
        self.draft.payload(payload);
        self
    }

    /// A name for what is asked, by which the server knows it again: `Idempotency-Key`. A call with
    /// one may be retried, whatever its method. Only for servers that keep to it.
    pub fn idempotency_key(mut self, key: impl fmt::Display) -> Self {
        self.draft.idempotency_key(&key);
        self
    }

    /// How often this call is tried again at most, in place of the client's number; 0 for never.
    pub fn retries(mut self, retries: u32) -> Self {
        self.draft.retries = Some(retries);
        self
    }

    /// Limits this call, redirects, retries and body included, in place of the client's limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = Some(timeout);
        self
    }

    /// Limits each try of this call, in place of the client's limit.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.draft.attempt_timeout = Some(timeout);
        self
    }

    /// Whether a body that breaks rules of the document is an error.
    pub fn strict_responses(mut self, strict: bool) -> Self {
        self.draft.strict = Some(strict);
        self
    }
}

/// What comes back.
impl<T, M> Call<T, M> {
    /// Reads the body as JSON, also as another type than the document's.
    pub fn json<U: Decode>(self) -> Call<U, M> {
        self.decoded(decoder::json())
    }

    /// Reads the body as JSON, where there is one.
    pub fn json_or_empty<U: Decode>(self) -> Call<Option<U>, M> {
        self.decoded(decoder::json_or_empty())
    }

    /// Reads the body as text.
    pub fn text(self) -> Call<String, M> {
        self.decoded(decoder::text())
    }

    /// Takes the body as it is.
    pub fn bytes(self) -> Call<Vec<u8>, M> {
        self.decoded(decoder::bytes())
    }

    /// Reads the body as it comes, in bounded memory: for what is large, or has no end.
    pub fn stream(self) -> Call<ByteStream, M> {
        self.decoded(Decoder::Stream(|bytes, _| Ok(bytes)))
    }

    /// Ignores the body.
    pub fn empty(self) -> Call<(), M> {
        self.decoded(decoder::empty())
    }

    /// Says that the server does once what it is asked twice under the same key in this header. A
    /// call without a key gets one that no other has, and so may be retried.
    pub fn idempotent_by(mut self, header: &'static str) -> Self {
        self.draft.key_header = Some(header);
        self
    }

    /// Asks for a media type.
    pub(super) fn accepting(mut self, media_type: &str) -> Self {
        self.draft.header(ACCEPT.as_str(), media_type);
        self
    }

    pub(crate) fn decoded<U>(mut self, decoder: Decoder<U>) -> Call<U, M> {
        self.draft.is_stream = matches!(decoder, Decoder::Stream(_));
        Call {
            draft: self.draft,
            decoder,
            surface: PhantomData,
        }
    }

    /// All that sending and reading need.
    pub(crate) fn prepare(self) -> Result<(Box<Outgoing>, Decoder<T>, bool), Error> {
        let strict = self.draft.strict.unwrap_or(self.draft.client.strict);
        Ok((self.draft.prepare()?, self.decoder, strict))
    }
}

impl<T: 'static, M: Surface> Call<T, M> {
    /// Sends it: gives a future, or with a blocking client the response.
    pub fn send(self) -> M::Sent<T> {
        M::send(self)
    }
}

impl<T: 'static> IntoFuture for Call<T, Async> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = Sending<T>;

    fn into_future(self) -> Sending<T> {
        Box::pin(async {
            let (outgoing, decoder, strict) = self.prepare()?;
            fetch(outgoing, decoder, strict).await
        })
    }
}

/// Its parameters stay out: they may be secret.
impl<T, M> fmt::Debug for Call<T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", self.draft.label())
    }
}
