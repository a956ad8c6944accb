//! The styles of OpenAPI read backwards: from text to JSON. A style does not say whether `1` is a
//! number or a text; the shape of the type does.

use crate::runtime::style::{Serialization, Style};
use serde_json::{Map, Value};

/// What the type of a parameter makes of its words.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string.
    Text,
    /// A number or a boolean.
    Literal,
    /// A literal, or else a string.
    Either,
    /// JSON.
    Json,
    /// An array.
    List(&'static Shape),
    /// An object: its members, and the shape of others.
    Object(&'static [(&'static str, Shape)], &'static Shape),
}

/// A query has room for brackets within brackets that no stack has.
const DEEPEST: usize = 32;

/// A name, and a text that is still encoded.
pub(crate) type Pair = (String, String);

/// A reader of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// Whether words are percent-encoded.
    pub(super) is_encoded: bool,
    /// What `Either` is taken for first.
    pub(super) prefers_text: bool,
}

impl Shape {
    /// Whether a word can be read in two ways.
    pub(super) fn is_ambiguous(&self) -> bool {
        match self {
            Self::Either => true,
            Self::List(item) => item.is_ambiguous(),
            Self::Object(members, rest) => {
                rest.is_ambiguous() || members.iter().any(|(_, shape)| shape.is_ambiguous())
            }
            _ => false,
        }
    }

    fn member(&self, name: &str) -> &Self {
        match self {
            Self::Object(members, rest) => {
                let member = members.iter().find(|(member, _)| *member == name);
                member.map_or(*rest, |(_, shape)| shape)
            }
            Self::List(item) => item,
            other => other,
        }
    }
}

impl Reader {
    /// One text: a segment of a path, or a header.
    pub(super) fn text(
        self,
        how: Serialization,
        name: &str,
        shape: &Shape,
        text: &str,
    ) -> Result<Value, String> {
        let (text, separator, is_named) = match how.style {
            Style::Label => {
                let text = text.strip_prefix('.').ok_or("expected a `.` in front")?;
                (text, if how.explode { '.' } else { ',' }, false)
            }
            Style::Matrix => {
                let text = text.strip_prefix(';').ok_or("expected a `;` in front")?;
                (text, if how.explode { ';' } else { ',' }, true)
            }
            _ => (text, ',', false),
        };
        let without_name = |text: &str| -> Result<String, String> {
            let rest = text
                .strip_prefix(name)
                .map(|rest| rest.strip_prefix('=').unwrap_or(rest));
            let rest = rest.filter(|_| is_named);
            match rest {
                Some(rest) => Ok(rest.to_owned()),
                None if is_named => Err(format!("expected `;{name}=` in front")),
                None => Ok(text.to_owned()),
            }
        };
        match shape {
            Shape::List(item) if how.explode => {
                let items = text.split(separator).map(|text| {
                    let text = without_name(text)?;
                    self.scalar(item, text.trim())
                });
                items.collect::<Result<_, _>>().map(Value::Array)
            }
            Shape::Object(..) if how.explode => {
                let mut object = Map::new();
                for member in text.split(separator) {
                    let (name, value) = member.split_once('=').ok_or("expected `name=value`")?;
                    let name = self.decode(name.trim())?;
                    let value = self.scalar(shape.member(&name), value.trim())?;
                    object.insert(name, value);
                }
                Ok(Value::Object(object))
            }
            _ => self.joined(how.style, shape, &without_name(text)?),
        }
    }

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

    /// A value whose parts stand in one text.
    fn joined(self, style: Style, shape: &Shape, text: &str) -> Result<Value, String> {
        match shape {
            Shape::List(item) => {
                let items = split(style, text).into_iter();
                let items = items.map(|text| self.scalar(item, text.trim()));
                items.collect::<Result<_, _>>().map(Value::Array)
            }
            Shape::Object(..) => {
                let mut object = Map::new();
                let words = split(style, text);
                for pair in words.chunks(2) {
                    let [name, value] = pair else {
                        return Err("expected names and values in turn".to_owned());
                    };
                    let name = self.decode(name.trim())?;
                    let value = self.scalar(shape.member(&name), value.trim())?;
                    object.insert(name, value);
                }
                Ok(Value::Object(object))
            }
            _ => self.scalar(shape, text),
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

    /// One word.
    pub(super) fn scalar(self, shape: &Shape, word: &str) -> Result<Value, String> {
        let text = self.decode(word)?;
        let is_json = !matches!(shape, Shape::Text | Shape::Literal | Shape::Either);
        let is_text = match shape {
            Shape::Text => true,
            Shape::Either => self.prefers_text,
            _ => false,
        };
        if is_text {
            return Ok(Value::String(text));
        }
        let value = serde_json::from_str(&text).ok();
        let value = value.filter(|value: &Value| {
            is_json || !(value.is_string() || value.is_array() || value.is_object())
        });
        // JSON may have blanks around a literal.
        let value = value.filter(|_| is_json || !text.contains(char::is_whitespace));
        Ok(value.unwrap_or(Value::String(text)))
    }

    fn decode(self, text: &str) -> Result<String, String> {
        match self.is_encoded {
            true => decode(text).ok_or_else(|| "not UTF-8, or not percent-encoded".to_owned()),
            false => Ok(text.to_owned()),
        }
    }
}

/// The parts of a text, still encoded. The separator may be encoded itself.
fn split(style: Style, text: &str) -> Vec<&str> {
    let separators: &[&str] = match style {
        Style::SpaceDelimited => &["%20", "+", " "],
        Style::PipeDelimited => &["%7C", "%7c", "|"],
        _ => &[","],
    };
    let mut parts = vec![text];
    for separator in separators {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    parts
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

/// Undoes percent-encoding; `None` for what is no UTF-8, or has a `%` that begins nothing.
pub(crate) fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |index: usize| char::from(*after.get(index)?).to_digit(16);
        bytes.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
        rest = &after[2..];
    }
    String::from_utf8(bytes).ok()
}
