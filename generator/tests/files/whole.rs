//! A whole document, with a reference of every kind.

use super::same;

const MANY: &str = r##"
openapi: 3.0.3
info: { title: Jobs, version: "1" }
paths:
  /jobs/{id}:
    $ref: paths/job.yaml
  /pages:
    get:
      $ref: ./operations/list pages.yaml
components:
  schemas:
    Job: { $ref: schemas/job.json }
    Tag: { type: string, minLength: 3 }
  securitySchemes:
    token: { $ref: "common.yaml#/security/token" }
"##;

const FILES: &[(&str, &str)] = &[
    (
        "paths/job.yaml",
        r##"
parameters:
  - { $ref: "../common.yaml#/parameters/id" }
get:
  operationId: getJob
  security: [{ token: [] }]
  responses:
    "200": { $ref: ../responses/job.yaml }
    default: { $ref: "../common.yaml#/failures/Failure" }
put:
  operationId: putJob
  requestBody: { $ref: ../bodies/new_job.yaml }
  responses:
    "204": { description: done }
    default: { $ref: "../common.yaml#/failures/Failure" }
"##,
    ),
    (
        "operations/list pages.yaml",
        r##"
operationId: listPages
parameters:
  - { $ref: ../parameters/limit.json }
responses:
  "200":
    description: pages
    content:
      application/json:
        schema: { type: array, items: { $ref: "../openapi.yaml#/components/schemas/Tag" } }
        examples:
          some: { $ref: ../examples/some.yaml }
"##,
    ),
    (
        "schemas/job.json",
        r##"{
  "type": "object",
  "required": ["name"],
  "properties": {
    "name": { "type": "string" },
    "owner": { "$ref": "people/owner.yaml" },
    "tags": { "type": "array", "items": { "$ref": "../openapi.yaml#/components/schemas/Tag" } }
  }
}"##,
    ),
    (
        "schemas/people/owner.yaml",
        r##"
type: object
properties:
  jobs: { type: array, items: { $ref: ../job.json } }
  level: { $ref: "#/definitions/level" }
  parent: { $ref: "#" }
definitions:
  level: { type: integer, minimum: 1, maximum: 5 }
"##,
    ),
    (
        "parameters/limit.json",
        r##"{ "name": "limit", "in": "query", "schema": { "$ref": "../common.yaml#/limit" } }"##,
    ),
    (
        "bodies/new_job.yaml",
        r##"
required: true
content: { application/json: { schema: { $ref: "../schemas/./job.json#" } } }
"##,
    ),
    (
        "responses/job.yaml",
        r##"
description: the job
headers:
  x-limit: { $ref: "../common.yaml#/headers/limit" }
content: { application/json: { schema: { $ref: "..%2Fschemas/job%2Ejson" } } }
"##,
    ),
    ("examples/some.yaml", "value: [abc]\n"),
    (
        "common.yaml",
        r##"
parameters:
  id: { name: id, in: path, required: true, schema: { type: string } }
limit: { type: integer, minimum: 1 }
headers:
  limit: { description: how many, schema: { $ref: "#/limit" } }
failures:
  Failure:
    description: what went wrong
    content:
      application/json:
        schema: { type: object, properties: { message: { type: string } } }
security:
  token: { type: http, scheme: bearer }
"##,
    ),
];

const ONE: &str = r##"
openapi: 3.0.3
info: { title: Jobs, version: "1" }
paths:
  /jobs/{id}:
    parameters:
      - { $ref: "#/components/parameters/id" }
    get:
      operationId: getJob
      security: [{ token: [] }]
      responses:
        "200": { $ref: "#/components/responses/job" }
        default: { $ref: "#/components/responses/Failure" }
    put:
      operationId: putJob
      requestBody: { $ref: "#/components/requestBodies/new_job" }
      responses:
        "204": { description: done }
        default: { $ref: "#/components/responses/Failure" }
  /pages:
    get:
      operationId: listPages
      parameters:
        - { $ref: "#/components/parameters/limit" }
      responses:
        "200":
          description: pages
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Tag" } }
              examples:
                some: { $ref: "#/components/examples/some" }
components:
  schemas:
    Job:
      type: object
      required: [name]
      properties:
        name: { type: string }
        owner: { $ref: "#/components/schemas/owner" }
        tags: { type: array, items: { $ref: "#/components/schemas/Tag" } }
    Tag: { type: string, minLength: 3 }
    owner:
      type: object
      properties:
        jobs: { type: array, items: { $ref: "#/components/schemas/Job" } }
        level: { $ref: "#/components/schemas/level" }
        parent: { $ref: "#/components/schemas/owner" }
    level: { type: integer, minimum: 1, maximum: 5 }
    limit: { type: integer, minimum: 1 }
  parameters:
    id: { name: id, in: path, required: true, schema: { type: string } }
    limit: { name: limit, in: query, schema: { $ref: "#/components/schemas/limit" } }
  responses:
    job:
      description: the job
      headers:
        x-limit: { $ref: "#/components/headers/limit" }
      content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } }
    Failure:
      description: what went wrong
      content:
        application/json:
          schema: { type: object, properties: { message: { type: string } } }
  requestBodies:
    new_job:
      required: true
      content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } }
  headers:
    limit: { description: how many, schema: { $ref: "#/components/schemas/limit" } }
  examples:
    some: { value: [abc] }
  securitySchemes:
    token: { type: http, scheme: bearer }
"##;

#[test]
fn many_files_are_one_document() {
    same(MANY, FILES, ONE);
}

/// Nothing depends on how the files are called that name nothing.
#[test]
fn another_name_of_the_document_changes_nothing() {
    let renamed = |text: &str| text.replace("../openapi.yaml", "../openapi.json");
    let json: serde_json::Value = serde_yaml::from_str(MANY).unwrap();
    let files: Vec<_> = FILES
        .iter()
        .map(|(name, text)| super::source(name, renamed(text)))
        .collect();
    let options = typewright::generate::Options {
        files: Some(std::sync::Arc::new(files)),
        ..Default::default()
    };
    let document = super::source("else/where/openapi.json", json.to_string());
    let other = typewright::generate::generate(&document, &options);
    let (many, _) = super::generated(MANY, FILES);
    assert_eq!(other.files.len(), many.len());
    for file in other.files {
        assert_eq!(many[&file.path], file.contents, "{}", file.path);
    }
}
