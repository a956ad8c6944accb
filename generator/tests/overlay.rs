//! Overlays: what they change, and where findings about that point.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};
use typewright::diagnostic::{Diagnostics, Files, human};
use typewright::generate::{Generated, Options, generate};
use typewright::load::{Origins, Source, load};
use typewright::overlay::overlay;

fn source(name: &str, text: impl Into<Vec<u8>>) -> Source {
    Source {
        name: name.to_owned(),
        bytes: text.into(),
    }
}

/// Applies actions, and gives the document and what was said.
fn applied(mut document: Value, actions: Value) -> (Value, String) {
    let text = json!({ "overlay": "1.1.0", "info": {}, "actions": actions }).to_string();
    let overlays = [source("overlay.json", text)];
    let mut diagnostics = Diagnostics::default();
    let mut origins = Origins::default();
    overlay(&mut document, &overlays, &mut origins, &mut diagnostics);
    let first = source("a.json", "{}");
    let files = Files::new(&first, [&overlays, &[]], &origins);
    (document, human::render(&diagnostics, files, false))
}

#[test]
fn what_actions_do() {
    let document =
        json!({ "a": { "b": 1, "c": [1, 2] }, "d": [{ "e": 1 }, { "e": 2 }, { "e": 3 }] });
    for (actions, pointer, expected) in [
        // Objects are united, single values replaced, arrays joined.
        (
            json!([{ "target": "$.a", "update": { "b": 2, "c": [3], "f": { "g": 1 } } }]),
            "/a",
            json!({ "b": 2, "c": [1, 2, 3], "f": { "g": 1 } }),
        ),
        (
            json!([{ "target": "$", "update": { "a": { "b": null } } }]),
            "/a",
            json!({ "b": null, "c": [1, 2] }),
        ),
        // An array that is selected takes an item, or several.
        (
            json!([{ "target": "$.a.c", "update": 3 }]),
            "/a/c",
            json!([1, 2, 3]),
        ),
        (
            json!([{ "target": "$.a.c", "update": [3, 4] }]),
            "/a/c",
            json!([1, 2, 3, 4]),
        ),
        (
            json!([{ "target": "$.d[*]", "update": { "h": 0 } }]),
            "/d",
            json!([{ "e": 1, "h": 0 }, { "e": 2, "h": 0 }, { "e": 3, "h": 0 }]),
        ),
        (
            json!([{ "target": "$.a.b", "update": "x" }]),
            "/a/b",
            json!("x"),
        ),
        // Items are removed together, whatever their order in the path.
        (
            json!([{ "target": "$.d[0, 2]", "remove": true }]),
            "/d",
            json!([{ "e": 2 }]),
        ),
        (
            json!([{ "target": "$.d[?@.e > 1]", "remove": true, "update": {} }]),
            "/d",
            json!([{ "e": 1 }]),
        ),
        (
            json!([{ "target": "$..[?@.e]", "remove": true }]),
            "/d",
            json!([]),
        ),
        // Actions see what those before them did.
        (
            json!([
                { "target": "$.a.c", "remove": true },
                { "target": "$.a", "update": { "c": "new" } },
                { "target": "$.a.c", "update": "newer" }
            ]),
            "/a",
            json!({ "b": 1, "c": "newer" }),
        ),
        (
            json!([{ "target": "$.d[1]", "copy": "$.a" }]),
            "/d/1",
            json!({ "e": 2, "b": 1, "c": [1, 2] }),
        ),
    ] {
        let (changed, said) = applied(document.clone(), actions.clone());
        assert_eq!(said, "", "{actions}");
        assert_eq!(changed.pointer(pointer), Some(&expected), "{actions}");
    }
}

#[test]
fn what_cannot_be_done() {
    let document = json!({ "a": { "b": 1 }, "d": [1] });
    for (action, why) in [
        (
            json!({ "target": "$.x", "remove": true }),
            "warning[TW0143]",
        ),
        (
            json!({ "target": "$.a", "update": 1 }),
            "an object at `#/a`",
        ),
        (
            json!({ "target": "$.a", "update": { "b": {} } }),
            "a single value at `#/a/b` cannot be united with an object",
        ),
        (
            json!({ "target": "$", "remove": true }),
            "the whole document",
        ),
        (
            json!({ "target": "$.a", "copy": "$.*" }),
            "`copy` selects 2 values, not one",
        ),
        (
            json!({ "target": "$.a", "udpate": {} }),
            "did you mean `update`?",
        ),
        (json!({ "target": "a.b", "update": {} }), "not a JSONPath"),
        (
            json!({ "target": "$.*", "update": 1 }),
            "selects values of several kinds",
        ),
        (json!({ "target": "$.a" }), "changes nothing"),
        (json!({ "update": {} }), "has to have a `target`"),
        (
            json!({ "target": "$.a", "update": {}, "copy": "$.d" }),
            "either updates or copies",
        ),
        (json!(1), "has to be an object"),
    ] {
        let (_, said) = applied(document.clone(), json!([action]));
        assert!(said.contains(why), "{said}");
        assert!(said.contains("--> overlay.json:1:"), "{said}");
    }
}

/// Each action doubles an array, or adds a level to all there are.
#[test]
fn bombs_are_refused() {
    for (action, why) in [
        (
            json!({ "target": "$.x", "copy": "$.x" }),
            "more than 1000000 values",
        ),
        (
            json!({ "target": "$..a", "update": { "a": {} } }),
            "nested more than 512",
        ),
    ] {
        let nested = (0..500).fold(json!({}), |inner, _| json!({ "a": inner }));
        let document = json!({ "a": nested, "x": [1, 2] });
        let actions = vec![action; 30];
        let (_, said) = applied(document, Value::Array(actions));
        assert!(said.contains(why), "{said}");
        assert_eq!(said.matches("error[").count(), 1, "the rest is not applied");
    }
}

#[test]
fn what_is_no_overlay() {
    for (text, why) in [
        ("overlay: 2.0.0\nactions: []\n", "the version `2.0.0`"),
        ("openapi: 3.1.0\n", "this is no overlay"),
        ("overlay: 1.0.0\n", "has no `actions`"),
        ("overlay: [\n", "this is not YAML"),
    ] {
        let overlays = [source("o.yaml", text)];
        let mut diagnostics = Diagnostics::default();
        let mut document = json!({});
        let mut origins = Origins::default();
        assert!(overlay(&mut document, &overlays, &mut origins, &mut diagnostics).is_none());
        let first = source("a.yaml", "");
        let files = Files::new(&first, [&overlays, &[]], &origins);
        let said = human::render(&diagnostics, files, false);
        assert!(said.contains(why) && said.contains("--> o.yaml:"), "{said}");
    }
}

/// The sets of the Overlay Specification, `compliant-sets` in its repository: `TYPEWRIGHT_OVERLAYS` is that folder.
#[test]
#[ignore = "asks for files that are not here"]
fn sets_of_the_specification() {
    let folder = std::env::var("TYPEWRIGHT_OVERLAYS").unwrap();
    for set in std::fs::read_dir(folder).unwrap() {
        let set = set.unwrap().path();
        if !set.is_dir() {
            continue;
        }
        let read = |name: &str| source(name, std::fs::read(set.join(name)).unwrap());
        let tree = |name: &str| load(&read(name), &mut Diagnostics::default()).unwrap().root;
        let mut document = tree("openapi.yaml");
        let mut said = Diagnostics::default();
        let overlays = [read("overlay.yaml")];
        let mut origins = Origins::default();
        assert!(overlay(&mut document, &overlays, &mut origins, &mut said).is_some());
        assert_eq!(document, tree("output.yaml"), "{}", set.display());
    }
}

const DOCUMENT: &str = r##"openapi: 3.1.0
info: { title: Jobs, version: "1" }
paths: {}
components:
  schemas:
    Gone: { type: string }
    Parts:
      allOf:
        - { type: object }
        - properties: { a: { maxLength: 3, minLength: 5 } }
    Name: { type: string, maxLength: 3 }
"##;

const OVERLAY: &str = r##"overlay: 1.1.0
info: { title: Changes, version: "1" }
actions:
  - target: $.components.schemas.Gone
    remove: true
  - target: $.components.schemas.Parts.allOf[0]
    remove: true
  - target: $.components.schemas.Name
    update: { minLength: 7 }
  - target: $.components.schemas
    update:
      Size:
        type: integer
        enum: [1, 9]
        maximum: 5
      Twin: {}
  - target: $.components.schemas.Twin
    copy: $.components.schemas.Size
"##;

/// A finding names the file in which its value stands, and the line there; so does what explains it.
#[test]
fn findings_point_where_a_value_was_written() {
    let document = source("openapi.yaml", DOCUMENT);
    let options = Options {
        overlays: vec![source("changes.overlay.yaml", OVERLAY)],
        ..Options::default()
    };
    let generated = generate(&document, &options);
    let files = generated.texts(&document, &options);
    insta::assert_snapshot!(human::render(&generated.diagnostics, files, false));
    assert!(!generated.files.is_empty());
}

fn spec(overlays: &[&str]) -> Generated {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/");
        source(name, std::fs::read(format!("{folder}{name}")).unwrap())
    };
    let options = Options {
        overlays: overlays.iter().map(|name| read(name)).collect(),
        ..Options::default()
    };
    generate(&read("openapi.yaml"), &options)
}

/// The overlay of the reference document brings what Northflank changed, and nothing else.
#[test]
fn the_drift_of_get_job() {
    let page = spec(&[]);
    let today = spec(&["drift.overlay.yaml"]);
    let said = |generated: &Generated| {
        let findings = generated.diagnostics.iter();
        let texts = findings.map(|finding| finding.message.clone());
        texts.collect::<Vec<String>>()
    };
    // The page's example is older than `uid`.
    let mut new = said(&today);
    new.retain(|message| !said(&page).contains(message));
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].contains("`uid` is required"), "{new:?}");

    let mut changes = String::new();
    assert_eq!(page.files.len(), today.files.len());
    for (old, new) in page.files.iter().zip(&today.files) {
        assert_eq!(old.path, new.path);
        let added = |line: &&str| !old.contents.lines().any(|known| known == *line);
        let removed = |line: &&str| !new.contents.lines().any(|kept| kept == *line);
        for line in old.contents.lines().filter(removed) {
            changes.push_str(&format!("{}: - {}\n", old.path, line.trim()));
        }
        for line in new.contents.lines().filter(added) {
            changes.push_str(&format!("{}: + {}\n", old.path, line.trim()));
        }
    }
    insta::assert_snapshot!(changes);
}
