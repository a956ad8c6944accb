//! Coverage: how it looks, and that no use is lost or counted twice.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use typewright::coverage::{Coverage, Standing, human, json};
use typewright::generate::{Options, Reading, generate};
use typewright::load::Source;

fn coverage(name: &str, text: &str, reading: Reading) -> Coverage {
    let source = Source {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let options = Options {
        reading,
        coverage: true,
        ..Options::default()
    };
    generate(&source, &options).coverage.unwrap()
}

/// The counts of a keyword that are not zero.
fn counts(text: &str, reading: Reading, object: &str, keyword: &str) -> Vec<(String, u64)> {
    let told = json::value(&coverage("a.yaml", text, reading));
    let rows = told["keywords"].as_array().unwrap().iter();
    let mut rows = rows.filter(|row| row["object"] == object && row["keyword"] == keyword);
    let row = rows.next().unwrap();
    let counts = Standing::ALL.map(|standing| {
        let name = standing.name();
        (name.to_owned(), row[name].as_u64().unwrap())
    });
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

const SAMPLE: &str = include_str!("fixtures/sample.yaml");

#[test]
fn for_people() {
    let text = human::render(&coverage("sample.yaml", SAMPLE, Reading::Meant));
    for line in text.lines() {
        assert!(line.chars().count() < 100, "{line}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn for_programs() {
    let value = json::value(&coverage("sample.yaml", SAMPLE, Reading::Meant));
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn what_is_not_as_meant_is_honoured_by_the_letter() {
    let document = "openapi: 3.0.3\npaths: {}\ncomponents: { schemas: { A: { properties: { a: {} } }, \
                    B: { type: integer, format: int32 } } }\n";
    let meant = |keyword| counts(document, Reading::Meant, "Schema Object", keyword);
    let letter = |keyword| counts(document, Reading::Letter, "Schema Object", keyword);
    assert_eq!(meant("properties"), [("approximated".to_owned(), 1)]);
    assert_eq!(letter("properties"), [("honoured".to_owned(), 1)]);
    assert_eq!(meant("format"), [("honoured".to_owned(), 1)]);
    assert_eq!(letter("format"), [("ignored".to_owned(), 1)]);
}

#[test]
fn a_name_is_no_keyword_and_an_example_has_none() {
    let document = "openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { type: { type: object, \
                    properties: { enum: { const: { enum: [1] } }, x-a: {} }, \
                    example: { enum: [1] }, default: { enum: [1] } } } }\n";
    let told = json::value(&coverage("a.yaml", document, Reading::Meant));
    let rows = told["keywords"].as_array().unwrap().iter();
    let schema = rows.filter(|row| row["object"] == "Schema Object");
    let names: Vec<&str> = schema.map(|row| row["keyword"].as_str().unwrap()).collect();
    assert_eq!(names, ["const", "default", "example", "properties", "type"]);
}

/// Of a flood of findings some are kept, and of a flood of names some are told apart.
#[test]
fn floods() {
    let mut document = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n".to_owned();
    for index in 0..1200 {
        document.push_str(&format!(
            "    A{index}: {{ properties: {{}}, no{index}: 1 }}\n"
        ));
    }
    let told = json::value(&coverage("a.yaml", &document, Reading::Letter));
    let rows = told["keywords"].as_array().unwrap();
    let others = rows.iter().find(|row| row["keyword"] == "(others)");
    assert_eq!(others.unwrap()["unknown"], 1150);
    let expected = serde_json::json!([{ "code": "TW0303", "findings": 200 }]);
    assert_eq!(told["unplaced"], expected);
}

#[test]
fn every_use_is_counted_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = [
        root.join("../spec/openapi.yaml"),
        root.join("tests/coverage/fixtures/every_keyword.yaml"),
    ];
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let told = json::value(&coverage("a.yaml", &text, Reading::Meant));
        for row in told["keywords"].as_array().unwrap() {
            let of = |name: &str| row[name].as_u64().unwrap();
            let sum: u64 = Standing::ALL.iter().map(|one| of(one.name())).sum();
            assert_eq!(of("uses"), sum, "{row}");
            let reasons = row["reasons"].as_array().unwrap().iter();
            let explained: u64 = reasons.map(|one| one["uses"].as_u64().unwrap()).sum();
            let expected = of("approximated") + of("refused") + of("unknown");
            assert_eq!(explained, expected, "{row}");
        }
    }
}

#[test]
fn headers_of_errors_are_not_read() {
    let document = "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        \
        '200': { $ref: '#/components/responses/Fine' }\n        \
        '404': { description: a, headers: { x-a: { schema: { type: integer } } } }\n        \
        default: { $ref: '#/components/responses/Odd' }\n  /b: { put: { responses: { default: { description: a, headers: { x-b: {} } } } } }\n\
        components:\n  responses:\n    Fine: { description: a, headers: { x-a: { schema: { type: integer } } } }\n    \
        Odd: { description: a, headers: { x-a: { schema: { type: integer } } } }\n";
    let found = counts(document, Reading::Meant, "Response Object", "headers");
    let expected =
        [("honoured", 2), ("approximated", 2)].map(|(name, count)| (name.to_owned(), count));
    assert_eq!(found, expected);
}
