//! The one function that sends. It is not generic: a body is decoded by whoever asked for it.

use super::Shared;
use super::answer::Answer;
use super::context::Context;
use super::error::{Error, ErrorKind};
use super::grant::Grant;
use super::headers::Headers;
use super::payload::Payload;
use super::platform::{self, Chunks, sleep, timeout};
use super::redirect::{self, Step};
use super::retry;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE};
use reqwest::{Method, Request, Response, StatusCode, Url};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A request that is ready to go, and its answer when that is there.
pub(crate) struct Outgoing {
    pub(crate) client: Arc<Shared>,
    /// Method, URL, and a body of bytes.
    pub(crate) request: Request,
    pub(crate) headers: Headers,
    /// Its body, where that is more than bytes.
    pub(crate) payload: Option<Payload>,
    /// Whether its answer is a stream, so that the time limit ends with its head.
    pub(crate) is_stream: bool,
    /// Whether it does no harm twice, whatever its method.
    pub(crate) is_repeatable: bool,
    /// How often it may be repeated.
    pub(crate) retries: u32,
    /// Whether it has left its origin, where its credentials stay.
    pub(crate) is_astray: bool,
    /// How often it was sent on.
    pub(crate) redirects: usize,
    pub(crate) context: Context,
    pub(crate) answer: Answer,
    /// Where the answer is a stream, what is still to come.
    pub(crate) rest: Option<Chunks>,
}

/// Sends a request, follows redirects, reads the body, and tries again where that helps: all within
/// one deadline. Gives it back with its answer, which is a success.
pub(crate) async fn send(mut outgoing: Box<Outgoing>) -> Result<Box<Outgoing>, Error> {
    let outcome = outgoing.run().await;
    let tries = outgoing.context.tries as usize - 1;
    outgoing.context.trace.resent(tries + outgoing.redirects);
    outcome.map(|()| outgoing)
}

impl Outgoing {
    /// All tries.
    async fn run(&mut self) -> Result<(), Error> {
        // What is rare is in a box: it would make the future of every call larger.
        if self.changes() {
            Box::pin(self.renew()).await?;
        }
        let mut is_renewed = false;
        loop {
            let error = match self.attempt().await {
                Ok(()) => {
                    self.client.budget.earn();
                    return Ok(());
                }
                Err(error) => error,
            };
            if !Box::pin(self.mend(&error, &mut is_renewed)).await? {
                return Err(error);
            }
            self.context.tries += 1;
            self.context.clock.restart();
        }
    }

    /// Does what may make the next try a better one. Whether there is to be one.
    async fn mend(&mut self, error: &Error, is_renewed: &mut bool) -> Result<bool, Error> {
        if !*is_renewed && self.is_stale(error) && self.renew().await? {
            *is_renewed = true;
            self.tell(error, format_args!("with another token"));
            return Ok(true);
        }
        let pause = self.pause(error);
        if let Some(pause) = pause {
            self.tell(error, format_args!("in {pause:.1?}"));
            sleep(pause).await;
        }
        Ok(pause.is_some())
    }

    /// The credentials that it is sent with: they stay at their origin.
    pub(super) fn grants(&self) -> &[Grant] {
        match self.is_astray {
            true => &[],
            false => &self.context.grants,
        }
    }

    /// Whether a credential may be another one than before.
    fn changes(&self) -> bool {
        self.grants().iter().any(Grant::changes)
    }

    /// Gets the tokens that change, or other ones than before. Whether there are any.
    async fn renew(&mut self) -> Result<bool, Error> {
        let mut any = false;
        for index in 0..self.context.grants.len() {
            let grant = &mut self.context.grants[index];
            if !grant.changes() {
                continue;
            }
            let mut replaced = Vec::new();
            grant.secrets(&mut replaced);
            let scheme = grant.scheme();
            let renewed = timeout(self.context.clock.left(), grant.renew(&self.client)).await;
            let renewed = renewed.map_err(|_| self.context.timed_out())?;
            if renewed.map_err(|cause| self.context.no_token(scheme, cause))? {
                self.context.secrets.append(&mut replaced);
                any = true;
            }
        }
        if any {
            self.context.clock.restart();
        }
        Ok(any)
    }

    /// Whether another token may help. Without the right one nothing was done, so that any method
    /// may be repeated.
    fn is_stale(&self, error: &Error) -> bool {
        let is_gone = self.payload.as_ref().is_some_and(Payload::is_once);
        let is_unauthorized = error.status() == Some(StatusCode::UNAUTHORIZED);
        is_unauthorized && !is_gone && self.changes()
    }

    /// Tells observers why and how there is another try.
    fn tell(&self, error: &Error, how: fmt::Arguments<'_>) {
        let Context { trace, label, .. } = &self.context;
        trace.retries(label, error.type_name(), error.status(), how);
    }

    /// How long to wait before the next try, if there is to be one: never beyond the deadline, so
    /// that a server which asks for an hour is an error at once.
    fn pause(&self, error: &Error) -> Option<Duration> {
        let (method, headers) = (self.request.method(), self.headers.names());
        let is_repeatable = self.is_repeatable || retry::is_idempotent(method, headers);
        if !retry::is_worthwhile(error, is_repeatable) {
            self.client.budget.earn();
            return None;
        }
        let pause = retry::pause(self.context.tries, error.retry_after());
        let is_gone = self.payload.as_ref().is_some_and(Payload::is_once);
        let may = !is_gone
            && self.context.tries <= self.retries
            && self.context.clock.outlasts(pause)
            && self.client.budget.pay();
        may.then_some(pause)
    }

    /// One try. The next try goes where this one ended. Of a stream only the head is read.
    async fn attempt(&mut self) -> Result<(), Error> {
        let (answer, rest) = Answer::head(self.follow().await?);
        self.answer = answer;
        let rest = self.rest.insert(rest);
        let is_success = self.answer.status.is_success();
        if self.is_stream && is_success {
            return Ok(());
        }
        let (client, context) = (&self.client, &self.context);
        let is_timed = client.transport.has_timeout();
        let read = self.answer.read(rest, client.limit, context, is_timed);
        let read = read.await;
        self.rest = None;
        read?;
        match is_success {
            true => Ok(()),
            false => Err(self.context.status(std::mem::take(&mut self.answer))),
        }
    }

    /// The head of an answer, all redirects followed.
    async fn follow(&mut self) -> Result<Response, Error> {
        loop {
            let response = self.exchange().await?;
            let request = &self.request;
            // `fetch` takes the credentials away where it leaves the origin.
            if platform::FOLLOWS && !redirect::is_same_origin(response.url(), request.url()) {
                self.context.left_for = Some(response.url().origin().ascii_serialization());
            }
            let (status, headers) = (response.status(), response.headers());
            match redirect::step(request.method(), request.url(), status, headers) {
                Step::Follow { url, method } => self.redirect(url, method)?,
                Step::Refuse(why) => return Err(self.refuse(response, &why)),
                Step::Stay => return Ok(response),
            }
        }
    }

    /// One request, in the time that is left. reqwest's time limit covers the body as well; a
    /// second clock beside it would cost as much as writing the URL.
    async fn exchange(&self) -> Result<Response, Error> {
        let mut request = self.copy()?;
        self.authorize(&mut request)?;
        let left = self.context.clock.left();
        if left.is_zero() {
            return Err(self.context.timed_out());
        }
        let limit = if self.is_stream { Duration::MAX } else { left };
        self.client.transport.limit(&mut request, limit);
        let sending = self.client.transport.send(request);
        let sent = match self.client.transport.has_timeout() && !self.is_stream {
            true => sending.await,
            false => Box::pin(timeout(left, sending))
                .await
                .map_err(|_| self.context.timed_out())?,
        };
        let response = sent.map_err(|error| self.context.no_answer(self.request.url(), error))?;
        // Too late for this request, but the next one should not leak either.
        if self.client.transport.may_follow()
            && let Some(why) = platform::strayed(self, &response)
        {
            return Err(self.refuse(response, &why));
        }
        Ok(response)
    }

    /// The request of an attempt; its body is shared, not copied.
    fn copy(&self) -> Result<Request, Error> {
        let unsent = || {
            self.context
                .unsent(ErrorKind::Request, "the body can be sent only once")
        };
        let mut copy = match self.request.body() {
            Some(_) => self.request.try_clone().ok_or_else(unsent)?,
            // What reqwest does makes a map as well, for a time limit that is not there.
            None => {
                let (method, url) = (self.request.method(), self.request.url());
                Request::new(method.clone(), url.clone())
            }
        };
        *copy.headers_mut() = self.headers.written();
        if let Some(Payload::Made { make, .. }) = &self.payload {
            *copy.body_mut() = Some(make().ok_or_else(unsent)?);
        }
        Ok(copy)
    }

    /// Points the request elsewhere. What left the origin once gets no credentials back.
    fn redirect(&mut self, url: Url, method: Method) -> Result<(), Error> {
        if self.redirects == redirect::LIMIT {
            let text = format_args!("redirected more than {} times", redirect::LIMIT);
            return Err(self.context.error(ErrorKind::Redirect, text));
        }
        self.redirects += 1;
        if !redirect::is_same_origin(&url, self.request.url()) {
            self.headers.keep_for_strangers();
            self.is_astray = true;
            self.drop_body();
            self.context.left_for = Some(url.origin().ascii_serialization());
        }
        if method != *self.request.method() {
            self.drop_body();
            self.headers.remove(&[CONTENT_TYPE, CONTENT_LENGTH]);
        }
        *self.request.method_mut() = method;
        *self.request.url_mut() = url;
        Ok(())
    }

    fn drop_body(&mut self) {
        *self.request.body_mut() = None;
        self.payload = None;
    }

    /// Writes the credentials into a copy of the request.
    fn authorize(&self, request: &mut Request) -> Result<(), Error> {
        let unsent = |why: String| self.context.unsent(ErrorKind::Credentials, &why);
        let mut grants = self.grants().iter();
        grants.try_for_each(|grant| grant.apply(request).map_err(unsent))
    }

    fn refuse(&self, response: Response, why: &str) -> Error {
        let (answer, _) = Answer::head(response);
        self.context.redirect(answer, why)
    }
}
