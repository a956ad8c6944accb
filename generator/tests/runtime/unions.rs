use crate::support::{refusal, tolerated};
use crate::types::{Either, Pet};

#[test]
fn the_discriminator_decides() {
    let pet: Pet = serde_json::from_str(r#"{"kind":"puppy","tags":["ab"]}"#).unwrap();
    assert!(matches!(pet, Pet::Dog(_)));
    let error = refusal::<Pet>(r#"{"kind":"dog","tags":["a"]}"#);
    assert!(
        error.starts_with("Pet: not Dog: /tags/0: Tag: 1 character, at least 2 required: \"a\""),
        "{error}"
    );
}

#[test]
fn without_a_known_tag_every_branch_says_why_not() {
    let error = refusal::<Pet>(r#"{"kind":"cow"}"#);
    assert!(
        error.contains("not Cat: /kind: CatKind: not one of the listed values: \"cow\""),
        "{error}"
    );
    assert!(
        error.contains("not Dog: /tags: Dog: `tags` is required, but missing"),
        "{error}"
    );
}

#[test]
fn exactly_one_has_to_fit() {
    assert!(matches!(
        serde_json::from_str::<Either>("1.5").unwrap(),
        Either::Number(_)
    ));
    assert!(refusal::<Either>("1").contains("fits 2 of the alternatives"));
    assert_eq!(
        tolerated::<Either>("1").1,
        ["fits 2 of the alternatives, exactly one required: 1"]
    );
}

#[test]
fn what_fits_nothing_is_kept() {
    let (pet, violations) = tolerated::<Pet>("[1]");
    assert!(!pet.is_recognized());
    assert_eq!(violations, ["fits none of the alternatives: [1]"]);
    assert_eq!(serde_json::to_string(&pet).unwrap(), "[1]");
    // The branch with the fewest violations is taken, and they keep their places.
    let (pet, violations) = tolerated::<Pet>(r#"{"kind":"dog","tags":["a"]}"#);
    assert!(matches!(pet, Pet::Dog(_)));
    assert_eq!(
        violations,
        ["/tags/0: 1 character, at least 2 required: \"a\""]
    );
}
