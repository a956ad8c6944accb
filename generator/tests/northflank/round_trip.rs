//! What is decoded is written as it came: no member lost, none invented.

use crate::document::{schema, tagged_example};
use crate::subject::{SUBJECTS, everything};
use northflank::types::GetJobResponse;
use serde_json::{Value, json};
use std::cell::Cell;

#[test]
fn instances_come_back_equal() {
    let kept = Cell::new(0);
    for subject in SUBJECTS {
        subject.each(400, |text| {
            if let Ok(written) = (subject.round_trip)(text) {
                let instance = serde_json::from_str(text).unwrap();
                assert!(is_equal(&instance, &written), "{text}\n{written}");
                kept.set(kept.get() + 1);
            }
        });
    }
    println!("{} valid instances came back equal", kept.get());
    assert!(kept.get() > 2_000);
}

/// As JSON Schema has it: members in any order, `1` equals `1.0`. Integers beyond 2^53 are equal
/// where the nearest doubles are.
pub(crate) fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            a.as_f64() == b.as_f64()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let equal = |(name, a)| b.get(name).is_some_and(|b| is_equal(a, b));
            a.len() == b.len() && a.iter().all(equal)
        }
        _ => one == other,
    }
}

#[test]
fn a_response_comes_back_as_text() {
    let text = tagged_example().to_string();
    let response: GetJobResponse = serde_json::from_str(&text).unwrap();
    // Two places differ: `tags` is written where the schema has it, and a float is a float.
    let written = serde_json::to_string(&response).unwrap();
    assert_eq!(written.len(), text.len() + ".0".len());
    assert!(written.contains(r#""name":"Example Job","tags":["my-tag","team-a"],"description""#));
    assert!(written.contains(r#""storageSize":1024.0"#));
}

#[test]
fn every_member_of_the_document_has_a_field() {
    let mut instance = everything(schema("/components/schemas/GetJobResponse"));
    let response: GetJobResponse = serde_json::from_value(instance.clone()).unwrap();
    assert!(is_equal(
        &instance,
        &serde_json::to_value(&response).unwrap()
    ));
    let debug = format!("{response:?}");
    assert!(
        !debug.contains("Members(Some"),
        "a member is unknown: {debug}"
    );
    assert!(!debug.contains(": None"), "a field is absent: {debug}");
    // And what has none is kept apart.
    instance["data"]["uid"] = json!({"a": [1, null]});
    let response: GetJobResponse = serde_json::from_value(instance.clone()).unwrap();
    assert_eq!(response.data.other.len(), 1);
    assert_eq!(
        response.data.other.get("uid").unwrap().to_string(),
        r#"{"a":[1,null]}"#
    );
    assert!(is_equal(
        &instance,
        &serde_json::to_value(&response).unwrap()
    ));
}
