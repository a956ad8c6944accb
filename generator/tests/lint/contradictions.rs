//! Contradictions that need no example.

use crate::{messages, schemas, shown};

/// One snapshot a document.
macro_rules! contradiction {
    ($($test:ident, $text:literal;)*) => {$(
        #[test]
        fn $test() {
            insta::assert_snapshot!(stringify!($test), shown($text));
        }
    )*};
}

contradiction! {
    listed_beyond_a_bound, "\
openapi: 3.0.3
components:
  schemas:
    Storage:
      type: integer
      enum: [512, 1024, 65536, 131072]
      minimum: 1024
      maximum: 65536
";
    listed_texts, "\
openapi: 3.1.0
components:
  schemas:
    Tag:
      type: string
      minLength: 3
      pattern: ^[a-z]+$
      enum: [tag, ab, Tag, 7]
    Kind:
      const: b
      enum: [a]
";
    listed_beside_an_array, "\
openapi: 3.0.3
components:
  schemas:
    Sort:
      type: array
      items: { type: string }
      enum: [asc, desc]
";
    crossed_bounds, "\
openapi: 3.1.0
components:
  schemas:
    Percent: { type: number, minimum: 100, maximum: 0 }
    Nothing: { type: number, minimum: 5, exclusiveMaximum: 5 }
    Name: { type: string, minLength: 10, maxLength: 5 }
    Names: { type: array, minItems: 2, maxItems: 1 }
";
    required_and_forbidden, "\
openapi: 3.0.3
components:
  schemas:
    User:
      type: object
      required: [id, name]
      properties:
        id: { type: string }
      additionalProperties: false
";
    operations, "\
openapi: 3.0.3
paths:
  /users/{id}:
    get:
      operationId: getUser
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - $ref: '#/components/parameters/Page'
        - { name: page, in: query, schema: { type: integer } }
  /users/{name}:
    get:
      operationId: getUser
components:
  parameters:
    Page: { name: page, in: query, schema: { type: integer } }
";
}

#[test]
fn what_is_no_contradiction() {
    let silent = [
        (
            "3.0.3",
            "{A: {type: string, nullable: true, enum: [a, null]}}",
        ),
        (
            "3.0.3",
            "{A: {type: integer, minimum: 5, maximum: 5, enum: [5]}}",
        ),
        ("3.0.3", "{A: {type: number, enum: [1, 2.5]}}"),
        ("3.0.3", "{A: {type: number, multipleOf: 0.1, enum: [0.3]}}"),
        ("3.1.0", "{A: {type: [string, 'null'], enum: [a, null]}}"),
        // 3.0: what stands beside a `$ref` does not count.
        (
            "3.0.3",
            "{A: {$ref: '#/components/schemas/B', minimum: 2, maximum: 1, enum: [3]}, B: {}}",
        ),
        // Two readings of a pattern, and one that no engine here takes.
        (
            "3.0.3",
            r"{A: {type: string, pattern: '^\A', enum: [b]}, B: {type: string, pattern: '(?=a)', enum: [b]}}",
        ),
        // Defined by a part, or by a pattern.
        (
            "3.0.3",
            "{A: {required: [a], additionalProperties: false, allOf: [{properties: {a: {}}}]}}",
        ),
        (
            "3.1.0",
            "{A: {required: [a], additionalProperties: false, patternProperties: {a: {}}}}",
        ),
    ];
    for (version, text) in silent {
        let mut said = messages(&schemas(version, text));
        // Of the form alone.
        said.retain(|message| !message.starts_with("TW0217") && !message.starts_with("TW0218"));
        assert_eq!(said, [""; 0], "{text}");
    }
}

/// Every place that can hold a schema is looked at.
#[test]
fn everywhere() {
    let wrong = "{type: integer, enum: [1], minimum: 5}";
    let text = r#"
openapi: 3.1.0
paths:
  /a:
    parameters:
      - {name: a, in: query, schema: WRONG}
    get:
      parameters:
        - {name: b, in: query, content: {application/json: {schema: WRONG}}}
      requestBody: {content: {application/xml: {schema: WRONG}}}
      responses:
        200:
          headers: {X-A: {schema: WRONG}}
          content: {application/json: {schema: WRONG}}
      callbacks: {c: {'{$url}': {post: {requestBody: {content: {a/json: {schema: WRONG}}}}}}}
webhooks: {w: {post: {requestBody: {content: {a/json: {schema: WRONG}}}}}}
components:
  schemas: {A: {properties: {a: {items: {allOf: [{additionalProperties: {not: WRONG}}]}}}}, B: {prefixItems: [{if: WRONG}]}}
  parameters: {P: {name: p, in: query, schema: WRONG}}
  headers: {H: {schema: WRONG}}
  requestBodies: {R: {content: {a/json: {schema: WRONG}}}}
  responses: {R: {content: {a/json: {schema: WRONG}}}}
  pathItems: {I: {get: {responses: {200: {content: {a/json: {schema: WRONG}}}}}}}
"#;
    let found = messages(&text.replace("WRONG", wrong));
    assert_eq!(found.len(), text.matches("WRONG").count());
}
