//! Any JSON value, for what the schema leaves open.

use super::collections::Members;
use super::decode::{Decode, Seed};
use super::decoding::at;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// Any JSON value. Displays as JSON.
///
/// Equality is JSON Schema's: members in any order, `1` equals `1.0`.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(BTreeMap<String, Value>),
}

/// A JSON number: exact for integers of 64 bits, else the nearest double.
#[derive(Clone, Copy)]
pub struct Number(Repr);

#[derive(Clone, Copy)]
enum Repr {
    Unsigned(u64),
    Negative(i64),
    Float(f64),
}

impl Number {
    /// An integer.
    pub const fn integer(value: i64) -> Self {
        if value < 0 {
            Self(Repr::Negative(value))
        } else {
            Self(Repr::Unsigned(value.unsigned_abs()))
        }
    }

    /// An integer that may be beyond [`i64::MAX`].
    pub const fn unsigned(value: u64) -> Self {
        Self(Repr::Unsigned(value))
    }

    /// A double.
    pub const fn float(value: f64) -> Self {
        Self(Repr::Float(value))
    }

    /// The number as an integer, where it is one.
    pub fn as_i128(self) -> Option<i128> {
        match self.0 {
            Repr::Unsigned(value) => Some(value.into()),
            Repr::Negative(value) => Some(value.into()),
            // Doubles of this size are all integers of fewer than 127 bits.
            Repr::Float(value) => {
                (value.fract() == 0.0 && value.abs() < 1e38).then_some(value as i128)
            }
        }
    }

    /// Whether it was read as a double: with a fraction, an exponent, or beyond 64 bits.
    pub fn is_float(self) -> bool {
        matches!(self.0, Repr::Float(_))
    }

    /// The nearest double.
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Repr::Unsigned(value) => value as f64,
            Repr::Negative(value) => value as f64,
            Repr::Float(value) => value,
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self.as_i128(), other.as_i128()) {
            (Some(a), Some(b)) => a == b,
            _ => self.as_f64() == other.as_f64(),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.as_i128(), other.as_i128()) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => self.as_f64().partial_cmp(&other.as_f64()),
        }
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self::unsigned(value)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::integer(value)
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::float(value)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Equal numbers print alike.
        match self.as_i128() {
            Some(value) => fmt::Debug::fmt(&value, f),
            None => fmt::Debug::fmt(&self.as_f64(), f),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Repr::Unsigned(value) => serializer.serialize_u64(value),
            Repr::Negative(value) => serializer.serialize_i64(value),
            Repr::Float(value) => serializer.serialize_f64(value),
        }
    }
}

macro_rules! value_from {
    ($($from:ty => |$value:ident| $into:expr,)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                $into
            }
        }
    )*};
}
value_from! {
    bool => |value| Self::Boolean(value),
    u64 => |value| Self::Number(value.into()),
    i64 => |value| Self::Number(value.into()),
    i32 => |value| Self::Number(i64::from(value).into()),
    f64 => |value| Self::Number(value.into()),
    &str => |value| Self::String(value.to_owned()),
    String => |value| Self::String(value),
    Vec<Self> => |value| Self::Array(value),
    BTreeMap<String, Self> => |value| Self::Object(value),
    Members => |value| Self::Object(value.into_inner()),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value:?}"),
            Self::String(value) => write_string(f, value),
            Self::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "[" } else { "," })?;
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Self::Object(members) => {
                for (index, (name, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "{" } else { "," })?;
                    write_string(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            control if u32::from(control) < 0x20 => write!(f, "\\u{:04x}", u32::from(control))?,
            other => fmt::Write::write_char(f, other)?,
        }
    }
    f.write_str("\"")
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => serializer.collect_map(members),
        }
    }
}

impl<'de> de::Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Decode for Value {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::decode(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Seed::new())? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some(name) = map.next_key_seed(Seed::<String>::new())? {
            let value = at(&name, || map.next_value_seed(Seed::new()))?;
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}
