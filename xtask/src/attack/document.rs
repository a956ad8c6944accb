//! Copies of the document. As the attacker reads it: with what the server answers by itself, and without what a crate is
//! not meant to check. And as answers are made.

use crate::subject::{METHODS, Subject};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use typewright::ir::{Api, Operation};
use typewright::load::Document;

/// What a server of ours refuses requests with, whatever the document says.
const REFUSALS: &[&str] = &["400", "401", "404", "405", "413", "415", "422"];
/// Formats that choose a type.
const FORMATS: &[&str] = &["int32", "int64", "uint64", "binary"];

/// A copy in which each operation has problems of RFC 9457 beside what it has already.
pub(super) fn attacked(subject: &Subject) -> Value {
    let given = &subject.document.root;
    let mut root = given.clone();
    let paths = root.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut());
    for item in items.filter_map(Value::as_object_mut) {
        for method in METHODS {
            let operation = item.get_mut(*method).and_then(Value::as_object_mut);
            if let Some(operation) = operation {
                let responses = operation.entry("responses").or_insert_with(|| json!({}));
                refuse(given, responses);
            }
        }
    }
    as_tokens(&mut root);
    without_formats(&mut root);
    keep_media_types(&subject.api, &mut root);
    discriminate(&mut root);
    root
}

/// A copy for making answers, in which what a `discriminator` says with a `mapping` is said by keywords: each
/// alternative takes the values that name it, and no others.
pub(super) fn answered(document: &Document) -> Document {
    let mut copy = document.clone();
    discriminate(&mut copy.root);
    copy
}

fn discriminate(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(discriminate),
        Value::Object(members) => {
            members.values_mut().for_each(discriminate);
            let discriminator = members.get("discriminator").cloned().unwrap_or_default();
            let (name, mapping) = (&discriminator["propertyName"], &discriminator["mapping"]);
            let (Some(name), Some(mapping)) = (name.as_str(), mapping.as_object()) else {
                return;
            };
            for keyword in ["oneOf", "anyOf"] {
                let alternatives = members.get_mut(keyword).and_then(Value::as_array_mut);
                for alternative in alternatives.into_iter().flatten() {
                    let values = mapping
                        .iter()
                        .filter(|(_, target)| **target == alternative["$ref"])
                        .map(|(value, _)| value);
                    let values: Vec<&String> = values.collect();
                    let named =
                        json!({ "properties": { name: { "enum": values } }, "required": [name] });
                    *alternative = json!({ "allOf": [named, alternative] });
                }
            }
        }
        _ => {}
    }
}

/// Of the bodies of requests, those that the crate takes.
fn keep_media_types(api: &Api, root: &mut Value) {
    let mut kept: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for body in api.operations.iter().flat_map(Operation::bodies) {
        if let Some((content, media_type)) = body.pointer.split_last() {
            let media_types = kept.entry(content.as_str().to_owned()).or_default();
            media_types.insert(media_type.to_owned());
        }
    }
    for (content, media_types) in kept {
        let content = root.pointer_mut(&content).and_then(Value::as_object_mut);
        if let Some(content) = content {
            content.retain(|name, _| media_types.contains(name));
        }
    }
}

/// Formats of strings are told, and not enforced: docs/decisions/0013-formats.md.
fn without_formats(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_formats),
        Value::Object(members) => {
            let format = members.get("format").and_then(Value::as_str);
            if format.is_some_and(|format| !FORMATS.contains(&format)) {
                members.remove("format");
            }
            members.values_mut().for_each(without_formats);
        }
        _ => {}
    }
}

fn refuse(root: &Value, responses: &mut Value) {
    let Some(responses) = responses.as_object_mut() else {
        return;
    };
    for status in REFUSALS {
        let known = responses.get(*status).map(|known| resolved(root, known));
        let mut response = known
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        response
            .entry("description")
            .or_insert_with(|| "Refused.".into());
        // What the document has beside the body is of its own answers.
        response.remove("headers");
        let content = response
            .entry("content")
            .or_insert_with(|| Map::new().into());
        if let Some(content) = content.as_object_mut() {
            content.insert(
                "application/problem+json".to_owned(),
                json!({ "schema": problem() }),
            );
        }
        responses.insert((*status).to_owned(), response.into());
    }
}

fn resolved<'v>(root: &'v Value, value: &'v Value) -> &'v Value {
    let target = value.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| root.pointer(target.strip_prefix('#')?));
    target.unwrap_or(value)
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string", "minLength": 1 },
            "status": { "type": "integer", "minimum": 400, "maximum": 499 },
            "detail": { "type": "string", "minLength": 1 },
            "errors": { "type": "array", "minItems": 1, "items": {
                "type": "object",
                "required": ["in", "detail"],
                "properties": {
                    "in": { "enum": ["path", "query", "header", "cookie", "body"] },
                    "name": { "type": "string" },
                    "pointer": { "type": "string", "pattern": "^#(/.*)?$" },
                    "detail": { "type": "string", "minLength": 1 }
                }
            } }
        }
    })
}

/// Schemes whose tokens are fetched elsewhere: what comes of them is a bearer's.
fn as_tokens(root: &mut Value) {
    let schemes = root.pointer_mut("/components/securitySchemes");
    let schemes = schemes.and_then(Value::as_object_mut);
    for scheme in schemes.into_iter().flat_map(|all| all.values_mut()) {
        if scheme["type"] == "oauth2" || scheme["type"] == "openIdConnect" {
            *scheme = json!({ "type": "http", "scheme": "bearer" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{discriminate, problem, refuse, without_formats};
    use serde_json::json;

    #[test]
    fn problems_stand_beside_what_the_document_has() {
        let root = json!({ "components": { "responses": { "Bad": {
            "description": "Bad.", "content": { "application/json": {} }
        } } } });
        let mut responses = json!({ "400": { "$ref": "#/components/responses/Bad" } });
        refuse(&root, &mut responses);
        let content = &responses["400"]["content"];
        assert_eq!(content["application/json"], json!({}));
        assert_eq!(content["application/problem+json"]["schema"], problem());
        assert_eq!(responses["413"]["description"], "Refused.");
        assert!(responses.get("500").is_none());
    }

    #[test]
    fn formats_that_choose_a_type_stay() {
        let mut schema = json!({ "properties": {
            "format": { "type": "string", "format": "uuid" }, "size": { "format": "int64" }
        } });
        without_formats(&mut schema);
        let expected = json!({ "properties": {
            "format": { "type": "string" }, "size": { "format": "int64" }
        } });
        assert_eq!(schema, expected);
    }

    #[test]
    fn alternatives_take_the_values_that_name_them() {
        let mut schema = json!({
            "oneOf": [{ "$ref": "#/cat" }],
            "discriminator": { "propertyName": "kind", "mapping": { "c": "#/cat", "d": "#/dog" } }
        });
        discriminate(&mut schema);
        let named = json!({ "properties": { "kind": { "enum": ["c"] } }, "required": ["kind"] });
        assert_eq!(
            schema["oneOf"],
            json!([{ "allOf": [named, { "$ref": "#/cat" }] }])
        );
    }
}
