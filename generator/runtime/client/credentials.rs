//! Which credentials go into which request.

use super::grant::Grant;
use super::operation::Operation;
use super::provider::Secret;
use super::text::OneOf;
use crate::runtime::api::{Api, Scheme, SchemeKind};

/// What the client was given to prove who is asking.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    /// For the schemes that take a plain token.
    pub(super) token: Option<Secret>,
    /// For HTTP basic: `user:password`.
    pub(super) basic: Option<Secret>,
    /// For the scheme of that name.
    pub(super) named: Vec<(String, Secret)>,
}

/// What an API is taken to want whose document declares no scheme at all: many forget to.
static UNDECLARED: Scheme = Scheme {
    name: "token",
    kind: SchemeKind::Bearer,
    client_credentials: None,
};

impl Credentials {
    /// Takes the secret of one scheme, in place of another one.
    pub(crate) fn name(&mut self, scheme: &str, secret: Secret) {
        self.named.retain(|(name, _)| name != scheme);
        self.named.push((scheme.to_owned(), secret));
    }

    /// What `operation` is sent with: the first alternative that the client has everything for.
    ///
    /// Where none is needed but one is known, it is used: such operations tell more to those who
    /// are known. An operation that names no scheme at all gets none. A scheme that is not listed,
    /// TLS certificates for one, is not ours to fulfil.
    pub(super) fn grants(&self, api: &Api, operation: &Operation) -> Result<Vec<Grant>, String> {
        let needed = |names: &&'static [&str]| names.iter().filter_map(|name| api.scheme(name));
        let mut lacking = None;
        for names in operation.security {
            let mut grants = Vec::with_capacity(names.len());
            let lacks = needed(names).find(|scheme| match self.grant(api, scheme) {
                Some(grant) => {
                    grants.push(grant);
                    false
                }
                None => true,
            });
            match lacks {
                None if grants.is_empty() => {}
                None => return Ok(grants),
                Some(_) => lacking = lacking.or(lacks),
            }
        }
        let is_free = |names: &&'static [&str]| needed(names).next().is_none();
        match lacking {
            Some(scheme) if !operation.security.iter().any(is_free) => {
                let advice = how_to_give(api, Some(scheme));
                Err(format!("no credentials for {}: {advice}", scheme.name))
            }
            _ => Ok(self.undeclared(api)),
        }
    }

    /// What a request is sent with that the document does not describe: the first that is known.
    pub(super) fn any(&self, api: &Api) -> Vec<Grant> {
        let mut known = api
            .schemes
            .iter()
            .filter_map(|scheme| self.grant(api, scheme));
        let first = known.next();
        first.map_or_else(|| self.undeclared(api), |grant| vec![grant])
    }

    fn undeclared(&self, api: &Api) -> Vec<Grant> {
        let token = self.token.as_ref().filter(|_| api.schemes.is_empty());
        token
            .map(|token| Grant::new(&UNDECLARED, token))
            .into_iter()
            .collect()
    }

    fn grant(&self, api: &Api, scheme: &'static Scheme) -> Option<Grant> {
        let named = self.named.iter().find(|(name, _)| name == scheme.name);
        let token = match (named, scheme.kind) {
            (Some((_, token)), _) => token,
            (None, SchemeKind::Basic) => self.basic.as_ref()?,
            (None, _) if takes_token(api, scheme) => self.token.as_ref()?,
            (None, _) => return None,
        };
        Some(Grant::new(scheme, token))
    }
}

/// Whether `token(..)` is meant for this scheme: for all bearer schemes, without any for the first
/// key.
fn takes_token(api: &Api, scheme: &Scheme) -> bool {
    let is_bearer = |scheme: &&Scheme| scheme.kind == SchemeKind::Bearer;
    let is_key = |scheme: &&Scheme| scheme.kind != SchemeKind::Basic;
    if api.schemes.iter().any(|scheme| is_bearer(&scheme)) {
        is_bearer(&scheme)
    } else {
        let first = api.schemes.iter().find(is_key);
        first.is_none_or(|first| first.name == scheme.name)
    }
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
        _ => {
            let has_flow = scheme.is_some_and(|scheme| scheme.client_credentials.is_some());
            let or = if has_flow {
                " or .client_credentials(..)"
            } else {
                ""
            };
            let pass = format!("pass Client::builder().token(..){or}");
            match api.token_env {
                [] => pass,
                names => format!("set {}, or {pass}", OneOf(names)),
            }
        }
    }
}
