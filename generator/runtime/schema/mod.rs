//! Schemas as data: what a type does not say, checked on a [`Value`] that is decoded.

mod applicator;
mod array;
mod evaluation;
mod object;
mod scalar;
mod spot;

use self::evaluation::Evaluation;
use super::decode::Decode;
use super::decoding::{once, tolerate_at};
use super::from_value::{Mismatch, Source};
use super::value::{Number, Value};
use super::violation::ValidationError;
use serde::de::{Deserializer, Error};

/// A schema: all of its keywords have to hold.
#[derive(Clone, Copy, Debug)]
pub struct Schema(pub &'static [Keyword]);

/// A test of a text: a pattern that may match anywhere in it.
pub type IsMatch = fn(&str) -> bool;

/// Schemas by their `$dynamicAnchor`s.
pub type Anchors = &'static [(&'static str, &'static Schema)];

/// A bound, and how the document writes it.
#[derive(Clone, Copy, Debug)]
pub struct Bound(pub &'static str, pub Number);

/// A keyword with its value, by the name that JSON Schema gives it.
#[allow(missing_docs, reason = "each is the keyword of the same name")]
#[derive(Clone, Copy, Debug)]
pub enum Keyword {
    /// `false`: no value is valid.
    Never,
    /// The resource that evaluation enters, by its `$dynamicAnchor`s.
    Resource(Anchors),
    Ref(&'static Schema),
    /// An anchor, and what it names if no resource that was entered before has it.
    DynamicRef(&'static str, &'static Schema),
    Type(&'static [Type]),
    /// `enum` and `const`.
    Enum(&'static [Literal]),
    MinLength(u64),
    MaxLength(u64),
    Pattern(&'static str, IsMatch),
    Minimum(Bound),
    ExclusiveMinimum(Bound),
    Maximum(Bound),
    ExclusiveMaximum(Bound),
    MultipleOf(Bound),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    Required(&'static [&'static str]),
    /// One member of `dependentRequired`.
    DependentRequired(&'static str, &'static [&'static str]),
    /// One member of `dependentSchemas`.
    DependentSchema(&'static str, Schema),
    Properties(&'static [(&'static str, Schema)]),
    PatternProperties(&'static [(IsMatch, Schema)]),
    /// The names and patterns beside it, then what other members have to be.
    AdditionalProperties(&'static [&'static str], &'static [IsMatch], Schema),
    PropertyNames(Schema),
    PrefixItems(&'static [Schema]),
    /// From which index on, and what those items have to be.
    Items(usize, Schema),
    /// What items have to be, how many at least, and how many at most.
    Contains(Schema, u64, u64),
    AllOf(&'static [Schema]),
    AnyOf(&'static [Schema]),
    OneOf(&'static [Schema]),
    Not(Schema),
    /// `if`, `then`, `else`.
    If(Schema, Schema, Schema),
    UnevaluatedItems(Schema),
    UnevaluatedProperties(Schema),
}

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the JSON type of the same name")]
pub enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A JSON value of the document.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is the JSON value of the same name")]
pub enum Literal {
    Null,
    Boolean(bool),
    Number(Number),
    String(&'static str),
    Array(&'static [Literal]),
    Object(&'static [(&'static str, Literal)]),
}

impl Type {
    /// Whether a value is of this type.
    pub fn admits(self, value: &Value) -> bool {
        match value {
            Value::Null => self == Self::Null,
            Value::Boolean(_) => self == Self::Boolean,
            Value::Number(number) => {
                self == Self::Number || self == Self::Integer && number.as_f64().fract() == 0.0
            }
            Value::String(_) => self == Self::String,
            Value::Array(_) => self == Self::Array,
            Value::Object(_) => self == Self::Object,
        }
    }

    /// With its article, as in "expected an array".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

impl PartialEq<Value> for Literal {
    fn eq(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null) => true,
            (Self::Boolean(a), Value::Boolean(b)) => a == b,
            (Self::Number(a), Value::Number(b)) => a == b,
            (Self::String(a), Value::String(b)) => a == b,
            (Self::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().eq(b),
            (Self::Object(a), Value::Object(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .all(|(name, a)| b.get(*name).is_some_and(|b| a == b))
            }
            _ => false,
        }
    }
}

impl Schema {
    /// Whether a value is valid.
    pub fn admits(&self, value: &Value) -> bool {
        Evaluation::first(self, "value", value).is_none()
    }

    /// Checks a value.
    ///
    /// # Errors
    /// The first rule that the value, or a part of it, breaks.
    pub fn check(&self, subject: &'static str, value: &Value) -> Result<(), ValidationError> {
        Evaluation::first(self, subject, value).map_or(Ok(()), |failure| Err(failure.error))
    }
}

/// Decodes a value that a schema constrains beyond its type: first the schema is checked, then
/// `decode` reads the value. What both find fault with is listed once.
pub fn decode<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    subject: &'static str,
    schema: &Schema,
    decode: impl FnOnce(Source<'_>) -> Result<T, Mismatch>,
) -> Result<T, D::Error> {
    let value = Value::decode(deserializer)?;
    once(|| {
        for failure in Evaluation::all(schema, subject, &value) {
            tolerate_at(failure.pointer, failure.error)?;
        }
        decode(Source::new(&value)).map_err(D::Error::custom)
    })
}
