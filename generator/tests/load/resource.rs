//! References by URI and by name.

use super::{run, source};
use typewright::load::Document;
use typewright::pointer::Pointer;

const TEXT: &str = r##"
openapi: 3.1.0
components:
  schemas:
    Root:
      $id: https://example.com/schemas/root.json
      $defs:
        Plain: {type: string}
        Named: {$anchor: named, type: integer}
        Leaf:
          $id: sub/leaf.json
          $dynamicAnchor: node
          $defs: {Plain: {type: boolean}}
        Urn: {$id: "urn:uuid:deadbeef-1234-ffff-ffff-4321feebdaed", $anchor: named}
    Relative: {$id: tree, $anchor: Root.-_1}
    Names:
      properties:
        $id: {$anchor: in-a-property}
        $anchor: {type: string}
      enum: [{$id: "https://example.com/enum", $anchor: a}]
      const: {$anchor: b}
      default: {$anchor: c}
      example: {$anchor: d}
      examples: [{$anchor: e}]
      x-more: {$anchor: f}
      unknown: {$anchor: g}
  examples: {A: {value: {schema: {$anchor: h}}}}
  responses:
    default: {content: {application/json: {schema: {$anchor: response}}}}
paths:
  /a:
    get:
      responses: {default: {headers: {schema: {schema: {$anchor: header}}}}}
      callbacks: {a: {"{$url}": {post: {parameters: [{schema: {$anchor: parameter}}]}}}}
"##;

/// Where a reference leads from a place, as a fragment.
fn lead(document: &Document, at: &str, reference: &str) -> Option<String> {
    let at = Pointer::parse(at).unwrap();
    let found = document.resolve(reference, &at).ok();
    found.map(|(pointer, _)| pointer.to_string())
}

#[test]
fn resolves() {
    let (document, said) = run(&source("a.yaml", TEXT));
    assert_eq!(said, "");
    let document = document.unwrap();
    let root = "/components/schemas/Root";
    let leaf = "/components/schemas/Root/$defs/Leaf";
    let urn = "urn:uuid:deadbeef-1234-ffff-ffff-4321feebdaed";
    for (at, reference, expected) in [
        // By its URI, absolute or relative to where the reference stands.
        ("", "https://example.com/schemas/root.json", root),
        ("", "https://example.com/schemas/root.json#", root),
        ("", "HTTPS://example.com:443/schemas/x/../%72oot.json", root),
        (root, "root.json", root),
        (root, "sub/leaf.json", leaf),
        (leaf, "leaf.json", leaf),
        (leaf, "../root.json", root),
        ("", urn, "/components/schemas/Root/$defs/Urn"),
        ("", "tree", "/components/schemas/Relative"),
        // Pointers begin at the resource.
        (root, "#", root),
        (
            root,
            "#/$defs/Plain",
            "/components/schemas/Root/$defs/Plain",
        ),
        (
            leaf,
            "#/$defs/Plain",
            "/components/schemas/Root/$defs/Leaf/$defs/Plain",
        ),
        (
            leaf,
            "../root.json#/%24defs/Plain",
            "/components/schemas/Root/$defs/Plain",
        ),
        (
            "",
            "#/components/schemas/Relative",
            "/components/schemas/Relative",
        ),
        // Unless nothing is there, while the document has what they name.
        (
            root,
            "#/components/schemas/Relative",
            "/components/schemas/Relative",
        ),
        // So do anchors; a dynamic one is an anchor too.
        (root, "#named", "/components/schemas/Root/$defs/Named"),
        (root, "sub/leaf.json#node", leaf),
        (
            "",
            &format!("{urn}#named"),
            "/components/schemas/Root/$defs/Urn",
        ),
        ("", "tree#Root.-_1", "/components/schemas/Relative"),
        (
            "",
            "#in-a-property",
            "/components/schemas/Names/properties/$id",
        ),
        (
            "",
            "#response",
            "/components/responses/default/content/application~1json/schema",
        ),
        (
            "",
            "#header",
            "/paths/~1a/get/responses/default/headers/schema/schema",
        ),
        (
            "",
            "#parameter",
            "/paths/~1a/get/callbacks/a/{$url}/post/parameters/0/schema",
        ),
    ] {
        let found = lead(&document, at, reference);
        assert_eq!(found, Some(format!("#{expected}")), "{reference} at {at:?}");
    }
    for (at, reference) in [
        ("", "#named"),
        (root, "#node"),
        (root, "#/components/schemas/Nothing"),
        (root, "root.json#/components/schemas/Relative"),
        (root, "tree"),
        ("", "./"),
        ("", "https://example.com/enum"),
    ] {
        assert_eq!(
            lead(&document, at, reference),
            None,
            "{reference} at {at:?}"
        );
    }
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        assert_eq!(lead(&document, "", &format!("#{name}")), None, "{name}");
    }
}

#[test]
fn the_document_has_a_uri_if_it_says_so() {
    let text = TEXT.replace("3.1.0", "3.2.0\n$self: https://example.com/api");
    let document = run(&source("a.yaml", text)).0.unwrap();
    let reference = "https://example.com/api#/components/schemas/Names";
    let names = Some("#/components/schemas/Names".to_owned());
    assert_eq!(lead(&document, "", reference), names);
    let relative = "api#/components/schemas/Names";
    assert_eq!(lead(&document, "", relative), names);
    assert_eq!(
        lead(&document, "/components/schemas/Root/$defs/Urn", relative),
        None
    );
}

#[test]
fn identifiers_are_of_3_1() {
    let text = TEXT.replace("3.1.0", "3.0.3");
    let document = run(&source("a.yaml", text)).0.unwrap();
    assert_eq!(lead(&document, "", "tree"), None);
    let plain = "#/components/schemas/Names";
    let at = "/components/schemas/Root/$defs/Leaf";
    assert_eq!(lead(&document, at, plain), Some(plain.to_owned()));
}

#[test]
fn dynamic_references_name_what_they_may() {
    let text = r##"
openapi: 3.1.0
components:
  schemas:
    List: {$id: list, $defs: {item: {$dynamicAnchor: item}, plain: {$anchor: plain}}}
    Texts: {$id: texts, $defs: {item: {$dynamicAnchor: item}, plain: {$dynamicAnchor: plain}}}
"##;
    let document = run(&source("a.yaml", text)).0.unwrap();
    let all = |reference| {
        let targets = document.resolve_dynamic(reference, &Pointer::root());
        let targets = targets.unwrap();
        let places = targets.iter().map(|(pointer, _)| pointer.to_string());
        places.collect::<Vec<_>>().join(" ")
    };
    let list = "#/components/schemas/List/$defs/";
    let texts = "#/components/schemas/Texts/$defs/";
    assert_eq!(all("list#item"), format!("{list}item {texts}item"));
    assert_eq!(all("texts#item"), format!("{texts}item {list}item"));
    assert_eq!(all("list#plain"), format!("{list}plain"));
    assert_eq!(all("texts#plain"), format!("{texts}plain"));
    assert_eq!(all("list#/$defs/item"), format!("{list}item"));
}

#[test]
fn says_what_is_wrong() {
    let text = r##"
openapi: 3.1.0
components:
  schemas:
    A: {$id: same}
    B: {$id: same, type: string}
    C: {$id: "#old"}
    D: {$anchor: "#name"}
    E: {$anchor: 1}
    F: {$anchor: twice, type: string}
    G: {$dynamicAnchor: twice}
    H: &h {$anchor: alias}
    I: *h
"##;
    insta::assert_snapshot!(run(&source("a.yaml", text)).1);
}
