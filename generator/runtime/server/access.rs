//! Credentials of a request: found here, judged by who implements the server.

use super::incoming::Incoming;
use super::operation::Operation;
use super::problem::Error;
use crate::api::API;
use crate::runtime::api::{Scheme, SchemeKind};
use crate::runtime::reading::Pair;
use crate::runtime::words::decode;
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName};
use std::fmt;

/// What is asked, and who says so.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Access {
    /// The operation.
    pub operation: &'static Operation,
    /// The credentials of the first alternative of its security that is met; none where the
    /// operation may be called without.
    pub credentials: Vec<Credential>,
}

/// A credential, as it came: nobody has checked it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credential {
    /// The name of its scheme under `securitySchemes`.
    pub scheme: &'static str,
    /// The token or the API key; of HTTP Basic, what the client has encoded: `user:password` in
    /// Base64.
    pub secret: String,
}

/// The secret stays out.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut credential = f.debug_struct("Credential");
        credential
            .field("scheme", &self.scheme)
            .finish_non_exhaustive()
    }
}

impl Access {
    /// The only credential, or the first one: a token or an API key.
    pub fn secret(&self) -> &str {
        self.credentials
            .first()
            .map_or("", |credential| &credential.secret)
    }

    /// What a token has to be granted.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.operation.scopes
    }

    /// The answer to a credential that is not known: 401.
    pub fn unauthorized(&self, detail: impl Into<String>) -> Error {
        unauthorized(self.operation, detail)
    }

    /// The answer to one that is known, and may not do this: 403.
    pub fn forbidden(&self, detail: impl Into<String>) -> Error {
        Error::new(StatusCode::FORBIDDEN, detail)
    }
}

/// The credentials of the first alternative that is met; who sends some although none are needed is
/// known by them. A scheme that this crate does not know is left to who implements the server.
pub(super) fn access(incoming: &mut Incoming) -> Result<Access, Error> {
    let operation = incoming.operation;
    let met = operation.security.iter().filter_map(|schemes| {
        let schemes = schemes.iter().filter_map(|name| API.scheme(name));
        schemes
            .map(|scheme| credential(incoming, scheme))
            .collect::<Option<Vec<_>>>()
    });
    let found = met.reduce(|first, next| if first.is_empty() { next } else { first });
    hide_secrets(&mut incoming.reading.head.headers);
    match found {
        Some(credentials) => Ok(Access {
            operation,
            credentials,
        }),
        None => Err(unauthorized(
            operation,
            "a credential is required, but missing",
        )),
    }
}

/// Whoever writes down a request writes no secret.
fn hide_secrets(headers: &mut HeaderMap) {
    let is_key = |name: &HeaderName| {
        let mut keys = API.schemes.iter().map(|scheme| scheme.kind);
        keys.any(|kind| matches!(kind, SchemeKind::Header(key) if key.eq_ignore_ascii_case(name.as_str())))
    };
    for (name, value) in headers.iter_mut() {
        if *name == AUTHORIZATION || *name == COOKIE || is_key(name) {
            value.set_sensitive(true);
        }
    }
}

fn credential(incoming: &Incoming, scheme: &'static Scheme) -> Option<Credential> {
    let header = |name: &str| incoming.reading.head.headers.get(name)?.to_str().ok();
    let authorization = |wanted: &str| {
        let (kind, secret) = header(AUTHORIZATION.as_str())?.split_once(' ')?;
        kind.eq_ignore_ascii_case(wanted)
            .then(|| secret.trim().to_owned())
    };
    let named = |pairs: &[Pair], name: &str| {
        let pair = pairs.iter().find(|(known, _)| known == name)?;
        Some(pair.1.clone())
    };
    let secret = match scheme.kind {
        SchemeKind::Bearer => authorization("bearer"),
        SchemeKind::Basic => authorization("basic"),
        SchemeKind::Header(name) => header(name).map(str::to_owned),
        SchemeKind::Query(name) => decode(&named(&incoming.reading.query, name)?),
        SchemeKind::Cookie(name) => named(&incoming.reading.cookies, name),
    };
    let secret = secret.filter(|secret| !secret.is_empty())?;
    Some(Credential {
        scheme: scheme.name,
        secret,
    })
}

/// 401, with a challenge for each scheme that would do.
fn unauthorized(operation: &'static Operation, detail: impl Into<String>) -> Error {
    let mut challenges: Vec<String> = Vec::new();
    let schemes = operation.security.iter().flat_map(|schemes| schemes.iter());
    for scheme in schemes.filter_map(|name| API.scheme(name)) {
        let challenge = match scheme.kind {
            SchemeKind::Bearer => "Bearer".to_owned(),
            SchemeKind::Basic => format!("Basic realm={:?}", API.name),
            // No scheme of RFC 9110, which yet asks for a challenge.
            SchemeKind::Header(name) => format!("ApiKey in=\"header\", name={name:?}"),
            SchemeKind::Query(name) => format!("ApiKey in=\"query\", name={name:?}"),
            SchemeKind::Cookie(name) => format!("ApiKey in=\"cookie\", name={name:?}"),
        };
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    let error = Error::new(StatusCode::UNAUTHORIZED, detail);
    error.with_header("www-authenticate", challenges.join(", "))
}
