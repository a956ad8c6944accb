//! One value of a JSON text, without reading the rest into memory.

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// The value at a JSON Pointer through objects; none where there is no such place.
pub(crate) fn pick<T: DeserializeOwned>(body: &[u8], pointer: &str) -> Option<T> {
    let tokens = pointer.split('/').skip(1);
    let tokens: Vec<String> = tokens
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect();
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let step = Step(&tokens, PhantomData);
    step.deserialize(&mut deserializer).ok()?
}

/// The way that is left.
struct Step<'a, T>(&'a [String], PhantomData<T>);

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Step<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        match self.0 {
            [] => T::deserialize(from).map(Some),
            _ => from.deserialize_any(self),
        }
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Step<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(name) = members.next_key::<String>()? {
            match self.0.split_first() {
                Some((first, rest)) if *first == name => {
                    found = members.next_value_seed(Step(rest, PhantomData))?;
                }
                _ => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }
}
