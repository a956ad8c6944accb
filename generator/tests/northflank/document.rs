//! The document as others read it: by another YAML reader, into JSON Schema 2020-12.

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/openapi.yaml");
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// The page's example of the 200 response, which lacks the required `tags`.
pub(crate) fn example() -> Value {
    let place = "/components/responses/JobDetails/content/application~1json/example";
    DOCUMENT.pointer(place).unwrap().clone()
}

/// The example, with `tags`.
pub(crate) fn tagged_example() -> Value {
    let mut job = example();
    job["data"]["tags"] = json!(["my-tag", "team-a"]);
    job
}

/// The schema at a place of the document, behind its references.
pub(crate) fn schema(pointer: &str) -> &'static Value {
    behind_references(DOCUMENT.pointer(pointer).unwrap())
}

/// What a schema comes down to where it is a reference, or wraps one.
pub(crate) fn behind_references(schema: &'static Value) -> &'static Value {
    let inner = schema.pointer("/allOf/0").unwrap_or(schema);
    match inner["$ref"].as_str() {
        Some(reference) => behind_references(
            DOCUMENT
                .pointer(reference.strip_prefix('#').unwrap())
                .unwrap(),
        ),
        None => inner,
    }
}

/// How integers are bounded that the document does not bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integers {
    /// Not at all, as the document says.
    Unbounded,
    /// To 64 bits: the one place in which generated types are known to refuse more.
    SixtyFourBits,
}

/// A validator for the schema at a place of the document.
pub(crate) fn validator(pointer: &str, integers: Integers) -> Validator {
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    let schemas = schemas.iter();
    let schemas: Map<_, _> = schemas
        .map(|(name, schema)| (name.clone(), modern(schema, integers)))
        .collect();
    jsonschema::draft202012::new(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#{pointer}"),
        "components": { "schemas": schemas },
    }))
    .unwrap()
}

/// A schema of OpenAPI 3.0 as JSON Schema 2020-12. What it does not know it does not drop.
fn modern(schema: &Value, integers: Integers) -> Value {
    let old = schema.as_object().unwrap();
    let mut new = Map::new();
    for (keyword, value) in old {
        let value = match keyword.as_str() {
            "description" => continue,
            "$ref" => {
                assert_eq!(old.len(), 1, "what stands beside a reference is ignored");
                value.clone()
            }
            "type" | "required" | "enum" | "minimum" | "maximum" | "minLength" | "maxLength"
            | "pattern" => value.clone(),
            "items" => modern(value, integers),
            "properties" => {
                let properties = value.as_object().unwrap().iter();
                properties
                    .map(|(name, schema)| (name.clone(), modern(schema, integers)))
                    .collect()
            }
            "allOf" => {
                let branches = value.as_array().unwrap().iter();
                branches.map(|schema| modern(schema, integers)).collect()
            }
            _ => panic!("teach the oracle `{keyword}`"),
        };
        new.insert(keyword.clone(), value);
    }
    if integers == Integers::SixtyFourBits && old.get("type") == Some(&json!("integer")) {
        new.entry("minimum").or_insert(json!(i64::MIN));
        new.entry("maximum").or_insert(json!(i64::MAX));
    }
    Value::Object(new)
}
