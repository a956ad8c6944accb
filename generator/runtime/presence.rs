//! Required or optional: how each is decoded, completed and written.

use super::collections::Members;
use super::decode::Decode;
use super::decoding::{at, is_tolerant, tolerate};
use super::violation::{Rule, ValidationError};
use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use serde::ser::{Serialize, SerializeMap};
use std::fmt;
use std::marker::PhantomData;

/// An optional property that is there. `null` is a value only where the schema says so; else a
/// tolerant decode takes it as absent.
pub struct OptionalSeed<T>(PhantomData<T>);

impl<T> OptionalSeed<T> {
    /// The seed of an optional `T`.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for OptionalSeed<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'de, T: Decode> DeserializeSeed<'de> for OptionalSeed<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Decode> Visitor<'de> for OptionalSeed<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value other than null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        match T::null() {
            Some(null) => Ok(Some(null)),
            None if is_tolerant() => {
                tolerate(ValidationError::without_value(
                    "value",
                    Rule::Type("a value, got null"),
                ))?;
                Ok(None)
            }
            None => Err(E::invalid_type(de::Unexpected::Unit, &self)),
        }
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        self.visit_none()
    }
}

/// What a property is when all members have been read.
pub mod finish {
    use super::*;

    /// A required property has to have been there.
    #[inline(always)]
    pub fn required<T: Decode, E: de::Error>(
        subject: &'static str,
        name: &'static str,
        slot: Option<T>,
    ) -> Result<T, E> {
        match slot {
            Some(value) => Ok(value),
            None => at(name, || missing(subject, name)),
        }
    }

    #[cold]
    fn missing<T: Decode, E: de::Error>(subject: &'static str, name: &'static str) -> Result<T, E> {
        let error = || ValidationError::without_value(subject, Rule::Required);
        match T::missing() {
            Some(stand_in) if is_tolerant() => tolerate(error()).map(|()| stand_in),
            _ => Err(E::custom(format_args!(
                "{subject}: `{name}` is required, but missing"
            ))),
        }
    }

    /// An optional property is what it is.
    #[inline(always)]
    pub fn optional<T, E>(
        _: &'static str,
        _: &'static str,
        slot: Option<T>,
    ) -> Result<Option<T>, E> {
        Ok(slot)
    }
}

/// Writing members.
pub mod put {
    use super::*;

    /// Writes a required property.
    pub fn required<M: SerializeMap, T: Serialize>(
        members: &mut M,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        members.serialize_entry(name, value)
    }

    /// Writes an optional property where there is one.
    pub fn optional<M: SerializeMap, T: Serialize>(
        members: &mut M,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => members.serialize_entry(name, value),
            None => Ok(()),
        }
    }

    /// Writes the members that the schema does not name.
    pub fn members<M: SerializeMap, T: Serialize>(
        members: &mut M,
        rest: &Members<T>,
    ) -> Result<(), M::Error> {
        rest.iter()
            .try_for_each(|(name, value)| members.serialize_entry(name, value))
    }
}
