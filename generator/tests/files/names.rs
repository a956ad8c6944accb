//! What the types of other files are called.

use super::{document, same, types};

const JOB: &str = "type: object\nproperties: { a: { type: string } }\n";

#[test]
fn after_the_pointer_or_the_file() {
    let many = document(
        "components:
  schemas:
    Root:
      type: object
      properties:
        a: { $ref: schemas/user-name.schema.json }
        b: { $ref: schemas/Invoice/index.yaml }
        c: { $ref: 'all.yaml#/definitions/Order' }
        d: { $ref: 'all.yaml#/definitions/Order/properties/state' }
        e: { $ref: 'all.yaml#/definitions/Order/allOf/0' }
        f: { $ref: 'list.yaml#/items' }
        g: { $ref: 'api.yaml#/paths/~1x/get/responses/200/content/application~1json/schema' }
",
    );
    let order = "definitions:
  Order:
    allOf: [{ type: object, properties: { x: { type: string } } }]
    properties: { state: { enum: [a, b] } }
";
    let api = "openapi: 3.1.0
info: {}
paths: { /x: { get: { responses: { '200': { content: { application/json: { schema: { enum: [q] } } } } } } } }
";
    let files = [
        (
            "schemas/user-name.schema.json",
            r#"{ "type": "string", "minLength": 1 }"#,
        ),
        ("schemas/Invoice/index.yaml", JOB),
        ("all.yaml", order),
        ("list.yaml", "type: array\nitems: { enum: [z] }\n"),
        ("api.yaml", api),
    ];
    let mut found = types(&many, &files);
    found.sort();
    assert_eq!(
        found,
        [
            "Invoice",
            "ListItems",
            "Order",
            "OrderAllOf0",
            "Responses200ContentApplicationJsonSchema",
            "Root",
            "State",
            "UserName"
        ]
    );
}

/// Components of the document keep their names; others are numbered, in the order in which they are met.
#[test]
fn the_same_name_twice() {
    same(
        &document(
            "components:
  schemas:
    Root: { type: object, properties: { a: { $ref: a/Job.yaml }, b: { $ref: b/Job.yaml }, c: { $ref: 'x.yaml#/job' } } }
    Job: { type: string, maxLength: 1 }
",
        ),
        &[
            ("a/Job.yaml", "type: string\nmaxLength: 2\n"),
            ("b/Job.yaml", "type: string\nmaxLength: 3\n"),
            ("x.yaml", "job: { type: string, maxLength: 4 }\n"),
        ],
        &document(
            "components:
  schemas:
    Root:
      type: object
      properties:
        a: { $ref: '#/components/schemas/Job-2' }
        b: { $ref: '#/components/schemas/Job-3' }
        c: { $ref: '#/components/schemas/job' }
    Job: { type: string, maxLength: 1 }
    Job-2: { type: string, maxLength: 2 }
    Job-3: { type: string, maxLength: 3 }
    job: { type: string, maxLength: 4 }
",
        ),
    );
}

/// However a schema is come to, it is one type: by another way of writing, over files that only refer on, from itself,
/// or from another place in its file.
#[test]
fn one_schema_is_one_type() {
    let many = document(
        "paths:
  /x:
    get:
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: a/../job.yaml } } } }
        '201': { description: ok, content: { application/json: { schema: { $ref: via.yaml } } } }
components:
  schemas:
    Work: { $ref: ./a/via.yaml }
    Part: { $ref: 'job.yaml#/properties/part' }
",
    );
    let files = [
        ("via.yaml", "$ref: a/via.yaml\n"),
        ("a/via.yaml", "$ref: ../job.yaml\n"),
        (
            "job.yaml",
            "type: object
properties:
  part: { type: string, minLength: 2 }
  same: { $ref: '#/properties/part' }
  next: { $ref: '#' }
  last: { $ref: job.yaml }
",
        ),
    ];
    let mut found = types(&many, &files);
    found.sort();
    assert_eq!(found, ["Part", "Work"]);
}

/// A name does not depend on which reference is met first: what is inside of another file's schema is a component too.
#[test]
fn order_does_not_matter() {
    let one = "    Root: { type: object, properties: { a: { $ref: job.yaml }, b: { $ref: 'job.yaml#/$defs/State' } } }\n";
    let other = "    Root: { type: object, properties: { b: { $ref: 'job.yaml#/$defs/State' }, a: { $ref: job.yaml } } }\n";
    let job = "type: object\nproperties: { state: { $ref: '#/$defs/State' } }\n$defs: { State: { enum: [a] } }\n";
    let of = |schemas: &str| {
        let mut types = types(
            &document(&format!("components:\n  schemas:\n{schemas}")),
            &[("job.yaml", job)],
        );
        types.sort();
        types
    };
    assert_eq!(of(one), ["Job", "Root", "State"]);
    assert_eq!(of(one), of(other));
}

/// What a mapping names has to be there; a component may be called as files are.
#[test]
fn mappings() {
    let cat = "type: object\nrequired: [kind]\nproperties: { kind: { type: string } }\n";
    let pet = |mapped: &str| {
        document(&format!(
            "components:
  schemas:
    Dog.json: {{ type: object, required: [kind], properties: {{ kind: {{ type: string }} }} }}
    Pet:
      oneOf: [{{ $ref: cat.yaml }}, {{ $ref: '#/components/schemas/Dog.json' }}]
      discriminator: {{ propertyName: kind, mapping: {{ cat: cat.yaml, dog: {mapped} }} }}
"
        ))
    };
    let (files, said) = super::generated(&pet("Dog.json"), &[("cat.yaml", cat)]);
    assert!(!files.is_empty(), "{said}");
    let (files, said) = super::generated(&pet("Hound.json"), &[("cat.yaml", cat)]);
    assert!(files.is_empty());
    assert!(
        said.contains("TW0131") && said.contains(" --> openapi.yaml:9:75"),
        "{said}"
    );
}

/// A `%` in a name is one in the reference to it.
#[test]
fn names_with_a_percent_sign() {
    let many = document(
        "components:\n  schemas:\n    A: { type: array, items: { $ref: 'a%2541.yaml' } }\n",
    );
    let found = types(&many, &[("a%41.yaml", "type: string\nminLength: 1\n")]);
    assert_eq!(found, ["A", "A41"]);
}

#[test]
fn discriminators_name_files() {
    let pet = |mapping: [&str; 3], branches: [&str; 2]| {
        format!(
            "components:
  schemas:
    Pet:
      oneOf: [{{ $ref: {} }}, {{ $ref: {} }}]
      discriminator:
        propertyName: kind
        mapping: {{ cat: {}, dog: {}, hound: {} }}
",
            branches[0], branches[1], mapping[0], mapping[1], mapping[2],
        )
    };
    let cat = "type: object\nrequired: [kind]\nproperties: { kind: { type: string } }\n";
    let many = pet(
        ["./cat.yaml", "pets.yaml#/Dog", "pets.yaml#/Hound"],
        ["cat.yaml", "'pets.yaml#/Dog'"],
    );
    let hound = "Dog: { $ref: cat2.yaml }\nHound: { $ref: cat2.yaml }\n";
    let one = pet(
        [
            "'#/components/schemas/cat'",
            "'#/components/schemas/cat2'",
            "'#/components/schemas/cat2'",
        ],
        ["'#/components/schemas/cat'", "'#/components/schemas/cat2'"],
    );
    let inline = "{ type: object, required: [kind], properties: { kind: { type: string } } }";
    let one = format!("{one}    cat: {inline}\n    cat2: {inline}\n");
    let (many, said) = super::generated(
        &document(&many),
        &[("cat.yaml", cat), ("cat2.yaml", cat), ("pets.yaml", hound)],
    );
    let (one, _) = super::generated(&document(&one), &[]);
    assert!(said.is_empty() || said.contains("TW0314"), "{said}");
    assert_eq!(many["src/types/pet.rs"], one["src/types/pet.rs"]);
    assert!(
        one["src/types/pet.rs"].contains("\"hound\""),
        "{}",
        one["src/types/pet.rs"]
    );
}
