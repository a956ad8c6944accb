//! What the document says of the API as a whole: title, servers, security schemes.

use super::Lowering;
use super::piece::Piece;
use crate::diagnostic::code;
use crate::ir::{Scheme, SchemeKind};
use crate::pointer::Pointer;
use openapiv3::{APIKeyLocation, SecurityScheme, Server};

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
        if let Some((server, pointer)) = root.items("servers").into_iter().next()
            && let Some(piece) = self.piece(server, pointer)
        {
            self.api.base_url_env = piece.texts("x-typewright-env");
            self.api.base_url = self.base_url(&piece).unwrap_or_default();
        }
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

    /// A server's URL with the defaults of its variables; none where it cannot be called so.
    fn base_url(&mut self, piece: &Piece<'d>) -> Option<String> {
        let server: Server = self.read(piece, "server")?;
        let mut url = server.url;
        for (name, variable) in server.variables.into_iter().flatten() {
            url = url.replace(&format!("{{{name}}}"), &variable.default);
        }
        let is_whole = url.starts_with("https://") || url.starts_with("http://");
        if is_whole && !url.contains('{') {
            return Some(url);
        }
        self.note(
            code::SERVER_INCOMPLETE,
            &piece.pointer.child("url"),
            "the server's URL is not whole",
            "users have to give a base URL",
        );
        None
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
        });
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
                    let message = format!(
                        "there is no usable security scheme `{}`",
                        crate::diagnostic::brief(name)
                    );
                    self.warn(
                        code::SECURITY_UNSUPPORTED,
                        &requirement.pointer,
                        message,
                        "not sent",
                    );
                }
            }
            alternatives.push(schemes);
        }
        alternatives
    }
}
