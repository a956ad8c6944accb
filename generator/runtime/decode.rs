//! The trait that every type of the crate is decoded by, and the scalars.

use super::decoding::{is_tolerant, tolerate};
use super::violation::{Rule, ValidationError};
use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Decoding by the rules of JSON Schema.
///
/// `serde::Deserialize` of the crate's types forwards here. It is a trait of its own because
/// serde's containers do not tell where they are, and because serde and JSON Schema differ: to
/// JSON Schema `1.0` is an integer.
pub trait Decode: Sized {
    /// Decodes one value.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Decodes one value to where it is to stay: a large one would be copied by each function on its
    /// way there.
    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        slot: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        *slot = Some(Self::decode(deserializer)?);
        Ok(())
    }

    /// What a JSON `null` stands for, where the schema allows one.
    fn null() -> Option<Self> {
        None
    }

    /// What a tolerant decode takes for a required value that is missing or `null`.
    fn missing() -> Option<Self> {
        None
    }
}

/// Carries a type to where serde wants a value.
pub struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    /// The seed of `T`.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Seed<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

/// Carries a place to where serde has a value for it.
pub struct Place<'a, T>(pub &'a mut Option<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for Place<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::decode_into(deserializer, self.0)
    }
}

impl Decode for String {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = String;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
                Ok(text.to_owned())
            }
            fn visit_string<E: de::Error>(self, text: String) -> Result<String, E> {
                Ok(text)
            }
        }
        deserializer.deserialize_string(Text)
    }
}

/// Reads a string that need not be kept.
pub fn read_text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: impl FnOnce(&str) -> T,
) -> Result<T, D::Error> {
    struct Text<F>(F);
    impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Text<F> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            Ok(self.0(text))
        }
    }
    deserializer.deserialize_str(Text(read))
}

impl Decode for bool {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Boolean;
        impl Visitor<'_> for Boolean {
            type Value = bool;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a boolean")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<bool, E> {
                Ok(value)
            }
        }
        deserializer.deserialize_bool(Boolean)
    }
}

/// `null` and nothing else.
impl Decode for () {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Null;
        impl Visitor<'_> for Null {
            type Value = ();
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("null")
            }
            fn visit_unit<E: de::Error>(self) -> Result<(), E> {
                Ok(())
            }
        }
        deserializer.deserialize_unit(Null)
    }

    fn null() -> Option<Self> {
        Some(())
    }
}

impl Decode for f64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Float;
        impl Visitor<'_> for Float {
            type Value = f64;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<f64, E> {
                Ok(value)
            }
            // Beyond 2^53 the nearest float is taken, as every JSON reader with doubles does.
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<f64, E> {
                Ok(value as f64)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<f64, E> {
                Ok(value as f64)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<f64, E> {
                // To Rust "inf" and "NaN" are numbers too; JSON has no way to write them back.
                match number_in_string(text, "a number", &self)? {
                    value if f64::is_finite(value) => Ok(value),
                    _ => Err(E::invalid_type(de::Unexpected::Str(text), &self)),
                }
            }
        }
        deserializer.deserialize_any(Float)
    }
}

/// A number that the server wrote as a string: a violation in a tolerant decode, else an error.
#[cold]
pub(super) fn number_in_string<'de, V: Visitor<'de>, T: std::str::FromStr, E: de::Error>(
    text: &str,
    expected: &'static str,
    visitor: &V,
) -> Result<T, E> {
    match text.parse() {
        Ok(value) if is_tolerant() => {
            tolerate(ValidationError::new(
                "number",
                Rule::Type(expected),
                0,
                text,
            ))?;
            Ok(value)
        }
        _ => Err(E::invalid_type(de::Unexpected::Str(text), visitor)),
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Decode for $integer {
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Integer;
                impl Visitor<'_> for Integer {
                    type Value = $integer;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "an integer from {} to {}", $integer::MIN, $integer::MAX)
                    }
                    fn visit_i64<E: de::Error>(self, value: i64) -> Result<$integer, E> {
                        value.try_into().map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
                    }
                    fn visit_u64<E: de::Error>(self, value: u64) -> Result<$integer, E> {
                        value.try_into().map_err(|_| E::invalid_value(de::Unexpected::Unsigned(value), &self))
                    }
                    fn visit_f64<E: de::Error>(self, value: f64) -> Result<$integer, E> {
                        // Casts saturate: both agree only where neither did. The least `i64` is also what
                        // numbers below it are read as.
                        let integer = value as $integer;
                        let is_exact = value.fract() == 0.0 && value > i64::MIN as f64;
                        if is_exact && i128::from(integer) == value as i128 {
                            Ok(integer)
                        } else {
                            Err(E::invalid_value(de::Unexpected::Float(value), &self))
                        }
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$integer, E> {
                        number_in_string(text, "an integer", &self)
                    }
                }
                deserializer.deserialize_any(Integer)
            }
        }
    )*};
}
integers! { i32 i64 u64 }

impl<T: Decode> Decode for Box<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Box::new)
    }

    fn null() -> Option<Self> {
        T::null().map(Box::new)
    }

    fn missing() -> Option<Self> {
        T::missing().map(Box::new)
    }
}

/// A value that may be `null`.
impl<T: Decode> Decode for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Nullable<T>(PhantomData<T>);
        impl<'de, T: Decode> Visitor<'de> for Nullable<T> {
            type Value = Option<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }
            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(None)
            }
            fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(None)
            }
            fn visit_some<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Self::Value, D::Error> {
                T::decode(deserializer).map(Some)
            }
        }
        deserializer.deserialize_option(Nullable(PhantomData))
    }

    fn null() -> Option<Self> {
        Some(None)
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}
