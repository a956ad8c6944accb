//! The styles of OpenAPI read backwards: from text to JSON. A style does not say whether `1` is a
//! number or a text; the shape of the type does.

mod value;

pub use value::{header, value_of, what};

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

/// A reader of words.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Whether words are percent-encoded.
    pub is_encoded: bool,
    /// What `Either` is taken for first.
    pub prefers_text: bool,
}

impl Shape {
    /// Whether a word can be read in two ways.
    pub fn is_ambiguous(&self) -> bool {
        match self {
            Self::Either => true,
            Self::List(item) => item.is_ambiguous(),
            Self::Object(members, rest) => {
                rest.is_ambiguous() || members.iter().any(|(_, shape)| shape.is_ambiguous())
            }
            _ => false,
        }
    }

    /// The shape of a member, or of an item.
    pub fn member(&self, name: &str) -> &Self {
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
    pub fn text(
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

    /// A value whose parts stand in one text.
    pub fn joined(self, style: Style, shape: &Shape, text: &str) -> Result<Value, String> {
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

    /// One word.
    pub fn scalar(self, shape: &Shape, word: &str) -> Result<Value, String> {
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

/// Undoes percent-encoding; `None` for what is no UTF-8, or has a `%` that begins nothing.
pub fn decode(text: &str) -> Option<String> {
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
