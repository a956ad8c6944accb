//! Objects: the wire table of a struct, and what all such tables share.

use super::collections::Members;
use super::decode::{Decode, Seed};
use super::decoding::{at, is_tolerant, tolerate};
use super::violation::{Rule, ValidationError};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap};
use std::fmt;
use std::marker::PhantomData;

/// The wire table of a struct: a row a property, then what becomes of members without a row.
///
/// ```text
/// object! { Job {
///     new(id: String);
///     "id" => id: required,
///     "description" => description: optional String,
///     .. => keep other, // or: .. => refuse
/// } }
/// ```
///
/// It gives the struct its decoding and encoding, a constructor that takes the required parts
/// (`new(..)`, or `parts JobParts { .. }`, a struct that names them, where they are many) and a
/// setter for each optional one.
macro_rules! object {
    ($name:ident {
        $(new($($argument:ident: $argument_type:ty),+ $(,)?);)?
        $(parts $parts:ident { $($part:ident: $part_type:ty),+ $(,)? })?
        $($wire:literal => $field:ident: $presence:ident $($type:ty)?,)*
        .. => $action:ident $($rest:ident)? $(,)?
    }) => {
        impl $name {
            $($(
                #[doc = ::core::concat!("Sets the field `", ::core::stringify!($field), "`.")]
                #[must_use]
                pub fn $field(mut self, value: impl ::core::convert::Into<$type>) -> Self {
                    self.$field = ::core::option::Option::Some(value.into());
                    self
                }
            )?)*
        }

        $crate::runtime::object::object! { @constructor $name
            $(new { $($argument: $argument_type,)+ })?
            $(parts $parts { $($part: $part_type,)+ })?
            => [$($rest)?] $($field $(= $type)?,)*
        }

        const _: () = {
            #[allow(non_camel_case_types, reason = "a variant a field, called like it")]
            #[derive(Clone, Copy)]
            enum Field { $($field,)* }

            impl $crate::runtime::object::Object for $name {
                const NAME: &'static str = ::core::stringify!($name);

                #[inline]
                fn decode_members<'de, A: ::serde::de::MapAccess<'de>>(
                    mut members: $crate::runtime::object::Reader<A>,
                ) -> ::core::result::Result<Self, A::Error> {
                    const FIELDS: &[Field] = &[$(Field::$field,)*];
                    $(let mut $field = ::core::option::Option::None;)*
                    $(let mut $rest = $crate::runtime::collections::Members::new();)?
                    while let ::core::option::Option::Some(key) = members.key(&[$($wire,)*])? {
                        match key {
                            $crate::runtime::object::Key::Known(index) => match FIELDS[index] {
                                $(Field::$field => members.$presence($wire, &mut $field)?,)*
                            },
                            $crate::runtime::object::Key::Other(name) => {
                                members.$action(name, $(&mut $rest)?)?
                            }
                        }
                    }
                    ::core::result::Result::Ok(Self {
                        $($field: $crate::runtime::object::finish::$presence::<_, A::Error>(
                            ::core::stringify!($name), $wire, $field)?,)*
                        $($rest,)?
                    })
                }
            }
        };

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::object::decode(deserializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::object::decode(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "an object may have no member at all")]
                let mut members = ::serde::Serializer::serialize_map(serializer, ::core::option::Option::None)?;
                $($crate::runtime::object::put::$presence(&mut members, $wire, &self.$field)?;)*
                $($crate::runtime::object::put::members(&mut members, &self.$rest)?;)?
                ::serde::ser::SerializeMap::end(members)
            }
        }
    };
    (@constructor $name:ident => $($optional:tt)*) => {};
    (@constructor $name:ident new { $($argument:ident: $argument_type:ty,)+ }
        => [$($rest:ident)?] $($field:ident $(= $type:ty)?,)*
    ) => {
        impl $name {
            /// Builds one of its required parts; the optional ones have setters.
            pub fn new($($argument: impl ::core::convert::Into<$argument_type>),+) -> Self {
                Self {
                    $($argument: $argument.into(),)+
                    $($($field: ::core::option::Option::<$type>::None,)?)*
                    $($rest: ::core::default::Default::default(),)?
                }
            }
        }
    };
    (@constructor $name:ident parts $parts:ident { $($part:ident: $part_type:ty,)+ }
        => [$($rest:ident)?] $($field:ident $(= $type:ty)?,)*
    ) => {
        #[doc = ::core::concat!("The required parts of a [`", ::core::stringify!($name), "`], by name.")]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $parts {
            $(
                #[doc = ::core::concat!("The field `", ::core::stringify!($part), "`.")]
                pub $part: $part_type,
            )+
        }

        impl ::core::convert::From<$parts> for $name {
            fn from(parts: $parts) -> Self {
                Self {
                    $($part: parts.$part,)+
                    $($($field: ::core::option::Option::<$type>::None,)?)*
                    $($rest: ::core::default::Default::default(),)?
                }
            }
        }
    };
}
pub(crate) use object;

/// A struct with a wire table.
pub trait Object: Sized {
    /// The Rust name, for messages.
    const NAME: &'static str;

    /// Decodes the members of one object.
    fn decode_members<'de, A: MapAccess<'de>>(members: Reader<A>) -> Result<Self, A::Error>;
}

/// Decodes an object by its wire table.
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Members<T>(PhantomData<T>);
    impl<'de, T: Object> Visitor<'de> for Members<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::decode_members(Reader {
                map,
                next: 0,
                subject: T::NAME,
            })
        }
    }
    deserializer.deserialize_map(Members(PhantomData))
}

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

    /// Decodes the value of a required property.
    #[inline]
    pub fn required<T: Decode>(
        &mut self,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.once(name, slot.is_some())?;
        *slot = Some(at(name, || self.map.next_value_seed(Seed::new()))?);
        Ok(())
    }

    /// Decodes the value of an optional property.
    #[inline]
    pub fn optional<T: Decode>(
        &mut self,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.once(name, slot.is_some())?;
        *slot = at(name, || self.map.next_value_seed(OptionalSeed(PhantomData)))?;
        Ok(())
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
    let word = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    match (one.last_chunk(), other.last_chunk()) {
        (Some(one_end), Some(other_end)) => {
            let (one, other) = (one.as_chunks().0.iter(), other.as_chunks().0);
            word(one_end) == word(other_end) && one.zip(other).all(|(a, b)| word(a) == word(b))
        }
        _ => one.iter().eq(other),
    }
}

/// An optional property that is there. `null` is a value only where the schema says so; else a
/// tolerant decode takes it as absent.
struct OptionalSeed<T>(PhantomData<T>);

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
