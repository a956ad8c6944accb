//! Part of a document: what `--include` and `--exclude` leave.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use typewright::diagnostic::human;
use typewright::filter::Filter;
use typewright::generate::{Generated, Options, generate};
use typewright::load::Source;

const DOCUMENT: &str = r##"
openapi: 3.1.0
info: { title: Shop, version: "1" }
paths:
  /pets:
    parameters: [{ $ref: "#/components/parameters/page" }]
    get:
      tags: [pets, read]
      operationId: pets/list
      responses:
        "200": { $ref: "#/components/responses/Pets" }
        default:
          description: no
          content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } }
    post:
      tags: [pets]
      operationId: pets/create
      requestBody:
        content: { application/json: { schema: { $ref: "#/components/schemas/NewPet" } } }
      responses: { "201": { description: done } }
  /pets/{id}/owner:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      tags: [owners, read]
      operationId: owners/get
      responses:
        "200":
          description: the owner
          content: { application/json: { schema: { $ref: "#/components/schemas/Owner" } } }
  /shared:
    $ref: "#/components/pathItems/Shared"
components:
  pathItems:
    Shared:
      get:
        tags: [shared]
        operationId: shared/get
        responses: { "200": { description: done } }
      put:
        tags: [put]
        operationId: shared/put
        responses: { "200": { description: done } }
  parameters:
    page: { name: page, in: query, schema: { $ref: "#/components/schemas/Page" } }
  responses:
    Pets:
      description: the pets
      content:
        application/json:
          schema: { type: array, items: { $ref: "#/components/schemas/Pet" } }
  schemas:
    Page: { type: integer, minimum: 1 }
    Pet:
      type: object
      properties:
        kind: { $ref: "#/components/schemas/Kind/$defs/Name" }
        mother: { $ref: "#/components/schemas/Pet" }
    Kind:
      $defs: { Name: { type: string, maxLength: 9 } }
      type: string
    NewPet: { type: object, properties: { size: { type: integer, minimum: 3, maximum: 1 } } }
    Owner: { type: object, properties: { id: { type: string } } }
    Error: { type: object, properties: { message: { type: string } } }
    Unused: { type: string }
"##;

fn run(include: &[&str], exclude: &[&str]) -> Generated {
    let parsed = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
    let options = Options {
        filter: Filter {
            include: parsed(include),
            exclude: parsed(exclude),
        },
        ..Options::default()
    };
    generate(&source(), &options)
}

fn source() -> Source {
    Source {
        name: "shop.yaml".to_owned(),
        bytes: DOCUMENT.as_bytes().to_vec(),
    }
}

/// The files of operations and types.
fn made(generated: &Generated) -> BTreeSet<&str> {
    let folders = ["src/operations/", "src/types/"];
    let paths = generated.files.iter().map(|file| file.path.as_str());
    let names = paths.filter_map(|path| folders.iter().find_map(|at| path.strip_prefix(at)));
    let stems = names.filter_map(|name| name.rsplit('/').next()?.strip_suffix(".rs"));
    stems.filter(|stem| *stem != "mod").collect()
}

fn said(generated: &Generated) -> String {
    human::render(&generated.diagnostics, &source(), false)
}

#[test]
fn operations_and_what_they_need_stay() {
    for (include, exclude, expected) in [
        (
            &["operationId:pets/list"][..],
            &[][..],
            &["pets_list", "error", "kind", "page", "pet"][..],
        ),
        (&["path:/pets/*/owner"], &[], &["owners_get", "owner"]),
        (&["tag:read"], &["tag:pets"], &["owners_get", "owner"]),
        (
            &["path:/pets/**", "tag:shared"],
            &[],
            &["owners_get", "owner", "shared_get"],
        ),
        (&[], &["tag:pets", "operationId:*/get"], &["shared_put"]),
    ] {
        let generated = run(include, exclude);
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        assert_eq!(made(&generated), expected, "{include:?} {exclude:?}");
    }
}

/// What is left out is not found fault with, and what stays keeps its place.
#[test]
fn findings_are_about_what_stays() {
    assert_eq!(said(&run(&["operationId:pets/list"], &[])), "");
    let text = said(&run(&["operationId:pets/create"], &[]));
    assert!(text.contains("--> shop.yaml:61:"), "{text}");
    assert_eq!(text, said(&run(&[], &[])));
}

/// So a filter may be widened in a pull request that shows what is new.
#[test]
fn files_that_stay_are_the_same() {
    let whole = run(&[], &[]);
    let part = run(&["tag:read"], &[]);
    let is_index = |path: &str| path == "src/lib.rs" || path.ends_with("/mod.rs");
    for file in &part.files {
        let of_whole = whole.files.iter().find(|other| other.path == file.path);
        let of_whole = of_whole.unwrap_or_else(|| panic!("{} is new", file.path));
        let is_same = of_whole.contents == file.contents;
        assert!(is_same || is_index(&file.path), "{}", file.path);
    }
    assert!(part.files.len() < whole.files.len());
}

#[test]
fn a_selector_that_fits_nothing_names_what_is_near() {
    for (include, help) in [
        ("tag:pet", "did you mean `tag:pets`?"),
        (
            "operationId:Pets/List",
            "did you mean `operationId:pets/list`?",
        ),
        (
            "path:/pets/{id}/owners",
            "did you mean `path:/pets/{id}/owner`?",
        ),
        (
            "tag:warehouse",
            "there are 5: `owners`, `pets`, `put`, `read`, `shared`",
        ),
    ] {
        let generated = run(&[include], &[]);
        let text = said(&generated);
        assert!(text.contains("error[TW0140]"), "{text}");
        assert!(text.contains(help), "{text}");
        assert!(generated.files.is_empty());
    }
    let text = said(&run(&["tag:pets"], &["tag:read", "path:/pets"]));
    assert!(text.contains("no operation is left"), "{text}");
}
