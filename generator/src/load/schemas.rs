//! Where the schemas of a document stand, which no key of an `example` or `enum` can fake.

use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// The members of a path item that are operations.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// What the members of an object mean.
#[derive(Clone, Copy)]
enum Kind {
    /// The document, or its `components`.
    Api,
    /// A Path Item or an Operation.
    Path,
    /// Path Items by expression.
    Callback,
    /// A parameter, header, body, response, media type or encoding: what has a schema, or parts that have one.
    Holder,
    Schema,
}

/// A step from a value into it.
#[derive(Clone, Copy)]
enum Step<'d> {
    Member(&'d str),
    Element(usize),
}

/// A schema that is an object, with the way to it.
pub(super) struct Visit<'w, 'd> {
    pub(super) keywords: &'d Map<String, Value>,
    steps: &'w [Step<'d>],
}

impl Visit<'_, '_> {
    pub(super) fn pointer(&self) -> Pointer {
        let root = Pointer::root();
        self.steps.iter().fold(root, |at, step| match step {
            Step::Member(name) => at.child(name),
            Step::Element(index) => at.index(*index),
        })
    }
}

/// Shows each schema of a document, outer ones first, together with what `visit` gave for the schema around it.
pub(super) fn walk<'d, T: Clone>(
    root: &'d Value,
    outermost: T,
    visit: &mut dyn FnMut(&Visit<'_, 'd>, &T) -> Option<T>,
) {
    let steps = Vec::new();
    Walk { steps, visit }.value(root, Kind::Api, &outermost);
}

struct Walk<'w, 'd, T> {
    steps: Vec<Step<'d>>,
    visit: &'w mut dyn FnMut(&Visit<'_, 'd>, &T) -> Option<T>,
}

impl<'d, T> Walk<'_, 'd, T> {
    fn value(&mut self, value: &'d Value, kind: Kind, around: &T) {
        let Value::Object(members) = value else {
            return;
        };
        let visit = Visit {
            keywords: members,
            steps: &self.steps,
        };
        let own = match kind {
            Kind::Schema => (self.visit)(&visit, around),
            _ => None,
        };
        let around = own.as_ref().unwrap_or(around);
        for (key, value) in members {
            if let Some((kind, each)) = inner(kind, key, value) {
                self.steps.push(Step::Member(key));
                if each {
                    self.each(value, kind, around);
                } else {
                    self.value(value, kind, around);
                }
                self.steps.pop();
            }
        }
    }

    fn each(&mut self, values: &'d Value, kind: Kind, around: &T) {
        let members = values.as_object().into_iter().flatten();
        let members = members.map(|(name, value)| (Step::Member(name), value));
        let elements = values.as_array().into_iter().flatten().enumerate();
        let elements = elements.map(|(index, value)| (Step::Element(index), value));
        for (step, value) in members.chain(elements) {
            self.steps.push(step);
            self.value(value, kind, around);
            self.steps.pop();
        }
    }
}

/// What stands under a key, and whether it is a list or map of such things.
fn inner(kind: Kind, key: &str, value: &Value) -> Option<(Kind, bool)> {
    Some(match (kind, key) {
        (Kind::Api, "components") => (Kind::Api, false),
        (Kind::Api, "schemas") => (Kind::Schema, true),
        (Kind::Api, "paths" | "webhooks" | "pathItems") => (Kind::Path, true),
        (Kind::Api | Kind::Path, "callbacks") => (Kind::Callback, true),
        (Kind::Callback, _) => (Kind::Path, false),
        (Kind::Path, method) if METHODS.contains(&method) => (Kind::Path, false),
        (Kind::Path, "additionalOperations") => (Kind::Path, true),
        (Kind::Path, "requestBody") => (Kind::Holder, false),
        (
            Kind::Api | Kind::Path | Kind::Holder,
            "parameters" | "headers" | "requestBodies" | "responses" | "mediaTypes" | "content"
            | "encoding",
        ) => (Kind::Holder, true),
        (Kind::Holder, "schema" | "itemSchema") => (Kind::Schema, false),
        (Kind::Schema, "items") => (Kind::Schema, value.is_array()),
        (
            Kind::Schema,
            "additionalProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentSchema",
        ) => (Kind::Schema, false),
        (
            Kind::Schema,
            "allOf" | "oneOf" | "anyOf" | "prefixItems" | "properties" | "patternProperties"
            | "dependentSchemas" | "$defs" | "definitions",
        ) => (Kind::Schema, true),
        _ => return None,
    })
}
