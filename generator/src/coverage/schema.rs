//! What the keywords of schemas come to, as a rule and beside others.

use super::Standing::{self, Documented, Honoured, Ignored, Refused, Unknown};
use super::Verdict;
use super::grammar::Holds::{Map, Object, Value as Any};
use super::grammar::{Kind, Table};
use crate::load::Version;
use crate::lower::Reading;
use serde_json::{Map as Members, Value};

pub(super) const SCHEMA: Table = &[
    (
        Honoured,
        Any,
        &[
            "$anchor",
            "$dynamicAnchor",
            "$dynamicRef",
            "$id",
            "$recursiveRef",
            "$ref",
            "$schema",
            "const",
            "dependentRequired",
            "enum",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "nullable",
            "pattern",
            "readOnly",
            "required",
            "type",
            "uniqueItems",
            "writeOnly",
        ],
    ),
    (
        Honoured,
        Object(Kind::Schema),
        &[
            "additionalItems",
            "additionalProperties",
            "allOf",
            "anyOf",
            "contains",
            "else",
            "if",
            "items",
            "not",
            "oneOf",
            "prefixItems",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties",
        ],
    ),
    (
        Honoured,
        Map(Kind::Schema),
        &[
            "$defs",
            "definitions",
            "dependencies",
            "dependentSchemas",
            "patternProperties",
            "properties",
        ],
    ),
    (Honoured, Object(Kind::Discriminator), &["discriminator"]),
    (
        Documented,
        Any,
        &["default", "deprecated", "description", "format", "title"],
    ),
    (Honoured, Object(Kind::Xml), &["xml"]),
    (
        Ignored,
        Any,
        &[
            "$comment",
            "$vocabulary",
            "contentEncoding",
            "contentMediaType",
            "example",
            "examples",
            "summary",
        ],
    ),
    (Ignored, Object(Kind::Schema), &["contentSchema"]),
    (Ignored, Object(Kind::ExternalDocs), &["externalDocs"]),
];

pub(super) const DISCRIMINATOR: Table = &[
    (Honoured, Any, &["propertyName", "mapping"]),
    (Refused, Any, &["defaultMapping"]),
];

pub(super) const XML: Table = &[(
    Honoured,
    Any,
    &[
        "attribute",
        "name",
        "namespace",
        "nodeType",
        "prefix",
        "wrapped",
    ],
)];

/// How the document at hand is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) version: Version,
    pub(super) reading: Reading,
    /// Whether a body is read or written as XML.
    pub(super) has_xml: bool,
}

impl Context {
    /// What a keyword of a schema comes to beside the others.
    pub(super) fn verdict(
        self,
        keyword: &str,
        schema: &Members<String, Value>,
        rule: Standing,
    ) -> Verdict {
        let is_beside_reference = self.version == Version::V3_0
            && schema.get("$ref").is_some_and(Value::is_string)
            && !["$ref", "readOnly", "writeOnly"].contains(&keyword);
        match keyword {
            // 3.0: what stands beside a `$ref` does not count.
            _ if is_beside_reference && rule == Honoured => Verdict::plain(Ignored),
            "xml" if !self.has_xml => Verdict::plain(Ignored),
            "format" => Verdict::plain(self.format(schema)),
            // 3.1 knows no `nullable`; as it is meant, a finding is about it.
            "nullable" if self.version != Version::V3_0 && self.reading == Reading::Letter => {
                Verdict::plain(Unknown)
            }
            "discriminator" if self.reading == Reading::Letter => Verdict::plain(Ignored),
            _ => Verdict::plain(rule),
        }
    }

    /// Some formats choose the type of a number, if they are of its kind; the rest are told.
    fn format(self, schema: &Members<String, Value>) -> Standing {
        let has = |name: &str| match schema.get("type") {
            Some(Value::Array(names)) => names.iter().any(|other| other == name),
            Some(other) => other == name,
            None => false,
        };
        let is_meant = self.reading == Reading::Meant;
        match schema.get("format").and_then(Value::as_str) {
            Some("int32" | "int64" | "uint64") if is_meant && has("integer") => Honoured,
            Some("float" | "double") if is_meant && has("number") => Honoured,
            Some("int32" | "int64" | "uint64" | "float" | "double") => Ignored,
            _ => Documented,
        }
    }
}
