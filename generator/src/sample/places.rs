//! Examples by the places where the document has them, if they fit.

use crate::lint::Judge;
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// Schemas within `allOf` within schemas.
const MOST_NESTED: usize = 8;

/// The examples that there are of a value.
#[derive(Clone, Default)]
pub(super) struct Found {
    /// The first that fits its schema.
    pub(super) fit: Option<Value>,
    /// The first that does not, and has parts that may.
    pub(super) unfit: Option<Value>,
}

pub(super) struct Places<'d> {
    document: &'d Document,
    judge: Judge<'d>,
    /// The examples of schemas that were asked for.
    known: HashMap<Pointer, Found>,
}

impl<'d> Places<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            judge: Judge::new(document),
            known: HashMap::new(),
        }
    }

    /// Whether nothing is known against a value, by the schema at a place; there need not be one.
    pub(super) fn fits(&mut self, place: &Pointer, value: &Value) -> bool {
        let schema = self.document.get(place);
        schema.is_none_or(|schema| self.judge.fits(place, schema, value))
    }

    /// The example of a schema: its own, or a value that it lists.
    pub(super) fn of_schema(&mut self, place: &Pointer) -> Found {
        if let Some(known) = self.known.get(place) {
            return known.clone();
        }
        let Some(schema) = self.document.get(place) else {
            return Found::default();
        };
        let listed = |keyword| schema.get(keyword).and_then(Value::as_array);
        let candidates = schema.get("example").into_iter();
        let candidates = candidates.chain(listed("examples").into_iter().flatten());
        let candidates = candidates.chain(schema.get("const"));
        let candidates: Vec<&Value> = candidates
            .chain(listed("enum").into_iter().flatten())
            .collect();
        let found = self.first(candidates, place);
        self.known.insert(place.clone(), found.clone());
        found
    }

    /// The example of a body of a media type, by its schema: its own, or that of the schema.
    pub(super) fn of_media(&mut self, media: &Pointer, schema: &Pointer) -> Found {
        let candidates = self.media_examples(media);
        let mut found = self.first(candidates, schema);
        let target = self.followed(schema).map(|(target, _)| target);
        for place in [Some(schema.clone()), target].into_iter().flatten() {
            if found.fit.is_none() {
                let more = self.of_schema(&place);
                found.fit = more.fit;
                found.unfit = found.unfit.or(more.unfit);
            }
        }
        found
    }

    /// The example of a body that is no JSON.
    pub(super) fn raw(&self, media: &Pointer) -> Option<String> {
        let mut texts = self.media_examples(media).into_iter();
        texts.find_map(|example| example.as_str().map(str::to_owned))
    }

    /// Where the schema of a property stands, looked for in `allOf` too.
    pub(super) fn property(&self, object: &Pointer, name: &str) -> Option<Pointer> {
        self.property_within(object, name, MOST_NESTED)
    }

    fn property_within(&self, object: &Pointer, name: &str, left: usize) -> Option<Pointer> {
        let (place, schema) = self.followed(object)?;
        if schema
            .get("properties")
            .is_some_and(|all| all.get(name).is_some())
        {
            return Some(place.child("properties").child(name));
        }
        let count = schema
            .get("allOf")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        let parts = place.child("allOf");
        let left = left.checked_sub(1)?;
        (0..count).find_map(|index| self.property_within(&parts.index(index), name, left))
    }

    /// The schema at the end of references.
    fn followed(&self, place: &Pointer) -> Option<(Pointer, &'d Value)> {
        let value = self.document.get(place)?;
        match value.get("$ref").and_then(Value::as_str) {
            None => Some((place.clone(), value)),
            Some(reference) => self.document.follow(reference, place).ok(),
        }
    }

    fn media_examples(&self, media: &Pointer) -> Vec<&'d Value> {
        let Some(value) = self.document.get(media) else {
            return Vec::new();
        };
        let named = value.get("examples").and_then(Value::as_object);
        let named = named.into_iter().flatten().filter_map(|(name, _)| {
            let (_, example) = self.followed(&media.child("examples").child(name))?;
            example.get("value").or_else(|| example.get("dataValue"))
        });
        value.get("example").into_iter().chain(named).collect()
    }

    /// The first that fits. Text may be that of JSON, which OpenAPI allows.
    fn first(&mut self, candidates: Vec<&Value>, schema: &Pointer) -> Found {
        let mut found = Found::default();
        for candidate in candidates {
            if candidate.is_null() {
                continue; // `example:` with nothing behind it.
            }
            let encoded = candidate.as_str().map(serde_json::from_str::<Value>);
            let encoded = encoded.and_then(Result::ok);
            for value in [Some(candidate), encoded.as_ref()].into_iter().flatten() {
                if self.fits(schema, value) {
                    found.fit = Some(value.clone());
                    return found;
                }
                if value.is_object() || value.is_array() {
                    found.unfit.get_or_insert_with(|| value.clone());
                }
            }
        }
        found
    }
}
