//! A credential in its place in a request.

use super::Shared;
use super::encode;
use super::header::{append_cookie, header_name, secret_value};
use super::headers::Headers;
use super::provider::{Provider, Secret};
use super::token::Token;
use super::transport::Cause;
use crate::runtime::api::{Scheme, SchemeKind};
use reqwest::header::AUTHORIZATION;
use reqwest::{Request, Url};
use std::sync::Arc;

/// A credential, and the scheme that it is for.
#[derive(Clone)]
pub(crate) struct Grant {
    scheme: &'static Scheme,
    /// What is sent; of a provider, the last that it gave.
    token: Option<Token>,
    provider: Option<Arc<dyn Provider>>,
}

impl Grant {
    pub(super) fn new(scheme: &'static Scheme, secret: &Secret) -> Self {
        let (token, provider) = match secret.clone() {
            Secret::Fixed(token) => (Some(token), None),
            Secret::Provided(provider) => (None, Some(provider)),
        };
        Self {
            scheme,
            token,
            provider,
        }
    }

    /// The scheme that it is for.
    pub(super) fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// Whether its token may be another one tomorrow.
    pub(super) fn changes(&self) -> bool {
        self.provider.is_some()
    }

    /// Asks for a token, or for another one than before. Whether it is another one.
    pub(super) async fn renew(&mut self, client: &Arc<Shared>) -> Result<bool, Cause> {
        let Some(provider) = &self.provider else {
            return Ok(false);
        };
        let token = provider.token(client, self.token.clone()).await?;
        let is_another = self.token.as_ref() != Some(&token);
        self.token = Some(token);
        Ok(is_another)
    }

    /// Adds all that must not show: of HTTP basic the password, and what is sent.
    pub(super) fn secrets(&self, into: &mut Vec<Token>) {
        let Some(token) = &self.token else {
            return;
        };
        match (self.scheme.kind, token.expose().split_once(':')) {
            (SchemeKind::Basic, Some((_, password))) => {
                into.extend([basic(token), password.into()]);
            }
            _ => into.push(token.clone()),
        }
    }

    /// Writes the credential into a request, unless one of the caller's is there already.
    pub(super) fn apply(&self, request: &mut Request) -> Result<(), String> {
        let Some(token) = &self.token else {
            return Ok(());
        };
        let secret = token.expose();
        let headers = request.headers_mut();
        let (name, value) = match self.scheme.kind {
            SchemeKind::Bearer => (AUTHORIZATION, token.bearer()?),
            SchemeKind::Basic => {
                let value = ["Basic ", basic(token).expose()].concat();
                (AUTHORIZATION, secret_value(AUTHORIZATION.as_str(), value)?)
            }
            SchemeKind::Header(name) => {
                (header_name(name)?, secret_value(name, secret.to_owned())?)
            }
            SchemeKind::Cookie(name) => return append_cookie(headers, name, secret),
            SchemeKind::Query(name) => {
                append_query(request.url_mut(), name, secret);
                return Ok(());
            }
        };
        if !headers.contains_key(&name) {
            headers.append(name, value);
        }
        Ok(())
    }

    /// Whether the caller has written what it is for: then it is not asked for.
    pub(super) fn is_outdone(&self, headers: &Headers) -> bool {
        match self.scheme.kind {
            SchemeKind::Bearer | SchemeKind::Basic => headers.contains(&AUTHORIZATION),
            SchemeKind::Header(name) => headers.contains(name),
            SchemeKind::Cookie(_) | SchemeKind::Query(_) => false,
        }
    }
}

/// `user:password` as HTTP basic sends it.
pub(crate) fn basic(credentials: &Token) -> Token {
    encode::base64(credentials.expose().as_bytes()).into()
}

fn append_query(url: &mut Url, name: &str, value: &str) {
    if url.query_pairs().all(|(given, _)| given != name) {
        let mut query = url.query().unwrap_or_default().to_owned();
        encode::append_query(&mut query, name, value);
        url.set_query(Some(&query));
    }
}
