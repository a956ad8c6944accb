//! Which credential goes into which request.

use super::api::{Api, Operation, Scheme, SchemeKind};
use super::encode;
use super::text::OneOf;
use super::token::Token;
use reqwest::Url;
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};

/// What the client was given to prove who is asking.
#[derive(Clone, Default)]
pub(super) struct Credentials {
    /// For the scheme that takes a plain token.
    pub(super) token: Option<Token>,
    /// For HTTP basic: `user:password`, encoded.
    pub(super) basic: Option<Token>,
    /// For the scheme of that name.
    pub(super) named: Vec<(String, Token)>,
}

/// A credential and its place in a request.
#[derive(Clone)]
pub(super) struct Grant {
    kind: SchemeKind,
    token: Token,
}

impl Credentials {
    /// What `operation` is sent with: the first alternative that the client has everything for.
    ///
    /// Where none is needed but one is known, it is used: such operations tell more to those who
    /// are known. An operation that names no scheme at all gets none.
    pub(super) fn grants(&self, api: &Api, operation: &Operation) -> Result<Vec<Grant>, String> {
        let alternatives = operation.security;
        let mut named = alternatives.iter().filter(|schemes| !schemes.is_empty());
        let complete = named.clone().find_map(|schemes| self.all(api, schemes));
        if let Some(grants) = complete {
            return Ok(grants);
        }
        if alternatives.iter().any(|schemes| schemes.is_empty()) || alternatives.is_empty() {
            return Ok(self.undeclared(api));
        }
        let schemes = named.next().copied().unwrap_or_default();
        let lacking = schemes.iter().find(|name| self.grant(api, name).is_none());
        Err(missing(api, lacking.unwrap_or(&"the operation")))
    }

    /// What a request is sent with that the document does not describe: all that is known of the
    /// first scheme that anything is known of.
    pub(super) fn any(&self, api: &Api) -> Vec<Grant> {
        let first = api
            .schemes
            .iter()
            .find_map(|scheme| self.grant(api, scheme.name));
        first.map_or_else(|| self.undeclared(api), |grant| vec![grant])
    }

    /// Many documents forget to declare the token that their API asks for.
    fn undeclared(&self, api: &Api) -> Vec<Grant> {
        let token = self.token.iter().filter(|_| api.schemes.is_empty());
        token
            .map(|token| Grant {
                kind: SchemeKind::Bearer,
                token: token.clone(),
            })
            .collect()
    }

    fn all(&self, api: &Api, schemes: &[&str]) -> Option<Vec<Grant>> {
        schemes.iter().map(|name| self.grant(api, name)).collect()
    }

    fn grant(&self, api: &Api, name: &str) -> Option<Grant> {
        let scheme = api.scheme(name)?;
        let named = self.named.iter().find(|(scheme, _)| scheme == name);
        let token = match (named, scheme.kind) {
            (Some((_, token)), _) => token,
            (None, SchemeKind::Basic) => self.basic.as_ref()?,
            (None, _) if takes_token(api, scheme) => self.token.as_ref()?,
            (None, _) => return None,
        };
        Some(Grant {
            kind: scheme.kind,
            token: token.clone(),
        })
    }
}

/// Whether `token(..)` is meant for this scheme: for bearer tokens, without any for the first key.
fn takes_token(api: &Api, scheme: &Scheme) -> bool {
    let is_bearer = |scheme: &&Scheme| scheme.kind == SchemeKind::Bearer;
    let is_key = |scheme: &&Scheme| scheme.kind != SchemeKind::Basic;
    let chosen = api.schemes.iter().find(is_bearer);
    let chosen = chosen.or_else(|| api.schemes.iter().find(is_key));
    chosen.is_some_and(|chosen| chosen.name == scheme.name || scheme.kind == SchemeKind::Bearer)
}

/// How to give what is missing.
fn missing(api: &Api, name: &str) -> String {
    let advice = api.scheme(name).map_or_else(
        || how_to_give(api, None),
        |scheme| how_to_give(api, Some(scheme)),
    );
    format!("no credentials for {name}: {advice}")
}

/// What to do to give the credential of a scheme: where to set it, what to call.
pub(super) fn how_to_give(api: &Api, scheme: Option<&Scheme>) -> String {
    match scheme {
        Some(scheme) if scheme.kind == SchemeKind::Basic => {
            "pass Client::builder().basic_auth(..)".to_owned()
        }
        Some(scheme) if !takes_token(api, scheme) => {
            format!("pass Client::builder().credential({:?}, ..)", scheme.name)
        }
        _ if api.token_env.is_empty() => "pass Client::builder().token(..)".to_owned(),
        _ => format!(
            "set {}, or pass Client::builder().token(..)",
            OneOf(api.token_env)
        ),
    }
}

/// The scheme that advice on a refused credential speaks of.
pub(super) fn first_scheme(api: &Api, operation: &Operation) -> Option<&'static Scheme> {
    let mut names = operation.security.iter().flat_map(|schemes| schemes.iter());
    names.next().and_then(|name| api.scheme(name))
}

/// `user:password` as HTTP basic sends it.
pub(super) fn basic(user: &str, password: &Token) -> Token {
    Token::new(encode::base64(
        format!("{user}:{}", password.expose()).as_bytes(),
    ))
}

impl Grant {
    /// The secret, to keep it out of messages.
    pub(super) fn token(&self) -> &Token {
        &self.token
    }

    /// Writes the credential into a request, unless the caller wrote a header of that name.
    pub(super) fn apply(&self, url: &mut Url, headers: &mut HeaderMap) -> Result<(), String> {
        let secret = self.token.expose();
        match self.kind {
            SchemeKind::Bearer => {
                insert(headers, header::AUTHORIZATION, &format!("Bearer {secret}"))
            }
            SchemeKind::Basic => insert(headers, header::AUTHORIZATION, &format!("Basic {secret}")),
            SchemeKind::Header(name) => insert(headers, header_name(name)?, secret),
            SchemeKind::Cookie(name) => {
                let mut cookie = format!("{name}=");
                encode::encode(&mut cookie, secret);
                append_cookie(headers, &cookie)
            }
            SchemeKind::Query(name) => {
                // A redirect of the server's may have kept it.
                if url.query_pairs().all(|(given, _)| given != name) {
                    let mut query = url.query().unwrap_or_default().to_owned();
                    encode::append_query(&mut query, name, secret);
                    url.set_query(Some(&query));
                }
                Ok(())
            }
        }
    }
}

/// A header name; the message is for a person who wrote it.
pub(super) fn header_name(name: &str) -> Result<HeaderName, String> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} cannot name a header"))
}

/// A header value. CR, LF, NUL and other controls would let it speak for the client.
pub(super) fn header_value(name: &str, value: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("header {name} holds a control character"))
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), String> {
    let mut value = header_value(name.as_str(), value)?;
    value.set_sensitive(true);
    headers.entry(name).or_insert(value);
    Ok(())
}

/// Puts one more cookie into the one `Cookie` header that a request may have.
pub(super) fn append_cookie(headers: &mut HeaderMap, cookie: &str) -> Result<(), String> {
    let mut value = match headers.get(header::COOKIE).map(HeaderValue::as_bytes) {
        Some(before) => format!("{}; {cookie}", String::from_utf8_lossy(before)),
        None => cookie.to_owned(),
    };
    let value = header_value("cookie", &std::mem::take(&mut value)).map(|mut value| {
        value.set_sensitive(true);
        value
    })?;
    headers.insert(header::COOKIE, value);
    Ok(())
}
