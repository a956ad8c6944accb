//! The two dialects: JSON Schema 2020-12 is that of OpenAPI 3.1, and draft 4 is the one that 3.0 took words from.

use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draft {
    V2020_12,
    V4,
}

/// Keywords of draft 4 that OpenAPI 3.0 does not have.
const NOT_IN_3_0: &[&str] = &[
    "$ref", // It names other components there, not parts of its own schema.
    "additionalItems",
    "definitions",
    "dependencies",
    "id",
    "patternProperties",
];

impl Draft {
    /// The folder of the suite.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::V2020_12 => "draft2020-12",
            Self::V4 => "draft4",
        }
    }

    /// The version of a document with such schemas.
    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::V2020_12 => "3.1.0",
            Self::V4 => "3.0.3",
        }
    }

    /// Whether a schema of the suite is one of OpenAPI.
    pub(crate) fn has(self, schema: &Value) -> bool {
        self == Self::V2020_12 || is_of_3_0(schema)
    }
}

fn is_of_3_0(schema: &Value) -> bool {
    let Value::Object(keywords) = schema else {
        return false;
    };
    keywords
        .iter()
        .all(|(keyword, value)| match (keyword.as_str(), value) {
            (keyword, _) if NOT_IN_3_0.contains(&keyword) => false,
            ("type", name) => name.is_string() && name != "null",
            ("items", schema) => is_of_3_0(schema),
            ("properties", Value::Object(named)) => named.values().all(is_of_3_0),
            ("additionalProperties" | "not", Value::Object(_)) => is_of_3_0(value),
            ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => schemas.iter().all(is_of_3_0),
            _ => true,
        })
}
