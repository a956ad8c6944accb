//! The one function that sends. It is not generic: a body is decoded by whoever asked for it.

use super::answer::Answer;
use super::context::Context;
use super::error::{Error, ErrorKind};
use super::grant::Grant;
use super::redirect::{self, Step};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE};
use reqwest::{Body, Method, Request, Response, Url};
use std::sync::Arc;
use std::time::Instant;

/// Makes a body for each attempt; none where it was a stream, and is gone.
pub(crate) type Maker = Arc<dyn Fn() -> Option<Body> + Send + Sync>;

/// A request that is ready to go.
pub(crate) struct Outgoing {
    pub(super) http: reqwest::Client,
    pub(super) request: Request,
    pub(super) maker: Option<Maker>,
    pub(super) grants: Vec<Grant>,
    pub(super) limit: usize,
    pub(crate) context: Context,
}

/// An answer with success, and what an error about its body would have to tell.
pub(crate) struct Arrived {
    pub(super) answer: Answer,
    pub(super) context: Context,
}

/// Sends a request, follows redirects, reads the body: all within one deadline.
pub(crate) async fn send(mut outgoing: Outgoing) -> Result<Arrived, Error> {
    // A time beyond what the clock can hold is no limit.
    let deadline = Instant::now().checked_add(outgoing.context.timeout);
    for _ in 0..=redirect::LIMIT {
        let response = outgoing.attempt(deadline).await?;
        let request = &outgoing.request;
        let (status, headers) = (response.status(), response.headers());
        match redirect::step(request.method(), request.url(), status, headers) {
            Step::Follow { url, method } => outgoing.redirect(url, method)?,
            Step::Refuse(why) => return Err(outgoing.refuse(response, &why)),
            Step::Stay => {
                let answer = Answer::read(response, outgoing.limit, &outgoing.context).await?;
                let context = outgoing.context;
                return match answer.status.is_success() {
                    true => Ok(Arrived { answer, context }),
                    false => Err(context.status(answer)),
                };
            }
        }
    }
    let text = format_args!("redirected more than {} times", redirect::LIMIT);
    Err(Error::new(
        ErrorKind::Redirect,
        &outgoing.context.label,
        text,
    ))
}

impl Outgoing {
    /// One request, in the time that is left. reqwest's time limit covers the body as well.
    async fn attempt(&self, deadline: Option<Instant>) -> Result<Response, Error> {
        let mut request = self.copy()?;
        *request.timeout_mut() = match deadline {
            None => None,
            Some(deadline) => match deadline.checked_duration_since(Instant::now()) {
                Some(left) if !left.is_zero() => Some(left),
                _ => return Err(self.context.timed_out()),
            },
        };
        let sent = self.http.execute(request).await;
        let response = sent.map_err(|error| self.context.no_answer(self.request.url(), error))?;
        // Too late for this request, but the next one should not leak either.
        if response.url() != self.request.url() {
            let why = "the given http_client follows redirects by itself: \
                       build it with redirect(Policy::none())";
            return Err(self.refuse(response, why));
        }
        Ok(response)
    }

    /// The request once more; its body is shared, not copied.
    fn copy(&self) -> Result<Request, Error> {
        let unsent = || {
            self.context
                .unsent(ErrorKind::Request, "the body can be sent only once")
        };
        let mut copy = self.request.try_clone().ok_or_else(unsent)?;
        if let Some(make) = &self.maker {
            *copy.body_mut() = Some(make().ok_or_else(unsent)?);
        }
        Ok(copy)
    }

    /// Points the request elsewhere. What left the origin once gets no credentials back.
    fn redirect(&mut self, url: Url, method: Method) -> Result<(), Error> {
        if url.origin() != self.request.url().origin() {
            *self.request.headers_mut() = redirect::for_strangers(self.request.headers());
            self.grants.clear();
            self.drop_body();
            self.context.left_for = Some(url.origin().ascii_serialization());
        }
        if method != *self.request.method() {
            self.drop_body();
            self.request.headers_mut().remove(CONTENT_TYPE);
            self.request.headers_mut().remove(CONTENT_LENGTH);
        }
        *self.request.method_mut() = method;
        *self.request.url_mut() = url;
        self.authorize()
    }

    fn drop_body(&mut self) {
        *self.request.body_mut() = None;
        self.maker = None;
    }

    /// Writes the credentials into the request.
    pub(super) fn authorize(&mut self) -> Result<(), Error> {
        let mut url = self.request.url().clone();
        for grant in &self.grants {
            let applied = grant.apply(&mut url, self.request.headers_mut());
            applied.map_err(|why| self.context.unsent(ErrorKind::Credentials, &why))?;
        }
        *self.request.url_mut() = url;
        Ok(())
    }

    fn refuse(&self, mut response: Response, why: &str) -> Error {
        let answer = Answer {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: Vec::new(),
        };
        self.context.redirect(answer, why)
    }
}
