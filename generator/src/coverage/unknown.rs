//! Members that are no keywords of the object that they stand in, and those that lack or have another form. Most
//! are misspelt, or stand a level too high.

use super::Standing::Unknown;
use super::form;
use super::grammar::{Holds, Kind, Member};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::load::{Document, Version};
use crate::pointer::Pointer;
use crate::suggest::nearest;
use serde_json::{Map, Value};

/// Says of each that it says nothing, and which keyword may be meant.
pub fn unknown(document: &Document, diagnostics: &mut Diagnostics) {
    let version = document.root.get("openapi").and_then(Value::as_str);
    let mut walk = Walk {
        version: document.version,
        has_descriptions: !version.is_some_and(|version| version.starts_with("3.2")),
        at: Pointer::root(),
        diagnostics,
    };
    walk.value(&document.root, Holds::Object(Kind::OpenApi));
}

struct Walk<'d> {
    version: Version,
    /// Whether a response has to have a description, as before 3.2.
    has_descriptions: bool,
    /// The pointer to the value at hand.
    at: Pointer,
    diagnostics: &'d mut Diagnostics,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, holds: Holds) {
        match (value, holds) {
            (Value::Array(items), Holds::Object(_)) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(&index.to_string(), |walk| walk.value(item, holds));
                }
            }
            (Value::Object(members), Holds::Map(kind)) => {
                for (name, member) in members {
                    self.below(name, |walk| walk.value(member, Holds::Object(kind)));
                }
            }
            (Value::Object(members), Holds::Object(kind)) => {
                self.missing(kind, members);
                for (name, value) in members {
                    self.below(name, |walk| match kind.member(name) {
                        Member::Keyword(_, holds) => walk.keyword((kind, name), holds, value),
                        Member::Name(kind) => walk.value(value, Holds::Object(kind)),
                        Member::Unlisted(Unknown) => walk.tell(kind, name, value),
                        Member::Unlisted(_) => {}
                    });
                }
            }
            _ => {}
        }
    }

    fn keyword(&mut self, (kind, name): (Kind, &str), holds: Holds, value: &Value) {
        match form::malformed((kind, name), holds, value, &self.at) {
            Some(finding) => self.diagnostics.push(finding),
            None => self.value(value, holds),
        }
    }

    fn missing(&mut self, kind: Kind, members: &Map<String, Value>) {
        let version = (self.version, self.has_descriptions);
        for field in form::missing(kind, members, version) {
            self.diagnostics.push(form::lacks(kind, field, &self.at));
        }
    }

    fn tell(&mut self, kind: Kind, name: &str, value: &Value) {
        let place = Place::Key(self.at.clone());
        let (code, object) = match kind {
            Kind::Schema => (code::KEYWORD_UNKNOWN, "schema".to_owned()),
            _ => (code::OBJECT_KEYWORD_UNKNOWN, kind.name().to_owned()),
        };
        let article = form::article(&object);
        let message = format!("`{}` is no keyword of {article} {object}", brief(name));
        let diagnostic = Diagnostic::note(code, place, message).label("says nothing");
        self.diagnostics
            .push(diagnostic.help(meant(kind, name, value)));
    }

    /// Goes one step down, and up again.
    fn below(&mut self, token: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.at.descend(token);
        visit(self);
        self.at.ascend(length);
    }
}

/// What may be meant by a member that is no keyword of a kind of object.
fn meant(kind: Kind, name: &str, value: &Value) -> String {
    if let Some(keyword) = nearest(name, kind.keywords()) {
        return format!("did you mean `{keyword}`?");
    }
    if let Some((.., now)) = MOVED
        .iter()
        .find(|(old, at, _)| *old == name && *at == kind)
    {
        return (*now).to_owned();
    }
    let begins = |keyword: &&str| name.len() > 3 && keyword.starts_with(name);
    if let Some(keyword) = kind.keywords().find(begins) {
        return format!("did you mean `{keyword}`?");
    }
    let shown = brief(name);
    match kind {
        _ if is_of_schema(kind, name) => match value {
            Value::Object(_) | Value::Array(_) => format!("put `{shown}` into the `schema`"),
            _ => format!("write `schema: {{ {shown}: {} }}`", brief(&plain(value))),
        },
        Kind::Schema if value.is_object() => {
            format!("put `{shown}` under `properties`, if it is a property")
        }
        Kind::PathItem => "methods are `get`, `put`, `post`, `delete`, `options`, `head`, `patch` \
                           and `trace`"
            .to_owned(),
        _ => format!("write `x-{shown}`, if it is an extension"),
    }
}

/// A value without quotes, as YAML has it.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What was a keyword in Swagger 2.0 and is written otherwise now.
const MOVED: &[(&str, Kind, &str)] = &[
    (
        "definitions",
        Kind::OpenApi,
        "move it to `components`, under `schemas`",
    ),
    ("parameters", Kind::OpenApi, "move it to `components`"),
    ("responses", Kind::OpenApi, "move it to `components`"),
    ("schemas", Kind::OpenApi, "move it to `components`"),
    ("securitySchemes", Kind::OpenApi, "move it to `components`"),
    (
        "securityDefinitions",
        Kind::OpenApi,
        "move it to `components`, under `securitySchemes`",
    ),
    (
        "host",
        Kind::OpenApi,
        "write `servers: [{ url: https://.. }]`, with host and path",
    ),
    (
        "basePath",
        Kind::OpenApi,
        "write `servers: [{ url: https://.. }]`, with host and path",
    ),
    (
        "schemes",
        Kind::OpenApi,
        "write `servers: [{ url: https://.. }]`, with host and path",
    ),
    (
        "consumes",
        Kind::OpenApi,
        "name media types under `content`",
    ),
    (
        "produces",
        Kind::OpenApi,
        "name media types under `content`",
    ),
    (
        "consumes",
        Kind::Operation,
        "name media types under `content` of `requestBody`",
    ),
    (
        "produces",
        Kind::Operation,
        "name media types under `content` of each response",
    ),
    (
        "schema",
        Kind::Response,
        "write `content: { application/json: { schema: .. } }`",
    ),
    (
        "schema",
        Kind::RequestBody,
        "write `content: { application/json: { schema: .. } }`",
    ),
    (
        "collectionFormat",
        Kind::Parameter,
        "write `style: form, explode: false` for values with commas",
    ),
];

/// Whether it is a keyword of the schema that such an object has, as parameters had them in Swagger 2.0.
fn is_of_schema(kind: Kind, name: &str) -> bool {
    let has_schema = matches!(kind, Kind::Parameter | Kind::Header | Kind::MediaType);
    has_schema && Kind::Schema.keywords().any(|keyword| keyword == name)
}
