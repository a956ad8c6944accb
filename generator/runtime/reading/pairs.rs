//! The pairs of queries, cookies and forms, read backwards.

use crate::runtime::style::{Serialization, Style};
use crate::runtime::words::{Reader, Shape, decode};
use serde_json::{Map, Value};

/// A query has room for brackets within brackets that no stack has.
const DEEPEST: usize = 32;

/// A name, and a text that is still encoded.
pub(crate) type Pair = (String, String);

impl Reader {
    /// Pairs: of a query, a cookie or a form. `None` where there is no such parameter.
    pub(super) fn pairs(
        self,
        how: Serialization,
        name: &str,
        shape: &Shape,
        (pairs, others): (&[Pair], &[&str]),
    ) -> Result<Option<Value>, String> {
        if how.style == Style::DeepObject {
            return self.deep(name, shape, pairs);
        }
        let named = || pairs.iter().filter(|(other, _)| other == name);
        match shape {
            Shape::List(item) if how.explode => {
                let items = named().map(|(_, text)| self.scalar(item, text));
                let items: Vec<Value> = items.collect::<Result<_, _>>()?;
                Ok((!items.is_empty()).then_some(Value::Array(items)))
            }
            Shape::Object(members, _) if how.explode => {
                let mut object = Map::new();
                for (name, text) in pairs {
                    let is_own = members.iter().any(|(member, _)| member == name);
                    // What no parameter names is of an object that names nothing itself.
                    let first = name.split('[').next().unwrap_or_default();
                    if is_own || (members.is_empty() && !others.contains(&first)) {
                        object.insert(name.clone(), self.scalar(shape.member(name), text)?);
                    }
                }
                Ok((!object.is_empty()).then_some(Value::Object(object)))
            }
            _ => match named().collect::<Vec<_>>()[..] {
                [] => Ok(None),
                [(_, text)] => self.joined(how.style, shape, text).map(Some),
                _ => Err("given twice".to_owned()),
            },
        }
    }

    /// `name[member]`, and further brackets for what is nested.
    fn deep(self, name: &str, shape: &Shape, pairs: &[Pair]) -> Result<Option<Value>, String> {
        let mut found = None;
        for (key, text) in pairs {
            let Some(brackets) = key.strip_prefix(name).filter(|rest| rest.starts_with('[')) else {
                continue;
            };
            let keys: Vec<&str> = brackets.split('[').skip(1).collect();
            let keys = keys.into_iter().map(|key| key.strip_suffix(']'));
            let keys = keys.collect::<Option<Vec<&str>>>();
            let keys = keys.ok_or_else(|| format!("{key:?} has a `[` without a `]`"))?;
            if keys.len() > DEEPEST {
                return Err(format!("nested deeper than {DEEPEST} brackets"));
            }
            self.put(found.get_or_insert(Value::Null), shape, &keys, text)?;
        }
        Ok(found)
    }

    fn put(
        self,
        place: &mut Value,
        shape: &Shape,
        keys: &[&str],
        text: &str,
    ) -> Result<(), String> {
        match (shape, keys) {
            // An item by its index, an empty one, or none at all.
            (Shape::List(item), [] | [_]) => {
                if place.is_null() {
                    *place = Value::Array(Vec::new());
                }
                if let Value::Array(items) = place {
                    items.push(self.scalar(item, text)?);
                }
            }
            (_, []) => *place = self.scalar(shape, text)?,
            (_, [key, rest @ ..]) => {
                if place.is_null() {
                    *place = Value::Object(Map::new());
                }
                if let Value::Object(members) = place {
                    let member = members.entry(*key).or_insert(Value::Null);
                    self.put(member, shape.member(key), rest, text)?;
                }
            }
        }
        Ok(())
    }
}

/// The pairs of a query or a form. `+` is a blank, as in forms.
pub(super) fn pairs(query: &str) -> Option<Vec<Pair>> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((
            decode(&name.replace('+', "%20"))?,
            value.replace('+', "%20"),
        ))
    });
    pairs.collect()
}
