use crate::runtime::collections::first_duplicate;
use crate::runtime::value::Value;
use crate::support::{refusal, tolerated};
use crate::types::{Labels, Tags};

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn rules_of_arrays_and_maps() {
    assert!(refusal::<Tags>("[]").contains("Tags: 0 items, at least 1 required"));
    assert!(refusal::<Tags>(r#"["ab","ab"]"#).contains("an item stands twice"));
    assert!(refusal::<Labels>(r#"{"a":"ab","b":"ab"}"#).contains("2 members, at most 1 allowed"));
    let (tags, violations) = tolerated::<Tags>(r#"["a","ab","ab"]"#);
    assert_eq!(tags.len(), 3);
    assert_eq!(
        violations,
        [
            "/0: 1 character, at least 2 required: \"a\"",
            "an item stands twice"
        ]
    );
    assert_eq!(
        tolerated::<Labels>(r#"{"a/b~c":"a"}"#).1,
        ["/a~1b~0c: 1 character, at least 2 required: \"a\""]
    );
}

#[test]
fn values_are_equal_as_json_schema_has_it() {
    assert_eq!(
        value("[1, {\"a\": 2.0, \"b\": null}]"),
        value("[1.0, {\"b\": null, \"a\": 2}]")
    );
    assert_ne!(value("1"), value("true"));
    assert_eq!(value("[\"\\u0001\\\"\"]").to_string(), "[\"\\u0001\\\"\"]");
}

#[test]
fn duplicates_are_found_in_short_and_in_long_arrays() {
    let short = [value("1"), value("[1]"), value("1.0")];
    assert_eq!(first_duplicate(&short), Some(2));
    let mut long: Vec<Value> = (0..200_000_i64).map(Value::from).collect();
    assert_eq!(first_duplicate(&long), None);
    long.push(value("7.0"));
    assert_eq!(first_duplicate(&long), Some(200_000));
}
