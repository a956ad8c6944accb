//! Arrays, maps, and the members that a schema does not name.

use super::decode::{Decode, Place, Seed};
use super::decoding::{at, is_tolerant, tolerate};
use super::value::Value;
use super::violation::{Rule, ValidationError};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::marker::PhantomData;

/// An array; in a tolerant decode `null` is taken as an empty one.
impl<T: Decode> Decode for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Array<T>(PhantomData<T>);
        impl<'de, T: Decode> Visitor<'de> for Array<T> {
            type Value = Vec<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
                let mut items = Vec::new();
                let mut slot = None;
                while at(items.len(), || seq.next_element_seed(Place(&mut slot)))?.is_some() {
                    if let Some(item) = slot.take() {
                        items.push(item);
                    }
                }
                Ok(items)
            }
            fn visit_unit<E: de::Error>(self) -> Result<Vec<T>, E> {
                null_for("an array", self)
            }
        }
        // `any`: asked for an array, serde_json does not tell of a `null`.
        deserializer.deserialize_any(Array(PhantomData))
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }
}

/// A map; in a tolerant decode `null` is taken as an empty one.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object<T>(PhantomData<T>);
        impl<'de, T: Decode> Visitor<'de> for Object<T> {
            type Value = BTreeMap<String, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = BTreeMap::new();
                while let Some(name) = map.next_key_seed(Seed::<String>::new())? {
                    let value = at(&name, || map.next_value_seed(Seed::new()))?;
                    members.insert(name, value);
                }
                Ok(members)
            }
            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                null_for("an object", self)
            }
        }
        deserializer.deserialize_any(Object(PhantomData))
    }

    fn missing() -> Option<Self> {
        Some(Self::new())
    }
}

/// `null` in place of an array or a map.
#[cold]
fn null_for<'de, V: Visitor<'de>, T: Default, E: de::Error>(
    expected: &'static str,
    visitor: V,
) -> Result<T, E> {
    if !is_tolerant() {
        return Err(E::invalid_type(de::Unexpected::Unit, &visitor));
    }
    tolerate(ValidationError::new(
        "value",
        Rule::Type(expected),
        0,
        format_args!("null"),
    ))?;
    Ok(T::default())
}

/// Members of an object that its schema does not name, as they came.
///
/// Most objects have none, so this is one pointer wide and empty costs no allocation.
#[derive(Clone, Debug)]
#[allow(
    clippy::box_collection,
    reason = "one pointer, where the map is three words"
)]
pub struct Members<T = Value>(Option<Box<BTreeMap<String, T>>>);

impl<T> Members<T> {
    /// No members.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Adds a member; gives back the value that it replaces.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<T>) -> Option<T> {
        self.0
            .get_or_insert_default()
            .insert(name.into(), value.into())
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.as_ref()?.get(name)
    }

    /// The members, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0
            .iter()
            .flat_map(|members| members.iter())
            .map(|(name, value)| (name.as_str(), value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |members| members.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members as a map.
    pub fn into_inner(self) -> BTreeMap<String, T> {
        self.0.map_or_else(BTreeMap::new, |members| *members)
    }
}

impl<T> Default for Members<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: PartialEq> PartialEq for Members<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T> From<BTreeMap<String, T>> for Members<T> {
    fn from(members: BTreeMap<String, T>) -> Self {
        Self((!members.is_empty()).then(|| Box::new(members)))
    }
}

impl<T: Serialize> Serialize for Members<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// The first item that stands twice, as `uniqueItems` asks.
///
/// Short arrays are compared pair by pair. Long ones go by their `Debug` text, which is the same
/// for equal values and keeps a hostile array of a million items from costing 10^12 comparisons.
pub fn first_duplicate<T: PartialEq + fmt::Debug>(items: &[T]) -> Option<usize> {
    if items.len() <= 32 {
        return (1..items.len()).find(|&index| items[..index].contains(&items[index]));
    }
    let mut seen = HashSet::new();
    items
        .iter()
        .position(|item| !seen.insert(format!("{item:?}")))
}
