//! Which member of which object is a keyword, and what it holds.

use super::Standing::{self, Ignored, Unknown};
use super::{openapi, schema};

/// Declares the kinds of object, with their names in the specification and their tables.
macro_rules! kinds {
    ($($kind:ident $name:literal = $table:expr;)*) => {
        /// A kind of object of an OpenAPI document, in the order in which they are told.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Kind { $($kind),* }

        impl Kind {
            #[cfg(test)]
            pub(super) const ALL: &[Self] = &[$(Self::$kind),*];

            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }

            const fn table(self) -> Table {
                match self { $(Self::$kind => $table),* }
            }
        }
    };
}

kinds! {
    OpenApi "OpenAPI Object" = openapi::OPENAPI;
    Info "Info Object" = openapi::INFO;
    Contact "Contact Object" = openapi::CONTACT;
    License "License Object" = openapi::LICENSE;
    Tag "Tag Object" = openapi::TAG;
    ExternalDocs "External Documentation Object" = openapi::EXTERNAL_DOCS;
    Server "Server Object" = openapi::SERVER;
    ServerVariable "Server Variable Object" = openapi::SERVER_VARIABLE;
    Components "Components Object" = openapi::COMPONENTS;
    Paths "Paths Object" = &[];
    PathItem "Path Item Object" = openapi::PATH_ITEM;
    Operation "Operation Object" = openapi::OPERATION;
    Parameter "Parameter Object" = openapi::PARAMETER;
    RequestBody "Request Body Object" = openapi::REQUEST_BODY;
    Responses "Responses Object" = &[];
    Response "Response Object" = openapi::RESPONSE;
    MediaType "Media Type Object" = openapi::MEDIA_TYPE;
    Encoding "Encoding Object" = openapi::ENCODING;
    Header "Header Object" = openapi::HEADER;
    Example "Example Object" = openapi::EXAMPLE;
    Link "Link Object" = openapi::LINK;
    Callback "Callback Object" = &[];
    Schema "Schema Object" = schema::SCHEMA;
    Discriminator "Discriminator Object" = schema::DISCRIMINATOR;
    Xml "XML Object" = schema::XML;
    SecurityScheme "Security Scheme Object" = openapi::SECURITY_SCHEME;
    OAuthFlows "OAuth Flows Object" = openapi::OAUTH_FLOWS;
    OAuthFlow "OAuth Flow Object" = openapi::OAUTH_FLOW;
    ClientCredentials "OAuth Flow Object of `clientCredentials`" = openapi::CLIENT_CREDENTIALS;
}

/// Keywords that come to the same as a rule, and hold the same.
pub(super) type Table = &'static [(Standing, Holds, &'static [&'static str])];

/// What a keyword holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// No objects of the specification; any value.
    Value,
    /// An object, or an array of them.
    Object(Kind),
    /// Objects by names that are no keywords.
    Map(Kind),
}

/// What a member of an object is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Member {
    /// A keyword that a table names.
    Keyword(Standing, Holds),
    /// An extension, or no keyword at all.
    Unlisted(Standing),
    /// A path, a status or an expression: no keyword, and it holds an object.
    Name(Kind),
}

impl Kind {
    pub(super) fn keywords(self) -> impl Iterator<Item = &'static str> {
        self.table().iter().flat_map(|row| row.2).copied()
    }

    /// What a member of this name is in an object of this kind.
    pub(super) fn member(self, name: &str) -> Member {
        let listed = self.table().iter().find(|row| row.2.contains(&name));
        if let Some((standing, holds, _)) = listed {
            return Member::Keyword(*standing, *holds);
        }
        match self {
            _ if name == "$ref" => Member::Keyword(Standing::Honoured, Holds::Value),
            _ if name.starts_with("x-") => Member::Unlisted(Ignored),
            Self::Paths | Self::Callback => Member::Name(Self::PathItem),
            Self::Responses => Member::Name(Self::Response),
            _ => Member::Unlisted(Unknown),
        }
    }
}
