use crate::support::{refusal, tolerated};
use crate::types::{Cat, CatKind, Dog, DogParts, Tags};

#[test]
fn three_states_of_a_property_stay_apart() {
    for json in [
        r#"{"kind":"cat"}"#,
        r#"{"kind":"cat","lives":null}"#,
        r#"{"kind":"cat","lives":9}"#,
    ] {
        let cat: Cat = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&cat).unwrap(), json);
    }
    assert_eq!(Cat::new(CatKind::Cat).lives, None);
    assert_eq!(Cat::new(CatKind::Cat).lives(None).lives, Some(None));
}

#[test]
fn members_without_a_row_are_kept_or_refused() {
    let json = r#"{"kind":"cat","more":{"a":[1,2.5,null]}}"#;
    let cat: Cat = serde_json::from_str(json).unwrap();
    assert_eq!(cat.other.len(), 1);
    assert_eq!(serde_json::to_string(&cat).unwrap(), json);
    assert!(refusal::<Dog>(r#"{"kind":"dog","tags":["ab"],"more":1}"#).contains("does not allow"));
    let (dog, violations) = tolerated::<Dog>(r#"{"kind":"dog","tags":["ab"],"more":1}"#);
    assert_eq!(
        violations,
        ["/more: a property that the schema does not allow"]
    );
    assert_eq!(
        dog,
        Dog::from(DogParts {
            kind: "dog".into(),
            tags: Tags::new(["ab".parse().unwrap()]).unwrap()
        })
    );
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    assert!(refusal::<Cat>(r#"{"kind":"cat","kind":"cat"}"#).contains("stands twice"));
    assert!(refusal::<Cat>(r#"{"kind":"cat","x":1,"x":2}"#).contains("stands twice"));
    assert_eq!(
        tolerated::<Cat>(r#"{"kind":"cat","kind":"cat"}"#).1,
        ["/kind: the name stands twice"]
    );
}

#[test]
fn names_are_found_in_any_order() {
    let cat: Cat = serde_json::from_str(r#"{"lives":3,"kind":"cat"}"#).unwrap();
    assert_eq!(cat.lives.unwrap().unwrap(), 3);
}
