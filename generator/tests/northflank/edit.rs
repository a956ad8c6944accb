//! Changes of an instance that are near what its schema speaks of: bounds and one beside them,
//! listed values and almost listed ones, members that are named, missing, or unknown.

use crate::document::behind_references;
use crate::subject::everything;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::Index;
use serde_json::{Value, json};

/// One change.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    at: Index,
    how: How,
    pick: Index,
    text: String,
    number: i64,
}

#[derive(Clone, Copy, Debug)]
enum How {
    /// Another value at a bound of the schema or beside it.
    Replace,
    /// A value of any type.
    Break,
    /// A member or an item goes.
    Remove,
    /// A member gets a name that is nearly its own.
    Rename,
    /// A member comes that the schema names.
    Add,
    /// A member comes that it does not name.
    AddUnknown,
    /// The items of an array stand twice.
    Repeat,
    /// An array or object loses all it has.
    Empty,
}

/// A value within an instance, with its schema.
type Site = (String, &'static Value);

impl Edit {
    pub(crate) fn strategy() -> impl Strategy<Value = Self> {
        use How::*;
        let how = proptest::sample::select(vec![
            Replace, Replace, Replace, Replace, Break, Remove, Rename, Add, Add, AddUnknown,
            AddUnknown, AddUnknown, Repeat, Repeat, Empty,
        ]);
        let text = prop_oneof![
            4 => "[a-zA-Z0-9]{1,6}(-[a-zA-Z0-9]{1,6}){0,3}",
            2 => "[a-zA-Z0-9_. \u{e9}\n-]{0,6}",
            1 => "[\u{1F600}-\u{1F64F}\u{10FFFF}a]{1,3}",
            1 => any::<String>(),
        ];
        let parts = (any::<Index>(), how, any::<Index>(), text, any::<i64>());
        parts.prop_map(|(at, how, pick, text, number)| Self {
            at,
            how,
            pick,
            text,
            number,
        })
    }

    /// Changes an instance of a schema.
    pub(crate) fn apply(&self, instance: &mut Value, schema: &'static Value) {
        let mut all = Vec::new();
        sites(instance, schema, String::new(), &mut all);
        let fits = |site: &&Site, how| {
            let value = instance.pointer(&site.0).unwrap();
            match how {
                How::Replace | How::Break => true,
                How::Remove => !site.0.is_empty(),
                How::Rename => {
                    parent(instance, &site.0).is_some_and(|(object, _)| object.is_object())
                }
                How::Add => value.is_object() && site.1["properties"].is_object(),
                How::AddUnknown => value.is_object(),
                How::Repeat => value.is_array(),
                How::Empty => value.is_array() || value.is_object(),
            }
        };
        let fitting = |how| -> Vec<&Site> { all.iter().filter(|site| fits(site, how)).collect() };
        let (how, sites) = match fitting(self.how) {
            // A change that is possible nowhere is another one.
            none if none.is_empty() => (How::Replace, fitting(How::Replace)),
            sites => (self.how, sites),
        };
        let (pointer, schema) = self.at.get(&sites);
        self.change(how, instance, pointer, schema);
    }

    fn change(&self, how: How, instance: &mut Value, pointer: &str, schema: &'static Value) {
        match how {
            How::Replace => {
                let candidates = candidates(schema, &self.text, self.number);
                *instance.pointer_mut(pointer).unwrap() = self.pick.get(&candidates).clone();
            }
            How::Break => {
                let wild = wild(&self.text, self.number);
                *instance.pointer_mut(pointer).unwrap() = self.pick.get(&wild).clone();
            }
            How::Remove | How::Rename => {
                let (outer, name) = pointer.rsplit_once('/').unwrap();
                match instance.pointer_mut(outer).unwrap() {
                    Value::Array(items) => drop(items.remove(name.parse().unwrap())),
                    Value::Object(members) => {
                        let value = members.remove(name).unwrap();
                        if matches!(how, How::Rename) {
                            members.insert(nearly(name), value);
                        }
                    }
                    other => panic!("{other} holds nothing"),
                }
            }
            How::Add => {
                let named = schema["properties"].as_object().unwrap();
                let named: Vec<_> = named.iter().collect();
                let (name, schema) = *self.pick.get(&named);
                let candidates = candidates(behind_references(schema), &self.text, self.number);
                let value = self.at.get(&candidates).clone();
                instance.pointer_mut(pointer).unwrap()[name] = value;
            }
            How::AddUnknown => {
                let value = self.pick.get(&wild(&self.text, self.number)).clone();
                instance.pointer_mut(pointer).unwrap()[&self.text] = value;
            }
            How::Repeat => {
                let items = instance
                    .pointer_mut(pointer)
                    .unwrap()
                    .as_array_mut()
                    .unwrap();
                items.extend(items.clone());
            }
            How::Empty => match instance.pointer_mut(pointer).unwrap() {
                Value::Array(items) => items.clear(),
                Value::Object(members) => members.clear(),
                other => panic!("{other} holds nothing"),
            },
        }
    }
}

/// What holds the value at a place, and by which name.
fn parent<'a>(instance: &'a Value, pointer: &'a str) -> Option<(&'a Value, &'a str)> {
    let (outer, name) = pointer.rsplit_once('/')?;
    Some((instance.pointer(outer)?, name))
}

/// All values that the schema speaks of.
fn sites(value: &Value, schema: &'static Value, pointer: String, into: &mut Vec<Site>) {
    let schema = behind_references(schema);
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if let Some(schema) = schema["properties"].get(name) {
                    sites(value, schema, format!("{pointer}/{name}"), into);
                }
            }
        }
        Value::Array(items) if schema["type"] == "array" => {
            for (index, value) in items.iter().enumerate() {
                sites(value, &schema["items"], format!("{pointer}/{index}"), into);
            }
        }
        _ => {}
    }
    into.push((pointer, schema));
}

/// Values at the bounds of a schema and beside them.
fn candidates(schema: &'static Value, text: &str, number: i64) -> Vec<Value> {
    let listed = schema["enum"].as_array().cloned().unwrap_or_default();
    match schema["type"].as_str() {
        Some("string") if !listed.is_empty() => {
            let near = listed
                .iter()
                .map(|word| nearly(word.as_str().unwrap()).into());
            let near: Vec<Value> = near.collect();
            let longer = listed
                .iter()
                .map(|word| format!("{} ", word.as_str().unwrap()).into());
            let longer: Vec<Value> = longer.collect();
            [
                listed.clone(),
                listed,
                near,
                longer,
                vec![json!(""), json!(text)],
            ]
            .concat()
        }
        Some("string") => {
            let mut texts = vec![text.to_owned()];
            let bounds = [&schema["minLength"], &schema["maxLength"]];
            for bound in bounds.into_iter().filter_map(Value::as_u64) {
                let lengths = [bound.saturating_sub(1), bound, bound + 1];
                texts.extend(lengths.map(|length| fitted(text, length)));
                texts.extend(lengths.map(|length| fitted("aB9", length)));
            }
            if schema.get("pattern").is_some() {
                let around = ["-", "--", "\n", " ", "_", "\u{e9}"];
                texts.extend(around.map(|extra| format!("{text}{extra}")));
                texts.extend(around.map(|extra| format!("{extra}{text}")));
                texts.extend(["-", "--", "a--b"].map(|middle| format!("{text}{middle}{text}")));
            }
            texts.into_iter().map(Value::from).collect()
        }
        Some("integer" | "number") => numbers(schema, listed, number),
        Some("array") => {
            let item = everything(&schema["items"]);
            vec![
                json!([]),
                json!([item]),
                json!([item, item]),
                json!({}),
                json!([[]]),
            ]
        }
        Some("object") => vec![everything(schema), json!({}), json!([])],
        Some("boolean") => vec![json!(true), json!(false), json!(number % 2)],
        _ => wild(text, number),
    }
}

fn numbers(schema: &Value, listed: Vec<Value>, number: i64) -> Vec<Value> {
    let bounds = [&schema["minimum"], &schema["maximum"]];
    let near = listed.iter().chain(bounds).filter_map(Value::as_i64);
    let near = near.chain([number]).flat_map(|bound| {
        let float = bound as f64;
        let beside = [bound.saturating_sub(1), bound, bound.saturating_add(1)];
        let beside = beside.map(Value::from).into_iter();
        beside.chain([
            json!(float),
            json!(float + 0.5),
            json!(float - 1.0),
            json!(-float),
        ])
    });
    let far = [
        json!(0),
        json!(1),
        json!(-1),
        json!(0.5),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(1e15),
        json!(9_223_372_036_854_774_784.0),
        json!(9_223_372_036_854_775_808.0),
        json!(u64::MAX),
        json!(1e30),
        json!(-1e19),
        json!(number.to_string()),
    ];
    near.chain(far).chain(listed.clone()).collect()
}

/// Values of any type.
fn wild(text: &str, number: i64) -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(number),
        json!(1.5),
        json!(""),
        json!(text),
        json!([]),
        json!([text]),
        json!({}),
        json!({ text: number }),
        json!([null, [{ "a/b": {} }]]),
    ]
}

/// The text over and over, cut to so many characters.
pub(crate) fn fitted(text: &str, length: u64) -> String {
    let text = if text.is_empty() { "x" } else { text };
    text.chars().cycle().take(length as usize).collect()
}

/// A name with the case of its last letter changed, or else something behind it.
fn nearly(name: &str) -> String {
    let mut near = name.to_owned();
    let flipped = match near.pop() {
        Some(last) if last.is_ascii_lowercase() => last.to_ascii_uppercase().to_string(),
        Some(last) if last.is_ascii_uppercase() => last.to_ascii_lowercase().to_string(),
        Some(last) => format!("{last}0"),
        None => "x".to_owned(),
    };
    near + &flipped
}
