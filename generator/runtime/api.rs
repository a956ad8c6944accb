//! What the document says of the API: plain statics that generated code fills in.

/// The API as a whole. A generated crate has one, `crate::api::API`.
#[derive(Debug)]
pub struct Api {
    /// How messages call it: the name of the crate.
    pub name: &'static str,
    /// The `User-Agent` of its requests, unless the client sets another.
    pub user_agent: &'static str,
    /// Where the document says the API is; empty where it does not say.
    pub base_url: &'static str,
    /// Environment variables that name another base URL, the first one set wins.
    pub base_url_env: &'static [&'static str],
    /// Environment variables that hold the token, the first one set wins.
    pub token_env: &'static [&'static str],
    /// `securitySchemes`.
    pub schemes: &'static [Scheme],
}

/// One way to prove who is asking.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How it is written into a request.
    pub kind: SchemeKind,
    /// Where a program gets a token by itself, if it does.
    pub client_credentials: Option<ClientCredentialsFlow>,
}

/// The flow `clientCredentials` of OAuth 2.
#[derive(Clone, Copy, Debug)]
pub struct ClientCredentialsFlow {
    /// Absolute, or relative to the base URL.
    pub token_url: &'static str,
    /// What is asked for unless the caller says it.
    pub scope: &'static str,
}

/// How a credential is written into a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer ..`: HTTP bearer, OAuth 2, OpenID Connect.
    Bearer,
    /// `Authorization: Basic ..`, from a user and a password.
    Basic,
    /// An API key in the header of this name.
    Header(&'static str),
    /// An API key in the query parameter of this name.
    Query(&'static str),
    /// An API key in the cookie of this name.
    Cookie(&'static str),
}

impl Api {
    /// The scheme of that name.
    pub fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}
