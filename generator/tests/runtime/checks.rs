//! Schemas as data, beside types.

use crate::runtime::checked::checked;
use crate::runtime::collections::Members;
use crate::runtime::object::object;
use crate::runtime::schema::{Bound, Keyword, Schema, Type};
use crate::runtime::value::{Number, Value};
use crate::support::{refusal, tolerated};
use crate::types::Tag;

static DISCOUNT: Schema = Schema(&[
    Keyword::Minimum(Bound("0", Number::integer(0))),
    Keyword::Not(Schema(&[Keyword::MultipleOf(Bound(
        "7",
        Number::integer(7),
    ))])),
]);

#[derive(Clone, Debug, PartialEq)]
struct Discount(f64);

checked! { Discount(f64) check DISCOUNT }

static CONTACT: Schema = Schema(&[
    Keyword::DependentRequired("phone", &["country"]),
    Keyword::Properties(&[("tag", Schema(&[Keyword::MinLength(2)]))]),
    Keyword::PropertyNames(Schema(&[Keyword::MaxLength(7)])),
]);

#[derive(Clone, Debug, PartialEq, Default)]
#[non_exhaustive]
struct Contact {
    tag: Option<Tag>,
    other: Members,
}

object! { Contact check CONTACT {
    "tag" => tag: optional Tag,
    ..    => keep other,
} }

#[test]
fn a_newtype_is_checked_whenever_it_is_made() {
    assert_eq!(Discount::new(8.0).unwrap().into_inner(), 8.0);
    let error = Discount::new(14.0).unwrap_err().to_string();
    assert_eq!(error, "Discount: is what the schema rules out: 14");
    assert!(Discount::try_from(-1.0).is_err());
    assert_eq!(refusal::<Discount>("-1"), "Discount: less than 0: -1");
    let (kept, violations) = tolerated::<Discount>("7");
    assert!(!kept.is_valid());
    assert_eq!(violations, ["is what the schema rules out: 7"]);
}

#[test]
fn a_struct_is_checked_when_it_is_decoded() {
    let error = refusal::<Contact>(r#"{"phone":1}"#);
    assert_eq!(
        error,
        "/country: Contact: required beside \"phone\", but missing"
    );
    let json = r#"{"phone":1,"tag":"a","surplus~":1}"#;
    let (contact, violations) = tolerated::<Contact>(json);
    assert_eq!(
        violations,
        [
            "/country: required beside \"phone\", but missing",
            // Both the schema and the type find fault with it.
            "/tag: 1 character, at least 2 required: \"a\"",
            "/surplus~0: a name that the schema does not allow: \"surplus~\"",
        ]
    );
    assert_eq!(contact.tag.unwrap().as_str(), "a");
}

#[test]
fn what_was_evaluated_is_told_apart() {
    static CLOSED: Schema = Schema(&[
        Keyword::AnyOf(&[
            Schema(&[Keyword::Properties(&[("a", Schema(&[]))])]),
            Schema(&[
                Keyword::Required(&["b"]),
                Keyword::Properties(&[("b", Schema(&[Keyword::Type(&[Type::Integer])]))]),
            ]),
        ]),
        Keyword::UnevaluatedProperties(Schema(&[Keyword::Never])),
    ]);
    let value = |json: &str| serde_json::from_str::<Value>(json).unwrap();
    assert!(CLOSED.admits(&value(r#"{"a":1}"#)));
    assert!(CLOSED.admits(&value(r#"{"a":1,"b":1}"#)));
    // A branch that fails has evaluated nothing.
    assert!(!CLOSED.admits(&value(r#"{"a":1,"b":"x"}"#)));
    assert!(!CLOSED.admits(&value(r#"{"c":1}"#)));
}

#[test]
fn a_schema_that_is_only_itself_ends() {
    static ITSELF: Schema = Schema(&[Keyword::Ref(&ITSELF)]);
    assert!(ITSELF.admits(&Value::Null));
    // Two ways back, at every step, are as many as one.
    static TWICE: Schema = Schema(&[Keyword::AllOf(&[
        Schema(&[Keyword::Ref(&TWICE)]),
        Schema(&[Keyword::Ref(&TWICE)]),
    ])]);
    assert!(TWICE.admits(&Value::Null));
    // Depth of the value is no depth of schemas: the innermost part is checked too.
    static NESTED: Schema = Schema(&[Keyword::AllOf(&[Schema(&[Keyword::AnyOf(&[Schema(&[
        Keyword::Type(&[Type::Array]),
        Keyword::Items(0, Schema(&[Keyword::Ref(&NESTED)])),
    ])])])])]);
    let nest = |inner: &str| format!("{}{inner}{}", "[".repeat(120), "]".repeat(120));
    let value = |json: &str| serde_json::from_str::<Value>(json).unwrap();
    assert!(NESTED.admits(&value(&nest("[]"))));
    assert!(!NESTED.admits(&value(&nest("1"))));
}
