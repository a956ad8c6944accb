//! Schemas of a document as JSON Schema 2020-12, as another validator reads it.
//!
//! What a schema refers to becomes a member of `$defs`, so that a validator sees all that counts for
//! one component and nothing else.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use typewright::load::{Document, Version};
use typewright::pointer::Pointer;

/// Keywords whose value is a schema.
const SCHEMA: &[&str] = &[
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Keywords whose value is a list of schemas.
const LIST: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords whose value is an object of schemas.
const NAMED: &[&str] = &["dependentSchemas", "patternProperties", "properties"];
/// Keywords that are taken as they are. What a `$dynamicRef` names depends on the resources around, which a bundle
/// has not: no validator is made of it.
const PLAIN: &[&str] = &[
    "$dynamicRef",
    "const",
    "dependentRequired",
    "enum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "multipleOf",
    "pattern",
    "required",
    "type",
    "uniqueItems",
];

/// A schema with all that it refers to.
pub(crate) struct Bundle {
    /// For a validator of 2020-12.
    pub(crate) schema: Value,
    /// Where the schemas stand in the document.
    pub(crate) places: Vec<Pointer>,
}

/// The bundle of the schema at a place. Keywords in `left_out` are those that the generator said it
/// leaves out. `hidden` is the annotation of properties that are not there: `readOnly` in requests, `writeOnly` in
/// responses.
pub(crate) fn bundle(
    document: &Document,
    left_out: &BTreeSet<Pointer>,
    hidden: Option<&'static str>,
    root: Pointer,
) -> Bundle {
    let mut translation = Translation {
        document,
        left_out,
        hidden,
        places: vec![root],
    };
    let mut definitions = Map::new();
    while let Some(place) = translation.places.get(definitions.len()).cloned() {
        let value = document.get(&place).unwrap_or(&Value::Bool(true));
        let schema = translation.schema(value, &place);
        definitions.insert(definitions.len().to_string(), schema);
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/0",
        "$defs": definitions,
    });
    let places = translation.places;
    Bundle { schema, places }
}

struct Translation<'d> {
    document: &'d Document,
    left_out: &'d BTreeSet<Pointer>,
    hidden: Option<&'static str>,
    /// What was referred to; a schema has the number of its place.
    places: Vec<Pointer>,
}

impl Translation<'_> {
    fn schema(&mut self, schema: &Value, place: &Pointer) -> Value {
        let Some(old) = schema.as_object() else {
            // A schema that is neither an object nor a boolean says nothing.
            return Value::Bool(schema != &Value::Bool(false));
        };
        let mut new = Map::new();
        if let Some(reference) = old.get("$ref").and_then(Value::as_str) {
            if let Ok((target, _)) = self.document.resolve(reference, place) {
                new.insert("$ref".to_owned(), self.reference(target));
            }
            if self.document.version == Version::V3_0 {
                return Value::Object(new);
            }
        }
        let hidden = self.hidden(old, place);
        for (keyword, value) in old {
            let at = place.child(keyword);
            if self.left_out.contains(&at) {
                continue;
            }
            if let Some((keyword, value)) = self.keyword(old, keyword, value, &at) {
                new.insert(keyword.to_owned(), value);
            }
        }
        if let Some(Value::Object(properties)) = new.get_mut("properties") {
            properties.retain(|name, _| !hidden.contains(name));
        }
        if let Some(Value::Array(required)) = new.get_mut("required") {
            required.retain(|name| hidden.iter().all(|hidden| name != hidden));
        }
        if self.document.version == Version::V3_0
            && old.get("nullable") == Some(&json!(true))
            && let Some(declared @ Value::String(_)) = new.get("type").cloned()
        {
            new.insert("type".to_owned(), json!([declared, "null"]));
        }
        Value::Object(new)
    }

    /// The properties that are not there.
    fn hidden(&self, schema: &Map<String, Value>, place: &Pointer) -> Vec<String> {
        let properties = schema.get("properties").and_then(Value::as_object);
        let properties = properties.into_iter().flatten();
        let is_hidden = |property: &Value| {
            let hidden = self.hidden?;
            let reference = property.get("$ref").and_then(Value::as_str);
            let referred = reference.and_then(|to| self.document.follow(to, place).ok());
            let referred = referred.and_then(|(_, value)| value.get(hidden));
            Some(property.get(hidden).or(referred)? == &Value::Bool(true))
        };
        properties
            .filter(|(_, property)| is_hidden(property) == Some(true))
            .map(|(name, _)| name.clone())
            .collect()
    }

    fn reference(&mut self, target: Pointer) -> Value {
        let known = self.places.iter().position(|place| *place == target);
        let number = known.unwrap_or_else(|| {
            self.places.push(target);
            self.places.len() - 1
        });
        format!("#/$defs/{number}").into()
    }

    fn keyword<'k>(
        &mut self,
        schema: &Map<String, Value>,
        keyword: &'k str,
        value: &Value,
        at: &Pointer,
    ) -> Option<(&'k str, Value)> {
        let companion = |name| schema.get(name) == Some(&Value::Bool(true));
        let new = match keyword {
            // The names of draft 4, which 3.0 builds on.
            "minimum" if companion("exclusiveMinimum") => ("exclusiveMinimum", value.clone()),
            "maximum" if companion("exclusiveMaximum") => ("exclusiveMaximum", value.clone()),
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => return None,
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                (keyword, value.clone())
            }
            "items" if value.is_array() => ("prefixItems", self.list(value, at)),
            _ if SCHEMA.contains(&keyword) => (keyword, self.schema(value, at)),
            _ if LIST.contains(&keyword) => (keyword, self.list(value, at)),
            _ if NAMED.contains(&keyword) => (keyword, self.named(value, at)),
            _ if PLAIN.contains(&keyword) => (keyword, value.clone()),
            // They say nothing, but are values to try.
            "example" | "default" => ("examples", json!([value])),
            "examples" if value.is_array() => ("examples", value.clone()),
            _ => return None,
        };
        Some(new)
    }

    fn list(&mut self, value: &Value, at: &Pointer) -> Value {
        let schemas = value.as_array().into_iter().flatten().enumerate();
        schemas
            .map(|(index, schema)| self.schema(schema, &at.index(index)))
            .collect()
    }

    fn named(&mut self, value: &Value, at: &Pointer) -> Value {
        let schemas = value.as_object().into_iter().flatten();
        let schemas = schemas.map(|(name, schema)| {
            let schema = self.schema(schema, &at.child(name));
            (name.clone(), schema)
        });
        Value::Object(schemas.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::bundle;
    use serde_json::{Value, json};
    use std::collections::BTreeSet;
    use typewright::diagnostic::Diagnostics;
    use typewright::load::{Document, Version};
    use typewright::pointer::Pointer;

    fn translated(version: Version, schemas: Value) -> Value {
        translated_without(version, None, schemas)
    }

    fn translated_without(version: Version, hidden: Option<&'static str>, schemas: Value) -> Value {
        let root = json!({"components": {"schemas": schemas}});
        let place = Pointer::root().child("components").child("schemas");
        let left_out = BTreeSet::from([place.child("A").child("pattern")]);
        let document = Document::new(root, version, &mut Diagnostics::default());
        bundle(&document, &left_out, hidden, place.child("A")).schema["$defs"].clone()
    }

    #[test]
    fn the_dialect_of_3_0() {
        let schemas = json!({
            "A": {
                "type": "object", "nullable": true, "pattern": "(",
                "properties": {"b": {"$ref": "#/components/schemas/B", "type": "string"}},
            },
            "B": {"minimum": 1, "exclusiveMinimum": true, "nullable": true},
        });
        let expected = json!({
            "0": {"type": ["object", "null"], "properties": {"b": {"$ref": "#/$defs/1"}}},
            "1": {"exclusiveMinimum": 1},
        });
        assert_eq!(translated(Version::V3_0, schemas), expected);
    }

    #[test]
    fn a_property_of_the_other_direction_is_not_there_and_not_required() {
        let schemas = json!({
            "A": {
                "properties": {"b": {"$ref": "#/components/schemas/B"}, "c": {"readOnly": true}, "d": {}},
                "required": ["b", "c", "d"],
            },
            "B": {"readOnly": true},
        });
        let seen = |hidden| translated_without(Version::V3_1, hidden, schemas.clone())["0"].clone();
        let expected = json!({"properties": {"d": {}}, "required": ["d"]});
        assert_eq!(seen(Some("readOnly")), expected);
        let all = json!(["b", "c", "d"]);
        assert_eq!(seen(Some("writeOnly"))["required"], all);
        assert_eq!(seen(None)["required"], all);
    }

    #[test]
    fn the_dialect_of_3_1() {
        let schemas = json!({
            "A": {"$ref": "#/components/schemas/A/$defs/x", "minLength": 1, "format": "uuid",
                  "$defs": {"x": {"type": ["string", "null"]}}},
        });
        let expected = json!({
            "0": {"$ref": "#/$defs/1", "minLength": 1, "format": "uuid"},
            "1": {"type": ["string", "null"]},
        });
        assert_eq!(translated(Version::V3_1, schemas), expected);
    }
}
