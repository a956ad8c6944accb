//! The answers of a server: valid by the letter of the document.

use super::document;
use super::driver::given;
use crate::instance::{Extent, Manner, valid};
use crate::place::followed;
use crate::subject::Subject;
use serde_json::{Map, Value, json};
use typewright::ir::{Answer, Operation};
use typewright::load::Document;
use typewright::pointer::Pointer;

/// What is answered in turn: little, all there is, and then now this, now that.
const EXTENTS: [Extent; 6] = [
    Extent::Least,
    Extent::All,
    Extent::Random,
    Extent::Random,
    Extent::Random,
    Extent::Random,
];
/// What a header can hold.
const TAME: &[char] = &['a', 'b', 'Z', '0', '7', '-', '_'];

/// The answers of each operation, as the program reads them.
pub(super) fn all(subject: &Subject) -> Vec<Vec<Value>> {
    let document = document::answered(&subject.document);
    let operations = subject.api.operations.iter();
    operations
        .map(|operation| of_operation(&document, operation))
        .collect()
}

fn of_operation(document: &Document, operation: &Operation) -> Vec<Value> {
    let mut answers = Vec::new();
    for (number, answer) in given(operation) {
        for (turn, extent) in EXTENTS.into_iter().enumerate() {
            let seed = format!("{} {} {turn}", operation.id, answer.status);
            let place = operation.pointer.child("responses").child(&answer.status);
            let place = followed(document, place);
            let body = place
                .as_ref()
                .and_then(|place| body(document, place, answer, extent, &seed));
            let headers = place.map_or_else(Map::new, |place| headers(document, &place, &seed));
            answers.extend(body.map(|body| json!([number, body, headers])));
        }
    }
    answers
}

/// A body, or `null` where there is none; nothing where no valid one was found.
fn body(
    document: &Document,
    place: &Pointer,
    answer: &Answer,
    extent: Extent,
    seed: &str,
) -> Option<Value> {
    let Some(body) = &answer.body else {
        return Some(Value::Null);
    };
    let content = place.child("content");
    let all = document.get(&content)?.as_object()?;
    let is_named = |name: &&String| name.eq_ignore_ascii_case(&body.media_type);
    let name = all.keys().find(is_named).or(all.keys().next())?;
    let schema = content.child(name).child("schema");
    let manner = Manner {
        extent,
        ..Manner::default()
    };
    match (&body.json, document.get(&schema)) {
        (_, None) => Some("text".into()),
        (Some(_), Some(_)) => value(document, schema, manner, seed),
        (None, Some(_)) => {
            let made = value(document, schema, manner, seed);
            made.filter(Value::is_string).or(Some("text".into()))
        }
    }
}

fn headers(document: &Document, place: &Pointer, seed: &str) -> Map<String, Value> {
    let all = place.child("headers");
    let names = document.get(&all).and_then(Value::as_object);
    let names = names.into_iter().flat_map(|all| all.keys());
    let names = names.filter(|name| !name.eq_ignore_ascii_case("content-type"));
    let manner = Manner {
        extent: Extent::All,
        letters: TAME,
        least: 1,
    };
    let made = names.filter_map(|name| {
        let place = followed(document, all.child(name))?.child("schema");
        let made = value(document, place, manner, seed)?;
        let text = match made {
            Value::String(text) => text,
            Value::Number(_) | Value::Bool(_) => made.to_string(),
            _ => return None,
        };
        Some((name.clone(), text.into()))
    });
    made.collect()
}

fn value(document: &Document, place: Pointer, manner: Manner, seed: &str) -> Option<Value> {
    valid(document, place, "writeOnly", manner, seed, &|_| true)
}
