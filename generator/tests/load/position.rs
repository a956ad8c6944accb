//! Pointers to bytes.

use super::{run, source};
use typewright::diagnostic::Place;
use typewright::load::Positions;
use typewright::pointer::Pointer;

/// The text at a pointer: of its key, then of its value.
fn at(name: &str, text: &str, pointer: &str) -> (String, String) {
    let source = source(name, text);
    assert!(run(&source).0.is_some());
    let positions = Positions::new(&source);
    let shown = source.text();
    let pointer = Pointer::parse(pointer).unwrap();
    let part = |place: Place| shown[positions.locate(&place).unwrap()].to_owned();
    (
        part(Place::Key(pointer.clone())),
        part(Place::Value(pointer)),
    )
}

fn pair(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

#[test]
fn in_json() {
    let text = r#"{"openapi": "3.1.0", "é/~": {"a": [1, {"b": "🐈"}]}, "a": 1, "a": 2}"#;
    let at = |pointer| at("a.json", text, pointer);
    assert_eq!(at("/openapi"), pair("\"openapi\"", "\"3.1.0\""));
    assert_eq!(at("/é~1~0/a/0"), pair("1", "1"));
    assert_eq!(at("/é~1~0/a/1/b"), pair("\"b\"", "\"🐈\""));
    assert_eq!(at("/é~1~0"), pair("\"é/~\"", r#"{"a": [1, {"b": "🐈"}]}"#));
    // The last of two counts, as in the tree.
    assert_eq!(at("/a"), pair("\"a\"", "2"));
    // What does not exist is shown by the nearest that does.
    assert_eq!(
        at("/é~1~0/a/9/x"),
        pair("[1, {\"b\": \"🐈\"}]", "[1, {\"b\": \"🐈\"}]")
    );
}

#[test]
fn in_yaml() {
    let text = "\u{feff}# é\nopenapi: 3.1.0\nbase: &base\n  x: 1 # one\n  y:\n    - a\n    - 'b c'\n\nuse:\n  <<: *base\n  \
                z: *base\n  text: |\n    two\n    lines\n\n  none:\nflow: {a: [1, 2]}\n200: ok\n";
    let at = |pointer| at("a.yaml", text, pointer);
    assert_eq!(at("/openapi"), pair("openapi", "3.1.0"));
    assert_eq!(at("/base/y"), pair("y", "- a\n    - 'b c'"));
    assert_eq!(at("/base/y/1"), pair("'b c'", "'b c'"));
    assert_eq!(at("/use/x"), pair("x", "1"));
    assert_eq!(at("/use/z"), pair("z", "*base"));
    assert_eq!(at("/use/z/y/0"), pair("a", "a"));
    assert_eq!(at("/use/text"), pair("text", "two\n    lines"));
    assert_eq!(at("/use/none"), pair("none", "none"));
    assert_eq!(at("/flow/a"), pair("a", "[1, 2]"));
    assert_eq!(at("/flow"), pair("flow", "{a: [1, 2]}"));
    assert_eq!(at("/200"), pair("200", "ok"));
}

/// A text that cannot be parsed has no places, and asking for them does no harm.
#[test]
fn in_nothing() {
    for bytes in [&b"{"[..], b"", b"\"", b"a: *b", b"[1,"] {
        let positions = Positions::new(&source("a.json", bytes));
        assert_eq!(positions.locate(&Place::Value(Pointer::root())), None);
        assert_eq!(positions.locate(&Place::Document), None);
        let bytes = positions.locate(&Place::Bytes(5..9)).unwrap();
        assert!(bytes.start <= bytes.end && bytes.end <= 5);
    }
}
