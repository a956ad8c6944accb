//! A credential in its place in a request.

use crate::runtime::api::{Scheme, SchemeKind};
use super::encode;
use super::header::{append_cookie, header_name, header_value};
use super::token::Token;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName};
use reqwest::{Request, Url};

/// A credential, and the scheme that it is for.
#[derive(Clone)]
pub(super) struct Grant {
    scheme: &'static Scheme,
    token: Token,
}

impl Grant {
    pub(super) fn new(scheme: &'static Scheme, token: &Token) -> Self {
        let token = token.clone();
        Self { scheme, token }
    }

    /// The scheme that it is for.
    pub(super) fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// All that must not show: of HTTP basic the password, and what is sent.
    pub(super) fn secrets(&self) -> Vec<Token> {
        match (self.scheme.kind, self.token.expose().split_once(':')) {
            (SchemeKind::Basic, Some((_, password))) => vec![self.encoded(), password.into()],
            _ => vec![self.token.clone()],
        }
    }

    /// `user:password` as HTTP basic sends it.
    fn encoded(&self) -> Token {
        encode::base64(self.token.expose().as_bytes()).into()
    }

    /// Writes the credential into a request, unless it, or one of the caller's, is there already.
    pub(super) fn apply(&self, request: &mut Request) -> Result<(), String> {
        let secret = self.token.expose();
        let headers = request.headers_mut();
        match self.scheme.kind {
            SchemeKind::Bearer => insert(headers, AUTHORIZATION, &format!("Bearer {secret}")),
            SchemeKind::Basic => {
                let encoded = self.encoded();
                insert(
                    headers,
                    AUTHORIZATION,
                    &format!("Basic {}", encoded.expose()),
                )
            }
            SchemeKind::Header(name) => insert(headers, header_name(name)?, secret),
            SchemeKind::Cookie(name) => append_cookie(headers, name, secret),
            SchemeKind::Query(name) => {
                append_query(request.url_mut(), name, secret);
                Ok(())
            }
        }
    }
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), String> {
    let mut value = header_value(name.as_str(), value)?;
    value.set_sensitive(true);
    headers.entry(name).or_insert(value);
    Ok(())
}

fn append_query(url: &mut Url, name: &str, value: &str) {
    if url.query_pairs().all(|(given, _)| given != name) {
        let mut query = url.query().unwrap_or_default().to_owned();
        encode::append_query(&mut query, name, value);
        url.set_query(Some(&query));
    }
}
