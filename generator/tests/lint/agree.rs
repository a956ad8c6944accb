//! Verdicts against the `jsonschema` crate, an implementation of its own: what lint finds fault with
//! is invalid there. It may be silent, but not as a rule.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use typewright::diagnostic::Diagnostics;
use typewright::lint::lint;
use typewright::load::{Document, Version};

/// In draft 4 `1.0` is no integer, in 3.0 as people use it and in every later draft it is one: the
/// instances for 3.0 hold no such number.
fn scalar(draft: Version) -> impl Strategy<Value = Value> {
    let fractions: &[f64] = match draft {
        Version::V3_0 => &[0.1, 0.3, 2.5, -0.5],
        Version::V3_1 => &[0.1, 0.3, 1.0, 2.5, -0.5, 1e30],
    };
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-4_i64..8).prop_map(Value::from),
        prop::sample::select(fractions).prop_map(Value::from),
        "[abé]{0,4}".prop_map(Value::from),
    ]
}

fn instance(draft: Version) -> impl Strategy<Value = Value> {
    scalar(draft).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            object(inner),
        ]
    })
}

fn object(values: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::btree_map("[abc]", values, 0..4)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

fn keywords(draft: Version) -> impl Strategy<Value = Value> {
    let leaf = assertion(draft);
    leaf.prop_recursive(3, 24, 3, move |inner| {
        // A text is a strategy of its own: one of these names.
        let one = inner.clone();
        let some = prop::collection::vec(inner.clone(), 1..4)
            .prop_map(Value::from)
            .boxed();
        let named = object(inner.clone()).boxed();
        let shared = prop_oneof![
            ("not|items|additionalProperties", one.clone()),
            ("allOf|anyOf|oneOf", some.clone()),
            ("properties", named.clone()),
        ];
        let newer = prop_oneof![
            ("if|then|else|contains|propertyNames", one),
            ("prefixItems", some),
            ("patternProperties|dependentSchemas", named),
        ];
        let combined = match draft {
            Version::V3_0 => shared.boxed(),
            Version::V3_1 => prop_oneof![shared, newer].boxed(),
        };
        let parts = prop::collection::vec(combined, 0..3);
        (prop::option::of(assertion(draft)), parts).prop_map(|(alone, parts)| {
            let mut members = match alone {
                Some(Value::Object(members)) => members,
                _ => Map::new(),
            };
            members.extend(parts);
            Value::Object(members)
        })
    })
}

/// A schema that looks at values alone.
fn assertion(draft: Version) -> impl Strategy<Value = Value> {
    let types = "null boolean integer number string array object";
    let types: Vec<&'static str> = types.split(' ').collect();
    let names = prop::collection::btree_set("[abc]", 1..3);
    let bound = prop::sample::select(vec![json!(0), json!(1), json!(2), json!(2.5), json!(-0.5)]);
    let step = prop::sample::select(vec![json!(1), json!(2), json!(0.1), json!(0.25)]);
    let exclusive = match draft {
        Version::V3_0 => (bound.clone(), any::<bool>())
            .prop_map(|(bound, flag)| json!({"minimum": bound, "exclusiveMinimum": flag}))
            .boxed(),
        Version::V3_1 => bound
            .clone()
            .prop_map(|bound| json!({"exclusiveMinimum": bound}))
            .boxed(),
    };
    let listed = prop_oneof![scalar(draft), Just(json!([1])), Just(json!({"a": 1.0}))];
    prop_oneof![
        prop::sample::select(types).prop_map(|name| json!({"type": name})),
        prop::collection::vec(listed, 1..4).prop_map(|values| json!({"enum": values})),
        bound.clone().prop_map(|bound| json!({"minimum": bound})),
        bound.prop_map(|bound| json!({"maximum": bound})),
        exclusive,
        step.prop_map(|step| json!({"multipleOf": step})),
        (0..3_u8, 0..4_u8).prop_map(|(min, max)| json!({"minLength": min, "maxLength": max})),
        prop::sample::select(vec!["^a", "b$", "[aé]{2}", "^(ab)*$", "^.$", "c"])
            .prop_map(|pattern| json!({"pattern": pattern})),
        (0..3_u8, 0..4_u8).prop_map(|(min, max)| json!({"minItems": min, "maxItems": max})),
        (0..3_u8, 0..4_u8)
            .prop_map(|(min, max)| json!({"minProperties": min, "maxProperties": max})),
        Just(json!({"uniqueItems": true})),
        names.prop_map(|names| json!({"required": names})),
        Just(json!({"properties": {"a": {}}, "additionalProperties": false})),
    ]
}

/// Whether lint finds fault with an example of a schema.
fn finds_fault(version: Version, mut schema: Value, instance: &Value) -> bool {
    if let Some(members) = schema.as_object_mut() {
        members.insert("default".to_owned(), instance.clone());
    }
    let root = json!({"components": {"schemas": {"A": schema}}});
    let mut diagnostics = Diagnostics::default();
    let document = Document::new(root, version, &mut diagnostics);
    lint(&document, &mut diagnostics);
    diagnostics.iter().any(|finding| finding.code == "TW0221")
}

fn agree(version: Version, draft: jsonschema::Draft) {
    let config = ProptestConfig {
        cases: 4000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let (invalid, caught) = (Cell::new(0_u32), Cell::new(0_u32));
    let instances = prop::collection::vec(instance(version), 4);
    let result = runner.run(&(keywords(version), instances), |(schema, instances)| {
        let validator = jsonschema::options().with_draft(draft).build(&schema);
        let validator = validator.expect("a schema");
        for instance in &instances {
            let valid = validator.is_valid(instance);
            let fault = finds_fault(version, schema.clone(), instance);
            prop_assert!(!(valid && fault), "{schema} accepts {instance}");
            invalid.set(invalid.get() + u32::from(!valid));
            caught.set(caught.get() + u32::from(fault));
        }
        Ok(())
    });
    result.unwrap();
    let (invalid, caught) = (invalid.get(), caught.get());
    assert!(invalid > 2_000, "{invalid} invalid instances are too few");
    assert!(caught * 100 >= invalid * 95, "{caught} of {invalid} caught");
}

#[test]
fn with_the_dialect_of_3_1() {
    agree(Version::V3_1, jsonschema::Draft::Draft202012);
}

/// The dialect of 3.0 is close to draft 4.
#[test]
fn with_the_dialect_of_3_0() {
    agree(Version::V3_0, jsonschema::Draft::Draft4);
}
