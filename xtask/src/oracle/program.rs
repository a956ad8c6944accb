//! Answers for each JSON text, one a line of a file, what a type of the crate makes of it. Called
//! with the number of the type and the path of the file.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn judge<T: DeserializeOwned + Serialize + PartialEq>(text: &str) -> &'static str {
    let Ok(first) = serde_json::from_str::<T>(text) else {
        return "refused";
    };
    let Ok(written) = serde_json::to_string(&first) else {
        return "not written";
    };
    match serde_json::from_str::<T>(&written) {
        Err(_) => "not read again",
        Ok(second) if second != first => "read as another value",
        Ok(_) if !is_same(&value(text), &value(&written)) => "written as another value",
        Ok(_) => "accepted",
    }
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// As JSON Schema compares: 1 and 1.0 are the same.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let has = |(name, a)| b.get(name).is_some_and(|b| is_same(a, b));
            a.len() == b.len() && a.iter().all(has)
        }
        _ => a == b,
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let number: usize = arguments.next().expect("a number").parse().expect("a number");
    let path = arguments.next().expect("a path");
    for text in std::fs::read_to_string(path).expect("a file").lines() {
        println!("{}", JUDGES[number](text));
    }
}
