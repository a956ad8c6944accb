//! What documents mean: as JSON says it, and in YAML as the core schema of YAML 1.2 says it.

use super::{run, source};
use serde_json::{Value, json};

/// The tree of a document that is read without a word.
fn tree(name: &str, text: impl Into<Vec<u8>>) -> Value {
    let (document, findings) = run(&source(name, text));
    assert_eq!(findings, "");
    document.unwrap().root
}

fn yaml(text: &str) -> Value {
    tree("a.yaml", format!("openapi: 3.1.0\nx: {text}\n"))["x"].clone()
}

const PETSTORE: &str = r#"
openapi: "3.0.3"
info: {title: Pets, version: 1.0.0, description: "caf\u00e9 \U0001F408"}
paths:
  /pets/{id}: # one
    get:
      operationId: getPet
      description: |
        Gives a pet.

          indented
      summary: >-
        folded
        text
      parameters:
      - {name: id, in: path, required: true, schema: {type: integer, minimum: 0, maximum: 9007199254740993}}
      responses:
        '200': {description: 'it''s here'}
        default:
          description: null
components:
  schemas:
    Pet:
      type: object
      properties: {price: {type: number, multipleOf: 0.01, maximum: 1e3}}
      example: {since: 2020-01-01, on: no, code: 007, empty: , list: [], map: {}}
"#;

#[test]
fn yaml_as_serde_yaml_reads_it() {
    let theirs: Value = serde_yaml::from_str(PETSTORE).unwrap();
    assert_eq!(tree("a.yaml", PETSTORE), theirs);
}

#[test]
fn json_as_serde_json_reads_it() {
    let text = tree("a.yaml", PETSTORE).to_string();
    let theirs: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(tree("a.json", text.as_str()), theirs);
    // The order of members is the order of fields.
    assert_eq!(tree("a.json", text.as_str()).to_string(), text);
}

/// Where YAML readers differ from JSON ones, JSON is read as JSON whatever its file is called.
#[test]
fn json_is_never_read_as_yaml() {
    let long = "k".repeat(2_000);
    let text = format!(
        r#"{{"openapi": "3.1.0", "cat": "\ud83d\udc08", "{long}": 1, "del": "{}"}}"#,
        '\u{7f}'
    );
    for name in ["a.json", "a.yaml", "a", "a.txt"] {
        assert_eq!(tree(name, text.as_str())["cat"], "🐈");
    }
}

#[test]
fn flow_style_yaml() {
    assert_eq!(
        tree("a.yaml", "{openapi: 3.1.0, x: [1,],}")["x"],
        json!([1])
    );
    assert_eq!(
        tree("a.yaml", "# comment\n{\"openapi\": '3.1.0'}")["openapi"],
        "3.1.0"
    );
}

#[test]
fn scalars() {
    for (text, value) in [
        ("no", json!("no")),
        ("on", json!("on")),
        ("y", json!("y")),
        ("True", json!(true)),
        ("~", json!(null)),
        ("", json!(null)),
        ("nulls", json!("nulls")),
        ("12", json!(12)),
        ("+12", json!(12)),
        ("-12", json!(-12)),
        (
            "18446744073709551615",
            json!(18_446_744_073_709_551_615_u64),
        ),
        ("0o17", json!(15)),
        ("0x1F", json!(31)),
        ("0x1fffffffffffffffff", json!("0x1fffffffffffffffff")),
        ("0b11", json!("0b11")),
        ("1_000", json!("1_000")),
        ("010", json!("010")),
        ("0", json!(0)),
        ("1.50", json!(1.5)),
        (".5", json!(0.5)),
        ("5.", json!(5.0)),
        ("1e3", json!(1000.0)),
        ("1e", json!("1e")),
        ("1.2.3", json!("1.2.3")),
        ("-", json!([null])),
        ("--", json!("--")),
        ("2020-01-01", json!("2020-01-01")),
        ("12:30", json!("12:30")),
        ("'12'", json!("12")),
        ("!!str 12", json!("12")),
        ("!!int '12'", json!(12)),
        ("!!float 1", json!(1)),
        ("!!bool 'true'", json!(true)),
        ("!!null ''", json!(null)),
        ("! 12", json!("12")),
        ("!!map {}", json!({})),
        ("!!timestamp 2020-01-01", json!("2020-01-01")),
    ] {
        if text == "-" {
            continue; // an indicator, not a scalar
        }
        assert_eq!(yaml(text), value, "{text}");
    }
}

#[test]
fn keys_are_their_text() {
    let value = yaml("{200: a, 0x10: b, true: c, on: d, ~: e, 1.0: f, null: g, '': h}");
    let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["200", "0x10", "true", "on", "~", "1.0", "null", ""]);
}

#[test]
fn aliases_and_merges() {
    let text = "
openapi: 3.1.0
a: &a {x: 1, y: 1}
b: &b {y: 2, z: 2}
alias: [*a, *a]
single: {w: 0, <<: *a, v: 0}
own_wins: {<<: *a, y: own}
first_wins: {<<: [*a, *b]}
chain: {<<: {<<: *b, z: 3}}
quoted: {'<<': text}
";
    let value = tree("a.yaml", text);
    assert_eq!(value["alias"], json!([{"x": 1, "y": 1}, {"x": 1, "y": 1}]));
    assert_eq!(value["single"].to_string(), r#"{"w":0,"x":1,"y":1,"v":0}"#);
    assert_eq!(value["own_wins"], json!({"x": 1, "y": "own"}));
    assert_eq!(value["first_wins"], json!({"x": 1, "y": 1, "z": 2}));
    assert_eq!(value["chain"], json!({"y": 2, "z": 3}));
    assert_eq!(value["quoted"], json!({"<<": "text"}));
}

#[test]
fn encodings() {
    let text = "{\"openapi\": \"3.1.0\", \"x\": \"é🐈\"}";
    let expected = tree("a.json", text);
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for name in ["a.json", "a.yaml"] {
        for bytes in [
            marked(b"\xEF\xBB\xBF", text.into()),
            marked(b"\xFF\xFE", utf16(u16::to_le_bytes)),
            marked(b"\xFE\xFF", utf16(u16::to_be_bytes)),
        ] {
            assert_eq!(tree(name, bytes), expected);
        }
    }
    assert_eq!(
        tree("a.yaml", "\u{feff}openapi: 3.1.0\r\nx: y\r\n")["x"],
        "y"
    );
}

#[test]
fn versions() {
    use typewright::load::Version::{V3_0, V3_1};
    for (text, version) in [
        ("3.0.0", V3_0),
        ("3.0.4", V3_0),
        ("'3.0'", V3_0),
        ("3.1.0", V3_1),
        ("3.1.1-rc1", V3_1),
        ("3.2.0", V3_1),
    ] {
        let (document, findings) = run(&source("a.yaml", format!("openapi: {text}\n")));
        assert_eq!(
            document.map(|document| document.version),
            Some(version),
            "{findings}"
        );
    }
    for text in ["3.10.0", "3", "30.0", "latest", "2.0", "null", "true", "''"] {
        assert!(
            run(&source("a.yaml", format!("openapi: {text}\n")))
                .0
                .is_none()
        );
    }
}
