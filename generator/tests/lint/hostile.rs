//! Documents made to break lint: it ends soon, and says nothing that is not so.

use crate::{found, messages, schemas};
use std::time::{Duration, Instant};

#[test]
fn cycles() {
    let text = "{A: {$ref: '#/components/schemas/A', example: 1}, \
                B: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}], example: 1}, \
                C: {not: {$ref: '#/components/schemas/C'}, default: 1}, \
                D: {oneOf: [{$ref: '#/components/schemas/D'}, {type: integer}], example: a}, \
                E: {properties: {a: {$ref: '#/components/schemas/E'}}, required: [b], example: {a: {a: {}}}}}";
    let found = messages(&schemas("3.1.0", text));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("`b` is required"));
}

/// As deep as a document may be.
#[test]
fn deep() {
    let value = format!("{}1{}", "[".repeat(500), "]".repeat(500));
    let schema = format!("{}{{}}{}", r#"{"not":"#.repeat(500), "}".repeat(500));
    let text = format!(
        r##"{{"openapi": "3.1.0", "components": {{"schemas": {{"B": {schema}, "A": {{
        "items": {{"$ref": "#/components/schemas/A"}}, "maxItems": 0, "example": {value}}}}}}}}}"##
    );
    assert_eq!(messages(&text).len(), 1);
}

/// Work is bounded, whatever the examples and schemas multiply to.
#[test]
fn wide() {
    let branches = "{$ref: '#/components/schemas/A'}, ".repeat(50);
    let item = format!("{{a: {}1{}}}, ", "{a: ".repeat(50), "}".repeat(50));
    let examples = item.repeat(400);
    let pattern = "^(a|b|c|d)*x(a|b|c|d){12}$";
    let patterns: String = (0..400)
        .map(|at| format!("P{at}: {{type: string, pattern: '{pattern}{at}', example: abcx}}, "))
        .collect();
    let text = format!(
        "{{A: {{properties: {{a: {{anyOf: [{branches}]}}}}, examples: [{examples}]}}, {patterns}}}"
    );
    let text = schemas("3.1.0", &text);
    let start = Instant::now();
    let (_, diagnostics) = found(&text);
    assert!(start.elapsed() < Duration::from_secs(20));
    let unchecked = diagnostics.iter().filter(|one| one.code == "TW0222");
    assert_eq!(unchecked.count(), 1);
}

/// Nothing has the form that it should have.
#[test]
fn malformed() {
    for value in [
        "null",
        "1",
        "a",
        "[]",
        "[1]",
        "{}",
        "{a: 1}",
        "{$ref: 1}",
        "[[]]",
    ] {
        let members = [
            "parameters",
            "operationId",
            "responses",
            "content",
            "schema",
            "example",
            "examples",
            "requestBody",
            "callbacks",
            "type",
            "enum",
            "const",
            "required",
            "properties",
            "items",
            "allOf",
            "oneOf",
            "not",
            "minimum",
            "maxLength",
            "pattern",
            "additionalProperties",
            "discriminator",
            "default",
            "get",
            "patternProperties",
            "contains",
            "dependentRequired",
        ];
        let all: String = members
            .iter()
            .map(|name| format!("{name}: {value}, "))
            .collect();
        let text = format!(
            "openapi: 3.1.0\npaths: {{/a: {{{all}}}, /b: {{get: {{{all}}}}}, /c: {value}}}\n\
             components:\n  schemas: {{A: {{{all}}}, B: {value}}}\n  responses: {{R: {{content: {{a/json: {{{all}}}}}}}}}\n"
        );
        found(&text);
        found(&format!(
            "openapi: 3.0.0\npaths: {value}\ncomponents: {value}\nwebhooks: {value}\n"
        ));
    }
}
