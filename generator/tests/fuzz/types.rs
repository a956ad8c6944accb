//! Instances against the types of many schemas, and against a validator: both take the same ones, and a value that was
//! read is written as it came.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
use std::collections::BTreeSet;

/// A type, by the name of its schema: reads an instance, and writes it again.
pub(crate) type Reader = (&'static str, fn(&str) -> Result<Value, String>);

/// Reads as a type.
pub(crate) fn read<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_value(value).map_err(|error| error.to_string())
}

/// A schema: its name, its validator, its type.
struct Judge {
    name: &'static str,
    validator: jsonschema::Validator,
    read: fn(&str) -> Result<Value, String>,
}

/// All schemas of a document, and the words that stand in them.
pub(crate) struct Judges {
    judges: Vec<Judge>,
    words: Vec<String>,
}

impl Judges {
    /// The schemas of `document` with a type each.
    pub(crate) fn new(document: &Value, readers: &[Reader]) -> Self {
        let schemas = document["components"]["schemas"].as_object();
        let names: BTreeSet<&str> = schemas.into_iter().flat_map(Map::keys).map(String::as_str).collect();
        let given = readers.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, given, "each schema has a type here");
        let judge = |&(name, read): &Reader| {
            let mut schema = document.clone();
            schema["$ref"] = format!("#/components/schemas/{name}").into();
            let options = jsonschema::draft202012::options();
            let validator = options.build(&schema).expect("a schema");
            Judge { name, validator, read }
        };
        let mut words = BTreeSet::from(["x-a", "ae", "\u{e9}", "a/b~"].map(str::to_owned));
        gather(document, &mut words);
        Self {
            judges: readers.iter().map(judge).collect(),
            words: words.into_iter().collect(),
        }
    }

    /// Makes an instance of bytes; all schemas judge it.
    pub(crate) fn check(&self, bytes: &[u8]) {
        let instance = Maker { bytes: bytes.iter(), words: &self.words }.value(4);
        let text = instance.to_string();
        for Judge { name, validator, read } in &self.judges {
            match (read(&text), validator.is_valid(&instance)) {
                (Ok(written), true) => assert!(is_same(&written, &instance), "{name}: {text} came back as {written}"),
                (Err(_), false) => {}
                (read, is_valid) => panic!("{name}: {text}: valid is {is_valid}, and it was read as {read:?}"),
            }
        }
    }
}

/// The names of properties and the values of enumerations.
fn gather(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (keyword, value) in members {
                if let ("properties", Value::Object(properties)) = (keyword.as_str(), value) {
                    words.extend(properties.keys().cloned());
                }
                match (keyword.as_str(), value) {
                    ("const", Value::String(text)) => drop(words.insert(text.clone())),
                    ("enum", Value::Array(values)) => {
                        words.extend(values.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => gather(value, words),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, words)),
        _ => {}
    }
}

/// Equal as JSON Schema has it: `1.0` is `1`.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, one)| other.get(name).is_some_and(|other| is_same(one, other)))
        }
        _ => one == other,
    }
}

/// Reads bytes as decisions.
struct Maker<'b> {
    bytes: std::slice::Iter<'b, u8>,
    words: &'b [String],
}

impl Maker<'_> {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.byte() % 16 {
            0 => Value::Null,
            1 => (self.byte() % 2 == 0).into(),
            2..=4 => i64::from(self.byte().cast_signed()).into(),
            5 => self.number(),
            6..=8 => self.word().into(),
            9 => self.text().into(),
            10..=11 if depth > 0 => {
                let length = self.byte() % 5;
                (0..length).map(|_| self.value(depth - 1)).collect()
            }
            12.. if depth > 0 => {
                let length = self.byte() % 6;
                let members = (0..length).map(|_| (self.word(), self.value(depth - 1)));
                Value::Object(members.collect())
            }
            _ => 1.into(),
        }
    }

    /// Within 64 bits: larger integers are refused, and a finding says so.
    fn number(&mut self) -> Value {
        const NUMBERS: [f64; 12] = [0.5, -0.0, 1.0, 3.0, 15.0, 99.5, 100.0, 1e9, 1e-7, -2.5, 1e15, 0.1];
        let number = NUMBERS[usize::from(self.byte()) % NUMBERS.len()];
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }

    fn word(&mut self) -> String {
        self.words[usize::from(self.byte()) % self.words.len()].clone()
    }

    fn text(&mut self) -> String {
        let length = self.byte() % 10;
        let bytes: Vec<u8> = (0..length).map(|_| self.byte()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
