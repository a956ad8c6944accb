//! `$ref`, and schemas that say no more than one.

use super::schema::Schema;
use super::slot::Slot;
use super::word::singular;
use super::{Lowering, nullable};
use crate::diagnostic::Place;
use crate::ir::{Docs, Naming, TypeId, TypeRef};
use crate::load::Version;
use crate::pointer::Pointer;
use serde_json::Value;

impl<'d> Lowering<'d> {
    /// The schema that a reference names.
    pub(super) fn target(&mut self, reference: &str, at: &Pointer) -> Option<Schema<'d>> {
        match self.document.resolve(reference, at) {
            Ok((pointer, value)) => Some(Schema::new(value, pointer)),
            Err(error) => {
                self.diagnostics
                    .push(error.into_diagnostic(Place::Value(at.child("$ref"))));
                None
            }
        }
    }

    /// The schemas that a `$dynamicRef` may name.
    pub(super) fn dynamic_targets(&mut self, schema: &Schema<'d>) -> Vec<Schema<'d>> {
        let Some(reference) = schema.text("$dynamicRef") else {
            return Vec::new();
        };
        match self.document.resolve_dynamic(reference, &schema.pointer) {
            Ok(targets) => {
                let targets = targets.into_iter();
                let targets = targets.map(|(pointer, value)| Schema::new(value, pointer));
                targets.collect()
            }
            Err(error) => {
                let place = Place::Value(schema.pointer.child("$dynamicRef"));
                self.diagnostics.push(error.into_diagnostic(place));
                Vec::new()
            }
        }
    }

    /// The type of a schema that only refers to another: a `$ref`, or the one branch of an
    /// `allOf`, `oneOf` or `anyOf` with nothing else beside it.
    pub(super) fn plain_reference(&mut self, schema: &Schema<'d>) -> Option<TypeRef> {
        if let Some(reference) = schema.reference() {
            let is_alone = self.document.version == Version::V3_0 || schema.has_only(&["$ref"]);
            if !is_alone {
                return None;
            }
            let reference = reference.to_owned();
            return Some(match self.target(&reference, &schema.pointer) {
                Some(target) => TypeRef::Named(self.referred(target)),
                None => TypeRef::Any,
            });
        }
        let keyword = ["allOf", "oneOf", "anyOf"]
            .into_iter()
            .find(|keyword| schema.get(keyword).is_some())?;
        if !schema.has_only(&[keyword, "nullable", "discriminator"]) {
            return None;
        }
        let mut branches = schema.list(keyword);
        if keyword == "allOf" {
            // Only there to carry a description, or to say that `null` is valid.
            branches.retain(|branch| !branch.is_open() && !branch.has_only(&["nullable"]));
        }
        let [only] = &branches[..] else {
            return None;
        };
        let inner = self.plain_reference(only)?;
        Some(match self.wants_null(schema) {
            Some(_) => nullable(inner),
            None => inner,
        })
    }

    /// The type of a schema that is referred to; lowered later if it is not a component.
    fn referred(&mut self, target: Schema<'d>) -> TypeId {
        if let Some(id) = self.by_pointer.get(&target.pointer) {
            return *id;
        }
        let id = self.open(self.naming_of(&target.pointer), &target.pointer);
        self.by_pointer.insert(target.pointer.clone(), id);
        self.queue.push((id, target));
        id
    }

    /// The type of a schema inside a parameter, body or response. Those under `#/components` are
    /// shared by many operations, so they are lowered once and named after their own place.
    pub(super) fn lower_shared(&mut self, schema: Schema<'d>, naming: Naming) -> TypeRef {
        if !schema.pointer.as_str().starts_with("/components/") {
            return self.lower(vec![schema], Slot::Fresh(naming));
        }
        if let Some(known) = self.shared.get(&schema.pointer) {
            return known.clone();
        }
        let pointer = schema.pointer.clone();
        let naming = self.naming_of(&pointer);
        let value = self.lower(vec![schema], Slot::Fresh(naming));
        self.shared.insert(pointer, value.clone());
        value
    }

    /// The name of an inline schema: after its own place, where `allOf` brought it elsewhere.
    pub(super) fn home(&self, pointer: &Pointer, naming: Naming) -> Naming {
        let root = self.root_of(&naming);
        let own = self.naming_of(pointer);
        match (&own, &root) {
            (Naming::Child { of, .. }, Naming::Component(_))
                if self.api.types[of.0].naming != root =>
            {
                own
            }
            (Naming::Child { .. }, Naming::Operation { .. }) => own,
            _ => naming,
        }
    }

    /// A name for a schema that is no component: the component that it stands in and the words of
    /// the way to it.
    fn naming_of(&self, pointer: &Pointer) -> Naming {
        let tokens: Vec<String> = pointer.tokens().collect();
        let component = tokens.get(..3).and_then(|head| {
            let pointer = head
                .iter()
                .fold(Pointer::root(), |at, token| at.child(token));
            self.by_pointer.get(&pointer).copied()
        });
        match component {
            Some(of) => Naming::Child {
                of,
                word: words(&tokens[3..]),
            },
            None => Naming::Component(words(&tokens)),
        }
    }

    /// Where `null` was asked for in the way of 3.0, beside something that is no `type`, or as a part of `allOf`
    /// that says nothing else. By the letter `nullable` says nothing there, in 3.1 nowhere; everybody who writes it
    /// means it.
    pub(super) fn wants_null(&self, schema: &Schema<'d>) -> Option<Pointer> {
        if self.is_by_the_letter() || schema.reference().is_some() {
            return None;
        }
        let is_typed = schema.get("type").is_some();
        if schema.is_true("nullable") {
            let is_beside = |keyword: &&str| schema.get(keyword).is_some();
            let has_parts = ["allOf", "oneOf", "anyOf", "enum"].iter().any(is_beside);
            let is_unheard = !is_typed || schema.get("enum").is_some();
            return (is_unheard && has_parts).then(|| schema.pointer.clone());
        }
        let mut parts = schema.list("allOf").into_iter().filter(|_| !is_typed);
        let asking = parts.find(|part| part.is_true("nullable") && part.has_only(&["nullable"]));
        asking.map(|part| part.pointer)
    }

    /// What the document says at a pointer.
    pub(super) fn docs_at(&self, pointer: &Pointer) -> Docs {
        let Some(value) = self.document.get(pointer) else {
            return Docs::default();
        };
        let schema = Schema::new(value, pointer.clone());
        self.docs_of(&schema)
    }

    /// What a schema leads to in the end, if it refers to another.
    pub(super) fn end_of(&self, schema: &Schema<'d>) -> Option<&'d Value> {
        let followed = self.document.follow(schema.reference()?, &schema.pointer);
        followed.ok().map(|(_, value)| value)
    }

    /// The format of a schema or of what it refers to, where no type says it.
    fn format_of(&self, schema: &Schema<'d>) -> Option<String> {
        let of_target = || self.end_of(schema)?.get("format")?.as_str();
        let format = schema.text("format").or_else(of_target)?;
        let is_typed = ["int32", "int64", "uint64", "float", "double"].contains(&format);
        (!is_typed).then(|| format.to_owned())
    }

    /// What a schema says of itself, or else what it refers to says.
    pub(super) fn docs_of(&self, schema: &Schema<'d>) -> Docs {
        let own = Docs {
            title: schema.text("title").map(str::to_owned),
            description: schema.text("description").map(str::to_owned),
            format: self.format_of(schema),
            default: schema.get("default").map(ToString::to_string),
            deprecated: schema.is_true("deprecated"),
            remark: None,
        };
        let says_nothing = own.title.is_none() && own.description.is_none();
        match self.end_of(schema).filter(|_| says_nothing) {
            Some(value) => {
                let text = |keyword: &str| {
                    value
                        .get(keyword)
                        .and_then(|text| text.as_str())
                        .map(str::to_owned)
                };
                Docs {
                    title: text("title"),
                    description: text("description"),
                    ..own
                }
            }
            None => own,
        }
    }
}

/// The words of a pointer that tell one place from another, as they would be if it were reached
/// from above. The kind of a shared component goes last, as in `NotFound Response`.
fn words(tokens: &[String]) -> String {
    let is_components = tokens.first().is_some_and(|token| token == "components");
    let kind = match tokens.get(1).filter(|_| is_components).map(String::as_str) {
        Some("responses") => "Response",
        Some("requestBodies") => "Body",
        Some("parameters") => "Parameter",
        Some("headers") => "Header",
        _ => "",
    };
    let skipped = if is_components { 2 } else { 0 };
    let mut words: Vec<String> = Vec::new();
    let mut tokens = tokens.iter().skip(skipped).peekable();
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "properties" | "paths" | "$defs" | "definitions" => {
                words.extend(tokens.next().cloned())
            }
            "items" | "additionalProperties" => {
                let last = words.pop().unwrap_or_default();
                words.push(singular(&last));
            }
            "allOf" => drop(tokens.next()),
            "oneOf" | "anyOf" => {
                let index = tokens.next().and_then(|index| index.parse::<usize>().ok());
                words.push(format!("Variant {}", index.unwrap_or_default() + 1));
            }
            "content" => drop(tokens.next()),
            "schema" => {}
            other => words.push(other.to_owned()),
        }
    }
    words.push(kind.to_owned());
    words.join(" ").trim().to_owned()
}
