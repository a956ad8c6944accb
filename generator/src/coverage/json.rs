//! Coverage for programs. `docs/coverage.md` says what each member means.

use super::{Coverage, Keyword, Reason, Standing, Uses};
use crate::diagnostic::json::cut;
use serde_json::{Map, Value, json};

/// The longest pointer and the longest name.
const LONGEST: usize = 240;

/// Coverage as one object.
pub fn value(coverage: &Coverage) -> Value {
    let keywords = coverage.keywords.iter().map(|((kind, name), keyword)| {
        let mut object = Map::new();
        object.insert("object".into(), kind.name().into());
        object.insert("keyword".into(), cut(name, LONGEST).into());
        counts(keyword, &mut object);
        let reasons = keyword.reasons.iter();
        let reasons: Vec<Value> = reasons
            .map(|((standing, reason), uses)| self::reason(*standing, reason, uses))
            .collect();
        object.insert("reasons".into(), reasons.into());
        Value::Object(object)
    });
    let unplaced = coverage.unplaced.iter();
    let unplaced = unplaced.map(|(code, count)| json!({ "code": code, "findings": count }));
    json!({
        "keywords": keywords.collect::<Vec<_>>(),
        "unplaced": unplaced.collect::<Vec<_>>(),
    })
}

fn counts(keyword: &Keyword, object: &mut Map<String, Value>) {
    object.insert("uses".into(), keyword.uses().into());
    for (standing, count) in Standing::ALL.iter().zip(keyword.counts) {
        object.insert(standing.name().into(), count.into());
    }
}

fn reason(standing: Standing, reason: &Reason, uses: &Uses) -> Value {
    let places = uses.places.iter();
    let places: Vec<String> = places
        .map(|place| cut(&place.to_string(), LONGEST))
        .collect();
    let mut object = Map::new();
    object.insert("standing".into(), standing.name().into());
    if let Some(code) = reason.code {
        object.insert("code".into(), code.into());
    }
    object.insert("reason".into(), reason.text.into());
    object.insert("uses".into(), uses.count.into());
    object.insert("pointers".into(), places.into());
    Value::Object(object)
}
