//! A request being put together: what all calls share, whatever they return.

use super::Shared;
use super::answer::Answer;
use super::base_url::BaseUrl;
use super::clock::Clock;
use super::context::Context;
use super::encode;
use super::error::{Error, ErrorKind};
use super::grant::Grant;
use super::header::{header_name, header_value};
use super::headers::Headers;
use super::operation::Operation;
use super::payload::Payload;
use super::retry;
use super::send::Outgoing;
use super::style;
use super::target::Target;
use super::text;
use crate::runtime::style::Serialization;
use crate::runtime::trace::Trace;
use crate::runtime::tree::Tree;
use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Body, Method, Request, Url};
use std::borrow::Cow;
use std::fmt::{self, Write};
use std::sync::Arc;
use std::time::Duration;

/// A request being put together. What cannot be sent is remembered, and told instead of sending. It
/// lives in a box, for each step of the builder moves it.
pub(crate) struct Draft {
    pub(super) client: Arc<Shared>,
    /// `None` for a request that the document does not describe.
    operation: Option<&'static Operation>,
    /// The operation's own server.
    pub(crate) server: Option<&'static str>,
    method: Cow<'static, str>,
    target: Target,
    query: String,
    headers: Headers,
    payload: Option<Payload>,
    /// Whether the answer is a stream.
    pub(super) is_stream: bool,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retries: Option<u32>,
    /// The header for keys of idempotency, where the document has one.
    pub(super) key_header: Option<&'static str>,
    pub(super) strict: Option<bool>,
    failure: Option<String>,
    /// In place of server, path and query.
    pub(super) url: Option<Url>,
}

impl Draft {
    /// A call of an operation.
    pub(super) fn of(client: Arc<Shared>, operation: &'static Operation) -> Box<Self> {
        let (method, path) = (operation.method.into(), operation.path.into());
        let mut draft = Self::new(client, method, path);
        draft.operation = Some(operation);
        draft.accept(operation.accept);
        draft
    }

    /// Any request.
    pub(super) fn new(
        client: Arc<Shared>,
        method: Cow<'static, str>,
        template: Cow<'static, str>,
    ) -> Box<Self> {
        Box::new(Self {
            operation: None,
            server: None,
            method,
            target: Target::new(template),
            query: String::new(),
            headers: Headers::new(Arc::clone(&client.headers)),
            client,
            payload: None,
            is_stream: false,
            timeout: None,
            attempt_timeout: None,
            retries: None,
            key_header: None,
            strict: None,
            failure: None,
            url: None,
        })
    }

    pub(super) fn path(&mut self, name: &str, value: &dyn fmt::Display) {
        let mut written = Ok(());
        self.segment(name, |into| written = encode::encode_display(into, value));
        self.expect_written(name, written);
    }

    pub(super) fn path_as(&mut self, name: &str, style: Serialization, tree: &Tree) {
        self.segment(name, |into| *into += &style.segment(name, tree));
    }

    fn segment(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        if let Err(why) = self.target.fill(name, write) {
            self.fail(why);
        }
    }

    pub(super) fn query_as(&mut self, name: &str, style: Serialization, tree: &Tree) {
        style.append(&mut self.query, name, tree);
    }

    pub(super) fn cookie_as(&mut self, name: &str, style: Serialization, tree: &Tree) {
        for pair in style.pairs(name, tree) {
            self.cookie(&pair.name, &pair.parts.join(","));
        }
    }

    pub(super) fn form(&mut self, tree: &Tree, encodings: &[(&str, Serialization)]) {
        self.body(
            "application/x-www-form-urlencoded",
            style::form(tree, encodings).into(),
        );
    }

    pub(super) fn query(&mut self, name: &str, value: &dyn fmt::Display) {
        encode::append_name(&mut self.query, name);
        let written = encode::encode_display(&mut self.query, value);
        self.expect_written(name, written);
    }

    /// A value as text.
    fn text(&mut self, name: &str, value: &dyn fmt::Display) -> String {
        let mut text = String::new();
        let written = write!(text, "{value}");
        self.expect_written(name, written);
        text
    }

    /// Half a value would ask for something else.
    fn expect_written(&mut self, name: &str, written: fmt::Result) {
        if written.is_err() {
            self.fail(format!("the value of {name} does not print"));
        }
    }

    pub(super) fn header_display(&mut self, name: &str, value: &dyn fmt::Display) {
        let text = self.text(name, value);
        self.header(name, text);
    }

    pub(super) fn cookie_display(&mut self, name: &str, value: &dyn fmt::Display) {
        let text = self.text(name, value);
        self.cookie(name, &text);
    }

    pub(super) fn header(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        match header_name(name) {
            Ok(name) => self.insert(name, value),
            Err(why) => self.fail(why),
        }
    }

    fn insert(&mut self, name: HeaderName, value: impl Into<Vec<u8>>) {
        match header_value(name.as_str(), value) {
            Ok(value) => self.headers.insert(name, value),
            Err(why) => self.fail(why),
        }
    }

    fn accept(&mut self, media_types: &'static str) {
        match HeaderValue::from_maybe_shared(Bytes::from_static(media_types.as_bytes())) {
            Ok(value) => self.headers.set_accept(value),
            Err(_) => self.fail(format!("{media_types:?} cannot be a header")),
        }
    }

    pub(super) fn idempotency_key(&mut self, key: &dyn fmt::Display) {
        self.header_display(self.key_header.unwrap_or(retry::IDEMPOTENCY_KEY), key);
    }

    /// Makes up a key where the document has a place for one, and the caller gave none.
    fn complete_key(&mut self, retries: u32) {
        if let Some(header) = self.key_header
            && retries > 0
            && !self.headers.contains(header)
        {
            self.header(header, retry::unique_key());
        }
    }

    pub(super) fn cookie(&mut self, name: &str, value: &str) {
        if let Err(why) = self.headers.append_cookie(name, value) {
            self.fail(why);
        }
    }

    /// Bytes, or a stream, which goes with the first attempt.
    pub(super) fn body(&mut self, content_type: &str, body: Body) {
        self.payload(Ok((content_type.to_owned(), body.into())));
    }

    /// A media type, and what is of it; or why it cannot be sent.
    pub(super) fn payload(&mut self, payload: Result<(String, Payload), String>) {
        match payload {
            Ok((content_type, payload)) => {
                // A range such as `image/*` leaves open what is sent; the caller may say it.
                if !content_type.contains('*') {
                    self.insert(CONTENT_TYPE, content_type);
                }
                self.payload = Some(payload);
            }
            Err(why) => self.fail(why),
        }
    }

    pub(super) fn json(&mut self, body: Result<Vec<u8>, serde_json::Error>) {
        match body {
            Ok(body) => self.body("application/json", body.into()),
            Err(error) => self.fail(format!("the body cannot be written: {error}")),
        }
    }

    /// Remembers the first thing that is wrong.
    fn fail(&mut self, why: String) {
        self.failure.get_or_insert(why);
    }

    /// The request, ready to go, or why it cannot be sent.
    pub(super) fn prepare(mut self: Box<Self>) -> Result<Box<Outgoing>, Error> {
        let client = Arc::clone(&self.client);
        let mut context = self.context();
        let retries = self.retries.unwrap_or(client.retries);
        self.complete_key(retries);
        let request = self.request();
        let mut request = request.map_err(|why| context.unsent(ErrorKind::Request, &why))?;
        let grants = match self.operation {
            None => Ok(client.credentials.any(client.api)),
            Some(operation) => client.credentials.grants(client.api, operation),
        };
        let grants = match grants {
            Ok(mut grants) => {
                grants.retain(|grant| !grant.is_outdone(&self.headers));
                grants
            }
            // Whoever writes the header knows better.
            Err(_) if self.headers.contains(&AUTHORIZATION) => Vec::new(),
            Err(why) => return Err(context.unsent(ErrorKind::Credentials, &why)),
        };
        context.scheme = grants.first().map(Grant::scheme).or(context.scheme);
        context.grants = grants;
        if let Some(Payload::Bytes(body)) = &mut self.payload {
            *request.body_mut() = Some(std::mem::take(body));
        }
        let mut outgoing = Box::new(Outgoing {
            client,
            request,
            headers: self.headers,
            payload: self.payload,
            is_stream: self.is_stream,
            retries,
            is_repeatable: false,
            is_astray: false,
            redirects: 0,
            context,
            answer: Answer::default(),
            rest: None,
        });
        let (request, context) = (&outgoing.request, &outgoing.context);
        let operation = context.operation.map(|operation| operation.id);
        let path = self.target.path_template();
        let trace = Trace::start(request, path, operation, |text| context.redact(text));
        outgoing.context.trace = trace;
        Ok(outgoing)
    }

    /// How messages call it.
    pub(super) fn label(&self) -> Cow<'static, str> {
        match self.operation {
            Some(operation) => operation.id.into(),
            None => {
                let path = self.target.path_template();
                text::line(&format!("{} {path}", self.method), text::MESSAGE).into()
            }
        }
    }

    fn context(&self) -> Context {
        Context {
            api: self.client.api,
            operation: self.operation,
            label: self.label(),
            path: self.target.template().clone(),
            clock: Clock::new(
                self.timeout.unwrap_or(self.client.timeout),
                self.attempt_timeout.or(self.client.attempt_timeout),
            ),
            tries: 1,
            grants: Vec::new(),
            secrets: Vec::new(),
            scheme: self.operation.and_then(|operation| {
                let mut names = operation.security.iter().copied().flatten();
                names.find_map(|name| self.client.api.scheme(name))
            }),
            left_for: None,
            is_confidential: false,
            trace: Trace::none(),
        }
    }

    /// Where it goes.
    pub(super) fn url(&self) -> Result<Url, String> {
        if let Some(url) = &self.url {
            return Ok(url.clone());
        }
        match self.server.filter(|_| !self.client.base_is_given) {
            Some(server) => BaseUrl::parse(server)?.join(&self.target, &self.query),
            None => self.client.base.join(&self.target, &self.query),
        }
    }

    /// The same request once more, where its body can be sent once more.
    pub(super) fn again(&self) -> Option<Box<Self>> {
        let payload = match &self.payload {
            None => None,
            Some(Payload::Bytes(body)) => Some(Payload::Bytes(body.as_bytes()?.to_vec().into())),
            Some(Payload::Made { .. }) => return None,
        };
        Some(Box::new(Self {
            client: Arc::clone(&self.client),
            operation: self.operation,
            server: self.server,
            method: self.method.clone(),
            target: self.target.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            payload,
            is_stream: self.is_stream,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            retries: self.retries,
            key_header: self.key_header,
            strict: self.strict,
            failure: self.failure.clone(),
            url: self.url.clone(),
        }))
    }

    /// A query parameter as it is written.
    pub(super) fn query_value(&self, name: &str) -> Option<&str> {
        let mut encoded = String::new();
        encode::encode(&mut encoded, name);
        let mut pairs = self.query.split('&');
        pairs.find_map(|pair| pair.strip_prefix(&encoded)?.strip_prefix('='))
    }

    /// Sets a query parameter, in place of what it was.
    pub(super) fn set_query(&mut self, name: &str, value: &str) {
        let mut encoded = String::new();
        encode::encode(&mut encoded, name);
        let others = self.query.split('&').filter(|pair| {
            let given = pair.split('=').next().unwrap_or_default();
            !pair.is_empty() && given != encoded
        });
        self.query = others.collect::<Vec<_>>().join("&");
        self.query(name, &value);
    }

    /// Method and URL.
    fn request(&mut self) -> Result<Request, String> {
        if let Some(why) = self.failure.take() {
            return Err(why);
        }
        let url = self.url()?;
        let method = Method::from_bytes(self.method.as_bytes());
        let method = method.map_err(|_| format!("{:?} is no HTTP method", self.method))?;
        let means_content = [Method::POST, Method::PUT, Method::PATCH].contains(&method);
        if self.payload.is_none() && means_content {
            // RFC 9110, 8.6; without it, some servers answer 411.
            let none = HeaderValue::from_static("0");
            self.headers.insert(CONTENT_LENGTH, none);
        }
        Ok(Request::new(method, url))
    }
}
