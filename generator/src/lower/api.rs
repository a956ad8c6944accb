//! What the document says of the API as a whole: title, servers, security schemes.

use super::Lowering;
use super::piece::Piece;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::ir::{ClientCredentials, Scheme, SchemeKind};
use crate::pointer::Pointer;
use crate::suggest::nearest;
use openapiv3::{APIKeyLocation, SecurityScheme};
use serde_json::Value;
use std::iter;

impl<'d> Lowering<'d> {
    pub(super) fn root(&mut self) -> Option<Piece<'d>> {
        let document = self.document;
        self.piece(&document.root, Pointer::root())
    }

    /// `info`, `servers` and `components.securitySchemes`.
    pub(super) fn surroundings(&mut self, root: &Piece<'d>) {
        let info = root
            .members
            .get("info")
            .and_then(|info| self.piece(info, root.pointer.child("info")));
        if let Some(info) = info {
            self.api.title = info.text("title").unwrap_or_default().to_owned();
            self.api.description = info.text("description").map(str::to_owned);
        }
        self.servers(root);
        let components = root
            .members
            .get("components")
            .and_then(|value| self.piece(value, root.pointer.child("components")));
        for (name, value, pointer) in components
            .iter()
            .flat_map(|components| components.entries("securitySchemes"))
        {
            if let Some(piece) = self.piece(value, pointer) {
                self.scheme(name, &piece);
            }
        }
    }

    fn scheme(&mut self, name: &str, piece: &Piece<'d>) {
        let Some(scheme) = self.read::<SecurityScheme>(piece, "security scheme") else {
            return;
        };
        let kind = match scheme {
            SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => {
                SchemeKind::Bearer
            }
            SecurityScheme::APIKey { location, name, .. } => match location {
                APIKeyLocation::Header => SchemeKind::Header(name),
                APIKeyLocation::Query => SchemeKind::Query(name),
                APIKeyLocation::Cookie => SchemeKind::Cookie(name),
            },
            SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
                SchemeKind::Bearer
            }
            SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
                SchemeKind::Basic
            }
            SecurityScheme::HTTP { .. } => {
                let message = "only the HTTP schemes `bearer` and `basic` are sent";
                return self.warn(
                    code::SECURITY_UNSUPPORTED,
                    &piece.pointer,
                    message,
                    "left out",
                );
            }
        };
        self.api.token_env.extend(piece.texts("x-typewright-env"));
        self.api.schemes.push(Scheme {
            name: name.to_owned(),
            kind,
            description: piece.text("description").unwrap_or_default().to_owned(),
            sources: sources(piece),
            client_credentials: client_credentials(piece),
        });
    }

    /// A scheme that is named and not there, or not read.
    fn no_scheme(&mut self, name: &str, pointer: &Pointer) {
        let at = Pointer::root().child("components").child("securitySchemes");
        let declared = self.document.get(&at).and_then(Value::as_object);
        let mut names = declared
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str());
        let message = format!("there is no usable security scheme `{}`", brief(name));
        let place = Place::Value(pointer.clone());
        let warning = Diagnostic::warning(code::SECURITY_UNSUPPORTED, place, message);
        let warning = warning.label("not sent");
        self.diagnostics.push(match nearest(name, names.clone()) {
            _ if names.any(|declared| declared == name) => warning,
            Some(near) => warning.help(format!("did you mean `{}`?", brief(near))),
            None => warning.help(format!(
                "write `{}: {{ type: http, scheme: bearer }}` under `components`, `securitySchemes`",
                brief(name)
            )),
        });
    }

    /// What a token has to be granted, by the first alternative of `security` that says so.
    pub(super) fn scopes(piece: &Piece<'d>) -> Vec<String> {
        let mut alternatives = piece.items("security").into_iter();
        let scopes = alternatives.find_map(|(requirement, _)| {
            let schemes = requirement.as_object()?.values();
            let texts = schemes.flat_map(|scopes| scopes.as_array().into_iter().flatten());
            let texts: Vec<String> = texts
                .filter_map(|text| Some(text.as_str()?.to_owned()))
                .collect();
            (!texts.is_empty()).then_some(texts)
        });
        scopes.unwrap_or_default()
    }

    /// Alternatives of schemes that all have to be met.
    pub(super) fn security(&mut self, piece: &Piece<'d>) -> Vec<Vec<String>> {
        let mut alternatives = Vec::new();
        for (value, pointer) in piece.items("security") {
            let Some(requirement) = self.piece(value, pointer) else {
                continue;
            };
            let mut schemes = Vec::new();
            for name in requirement.members.keys() {
                if self.api.schemes.iter().any(|scheme| scheme.name == *name) {
                    schemes.push(name.clone());
                } else {
                    self.no_scheme(name, &requirement.pointer);
                }
            }
            alternatives.push(schemes);
        }
        alternatives
    }
}

/// Where a program gets a token, and the scope for it. Of several scopes it may not have all.
fn client_credentials(piece: &Piece<'_>) -> Option<ClientCredentials> {
    let flow = piece.members.get("flows")?.get("clientCredentials")?;
    let scopes = flow.get("scopes").and_then(Value::as_object);
    let mut scopes = scopes.into_iter().flat_map(|scopes| scopes.keys());
    Some(ClientCredentials {
        token_url: flow.get("tokenUrl")?.as_str()?.to_owned(),
        scope: match (scopes.next(), scopes.next()) {
            (Some(scope), None) => scope.clone(),
            _ => String::new(),
        },
    })
}

/// What the URLs are called that a token comes from.
const SOURCES: &[(&str, &str)] = &[
    ("openIdConnectUrl", "OpenID Connect"),
    ("oauth2MetadataUrl", "OAuth 2 metadata"),
    ("authorizationUrl", "authorization"),
    ("deviceAuthorizationUrl", "device authorization"),
    ("tokenUrl", "token"),
    ("refreshUrl", "refresh"),
];

/// Where a token of the scheme comes from.
fn sources(piece: &Piece<'_>) -> Vec<(&'static str, String)> {
    let mut sources = Vec::new();
    let flows = piece.entries("flows");
    let flows = flows.iter().filter_map(|(_, flow, _)| flow.as_object());
    for members in iter::once(piece.members).chain(flows) {
        for (keyword, what) in SOURCES {
            if let Some(url) = members.get(*keyword).and_then(Value::as_str) {
                let source = (*what, url.to_owned());
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
        }
    }
    sources
}
