//! What the headers of a request are made of.

use super::header::append_cookie;
use super::redirect;
use reqwest::header::{ACCEPT, AsHeaderName, COOKIE, HeaderMap, HeaderName, HeaderValue};
use std::sync::Arc;

/// Headers from three sides, of which the later outdo the earlier; none comes twice. They are put
/// together for each attempt: to copy what is put together costs more.
#[derive(Clone)]
pub(crate) struct Headers {
    /// The client's.
    common: Arc<HeaderMap>,
    /// The `Accept` of the operation.
    accept: Option<HeaderValue>,
    /// The call's own.
    own: HeaderMap,
}

/// Room for what each request has: its credentials, and what is in most calls.
const ROOM: usize = 4;

impl Headers {
    /// The client's alone.
    pub(super) fn new(common: Arc<HeaderMap>) -> Self {
        Self {
            common,
            accept: None,
            own: HeaderMap::new(),
        }
    }

    /// These and no others.
    pub(crate) fn of(own: HeaderMap) -> Self {
        Self {
            own,
            ..Self::new(Arc::default())
        }
    }

    pub(super) fn set_accept(&mut self, accept: HeaderValue) {
        self.accept = Some(accept);
    }

    fn accept(&self) -> Option<(&HeaderName, &HeaderValue)> {
        Some((&ACCEPT, self.accept.as_ref()?))
    }

    pub(super) fn insert(&mut self, name: HeaderName, value: HeaderValue) {
        self.own.insert(name, value);
    }

    /// Puts one more cookie into the one `Cookie` header that a request may have.
    pub(super) fn append_cookie(&mut self, name: &str, value: &str) -> Result<(), String> {
        if let Some(common) = self.common.get(COOKIE)
            && !self.own.contains_key(COOKIE)
        {
            self.own.insert(COOKIE, common.clone());
        }
        append_cookie(&mut self.own, name, value)
    }

    /// The names of all; some may come twice.
    pub(super) fn names(&self) -> impl Iterator<Item = &HeaderName> {
        let accept = self.accept().map(|(name, _)| name);
        self.common.keys().chain(accept).chain(self.own.keys())
    }

    pub(super) fn contains(&self, name: impl AsHeaderName + Copy) -> bool {
        let is_accept = || self.accept.is_some() && name.as_str().eq_ignore_ascii_case("accept");
        self.own.contains_key(name) || self.common.contains_key(name) || is_accept()
    }

    /// All of them, as one request has them.
    pub(super) fn written(&self) -> HeaderMap {
        let count = self.common.len() + self.own.len() + ROOM;
        let mut written = HeaderMap::with_capacity(count);
        let is_own = |name: &HeaderName| !self.own.is_empty() && self.own.contains_key(name);
        let accept = self.accept().filter(|_| !is_own(&ACCEPT));
        let is_outdone = |name: &HeaderName| (accept.is_some() && *name == ACCEPT) || is_own(name);
        let common = self.common.iter().filter(|(name, _)| !is_outdone(name));
        // None comes twice. What is received comes by `append` too, so that its code is at hand.
        for (name, value) in self.own.iter().chain(accept).chain(common) {
            written.append(name, value.clone());
        }
        written
    }

    /// Leaves what another origin may see, to which a redirect leads.
    pub(super) fn keep_for_strangers(&mut self) {
        *self = Self::of(redirect::for_strangers(&self.written()));
    }

    pub(super) fn remove(&mut self, names: &[HeaderName]) {
        let mut written = self.written();
        for name in names {
            written.remove(name);
        }
        *self = Self::of(written);
    }
}
