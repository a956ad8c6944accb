//! References at places where OpenAPI has none, but documents do; and what stands beside a reference.

use super::{document, generated, same, types, with};
use typewright::generate::Options;

/// Whole maps and lists, and parts of them.
#[test]
fn maps_and_lists() {
    let many = "openapi: 3.1.0
info: { $ref: info.yaml }
tags: { $ref: tags.yaml }
paths: { $ref: paths/_index.yaml }
components:
  schemas:
    $ref: schemas/_index.yaml
    Tag: { type: string, minLength: 3 }
  responses: { $ref: responses.yaml }
";
    let files = [
        (
            "info.yaml",
            "title: Jobs\nversion: '1'\ndescription: { $ref: docs/intro.md }\n",
        ),
        ("docs/intro.md", "# Jobs: what they are\n"),
        ("tags.yaml", "- { name: jobs }\n"),
        ("paths/_index.yaml", "/jobs: { $ref: jobs.yaml }\n"),
        (
            "paths/jobs.yaml",
            "get:
  operationId: listJobs
  parameters: { $ref: ../parameters.yaml }
  responses:
    '200': { $ref: '../openapi.yaml#/components/responses/Jobs' }
    '404': { $ref: '../responses.yaml#/Missing' }
",
        ),
        (
            "parameters.yaml",
            "- { name: limit, in: query, schema: { type: integer } }\n",
        ),
        (
            "responses.yaml",
            "Jobs:
  description: jobs
  content: { application/json: { $ref: 'media.yaml#/jobs' } }
Missing:
  description: none
",
        ),
        (
            "media.yaml",
            "jobs: { schema: { $ref: 'schemas/_index.yaml#/Job' } }\n",
        ),
        (
            "schemas/_index.yaml",
            "Job: { $ref: ./job.yaml }
Owner: { type: object, properties: { name: { type: string } } }
Tag: { type: integer }
",
        ),
        (
            "schemas/job.yaml",
            "type: object
properties:
  $ref: properties.yaml
  owner: { $ref: './_index.yaml#/Owner' }
",
        ),
        (
            "schemas/properties.yaml",
            "id: { type: string }\ntags: { $ref: '../tags_of_job.yaml' }\n",
        ),
        (
            "tags_of_job.yaml",
            "type: array\nitems: { $ref: 'openapi.yaml#/components/schemas/Tag' }\n",
        ),
    ];
    let one = "openapi: 3.1.0
info: { title: Jobs, version: '1', description: \"# Jobs: what they are\\n\" }
tags: [{ name: jobs }]
paths:
  /jobs:
    get:
      operationId: listJobs
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses:
        '200': { $ref: '#/components/responses/Jobs' }
        '404': { $ref: '#/components/responses/Missing' }
components:
  schemas:
    Job:
      type: object
      properties:
        id: { type: string }
        tags: { $ref: '#/components/schemas/tags_of_job' }
        owner: { $ref: '#/components/schemas/Owner' }
    Owner: { type: object, properties: { name: { type: string } } }
    Tag: { type: string, minLength: 3 }
    tags_of_job: { type: array, items: { $ref: '#/components/schemas/Tag' } }
  responses:
    Jobs:
      description: jobs
      content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
    Missing: { description: none }
";
    same(many, &files, one);
}

/// A path item, or a media type, that several places refer to has its types once; an operation is one at each path.
#[test]
fn what_is_referred_to_twice() {
    let many = document(
        "paths:
  /a: { $ref: item.yaml }
  /b: { $ref: item.yaml }
  /c:
    get: { $ref: c.yaml }
  /d:
    get: { $ref: c.yaml }
",
    );
    let item = "post:
  requestBody: { content: { application/json: { $ref: 'media.yaml' } } }
  responses: { '200': { description: done, content: { application/json: { $ref: 'media.yaml' } } } }
";
    let operation = "responses: { '200': { description: done, content: { application/json: { $ref: 'media.yaml' } } } }
";
    let media = "schema: { type: object, properties: { a: { type: string, minLength: 1 } } }\n";
    let files = [
        ("item.yaml", item),
        ("c.yaml", operation),
        ("media.yaml", media),
    ];
    assert_eq!(types(&many, &files), ["PostABody", "PostABodyA"]);
    let (files, _) = generated(&many, &files);
    for name in ["post_a", "post_b", "get_c", "get_d"] {
        let text = files
            .values()
            .any(|text| text.contains(&format!("pub fn {name}(")));
        assert!(text, "{name}");
    }
}

/// What stands beside a reference to a schema stays, and a component that says more than a reference is no file.
#[test]
fn siblings() {
    same(
        &document(
            "components:
  schemas:
    Job: { type: object, properties: { name: { $ref: name.yaml, description: The name. } } }
    Short: { $ref: name.yaml, maxLength: 9 }
",
        ),
        &[("name.yaml", "type: string\nminLength: 3\n")],
        &document(
            "components:
  schemas:
    Job: { type: object, properties: { name: { $ref: '#/components/schemas/name', description: The name. } } }
    Short: { $ref: '#/components/schemas/name', maxLength: 9 }
    name: { type: string, minLength: 3 }
",
        ),
    );
}

/// Examples may be of references, and what is compared is what it is.
#[test]
fn values_are_left_alone() {
    let rest = "components:
  schemas:
    Link:
      type: object
      example: { $ref: of/no/file.yaml }
      default: { $ref: job.yaml }
      x-note: { $ref: nothing.yaml }
      properties: { $ref: { type: string }, to: { $ref: job.yaml } }
";
    let job = (
        "job.yaml",
        "type: string\nexamples: [{ $ref: 'texts.yaml#/some' }]\n",
    );
    let one = rest.replace(
        "to: { $ref: job.yaml }",
        "to: { $ref: '#/components/schemas/job' }",
    );
    same(
        &document(rest),
        &[job, ("texts.yaml", "some: abc\n")],
        &document(&format!(
            "{one}    job: {{ type: string, examples: [abc] }}\n"
        )),
    );
}

/// Overlays and filters see what the document is with all of its files.
#[test]
fn overlays_and_filters() {
    let many = document("paths:\n  /jobs: { $ref: jobs.yaml }\n  /tags: { $ref: tags.yaml }\n");
    let of = |name: &str| {
        format!(
            "get:
  operationId: {name}
  tags: [{name}]
  responses: {{ '200': {{ description: ok, content: {{ application/json: {{ schema: {{ $ref: {name}_item.yaml }} }} }} }} }}
"
        )
    };
    let overlay = "overlay: 1.0.0
actions:
  - target: $.paths['/jobs'].get
    update: { operationId: allJobs }
  - target: $.components.schemas.jobs_item
    update: { minLength: 5, maxLength: 2 }
";
    let options = Options {
        overlays: vec![super::source("o.yaml", overlay)],
        filter: typewright::filter::Filter {
            include: vec!["tag:jobs".parse().unwrap()],
            ..Default::default()
        },
        ..Options::default()
    };
    let (jobs, tags) = (of("jobs"), of("tags"));
    let files = [
        ("jobs.yaml", &*jobs),
        ("tags.yaml", &*tags),
        ("jobs_item.yaml", "type: string\n"),
        ("tags_item.yaml", "type: string\npattern: '('\n"),
    ];
    let (generated, said) = with(&many, &files, &options);
    assert!(
        said.starts_with("warning[TW0210]") && said.contains(" --> o.yaml:6:"),
        "{said}"
    );
    let paths: Vec<&str> = generated.files.iter().map(|file| &*file.path).collect();
    assert!(
        paths.contains(&"src/operations/jobs/all_jobs.rs"),
        "{paths:?}"
    );
    assert!(paths.contains(&"src/types/jobs_item.rs"), "{paths:?}");
    assert!(!paths.contains(&"src/types/tags_item.rs"), "{paths:?}");
}
