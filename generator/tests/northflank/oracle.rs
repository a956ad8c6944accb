//! The types and a JSON Schema validator judge the same instances: they have to agree.
//!
//! One difference is known and documented: integers are of 64 bits, where the document says no
//! other bounds. So the types are held to a schema that says so, and that one may differ from the
//! document's only where an instance holds such a number.

use crate::document::{Integers, validator};
use crate::subject::SUBJECTS;
use jsonschema::Validator;
use serde_json::Value;
use std::cell::Cell;

/// Instances of the whole response, and of each smaller type.
const OF_THE_RESPONSE: u32 = 6_000;
const OF_EACH_OTHER: u32 = 400;

#[derive(Clone, Copy, Default)]
struct Tally {
    valid: u32,
    invalid: u32,
    beyond_64_bits: u32,
}

#[test]
fn types_and_validator_agree() {
    let mut all = Tally::default();
    for subject in SUBJECTS {
        let validator = |integers| validator(subject.pointer, integers);
        let theirs = validator(Integers::SixtyFourBits);
        let unbounded = validator(Integers::Unbounded);
        let tally = Cell::new(Tally::default());
        let cases = match subject.pointer.ends_with("/GetJobResponse") {
            true => OF_THE_RESPONSE,
            false => OF_EACH_OTHER,
        };
        subject.each(cases, |text| {
            let instance: Value = serde_json::from_str(text).unwrap();
            let ours = (subject.round_trip)(text);
            assert_eq!(
                ours.is_ok(),
                theirs.is_valid(&instance),
                "{}\n{text}\nours: {ours:?}\ntheirs: {:?}",
                subject.pointer,
                reasons(&theirs, &instance),
            );
            let mut counts = tally.get();
            if theirs.is_valid(&instance) != unbounded.is_valid(&instance) {
                assert!(holds_more_than_64_bits(&instance), "{text}");
                counts.beyond_64_bits += 1;
            }
            match ours {
                Ok(_) => counts.valid += 1,
                Err(_) => counts.invalid += 1,
            }
            tally.set(counts);
        });
        let tally = tally.get();
        println!(
            "{}: {} valid, {} invalid, {} beyond 64 bits",
            subject.pointer, tally.valid, tally.invalid, tally.beyond_64_bits
        );
        assert_both_occur(tally, 10);
        all.valid += tally.valid;
        all.invalid += tally.invalid;
        all.beyond_64_bits += tally.beyond_64_bits;
    }
    println!(
        "all: {} valid, {} invalid, {} beyond 64 bits",
        all.valid, all.invalid, all.beyond_64_bits
    );
    assert!(all.valid + all.invalid >= 10_000);
    assert!(all.beyond_64_bits > 0);
    assert_both_occur(all, 20);
}

/// An oracle that says the same to everything says nothing.
fn assert_both_occur(tally: Tally, percent: u32) {
    let all = tally.valid + tally.invalid;
    for verdict in [tally.valid, tally.invalid] {
        assert!(verdict * 100 >= all * percent, "{verdict} of {all}");
    }
}

fn reasons(validator: &Validator, instance: &Value) -> Vec<String> {
    let errors = validator.iter_errors(instance);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn holds_more_than_64_bits(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            number.as_i64().is_none() && number.as_f64().unwrap().abs() >= 9e18
        }
        Value::Array(items) => items.iter().any(holds_more_than_64_bits),
        Value::Object(members) => members.values().any(holds_more_than_64_bits),
        _ => false,
    }
}

/// Spellings of numbers that no writer of values gives.
#[test]
fn spellings_of_numbers() {
    let pointer = "/components/schemas/BuildStorage/properties/storageSize";
    let judges = [
        ("DeploymentStorage/properties/shmSize", "64"),
        ("JobSettings/properties/activeDeadlineSeconds", "1"),
        (pointer.rsplit_once("schemas/").unwrap().1, "16384"),
    ];
    for (place, number) in judges {
        let pointer = format!("/components/schemas/{place}");
        let subject = SUBJECTS.iter().find(|subject| subject.pointer == pointer);
        let subject = subject.unwrap();
        let theirs = validator(&pointer, Integers::SixtyFourBits);
        for spelled in [
            format!("{number}.0"),
            format!("{number}.000"),
            format!("{number}e0"),
            format!("{number}E+0"),
            format!("{number}00e-2"),
            format!("{number}e1"),
            format!("{number}e-1"),
            format!("{number}.0000001"),
            format!("{number}e18"),
            format!("{number}e300"),
            format!("-{number}"),
            "-0".to_owned(),
            "-0.0".to_owned(),
            "9223372036854775807".to_owned(),
            "9223372036854775808".to_owned(),
        ] {
            let value: Value = serde_json::from_str(&spelled).unwrap();
            let ours = (subject.round_trip)(&spelled);
            assert_eq!(
                ours.is_ok(),
                theirs.is_valid(&value),
                "{place} {spelled} {ours:?}"
            );
        }
    }
}
