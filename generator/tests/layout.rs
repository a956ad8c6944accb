//! What stands in which file: one thing more changes few files, and no file is too long to read.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use typewright::generate::{Options, generate};
use typewright::load::Source;

/// The files of the crate for a document, by path.
fn files(document: &Value) -> BTreeMap<String, String> {
    let source = Source {
        name: "openapi.json".to_owned(),
        bytes: serde_json::to_vec(document).unwrap(),
    };
    let options = Options {
        crate_name: Some("sample".to_owned()),
        ..Options::default()
    };
    let generated = generate(&source, &options);
    let files = generated.files.into_iter();
    let files: BTreeMap<_, _> = files.map(|file| (file.path, file.contents)).collect();
    assert!(!files.is_empty(), "{:?}", generated.diagnostics);
    files
}

/// The paths of files that are new, gone or not the same.
fn changed(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    let paths = before.keys().chain(after.keys());
    let changed = paths.filter(|path| before.get(*path) != after.get(*path));
    let mut changed: Vec<String> = changed.cloned().collect();
    changed.sort();
    changed.dedup();
    changed
}

/// Real documents, each with a schema and an operation of every kind in it already: the first of
/// a kind brings the part of the runtime that it needs.
fn documents() -> Vec<Value> {
    let mut documents = Vec::new();
    insta::glob!("snippets/inputs/**/*.yaml", |path| documents
        .push(std::fs::read_to_string(path).unwrap()));
    documents.push(include_str!("../../spec/openapi.yaml").to_owned());
    let documents = documents.iter().map(|text| {
        let mut document: Value = serde_yaml::from_str(text).unwrap();
        insert(&mut document, SCHEMAS, usize::MAX, "Usual", schema());
        insert(&mut document, SCHEMAS, usize::MAX, "Other", other());
        insert(
            &mut document,
            PATHS,
            usize::MAX,
            "/usual",
            operation("usual", "Usual"),
        );
        document
    });
    documents.collect()
}

const SCHEMAS: &[&str] = &["components", "schemas"];
const PATHS: &[&str] = &["paths"];

fn insert(document: &mut Value, at: &[&str], index: usize, key: &str, value: Value) {
    let mut members = document.as_object_mut().unwrap();
    for name in at {
        let member = members.entry(*name).or_insert_with(|| json!({}));
        members = member.as_object_mut().unwrap();
    }
    members.shift_insert(index.min(members.len()), key.to_owned(), value);
}

fn members<'d>(document: &'d Value, at: &[&str]) -> &'d Map<String, Value> {
    let member = at.iter().fold(document, |value, name| &value[*name]);
    member.as_object().unwrap()
}

/// An object that holds each kind of type.
fn schema() -> Value {
    json!({ "type": "object", "properties": {
        "usual": { "$ref": "#/components/schemas/Usual" },
        "code": { "type": "string", "pattern": "^[a-z]+$" },
        "long": { "type": "string", "pattern": "[ab]*a[ab]{40}" },
        "other": { "type": "string", "pattern": "^(?!-)[a-z-]+$" },
        "level": { "type": "integer", "maximum": 9 },
        "codes": { "type": "array", "minItems": 1, "items": { "type": "string", "pattern": "^[a-z]+$" } },
        "state": { "type": "string", "enum": ["on", "off"] },
        "size": { "type": "integer", "enum": [1, 2] },
        "inner": { "type": "object", "properties": { "code": { "type": "string", "maxLength": 3 } } },
        "data": { "type": "object", "not": { "properties": { "code": { "type": "string", "pattern": "^x" } } } },
        "whole": { "type": "object", "not": { "$ref": "#/components/schemas/Usual" } },
        "either": { "oneOf": [{ "type": "string" }, { "type": "object", "required": ["a"], "properties": { "a": {} } }] },
    } })
}

/// An object that nothing refers to.
fn other() -> Value {
    json!({ "type": "object", "properties": { "one": {}, "two": {} } })
}

/// An operation with types and optional parts of its own.
fn operation(id: &str, tag: &str) -> Value {
    let answer =
        json!({ "type": "object", "properties": { "code": { "type": "string", "maxLength": 3 } } });
    json!({ "post": {
        "operationId": id,
        "tags": [tag],
        "parameters": [
            { "name": "sort", "in": "query", "schema": { "type": "string", "enum": ["up", "down"] } },
        ],
        "responses": { "200": { "description": "Done.", "content": { "application/json": { "schema": answer } } } },
    } })
}

/// The first place, one in the middle, and the last.
fn places(document: &Value, at: &[&str]) -> [usize; 3] {
    let count = members(document, at).len();
    [0, count / 2, count]
}

#[test]
fn one_schema_more_changes_its_file_and_the_index() {
    for document in documents() {
        let before = files(&document);
        for place in places(&document, SCHEMAS) {
            let mut document = document.clone();
            insert(&mut document, SCHEMAS, place, "OneMore", schema());
            let changed = changed(&before, &files(&document));
            let expected = [
                "src/schemas/mod.rs",
                "src/schemas/one_more_data.rs",
                "src/schemas/one_more_whole.rs",
                "src/types/mod.rs",
                "src/types/one_more.rs",
            ];
            assert_eq!(changed, expected);
        }
    }
}

#[test]
fn one_operation_more_changes_its_files_and_the_indices() {
    for document in documents() {
        let before = files(&document);
        for place in places(&document, PATHS) {
            for (tag, expected) in [
                (
                    "Usual",
                    [
                        "src/mock/usual/mod.rs",
                        "src/mock/usual/one_more.rs",
                        "src/operations/usual/mod.rs",
                        "src/operations/usual/one_more.rs",
                        "src/server/usual/mod.rs",
                        "src/server/usual/one_more.rs",
                    ]
                    .to_vec(),
                ),
                (
                    "Unheard of",
                    [
                        "src/mock/mod.rs",
                        "src/mock/unheard_of/mod.rs",
                        "src/mock/unheard_of/one_more.rs",
                        "src/operations/mod.rs",
                        "src/operations/unheard_of/mod.rs",
                        "src/operations/unheard_of/one_more.rs",
                        "src/server/mod.rs",
                        "src/server/unheard_of/mod.rs",
                        "src/server/unheard_of/one_more.rs",
                    ]
                    .to_vec(),
                ),
            ] {
                let mut document = document.clone();
                insert(
                    &mut document,
                    PATHS,
                    place,
                    "/one-more",
                    operation("oneMore", tag),
                );
                let types = ["src/types/mod.rs", "src/types/one_more.rs"];
                let expected = [expected, types.to_vec()].concat();
                assert_eq!(changed(&before, &files(&document)), expected);
            }
        }
    }
}

#[test]
fn one_property_more_changes_one_file() {
    for document in documents() {
        let before = files(&document);
        let mut document = document;
        let at = ["components", "schemas", "Other", "properties"];
        let more = json!({ "type": "string", "pattern": "^[a-z]+$" });
        insert(&mut document, &at, 1, "oneMore", more);
        assert_eq!(changed(&before, &files(&document)), ["src/types/other.rs"]);
    }
}

#[test]
fn no_file_is_too_long() {
    let count = 400;
    let properties = (0..count).map(|index| (format!("part{index}"), schema()));
    let huge = json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() });
    let paths = (0..count).map(|index| {
        let id = format!("act{index}");
        (format!("/{id}"), operation(&id, "Usual"))
    });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Huge", "version": "1" },
        "paths": paths.collect::<Map<_, _>>(),
        "components": { "schemas": { "Usual": schema(), "Huge": huge } },
    });
    for (path, text) in files(&document) {
        let lines = text.lines().count();
        assert!(lines <= 2_000, "{path} has {lines} lines");
    }
}
