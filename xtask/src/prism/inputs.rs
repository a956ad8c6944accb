//! The arguments of calls: valid by the letter of the document.

use super::driver::Call;
use crate::instance::{Extent, Manner, valid};
use crate::place::followed;
use crate::subject::Subject;
use serde_json::{Map, Value};
use typewright::ir::{BodyKind, Kind, Location, Operation, Parameter, Style, TypeRef};
use typewright::load::Version;
use typewright::pointer::Pointer;

/// What URLs, JSON and forms have to escape, among what they need not.
const NASTY: &[char] = &[
    'a', 'Z', '0', '-', '.', '_', '~', ' ', '/', '?', '#', '&', '=', '+', '%', ';', ',', ':', '@',
    '!', '$', '\'', '(', ')', '*', '[', ']', '"', '\\', '<', '{', '|', '^', '`', 'é', '€', '😀',
];
/// What nothing has to escape, for where a delimiter would be taken for one.
const TAME: &[char] = &['a', 'b', 'Z', '0', '7', '-', '_'];

/// Makes the arguments of the calls of one document.
pub(super) struct Inputs<'s> {
    pub(super) subject: &'s Subject,
}

impl Inputs<'_> {
    /// The arguments by their names in the program; those that could not be made are missing, and named.
    pub(super) fn of(&self, call: &Call, extent: Extent) -> (Map<String, Value>, Vec<String>) {
        let names = &self.subject.names.operations[call.index];
        let (mut made, mut missing) = (Map::new(), Vec::new());
        let mut put = |name: &str, what: &str, value: Option<Value>| match value {
            Some(value) => drop(made.insert(name.to_owned(), value)),
            None => missing.push(what.to_owned()),
        };
        for (parameter, name) in call.operation.parameters.iter().zip(&names.parameters) {
            if parameter.required || extent == Extent::All {
                let value = self.parameter(call.operation, parameter, extent);
                put(name, &parameter.name, value);
            }
        }
        if let Some(body) = call.body
            && (body.required || extent == Extent::All || call.method == names.form)
        {
            let letters = match body.kind {
                BodyKind::Multipart(..) | BodyKind::Text | BodyKind::Bytes | BodyKind::Xml(_) => {
                    TAME
                }
                BodyKind::Json(_) | BodyKind::Form(..) => NASTY,
            };
            let manner = Manner {
                extent,
                letters,
                least: 1,
            };
            let place = body.pointer.child("schema");
            put(
                &names.body,
                "the body",
                self.value(place, manner, &|_| true),
            );
        }
        (made, missing)
    }

    /// Whether something stands beside a `$ref` of 3.0 that is the schema of the body.
    pub(super) fn has_siblings(&self, call: &Call) -> bool {
        let document = &self.subject.document;
        let place = call.body.map(|body| body.pointer.child("schema"));
        let schema = place.and_then(|place| document.get(&place)?.as_object());
        document.version == Version::V3_0
            && schema.is_some_and(|schema| schema.contains_key("$ref") && schema.len() > 1)
    }

    /// Whether a parameter in the path or a header is made of several values.
    pub(super) fn is_composed(&self, call: &Call) -> bool {
        let mut parameters = call.operation.parameters.iter();
        parameters.any(|parameter| {
            let is_there = matches!(parameter.location, Location::Path | Location::Header);
            is_there && !self.is_one(&parameter.value)
        })
    }

    fn parameter(&self, of: &Operation, parameter: &Parameter, extent: Extent) -> Option<Value> {
        let is_text = matches!(parameter.location, Location::Path | Location::Query);
        let is_json = parameter.serialization.style == Style::Json;
        let letters = match is_text && (self.is_one(&parameter.value) || is_json) {
            true => NASTY,
            false => TAME,
        };
        let manner = Manner {
            extent,
            letters,
            least: 1,
        };
        let is_sent = |value: &Value| match value {
            Value::Null => false,
            // A step in a path, which nothing can escape.
            Value::String(text) => !text.is_empty() && text != "." && text != "..",
            Value::Array(items) => !items.is_empty(),
            Value::Object(members) => !members.is_empty(),
            _ => true,
        };
        match self.place(of, parameter) {
            Some(place) => self.value(place, manner, &is_sent),
            // No parameter says what it is: any text.
            None => Some("a".into()),
        }
    }

    /// Whether a type is a value that is not made of others.
    fn is_one(&self, value: &TypeRef) -> bool {
        let api = &self.subject.api;
        match api.resolve(value) {
            TypeRef::Array(_) | TypeRef::Map(_) | TypeRef::Any => false,
            TypeRef::Nullable(inner) => self.is_one(inner),
            TypeRef::Named(id) => match &api.types[id.0].kind {
                Kind::Object(_) | Kind::Form(_) | Kind::Collection(..) | Kind::Union(_) => false,
                Kind::Checked(inner) => self.is_one(inner),
                _ => true,
            },
            _ => true,
        }
    }

    /// Where the schema of a parameter stands.
    fn place(&self, of: &Operation, parameter: &Parameter) -> Option<Pointer> {
        let document = &self.subject.document;
        let (item, _) = of.pointer.split_last()?;
        let location = match parameter.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        for lists in [&of.pointer, &item] {
            let list = lists.child("parameters");
            let items = document.get(&list).and_then(Value::as_array);
            for index in 0..items.map_or(0, Vec::len) {
                let place = followed(document, list.index(index))?;
                let value = document.get(&place)?;
                if value["name"] != parameter.name || value["in"] != location {
                    continue;
                }
                let media = value.get("content").and_then(Value::as_object);
                return Some(match media.and_then(|media| media.keys().next()) {
                    Some(media) => place.child("content").child(media).child("schema"),
                    None => place.child("schema"),
                });
            }
        }
        None
    }

    fn value(
        &self,
        place: Pointer,
        manner: Manner,
        is_sent: &dyn Fn(&Value) -> bool,
    ) -> Option<Value> {
        let document = &self.subject.document;
        let seed = format!("{} {place} {:?}", self.subject.name, manner.extent);
        valid(document, place, "readOnly", manner, &seed, is_sent)
    }
}
