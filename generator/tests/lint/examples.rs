//! Examples and defaults against their schemas.

use crate::{messages, schemas, shown};

/// One snapshot a document.
macro_rules! example {
    ($($test:ident, $text:literal;)*) => {$(
        #[test]
        fn $test() {
            insta::assert_snapshot!(stringify!($test), shown($text));
        }
    )*};
}

example! {
    beside_a_media_type, "\
openapi: 3.0.3
components:
  responses:
    Job:
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Job' }
          example:
            data:
              id: 7
              size: 70
  schemas:
    Job:
      properties:
        data:
          required: [id, tags]
          properties:
            id: { type: string }
            size: { type: integer, maximum: 64 }
";
    named, "\
openapi: 3.0.3
components:
  parameters:
    Tag:
      name: tag
      in: query
      schema: { type: string, minLength: 3, pattern: '^[a-z]+$' }
      examples:
        good: { value: abc }
        short: { value: a }
        shared: { $ref: '#/components/examples/Shared' }
  examples:
    Shared: { value: ABC }
";
    of_a_schema, "\
openapi: 3.1.0
components:
  schemas:
    Color: { enum: [red, green, blue, cyan, black], examples: [red, pink] }
    Size: { type: [integer, 'null'], exclusiveMaximum: 5, default: 5, example: big }
    Even: { type: number, multipleOf: 0.2, example: 0.5 }
    Tags: { uniqueItems: true, maxItems: 2, example: [1, 2, 1.0] }
";
    closed, "\
openapi: 3.0.3
components:
  schemas:
    User:
      properties: { name: { type: string, nullable: true } }
      additionalProperties: false
      example: { name: null, nmae: x }
";
    unions, "\
openapi: 3.0.3
components:
  schemas:
    Cat: { type: object, required: [kind, lives], properties: { lives: { maximum: 9 } } }
    Dog: { type: object, required: [kind, tail, name] }
    Pet:
      oneOf:
        - $ref: '#/components/schemas/Cat'
        - $ref: '#/components/schemas/Dog'
      example: { kind: Cat, lives: 10 }
    Known:
      discriminator: { propertyName: kind }
      oneOf:
        - $ref: '#/components/schemas/Cat'
        - $ref: '#/components/schemas/Dog'
      example: { kind: Dog, lives: 10 }
    Either:
      oneOf: [{ type: integer }, { type: number }]
      example: 1
    Text:
      anyOf: [{ type: string, maxLength: 1 }, { type: array }]
      example: ab
";
    many_of_one_kind, "\
openapi: 3.0.3
components:
  schemas:
    Ids:
      type: array
      items: { type: string, enum: ['1', '2'] }
      default: [1, 2, 3]
";
    of_3_1, "\
openapi: 3.1.0
components:
  schemas:
    Pair: { prefixItems: [{ type: string }], items: false, example: [a, b] }
    Card:
      dependentRequired: { number: [cvc] }
      propertyNames: { maxLength: 6 }
      example: { number: 1, expires: 2 }
    Some: { contains: { const: 1 }, minContains: 2, example: [1, 2] }
    Switch: { if: { required: [a] }, then: { required: [b] }, example: { a: 1 } }
    Never: { not: { type: string }, example: a }
";
}

/// What may be meant otherwise, or cannot be judged, is not found fault with.
#[test]
fn what_is_no_fault() {
    let silent = [
        "{A: {type: object, example: '<a/>'}}",
        "{A: {type: array, example: 'a,b'}}",
        "{A: {type: string, format: byte, maxLength: 2, example: AAAA}}",
        "{A: {type: string, nullable: true, enum: [a], example: null}}",
        "{A: {allOf: [{type: object}], nullable: true, default: null}}",
        "{A: {type: integer, example: {$ref: '#/components/examples/A'}}}",
        "{A: {type: integer, example: 1.0}}",
        "{A: {type: integer, example: }}",
        "{A: {type: unknown, example: 1}}",
        "{A: {required: true, minimum: '5', maxLength: -1, example: 1}}",
        "{A: {oneOf: [{format: date}, {format: uuid}], example: a}}",
        "{A: {oneOf: [{$ref: '#/nowhere'}, {type: integer}], example: a}}",
        "{A: {not: {format: date}, example: a}}",
        // A property that travels one way may be absent where the way is not known.
        "{A: {required: [a], allOf: [{properties: {a: {readOnly: true}}}], example: {}}}",
        "{A: {additionalProperties: false, allOf: [{properties: {a: {}}}], example: {a: 1}}}",
        // Not of JSON.
        "{A: {type: object}}\n  responses: {R: {content: {text/csv: {schema: {type: object}, example: 1}}}}",
    ];
    for text in silent {
        assert_eq!(messages(&schemas("3.0.3", text)), [""; 0], "{text}");
    }
}

#[test]
fn one_way_properties() {
    let text = |kind: &str| {
        format!(
            "openapi: 3.0.3\ncomponents:\n  {kind}: {{A: {{content: {{a/json: {{schema: {{required: [r, w], \
             properties: {{r: {{readOnly: true}}, w: {{writeOnly: true}}}}}}, example: {{}}}}}}}}}}\n"
        )
    };
    let request = messages(&text("requestBodies"));
    assert_eq!(request.len(), 1);
    assert!(request[0].ends_with("`w` is required, but missing"));
    let response = messages(&text("responses"));
    assert_eq!(response.len(), 1);
    assert!(response[0].ends_with("`r` is required, but missing"));
}

/// 3.0 reads a `$ref` alone, 3.1 what stands beside it too.
#[test]
fn siblings_of_a_reference() {
    let text = "{A: {allOf: [{$ref: '#/components/schemas/B', maximum: 1}], example: 2}, B: {type: integer}}";
    let of_3_0 = messages(&schemas("3.0.3", text));
    assert_eq!(
        of_3_0,
        ["TW0218 in 3.0, `maximum` beside a `$ref` does not count"]
    );
    assert_eq!(messages(&schemas("3.1.0", text)).len(), 1);
}
