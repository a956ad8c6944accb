//! Where findings point, and what is said of references that lead nowhere.

use super::{document, source, with};
use typewright::diagnostic::{github, human, json};
use typewright::generate::{Options, generate};

fn said(document: &str, files: &[(&str, &str)]) -> String {
    with(document, files, &Options::default()).1
}

const JOB: &str = "type: object
properties:
  state:
    enum: [queued, running]
    default: done
  owner: { $ref: 'owner.yaml' }
";

const OWNER: &str = "# Who it is of.
type: object
required: [name]
properties: { nam: { type: string } }
additionalProperties: false
";

const FILES: &[(&str, &str)] = &[("schemas/job.yaml", JOB), ("schemas/owner.yaml", OWNER)];

/// In the file, on the line and with the text where it was written.
#[test]
fn findings_point_into_their_file() {
    let many = document("components:\n  schemas:\n    Job: { $ref: schemas/job.yaml }\n");
    insta::assert_snapshot!(said(&many, FILES));

    let files = FILES.iter().map(|(name, text)| source(name, *text));
    let options = Options {
        files: Some(std::sync::Arc::new(files.collect::<Vec<_>>())),
        ..Options::default()
    };
    let many = source("api/openapi.yaml", many);
    let generated = generate(&many, &options);
    let texts = || generated.texts(&many, &options);
    let text = json::render(&generated.diagnostics, texts());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value[1]["file"], "schemas/owner.yaml", "{value:#}");
    assert_eq!(value[1]["line"], 3, "{value:#}");
    let text = github::render(&generated.diagnostics, texts());
    assert!(text.contains("file=schemas/job.yaml,line=5,"), "{text}");
    assert!(
        human::render(&generated.diagnostics, texts(), false).contains("schemas/job.yaml:5:14")
    );
}

/// The key of what is a file stands where the file is referred to.
#[test]
fn the_key_of_a_file() {
    let many = document(
        "paths:\n  /a/{x}: { get: { parameters: [{ $ref: 'p.yaml' }], responses: {} } }\n",
    );
    let parameter = "name: x\nin: path\nrequired: true\nschema: { type: string }\nextra: 1\n";
    let said = said(&many, &[("p.yaml", parameter)]);
    assert!(said.contains(" --> p.yaml:5:1"), "{said}");
    let many = document(
        "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: A\n          links: { $ref: links.yaml }\n",
    );
    let said = self::said(&many, &[("links.yaml", "next: { operationId: a }\n")]);
    assert!(said.contains(" --> openapi.yaml:9:11"), "{said}");
}

/// What is wrong with a file is told of it, for all files at once.
#[test]
fn files_with_errors() {
    let many = document(
        "components:
  schemas:
    A: { $ref: a.yaml }
    B: { $ref: b.json }
    C: { $ref: c.yaml }
",
    );
    let files = [
        ("a.yaml", "type: [\n"),
        ("b.json", "{ \"type\": \"string\", }"),
        ("c.yaml", "type: string\nminLength: 1\nminLength: 2\n"),
    ];
    insta::assert_snapshot!(said(&many, &files));
}

const NOWHERE: &str = "paths:
  /a:
    get:
      responses:
        '200': { $ref: missing.yaml }
        '201': { $ref: 'common.yaml#/responses/Faliure' }
        '202': { $ref: 'common.yaml#Failure' }
        '203': { $ref: 'folder\\\\common.yaml' }
        '204': { $ref: '/etc/passwd' }
        '205': { $ref: 'file:///etc/passwd' }
        '206': { $ref: 'C:\\\\common.yaml' }
        '207': { $ref: 'https://example.com/common.yaml' }
        '208': { $ref: 'common.yaml#/loop' }
        '209': { $ref: 'common.yaml#/responses/Other' }
    put: { $ref: put.yaml }
  /b: { $ref: b.yaml }
";

#[test]
fn references_that_lead_nowhere() {
    let common = "responses:
  Failure: { description: failed }
  Other: { $ref: '#/responses/Nothing' }
loop: { $ref: 'circle.yaml' }
";
    let files = [
        ("common.yaml", common),
        ("circle.yaml", "$ref: 'common.yaml#/loop'\n"),
        (
            "b.yaml",
            "get: { responses: { '200': { $ref: more/of_b.yaml }, '201': { $ref: 'common.json#/x' } } }\n",
        ),
    ];
    let rest = NOWHERE.replace("    put: { $ref: put.yaml }\n", "");
    insta::assert_snapshot!(said(&document(&rest), &files));
    // Nobody follows a reference that stands for an operation, so it is told at once.
    let said = said(&document(NOWHERE), &files);
    assert!(
        said.starts_with("error[TW0131]: the reference `put.yaml`"),
        "{said}"
    );
    assert!(said.contains(" --> openapi.yaml:17:18"), "{said}");
}

/// A reference that no operation needs does no harm, as in one file; an overlay may take it out.
#[test]
fn references_that_nobody_needs() {
    let many = document(
        "paths:\n  /a: { $ref: missing.yaml }\n  /b: { get: { tags: [b], responses: {} } }\n",
    );
    let mut options = Options::default();
    options.filter.include = vec!["tag:b".parse().unwrap()];
    let (generated, said) = with(&many, &[], &options);
    assert!(!generated.files.is_empty(), "{said}");
    let remove = "overlay: 1.0.0\nactions: [{ target: \"$.paths['/a']\", remove: true }]\n";
    let options = Options {
        overlays: vec![source("o.yaml", remove)],
        ..Options::default()
    };
    let (generated, said) = with(&many, &[], &options);
    assert!(!generated.files.is_empty(), "{said}");
}

/// An overlay has no files of its own.
#[test]
fn a_reference_of_an_overlay() {
    let change = "overlay: 1.0.0
actions: [{ target: $.paths, update: { /a: { $ref: a.yaml } } }]
";
    let options = Options {
        overlays: vec![source("o.yaml", change)],
        ..Options::default()
    };
    let (_, said) = with(&document("paths: {}\n"), &[("a.yaml", "{}")], &options);
    insta::assert_snapshot!(said);
}

/// A document that comes from nowhere has no files beside it.
#[test]
fn no_folder() {
    let many = source(
        "<stdin>",
        document("components:\n  schemas:\n    A: { $ref: a.yaml }\n"),
    );
    let options = Options::default();
    let generated = generate(&many, &options);
    let texts = generated.texts(&many, &options);
    insta::assert_snapshot!(human::render(&generated.diagnostics, texts, false));
}

/// What is written for the document is found in it, where its own file has no such thing.
#[test]
fn references_as_if_in_the_document() {
    let many = "components:
  schemas:
    A: { $ref: a.yaml }
    B: { type: string, minLength: 1 }
";
    super::same(
        &document(many),
        &[(
            "a.yaml",
            "type: array\nitems: { $ref: '#/components/schemas/B' }\n",
        )],
        &document(&many.replace(
            "$ref: a.yaml",
            "type: array, items: { $ref: '#/components/schemas/B' }",
        )),
    );
}
