//! Decoding out of a [`Value`] that has been read already.

use super::decode::Decode;
use super::value::{Number, Value};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use std::fmt;

/// Why a [`Value`] is not of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(String);

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Decodes a value that has been read already.
///
/// # Errors
/// The value is not of that type.
pub fn from_value<T: Decode>(value: &Value) -> Result<T, Mismatch> {
    T::decode(Source(value))
}

/// A value as a source of serde's data model.
#[derive(Clone, Copy)]
pub struct Source<'a>(&'a Value);

impl<'a> Source<'a> {
    /// Reads from this value.
    pub const fn new(value: &'a Value) -> Self {
        Self(value)
    }
}

impl<'de> Deserializer<'de> for Source<'de> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Number(value) => number(*value, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.iter().map(Source)))
            }
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (name.as_str(), Source(value)));
                visitor.visit_map(MapDeserializer::new(members))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Mismatch> for Source<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn number<'de, V: Visitor<'de>>(value: Number, visitor: V) -> Result<V::Value, Mismatch> {
    let integer = value.as_i128().filter(|_| !value.is_float());
    match (integer.map(u64::try_from), integer.map(i64::try_from)) {
        (Some(Ok(unsigned)), _) => visitor.visit_u64(unsigned),
        (_, Some(Ok(signed))) => visitor.visit_i64(signed),
        _ => visitor.visit_f64(value.as_f64()),
    }
}
