use crate::support::{refusal, tolerated};
use crate::types::{Cents, Lives, Size};

#[test]
fn multiples_are_decimal() {
    for value in [0.0, 0.01, 0.3, 1.1, 12_345.67, 1e15, 1e22, 1e300, -0.07] {
        assert!(Cents::new(value).is_ok(), "{value}");
    }
    for value in [0.305, 0.001, 1e-7, -0.015, f64::NAN, f64::INFINITY] {
        assert!(Cents::new(value).is_err(), "{value}");
    }
}

#[test]
fn integers_are_what_json_schema_calls_so() {
    assert_eq!(serde_json::from_str::<i64>("1").unwrap(), 1);
    for (json, expected) in [
        ("9.0", Some(9)),
        ("3e0", Some(3)),
        ("1.5", None),
        ("10", None),
        ("1e300", None),
    ] {
        assert_eq!(
            serde_json::from_str::<Lives>(json).ok().map(Lives::get),
            expected,
            "{json}"
        );
    }
    assert_eq!(tolerated::<Lives>("10").1, ["greater than 9: 10"]);
    assert_eq!(tolerated::<Lives>("\"3\"").0, 3);
}

#[test]
fn listed_numbers() {
    assert_eq!(serde_json::from_str::<Size>("-2").unwrap(), Size::Minus2);
    assert!(refusal::<Size>("3").contains("not one of the listed values: 3"));
    let (size, violations) = tolerated::<Size>("3");
    assert_eq!(
        (size.get(), size.is_valid(), violations.len()),
        (3, false, 1)
    );
    assert_eq!(serde_json::to_string(&size).unwrap(), "3");
}
