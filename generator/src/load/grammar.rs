//! What the members of the objects of OpenAPI are, as far as schemas and references may stand in them.

use serde_json::Value;

/// The members of a path item that are operations.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The kinds of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The document.
    Api,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    SecurityScheme,
    Schema,
    /// One that no place says the kind of: the root of a file, or what its other members lead to.
    Unknown,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    Object(Kind),
    /// A list or a map of objects.
    Each(Kind),
}

/// The sections of `components`.
pub(super) const SECTIONS: &[(&str, Kind)] = &[
    ("schemas", Kind::Schema),
    ("responses", Kind::Response),
    ("parameters", Kind::Parameter),
    ("examples", Kind::Example),
    ("requestBodies", Kind::RequestBody),
    ("headers", Kind::Header),
    ("securitySchemes", Kind::SecurityScheme),
    ("links", Kind::Link),
    ("callbacks", Kind::Callback),
    ("pathItems", Kind::PathItem),
    ("mediaTypes", Kind::MediaType),
];

impl Kind {
    /// What stands under a key, where there may be schemas or references in it.
    pub(super) fn member(self, key: &str, value: &Value) -> Option<Holds> {
        use Holds::{Each, Object};
        Some(match self {
            Self::Api => match key {
                "components" => Object(Self::Components),
                "paths" | "webhooks" => Each(Self::PathItem),
                _ => return None,
            },
            Self::Components => Each(SECTIONS.iter().find(|(name, _)| *name == key)?.1),
            Self::PathItem => match key {
                _ if METHODS.contains(&key) => Object(Self::Operation),
                "additionalOperations" => Each(Self::Operation),
                "parameters" => Each(Self::Parameter),
                _ => return None,
            },
            Self::Operation => match key {
                "parameters" => Each(Self::Parameter),
                "requestBody" => Object(Self::RequestBody),
                "responses" => Each(Self::Response),
                "callbacks" => Each(Self::Callback),
                _ => return None,
            },
            Self::Callback => Object(Self::PathItem),
            Self::Parameter | Self::Header => match key {
                "schema" => Object(Self::Schema),
                "content" => Each(Self::MediaType),
                "examples" => Each(Self::Example),
                _ => return None,
            },
            Self::RequestBody => match key {
                "content" => Each(Self::MediaType),
                _ => return None,
            },
            Self::Response => match key {
                "headers" => Each(Self::Header),
                "content" => Each(Self::MediaType),
                "links" => Each(Self::Link),
                _ => return None,
            },
            Self::MediaType => match key {
                "schema" | "itemSchema" => Object(Self::Schema),
                "examples" => Each(Self::Example),
                "encoding" | "prefixEncoding" => Each(Self::Encoding),
                "itemEncoding" => Object(Self::Encoding),
                _ => return None,
            },
            Self::Encoding => match key {
                "headers" => Each(Self::Header),
                "encoding" | "prefixEncoding" => Each(Self::Encoding),
                "itemEncoding" => Object(Self::Encoding),
                _ => return None,
            },
            Self::Schema => return subschema(key, value),
            Self::Unknown => return unknown(key, value),
            Self::Example | Self::Link | Self::SecurityScheme => return None,
        })
    }

    /// The section of `components` that has such objects, in every version that has references to them.
    pub(super) fn section(self) -> Option<&'static str> {
        let found = SECTIONS.iter().find(|(_, kind)| *kind == self)?;
        // These have a section since 3.1 and 3.2 alone.
        (!self.is_placed()).then_some(found.0)
    }

    /// Whether others may refer to such an object where it stands first.
    pub(super) const fn is_placed(self) -> bool {
        matches!(self, Self::PathItem | Self::MediaType)
    }
}

fn subschema(key: &str, value: &Value) -> Option<Holds> {
    match key {
        "items" if value.is_array() => Some(Holds::Each(Kind::Schema)),
        "items"
        | "additionalItems"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => Some(Holds::Object(Kind::Schema)),
        "allOf" | "oneOf" | "anyOf" | "prefixItems" | "properties" | "patternProperties"
        | "dependencies" | "dependentSchemas" | "$defs" | "definitions" => {
            Some(Holds::Each(Kind::Schema))
        }
        _ => None,
    }
}

/// The first meaning that a key has in any object, but for values that only look like objects.
fn unknown(key: &str, value: &Value) -> Option<Holds> {
    let is_value = matches!(
        key,
        "example" | "examples" | "value" | "default" | "const" | "enum"
    );
    if is_value || key.starts_with("x-") {
        return None;
    }
    let kinds = [
        Kind::Api,
        Kind::Components,
        Kind::PathItem,
        Kind::Operation,
        Kind::Response,
        Kind::MediaType,
        Kind::Schema,
    ];
    let known = kinds.iter().find_map(|kind| kind.member(key, value));
    Some(known.unwrap_or(Holds::Object(Kind::Unknown)))
}
