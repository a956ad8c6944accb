//! Required or optional: how each is decoded, completed and written.

use super::collections::Members;
use super::decode::Decode;
use super::decoding::{at, is_tolerant, tolerate};
use super::violation::{Rule, ValidationError};
use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use serde::ser::{Serialize, SerializeMap};
use std::fmt;

/// The place of an optional property that is there. `null` is a value only where the schema says so;
/// else a tolerant decode takes it as absent.
pub struct OptionalPlace<'a, T>(pub &'a mut Option<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for OptionalPlace<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Decode> Visitor<'de> for OptionalPlace<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value other than null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::decode_into(deserializer, self.0)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        let null = T::null();
        if null.is_none() {
            null_is_none(&self)?;
        }
        *self.0 = null;
        Ok(())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }
}

/// A `null` where the schema allows none.
#[cold]
fn null_is_none<'de, V: Visitor<'de>, E: de::Error>(visitor: &V) -> Result<(), E> {
    if !is_tolerant() {
        return Err(E::invalid_type(de::Unexpected::Unit, visitor));
    }
    tolerate(ValidationError::without_value(
        "value",
        Rule::Type("a value, got null"),
    ))
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
