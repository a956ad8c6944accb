//! The members of an object as they arrive: names looked up in a wire table, values decoded.

use super::collections::Members;
use super::decode::{Decode, Place, Seed};
use super::decoding::{at, tolerate};
use super::presence::OptionalPlace;
use super::violation::{Rule, ValidationError};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The members of an object, one after the other.
pub struct Reader<A> {
    map: A,
    next: usize,
    subject: &'static str,
}

/// The name of a member.
pub enum Key {
    /// The row of the wire table that it has.
    Known(usize),
    /// A name without a row.
    Other(String),
}

impl<'de, A: MapAccess<'de>> Reader<A> {
    /// The members of `map`; `subject` is the Rust name of the type, for messages.
    pub fn new(map: A, subject: &'static str) -> Self {
        Self {
            map,
            next: 0,
            subject,
        }
    }

    /// The next name, looked up in the wire table.
    pub fn key(&mut self, names: &'static [&'static str]) -> Result<Option<Key>, A::Error> {
        let key = self.map.next_key_seed(KeySeed {
            names,
            next: self.next,
        })?;
        if let Some(Key::Known(index)) = key {
            self.next = index + 1;
        }
        Ok(key)
    }

    /// Decodes the value of a required property. The code for a type is there once, not once a
    /// property: what a program runs has to fit the caches.
    #[inline(never)]
    pub fn required<T: Decode>(
        &mut self,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.once(name, slot.is_some())?;
        at(name, || self.map.next_value_seed(Place(slot)))
    }

    /// Decodes the value of an optional property.
    #[inline(never)]
    pub fn optional<T: Decode>(
        &mut self,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.once(name, slot.is_some())?;
        at(name, || self.map.next_value_seed(OptionalPlace(slot)))
    }

    /// Keeps a member that the schema does not name but allows.
    pub fn keep<T: Decode>(&mut self, name: String, rest: &mut Members<T>) -> Result<(), A::Error> {
        self.once(&name, rest.get(&name).is_some())?;
        let value: T = at(&name, || self.map.next_value_seed(Seed::new()))?;
        rest.insert(name, value);
        Ok(())
    }

    /// Refuses a member that the schema does not allow.
    pub fn refuse(&mut self, name: String) -> Result<(), A::Error> {
        let subject = self.subject;
        at(&name, || {
            tolerate(ValidationError::without_value(
                subject,
                Rule::AdditionalProperties,
            ))
        })?;
        self.map.next_value::<IgnoredAny>()?;
        Ok(())
    }

    fn once(&self, name: &str, seen: bool) -> Result<(), A::Error> {
        if !seen {
            return Ok(());
        }
        at(name, || {
            tolerate(ValidationError::without_value(
                self.subject,
                Rule::Duplicate,
            ))
        })
    }
}

/// Finds a name in a wire table. Members mostly come in the order of the schema, so the rows after
/// the last one are tried first.
struct KeySeed {
    names: &'static [&'static str],
    next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        let next = self.names.get(self.next);
        if next.is_some_and(|known| is_same(known, name)) {
            return Ok(Key::Known(self.next));
        }
        let (before, after) = self.names.split_at(self.next);
        let place = |names: &[&str]| names.iter().position(|known| is_same(known, name));
        if let Some(index) = place(after) {
            Ok(Key::Known(self.next + index))
        } else if let Some(index) = place(before) {
            Ok(Key::Known(index))
        } else {
            Ok(Key::Other(name.to_owned()))
        }
    }
}

/// Whether two names are equal. Every member asks this, and names are short: comparing words here
/// costs less than calling the platform's comparison.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    // The last word overlaps the one before it, so that none is shorter than the others.
    let long = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    let short = |bytes: &[u8; 4]| u32::from_ne_bytes(*bytes);
    if let (Some(one_end), Some(other_end)) = (one.last_chunk(), other.last_chunk()) {
        let (one, other) = (one.as_chunks().0.iter(), other.as_chunks().0);
        long(one_end) == long(other_end) && one.zip(other).all(|(a, b)| long(a) == long(b))
    } else if let (Some(one_end), Some(other_end)) = (one.last_chunk(), other.last_chunk()) {
        let (one, other) = (one.first_chunk(), other.first_chunk());
        short(one_end) == short(other_end) && one.map(short) == other.map(short)
    } else {
        one.iter().eq(other)
    }
}
