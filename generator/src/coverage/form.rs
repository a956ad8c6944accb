//! The form of OpenAPI's own objects: which fields they have to have, and what kind of value a field takes.

use super::grammar::{Holds, Kind};
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::load::Version;
use crate::pointer::Pointer;
use crate::suggest::nearest;
use serde_json::{Map, Value};

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Any,
    Text,
    Flag,
    List,
    Map,
    /// One of these texts.
    Word(&'static [&'static str]),
}

impl Form {
    /// What a field of an object takes. Schemas are left to those who read them.
    fn of(kind: Kind, name: &str, holds: Holds) -> Self {
        match (kind, name) {
            (Kind::Schema, "discriminator") => Self::Map,
            (Kind::Schema | Kind::Xml, _) => Self::Any,
            (_, "$ref") => Self::Text,
            (Kind::Parameter, "in") => Self::Word(&["query", "header", "path", "cookie"]),
            (Kind::SecurityScheme, "in") => Self::Word(&["query", "header", "cookie"]),
            (Kind::SecurityScheme, "type") => {
                Self::Word(&["apiKey", "http", "oauth2", "openIdConnect"])
            }
            (_, "tags" | "servers" | "parameters" | "security")
                if kind != Kind::Link && kind != Kind::Components =>
            {
                Self::List
            }
            (_, "mapping" | "scopes") => Self::Map,
            (Kind::ServerVariable, "enum") => Self::List,
            (Kind::Parameter | Kind::Header | Kind::RequestBody, "required")
            | (_, "deprecated" | "explode" | "allowReserved" | "allowEmptyValue") => Self::Flag,
            (
                _,
                "title" | "version" | "summary" | "description" | "operationId" | "url" | "name"
                | "propertyName" | "style" | "scheme" | "contentType" | "default",
            ) => Self::Text,
            _ => match holds {
                Holds::Map(_) => Self::Map,
                // A boolean is a schema too.
                Holds::Object(Kind::Schema) | Holds::Value => Self::Any,
                Holds::Object(_) => Self::Map,
            },
        }
    }

    fn takes(self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Text => value.is_string(),
            Self::Flag => value.is_boolean(),
            Self::List => value.is_array(),
            Self::Map => value.is_object(),
            Self::Word(words) => value.as_str().is_some_and(|text| words.contains(&text)),
        }
    }

    fn asked(self) -> String {
        match self {
            Self::Any => "a value".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::List => "a list".to_owned(),
            Self::Map => "an object".to_owned(),
            Self::Word(words) => format!("one of `{}`", words.join("`, `")),
        }
    }
}

/// The finding for a field of another form than it takes.
pub(super) fn malformed(
    (kind, name): (Kind, &str),
    holds: Holds,
    value: &Value,
    at: &Pointer,
) -> Option<Diagnostic> {
    let form = Form::of(kind, name, holds);
    if form.takes(value) {
        return None;
    }
    let message = format!("`{}` has to be {}", brief(name), form.asked());
    let place = Place::Value(at.clone());
    let warning = Diagnostic::warning(code::OBJECT_MALFORMED, place, message).label("left out");
    Some(warning.help_if(help(kind, name, form, value)))
}

fn help(kind: Kind, name: &str, form: Form, value: &Value) -> Option<String> {
    let text = value.as_str();
    Some(match (form, value) {
        (Form::Word(words), _) => word_help(kind, text?, words)?,
        (Form::Flag, Value::String(text)) => match &*text.to_ascii_lowercase() {
            "true" | "yes" | "on" => "write `true`, without quotes".to_owned(),
            "false" | "no" | "off" => "write `false`, without quotes".to_owned(),
            _ => return None,
        },
        (Form::Text, Value::Number(_) | Value::Bool(_)) => {
            format!("write `\"{value}\"`, in quotes")
        }
        (Form::Text, Value::Null) => "write a text, or remove the field".to_owned(),
        (Form::List, Value::String(text)) if name == "servers" => {
            format!("write `[{{ url: {} }}]`", brief(text))
        }
        (Form::List, Value::String(text)) => format!("write `[{}]`", brief(text)),
        (Form::List, Value::Object(_)) => {
            format!("begin each item under `{name}` with `- `")
        }
        (Form::Map, Value::String(text)) if kind == Kind::Schema && name == "discriminator" => {
            format!("write `{{ propertyName: {} }}`", brief(text))
        }
        (Form::Map, Value::Array(_)) => {
            format!("write what `{name}` holds without `- ` and brackets, each under its key")
        }
        _ => return None,
    })
}

/// What was meant by a word that is none of those that a field takes.
fn word_help(kind: Kind, text: &str, words: &[&'static str]) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    Some(match (kind, &*lower) {
        (Kind::Parameter, "body") => {
            "take it off the list, and write `requestBody: { content: { application/json: { schema: .. } } }`"
                .to_owned()
        }
        (Kind::Parameter, "formdata" | "form") => {
            "take it off the list, and write `requestBody: { content: { multipart/form-data: { schema: .. } } }`, \
             with a property for each field"
                .to_owned()
        }
        (Kind::Parameter, "url" | "uri") => {
            "write `path` if the path has it in braces, else `query`".to_owned()
        }
        (Kind::SecurityScheme, "bearer" | "basic" | "digest") => {
            format!("write `type: http, scheme: {lower}`")
        }
        (Kind::SecurityScheme, "jwt") => "write `type: http, scheme: bearer`".to_owned(),
        _ => format!("did you mean `{}`?", nearest(text, words.iter().copied())?),
    })
}

/// The fields that an object has to have and has not, each with what to add.
pub(super) fn missing(
    kind: Kind,
    members: &Map<String, Value>,
    (version, has_descriptions): (Version, bool),
) -> Vec<(&'static str, &'static str)> {
    let has = |name: &str| members.contains_key(name);
    let is = |name: &str, value: &str| members.get(name).is_some_and(|text| text == value);
    if has("$ref") {
        return Vec::new();
    }
    let is_3_0 = version == Version::V3_0;
    let mut fields = match kind {
        Kind::OpenApi => vec![("info", "info: { title: .., version: \"1.0\" }")],
        Kind::Info => vec![("title", "title: .."), ("version", "version: \"1.0\"")],
        Kind::License | Kind::Tag => vec![("name", "name: ..")],
        Kind::Server | Kind::ExternalDocs => vec![("url", "url: https://..")],
        Kind::ServerVariable => vec![("default", "default: ..")],
        Kind::Parameter => vec![("name", "name: .."), ("in", "in: query")],
        Kind::RequestBody => vec![("content", "content: { application/json: { schema: .. } }")],
        Kind::Discriminator => vec![("propertyName", "propertyName: ..")],
        Kind::SecurityScheme => vec![("type", "type: http, scheme: bearer")],
        _ => Vec::new(),
    };
    let more: &[(bool, (&'static str, &'static str))] = &[
        (
            kind == Kind::Schema && is_3_0 && is("type", "array"),
            ("items", "items: {}"),
        ),
        (kind == Kind::OpenApi && is_3_0, ("paths", "paths: {}")),
        (
            kind == Kind::Operation && is_3_0,
            ("responses", "responses: { default: { description: .. } }"),
        ),
        (
            kind == Kind::Response && has_descriptions,
            ("description", "description: .."),
        ),
        (
            kind == Kind::Parameter && !has("content") && !has("type"),
            ("schema", "schema: { type: string }"),
        ),
        (
            kind == Kind::Parameter && is("in", "path"),
            ("required", "required: true"),
        ),
        (
            is("type", "apiKey") && kind == Kind::SecurityScheme,
            ("name", "name: .."),
        ),
        (
            is("type", "apiKey") && kind == Kind::SecurityScheme,
            ("in", "in: header"),
        ),
        (
            is("type", "http") && kind == Kind::SecurityScheme,
            ("scheme", "scheme: bearer"),
        ),
        (
            is("type", "oauth2") && kind == Kind::SecurityScheme,
            ("flows", "flows: {}"),
        ),
    ];
    fields.extend(
        more.iter()
            .filter(|(applies, _)| *applies)
            .map(|(_, field)| *field),
    );
    fields.retain(|(name, _)| !has(name));
    fields
}

/// The finding for a field that is missing.
pub(super) fn lacks(kind: Kind, (name, field): (&str, &str), at: &Pointer) -> Diagnostic {
    let message = format!(
        "{} {} has to have `{name}`",
        article(kind.name()),
        kind.name()
    );
    let place = Place::Key(at.clone());
    Diagnostic::note(code::FIELD_MISSING, place, message).help(format!("add `{field}`"))
}

/// The article of the name of a kind.
pub(super) fn article(name: &str) -> &'static str {
    match name.starts_with(['E', 'I', 'O', 'X']) {
        true => "an",
        false => "a",
    }
}
