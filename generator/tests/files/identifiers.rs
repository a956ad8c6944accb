//! `$id`, `$anchor` and `$dynamicAnchor` in other files.

use super::{document, same, types};

#[test]
fn anchors() {
    same(
        &document(
            "components:\n  schemas:\n    Job: { $ref: 'all.yaml#job' }\n    Other: { $ref: 'more.yaml#job' }\n",
        ),
        &[
            (
                "all.yaml",
                "$defs:\n  A: { $anchor: job, type: object, properties: { t: { $ref: '#tag' } } }\n  B: { $anchor: tag, type: string, minLength: 1 }\n",
            ),
            (
                "more.yaml",
                "a: { b: { $anchor: job, type: string, minLength: 2 } }\n",
            ),
        ],
        &document(
            "components:
  schemas:
    Job: { type: object, properties: { t: { $ref: '#/components/schemas/B' } } }
    Other: { type: string, minLength: 2 }
    B: { type: string, minLength: 1 }
",
        ),
    );
}

/// References are relative to `$id`; where that leads to no file, to the file that they stand in.
#[test]
fn relative_to_an_id() {
    let many = document("components:\n  schemas:\n    Job: { $ref: schemas/job.yaml }\n");
    let job = |id: &str, state: &str| {
        format!("$id: {id}\ntype: object\nproperties: {{ state: {{ $ref: {state} }} }}\n")
    };
    let state = "type: string\nminLength: 1\n";
    for (id, reference, file) in [
        ("job.yaml", "state.yaml", "schemas/state.yaml"),
        ("models/job", "state.yaml", "schemas/models/state.yaml"),
        ("models/job", "state.yaml", "schemas/state.yaml"),
        (
            "https://example.com/job",
            "state.yaml",
            "schemas/state.yaml",
        ),
    ] {
        let found = types(
            &many,
            &[("schemas/job.yaml", &job(id, reference)), (file, state)],
        );
        assert_eq!(found, ["Job", "State"], "{id} {file}");
    }
    // The letter goes first.
    let found = types(
        &many,
        &[
            ("schemas/job.yaml", &job("models/job", "state.yaml")),
            (
                "schemas/models/state.yaml",
                "type: string\nmaxLength: 3\ntitle: right\n",
            ),
            ("schemas/state.yaml", "pattern: '('\n"),
        ],
    );
    assert_eq!(found, ["Job", "State"]);
}

/// A schema in the same file that has the URI is meant before any file.
#[test]
fn a_uri_within_a_file() {
    let many = document("components:\n  schemas:\n    Job: { $ref: job.yaml }\n");
    let job = "$id: https://example.com/job
type: object
properties: { state: { $ref: state }, other: { $ref: 'https://example.com/state' } }
$defs: { S: { $id: state, type: string, minLength: 1 } }
";
    let found = types(
        &many,
        &[("job.yaml", job), ("state", "type: integer\nminimum: 1\n")],
    );
    assert_eq!(found, ["Job", "S"]);
}

/// A list that leaves its items to who refers to it. A file is a resource of its own, as a schema with an `$id` is.
#[test]
fn dynamic_references() {
    let list = "type: object, properties: { items: { type: array, items: { $dynamicRef: '#item' } } }, \
                $defs: { item: { $dynamicAnchor: item } }";
    let jobs =
        "$ref: list.yaml, $defs: { item: { $dynamicAnchor: item, type: string, minLength: 4 } }";
    let tags =
        "$ref: list.yaml, $defs: { item: { $dynamicAnchor: item, type: integer, maximum: 7 } }";
    let file = |members: &str| format!("{{ {members} }}");
    let part =
        |name: &str, members: &str| format!("    {name}: {{ {members}, $id: {name}.yaml }}\n");
    let components = "components:\n  schemas:\n";
    same(
        &document(&format!(
            "{components}    jobs: {{ $ref: jobs.yaml }}\n    tags: {{ $ref: tags.yaml }}\n"
        )),
        &[
            ("jobs.yaml", &file(jobs)),
            ("tags.yaml", &file(tags)),
            ("list.yaml", &file(list)),
        ],
        &document(&format!(
            "{components}{}{}{}",
            part("jobs", jobs),
            part("tags", tags),
            part("list", list)
        )),
    );
}
