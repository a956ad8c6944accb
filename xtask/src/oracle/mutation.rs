//! Small changes of a value that know no schema.

use serde_json::{Map, Number, Value, json};
use typewright::sample::{random::Random, text};

/// Changes one place of a value.
pub(super) fn mutate(random: &mut Random, value: &mut Value) {
    let chosen = random.below(size(value));
    if let Some(place) = nth(value, &mut { chosen }) {
        change(random, place);
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum::<usize>(),
        _ => 0,
    }
}

/// The value that comes after so many others.
fn nth<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, left)),
        _ => None,
    }
}

fn change(random: &mut Random, place: &mut Value) {
    match (random.below(5), &mut *place) {
        (0, _) => *place = other(random),
        (_, Value::Object(members)) => object(random, members),
        (_, Value::Array(items)) => array(random, items),
        (_, Value::String(text)) => string(random, text),
        (_, Value::Number(number)) => *place = near(random, number),
        (_, Value::Bool(yes)) => *yes = !*yes,
        (_, Value::Null) => *place = other(random),
    }
}

/// A value of any type.
fn other(random: &mut Random) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.0),
        json!(1.5),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("1"),
        json!([]),
        json!([null]),
        json!({}),
        json!({"a": 1}),
    ];
    random.of_list(&values).cloned().unwrap_or_default()
}

fn object(random: &mut Random, members: &mut Map<String, Value>) {
    let names: Vec<String> = members.keys().cloned().collect();
    let Some(name) = random.of_list(&names) else {
        members.insert("a".to_owned(), other(random));
        return;
    };
    match random.below(6) {
        0 => drop(members.insert("unknown member".to_owned(), other(random))),
        1 => drop(members.insert(name.clone(), Value::Null)),
        2 => {
            // What is renamed is missing, and unknown.
            let value = members.remove(name).unwrap_or_default();
            members.insert(name.to_uppercase(), value);
        }
        3 => drop(members.insert(name.clone(), other(random))),
        _ => drop(members.remove(name)),
    }
}

fn array(random: &mut Random, items: &mut Vec<Value>) {
    match random.below(5) {
        0 => items.clear(),
        1 => items.push(other(random)),
        2 => drop(items.pop()),
        _ => match random.of_list(items).cloned() {
            // Beyond what most bounds allow.
            Some(item) if random.one_in(4) && items.len() < 40 => {
                items.extend(std::iter::repeat_n(item, 12));
            }
            Some(item) => items.push(item),
            None => items.push(other(random)),
        },
    }
}

fn string(random: &mut Random, text: &mut String) {
    match random.below(7) {
        0 => text.clear(),
        1 => drop(text.pop()),
        2 => *text = text.to_uppercase(),
        3 => text.push('\n'),
        4 => text.insert(0, ' '),
        5 if text.len() < 2000 => *text = format!("{text}{text}{text}"),
        _ => {
            let more = 1 + random.below(3);
            text.push_str(&text::of_length(random, text::LETTERS, more));
        }
    }
}

fn near(random: &mut Random, number: &Number) -> Value {
    let float = number.as_f64().unwrap_or_default();
    let changed = [
        float + 1.0,
        float - 1.0,
        float + 0.5,
        -float,
        float * 1e6,
        float * 1e18,
        float + 0.001,
        float,
    ];
    let chosen = random.of_list(&changed).copied().unwrap_or(float);
    match chosen.fract() == 0.0 && chosen.abs() < 9e15 && !random.one_in(4) {
        true => json!(chosen as i64),
        false => json!(chosen),
    }
}

#[cfg(test)]
mod tests {
    use super::{nth, size};
    use serde_json::json;

    #[test]
    fn every_place_is_reached() {
        let mut value = json!({"a": [1, {"b": 2}], "c": null});
        let places: Vec<_> = (0..size(&value))
            .filter_map(|number| nth(&mut value, &mut { number }).cloned())
            .collect();
        assert_eq!(places.len(), 6);
        assert_eq!(places[3..], [json!({"b": 2}), json!(2), json!(null)]);
    }
}
