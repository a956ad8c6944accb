//! References: resolved, followed, and explained when they lead nowhere.

use super::{run, source};
use typewright::diagnostic::Place;
use typewright::load::{Document, ReferenceError};
use typewright::pointer::Pointer;

const TEXT: &str = r##"
openapi: 3.0.3
paths:
  /jobs/{id}: {get: {parameters: [{name: a}, {name: b}]}}
components:
  schemas:
    Job: {type: object}
    Alias: {$ref: "#/components/schemas/Job", description: ignored}
    Twice: {$ref: "#/components/schemas/Alias"}
    Loop: {$ref: "#/components/schemas/Pool"}
    Pool: {$ref: "#/components/schemas/Loop"}
    a/b~c d: 1
"##;

fn document(text: &str) -> Document {
    run(&source("a.yaml", text)).0.unwrap()
}

#[test]
fn resolves() {
    let document = document(TEXT);
    let at = |reference: &str| {
        let (pointer, value) = document.resolve(reference, &Pointer::root()).unwrap();
        assert_eq!(document.get(&pointer), Some(value));
        pointer.to_string()
    };
    assert_eq!(at("#"), "#");
    assert_eq!(at(""), "#");
    assert_eq!(at("#/components/schemas/Job"), "#/components/schemas/Job");
    assert_eq!(
        at("#/components/schemas/a~1b~0c%20d"),
        "#/components/schemas/a~1b~0c d"
    );
    assert_eq!(
        at("#/paths/~1jobs~1%7Bid%7D/get/parameters/1/name"),
        "#/paths/~1jobs~1{id}/get/parameters/1/name"
    );
}

#[test]
fn follows() {
    let at = |text: &str, reference: &str| {
        let document = document(text);
        document
            .follow(reference, &Pointer::root())
            .map(|(pointer, _)| pointer.to_string())
    };
    let job = Ok("#/components/schemas/Job".to_owned());
    assert_eq!(at(TEXT, "#/components/schemas/Twice"), job);
    // Since 3.1 a sibling of `$ref` counts, so the chain ends there; a description alone does not.
    let later = TEXT.replace("3.0.3", "3.1.0");
    assert_eq!(at(&later, "#/components/schemas/Twice"), job);
    let sibling = later.replace("description: ignored", "maxLength: 3");
    let alias = Ok("#/components/schemas/Alias".to_owned());
    assert_eq!(at(&sibling, "#/components/schemas/Twice"), alias);
    assert!(matches!(
        at(TEXT, "#/components/schemas/Loop"),
        Err(ReferenceError::Cycle { .. })
    ));
}

#[test]
fn explains() {
    let document = document(TEXT);
    let lines = [
        "#/components/schemas/Jobs",
        "#/components/schema/Job",
        "#/components/schemas/Unrelated",
        "#/paths/~1jobs~1{id}/get/parameters/2",
        "#/components/schemas/Job/type/x",
        "#/components/schemas/Loop",
        "#Job",
        "#components/schemas/Job",
        "#/%ff",
        "Job",
        "components/schemas/Job",
        "other.yaml",
        "other.yaml#/Job",
        "../../../etc/passwd",
        "https://example.com/a.json#/Job",
        "//example.com/a.json",
        "file:///etc/passwd",
    ]
    .map(|reference| {
        let error = document.follow(reference, &Pointer::root()).unwrap_err();
        let finding = error.into_diagnostic(Place::Document);
        let help = finding.help.unwrap_or_default();
        format!("{} {}\n       {help}", finding.code, finding.message)
    });
    insta::assert_snapshot!(lines.join("\n"));
}
