//! Small documents that ask for much work.

use crate::Row;
use crate::process::document;
use std::fmt::Write;

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n";

/// A document of schemas, from their lines.
fn schemas(lines: impl IntoIterator<Item = String>) -> String {
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for line in lines {
        writeln!(text, "    {line}").unwrap();
    }
    text
}

/// Schemas `A0` to `A30`, of which each has the next twice.
fn doubling(keyword: &str, end: &str) -> Vec<String> {
    let next = |n: usize| format!("{{ $ref: '#/components/schemas/A{}' }}", n + 1);
    let mut lines: Vec<String> = (0..30)
        .map(|n| format!("A{n}: {{ {keyword}: [{}, {}] }}", next(n), next(n)))
        .collect();
    lines.push(format!("A30: {end}"));
    lines
}

fn nested(count: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(count), close.repeat(count))
}

fn pattern(source: &str) -> String {
    schemas([format!(
        "A: {{ type: string, pattern: '{source}', example: {} }}",
        "a".repeat(40)
    )])
}

pub(crate) fn rows() -> Vec<Row> {
    let mut cases = texts();
    cases.extend(of_schemas());
    cases.extend(of_patterns());
    let rows = cases.into_iter();
    let rows = rows.map(|(input, name, text)| (input.to_owned(), document(name, text.as_bytes())));
    rows.collect()
}

type Case = (&'static str, &'static str, String);

fn texts() -> Vec<Case> {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let alias = format!("*a{}, ", n - 1).repeat(10);
        writeln!(laughs, "a{n}: &a{n} [{alias}]").unwrap();
    }
    let wide = format!(
        "a: &a \"{}\"\nb: [{}]\n",
        "x".repeat(100_000),
        "*a, ".repeat(20_000)
    );
    let merges: String = (1..=26)
        .map(|n| format!("m{n}: &m{n} {{ <<: *m{}, a{n}: *m{} }}\n", n - 1, n - 1))
        .collect();
    let block: String = (0..2_000)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    vec![
        ("aliases of aliases, eleven levels of ten", "a.yaml", laughs),
        ("20,000 aliases of 100 kB", "a.yaml", wide),
        (
            "merge keys that double",
            "a.yaml",
            format!("m0: &m0 {{ a: 1 }}\n{merges}"),
        ),
        (
            "an alias within its anchor",
            "a.yaml",
            "a: &a { b: *a }\n".to_owned(),
        ),
        (
            "JSON nested 10,000 deep",
            "a.json",
            nested(10_000, "{\"a\":", "1", "}"),
        ),
        (
            "100,000 brackets that are opened",
            "a.json",
            "[".repeat(100_000),
        ),
        (
            "YAML nested 10,000 deep, in flow style",
            "a.yaml",
            nested(10_000, "{a: ", "1", "}"),
        ),
        ("YAML nested 2,000 deep, in block style", "a.yaml", block),
        (
            "100,000 quotes that are opened",
            "a.json",
            "{\"".repeat(100_000),
        ),
    ]
}

fn of_schemas() -> Vec<Case> {
    let reference = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
    let properties: String = (0..2_000)
        .map(|n| format!("p{n}: {{ type: string }}, "))
        .collect();
    let values: String = (0..50_000).map(|n| format!("v{n}, ")).collect();
    let numbers: String = (0..20_000).map(|n| format!("{n}, ")).collect();
    let parts: String = (0..2_000)
        .map(|n| format!("{{ properties: {{ p{n}: {{}} }} }}, "))
        .collect();
    let branches: String = (0..500)
        .map(|n| format!("{{ type: object, required: [p{n}] }}, "))
        .collect();
    let mut checked = doubling("anyOf", "{ type: integer, example: a }");
    checked.push(format!(
        "B: {{ type: array, items: {}, example: [{}] }}",
        reference("A0"),
        "x, ".repeat(100)
    ));
    vec![
        (
            "a schema that refers to itself",
            "a.yaml",
            schemas([format!("A: {}", reference("A"))]),
        ),
        (
            "two schemas that refer to each other",
            "a.yaml",
            schemas([
                format!("A: {}", reference("B")),
                format!("B: {}", reference("A")),
            ]),
        ),
        (
            "an `allOf` of itself",
            "a.yaml",
            schemas([format!("A: {{ allOf: [{}] }}", reference("A"))]),
        ),
        (
            "a struct that holds itself",
            "a.yaml",
            schemas([format!(
                "A: {{ type: object, required: [a], properties: {{ a: {} }} }}",
                reference("A")
            )]),
        ),
        (
            "an `items` of itself",
            "a.yaml",
            schemas([format!("A: {{ type: array, items: {} }}", reference("A"))]),
        ),
        (
            "a `not` of itself",
            "a.yaml",
            schemas([format!("A: {{ not: {} }}", reference("A"))]),
        ),
        (
            "thirty levels of `allOf` that double",
            "a.yaml",
            schemas(doubling("allOf", "{ type: integer }")),
        ),
        (
            "thirty levels of `anyOf` that double",
            "a.yaml",
            schemas(doubling("anyOf", "{ type: integer }")),
        ),
        (
            "thirty levels of `oneOf` that double",
            "a.yaml",
            schemas(doubling("oneOf", "{ type: integer }")),
        ),
        (
            "an example to check against such",
            "a.yaml",
            schemas(checked),
        ),
        (
            "schemas nested 200 deep",
            "a.yaml",
            schemas([format!(
                "A: {}",
                nested(200, "{ properties: { a: ", "{}", " } }")
            )]),
        ),
        (
            "an `allOf` nested 200 deep",
            "a.yaml",
            schemas([format!("A: {}", nested(200, "{ allOf: [", "{}", "] }"))]),
        ),
        (
            "an `allOf` of 2,000 parts",
            "a.yaml",
            schemas([format!("A: {{ type: object, allOf: [{parts}] }}")]),
        ),
        (
            "a `oneOf` of 500 objects",
            "a.yaml",
            schemas([format!("A: {{ oneOf: [{branches}] }}")]),
        ),
        (
            "2,000 properties",
            "a.yaml",
            schemas([format!(
                "A: {{ type: object, properties: {{ {properties} }} }}"
            )]),
        ),
        (
            "an `enum` of 50,000 values",
            "a.yaml",
            schemas([format!("A: {{ type: string, enum: [{values}] }}")]),
        ),
        (
            "20,000 values of an `enum` beyond a bound",
            "a.yaml",
            schemas([format!(
                "A: {{ type: integer, maximum: -1, enum: [{numbers}] }}"
            )]),
        ),
        (
            "500 references to nothing",
            "a.yaml",
            schemas((0..500).map(|n| format!("A{n}: {}", reference(&format!("B{n}"))))),
        ),
        (
            "a reference of a megabyte",
            "a.yaml",
            schemas([format!("A: {}", reference(&"%41".repeat(1 << 18)))]),
        ),
        (
            "a path item that refers to itself",
            "a.yaml",
            HEAD.replace("{}", "{ /a: { $ref: '#/paths/~1a' } }"),
        ),
        (
            "a path of 10,000 parameters",
            "a.yaml",
            HEAD.replace(
                "{}",
                &format!(
                    "{{ '{}': {{ get: {{ responses: {{ '204': {{ description: done }} }} }} }} }}",
                    (0..10_000).fold(String::new(), |path, n| path + &format!("/{{p{n}}}"))
                ),
            ),
        ),
    ]
}

fn of_patterns() -> Vec<Case> {
    let words: String = (0..10_000).map(|n| format!("word{n}|")).collect();
    let many =
        (0..300).map(|n| format!("A{n}: {{ type: string, pattern: '[ab]*a[ab]{{15}}x{n}' }}"));
    vec![
        (
            "the pattern `(a{1,1000}){1,1000}`",
            "a.yaml",
            pattern("^(a{1,1000}){1,1000}$"),
        ),
        (
            "the pattern `((a{1,100}){1,100}){1,100}`",
            "a.yaml",
            pattern("^((a{1,100}){1,100}){1,100}$"),
        ),
        (
            "a pattern on which an engine takes memory without end",
            "a.yaml",
            pattern("^(?=a)(?:(a*)+b?)+$"),
        ),
        ("the pattern `(a+)+$`", "a.yaml", pattern("^(a+)+b$")),
        ("the pattern `(a|a)*b`", "a.yaml", pattern("^(a|a)*b$")),
        (
            "the pattern `[ab]*a[ab]{30}`",
            "a.yaml",
            pattern("[ab]*a[ab]{30}c"),
        ),
        (
            "a pattern with look-around that backtracks",
            "a.yaml",
            pattern("^(?=(a+)+b)a$"),
        ),
        (
            "a pattern of 10,000 words",
            "a.yaml",
            pattern(&format!("^({words}x)$")),
        ),
        (
            "a pattern of 10,000 groups in each other",
            "a.yaml",
            pattern(&nested(10_000, "(", "a", ")")),
        ),
        ("300 patterns without small tables", "a.yaml", schemas(many)),
    ]
}
