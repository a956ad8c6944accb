//! Documents made to exhaust a reader: each is answered within two seconds, on a test thread's two megabytes of
//! stack.

use super::{run, source};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use typewright::diagnostic::Place;
use typewright::load::{Positions, limit};
use typewright::pointer::Pointer;

/// Loads a document that must be refused, and gives what was said.
fn refused(name: &str, text: impl Into<Vec<u8>>) -> String {
    let begin = Instant::now();
    let (document, findings) = run(&source(name, text));
    assert!(document.is_none(), "{name} was read");
    assert!(
        begin.elapsed() < Duration::from_secs(2),
        "{:?}",
        begin.elapsed()
    );
    assert!(findings.len() <= 4096, "{} bytes", findings.len());
    findings
}

fn nested(open: &str, close: &str, levels: usize) -> String {
    let (open, close) = (open.repeat(levels), close.repeat(levels));
    format!(r#"{{"openapi": "3.1.0", "x": {open}1{close}}}"#)
}

#[test]
fn deep_json() {
    assert!(refused("a.json", "[".repeat(100_000)).contains("TW0105"));
    assert!(refused("a.yaml", "[".repeat(100_000)).contains("TW0105"));
    assert!(refused("a.json", nested("[", "]", 1_000_000)).contains("TW0105"));
    assert!(refused("a.json", nested(r#"{"a":"#, "}", 100_000)).contains("TW0105"));
    assert!(refused("a.json", nested("[", "]", limit::DEPTH)).contains("TW0105"));
}

#[test]
fn as_deep_as_allowed() {
    for text in [
        nested("[", "]", limit::DEPTH - 1),
        nested(r#"{"a":"#, "}", limit::DEPTH - 1),
    ] {
        let source = source("a.json", text);
        let (document, findings) = run(&source);
        let document = document.unwrap_or_else(|| panic!("{findings}"));
        assert_eq!(document.clone().root, document.root);
        let pointer = format!("/x{}", "/0".repeat(limit::DEPTH));
        let place = Place::Value(Pointer::parse(&pointer).unwrap());
        assert!(Positions::new(&source).locate(&place).is_some());
    }
}

#[test]
fn deep_yaml() {
    let block = |levels: usize| {
        let mut text = "openapi: 3.1.0\n".to_owned();
        for level in 0..levels {
            let _ = writeln!(text, "{}a:", " ".repeat(level));
        }
        text
    };
    assert!(refused("a.yaml", block(2_000)).contains("TW0105"));
    assert!(run(&source("a.yaml", block(limit::DEPTH - 1))).0.is_some());
    assert!(refused("a.yaml", "- ".repeat(100_000)).contains("TW0105"));
    assert!(refused("a.yaml", format!("a: {}", "[".repeat(100_000))).contains("TW0105"));
    refused("a.yaml", "? ".repeat(100_000));
    refused("a.yaml", "{a: ".repeat(100_000));
    refused("a.yaml", "&a ".repeat(100_000));
    refused("a.yaml", "!".repeat(100_000));
    refused("a.yaml", "\"".repeat(100_001));
}

/// 64 schemas in one another, each under `properties` and with `items`.
#[test]
fn honest_nesting_passes() {
    let schema = r#"{"type":"object","properties":{"a":{"type":"array","items":"#;
    let text = format!(
        r#"{{"openapi":"3.1.0","components":{{"schemas":{{"A":{}{{}}{}}}}}}}"#,
        schema.repeat(64),
        "}}}".repeat(64)
    );
    let (document, findings) = run(&source("a.json", text));
    assert!(document.is_some(), "{findings}");
}

#[test]
fn alias_bombs() {
    let mut one_level = "openapi: 3.1.0\na: &a\n".to_owned();
    one_level.push_str(&"  - x\n".repeat(5_000));
    one_level.push_str("b:\n");
    one_level.push_str(&"  - *a\n".repeat(12_000));
    assert!(refused("a.yaml", one_level).contains("TW0109"));

    let mut levels = "openapi: 3.1.0\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(levels, "a{level}: &a{level} [{aliases}]");
    }
    assert!(refused("a.yaml", levels).contains("TW0109"));

    let mut text = format!("openapi: 3.1.0\na: &a {}\nb:\n", "x".repeat(100_000));
    text.push_str(&"  - *a\n".repeat(10_000));
    assert!(refused("a.yaml", text).contains("TW0109"));

    let mut keys = format!("openapi: 3.1.0\n? &a {}\n: 1\nb:\n", "x".repeat(1_000));
    keys.push_str(&"  - ? *a\n    : 1\n".repeat(1_000));
    run(&source("a.yaml", keys));
}

#[test]
fn merge_bombs() {
    let mut doubled = "openapi: 3.1.0\na0: &a0 {x: 1}\n".to_owned();
    for level in 1..60 {
        let below = level - 1;
        let _ = writeln!(
            doubled,
            "a{level}: &a{level} {{<<: [*a{below}, *a{below}]}}"
        );
    }
    assert!(refused("a.yaml", doubled).contains("TW0109"));

    let mut list = "openapi: 3.1.0\na: &a {x: 1}\nl: &l\n".to_owned();
    list.push_str(&"  - *a\n".repeat(1_000));
    list.push_str("b:\n");
    list.push_str(&"  - <<: *l\n".repeat(1_000));
    assert!(refused("a.yaml", list).contains("TW0109"));
}

#[test]
fn self_aliases() {
    assert!(refused("a.yaml", "&a [*a]\n").contains("TW0110"));
    assert!(refused("a.yaml", "&a {<<: *a}\n").contains("TW0110"));
    assert!(refused("a.yaml", "a: &a {b: &b {c: *a}}\n").contains("TW0110"));
}

/// A million findings take no more room than a hundred.
#[test]
fn floods_are_capped() {
    let begin = Instant::now();
    let mut text = "openapi: 3.1.0\n".to_owned();
    for key in 0..20_000 {
        let _ = writeln!(text, "k{key}: .nan\nk{key}: 1e999");
    }
    let (document, findings) = run(&source("a.yaml", text));
    assert!(document.is_some());
    assert!(
        findings.contains("and 19990 more TW0114 warnings"),
        "{findings}"
    );
    assert!(findings.len() < 20_000, "{} bytes", findings.len());
    assert!(
        begin.elapsed() < Duration::from_secs(4),
        "{:?}",
        begin.elapsed()
    );

    let members = r#""a":1,"#.repeat(50_000);
    let text = format!(r#"{{"openapi":"3.1.0",{members}"b":1}}"#);
    let (_, findings) = run(&source("a.json", text));
    assert!(
        findings.contains("and 49989 more TW0111 warnings"),
        "{findings}"
    );
}

/// Keys and values of a megabyte are named, not repeated.
#[test]
fn long_texts_are_cut() {
    let long = "\u{1b}x".repeat(500_000);
    for text in [
        format!("openapi: {long}\n"),
        format!("swagger: {long}\n"),
        format!("openapi: 3.1.0\nx: !{} y\n", "t".repeat(100_000)),
        format!("openapi: 3.1.0\nx: {}\n", "9".repeat(100_000)),
        format!("openapi: 3.1.0\n'{0}': 1\n'{0}': 1\n", "k".repeat(100_000)),
    ] {
        let (_, findings) = run(&source("a.yaml", text));
        assert!(!findings.is_empty());
        assert!(findings.len() <= 4096, "{} bytes", findings.len());
        assert!(!findings.contains('\u{1b}'));
    }
}
