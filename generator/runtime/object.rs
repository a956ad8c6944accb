//! Objects: the wire table of a struct, and what all such tables share.

use super::members::Reader;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::fmt;

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
/// `object! { Job check crate::schemas::JOB { ..` names a schema that asks more than the rows say.
///
/// It gives the struct its decoding and encoding, a constructor that takes the required parts
/// (`new(..)`, or `parts JobParts { .. }`, a struct that names them, where they are many) and a
/// setter for each optional one.
macro_rules! object {
    ($name:ident $(check $schema:path)? {
        $(new($($argument:ident: $argument_type:ty),+ $(,)?);)?
        $(parts $parts:ident { $($part:ident: $part_type:ty),+ $(,)? })?
        $($wire:literal => $field:ident: $presence:ident $($type:ty)?,)*
        .. => $action:ident $($rest:ident)? $(,)?
    }) => {
        $crate::runtime::fields::fields! { @setters $name $($field $(= $type)?,)* }
        $crate::runtime::fields::fields! { @constructor $name
            $(new { $($argument: $argument_type,)+ })?
            $(parts $parts { $($part: $part_type,)+ })?
            => [$($rest)?] $($field $(= $type)?,)*
        }

        const _: () = {
            // No type of a document is called so: the names that they get have no underscore.
            #[allow(non_camel_case_types, reason = "a variant a field, called like it")]
            #[derive(Clone, Copy)]
            enum Row_ { $($field,)* }

            impl $crate::runtime::object::Object for $name {
                const NAME: &'static str = ::core::stringify!($name);

                #[inline]
                fn decode_members<'de, A: ::serde::de::MapAccess<'de>>(
                    mut members: $crate::runtime::members::Reader<A>,
                    slot: &mut ::core::option::Option<Self>,
                ) -> ::core::result::Result<(), A::Error> {
                    const ROWS: &[Row_] = &[$(Row_::$field,)*];
                    $(let mut $field = ::core::option::Option::None;)*
                    $(let mut $rest = $crate::runtime::collections::Members::new();)?
                    while let ::core::option::Option::Some(key) = members.key(&[$($wire,)*])? {
                        match key {
                            $crate::runtime::members::Key::Known(index) => match ROWS[index] {
                                $(Row_::$field => members.$presence($wire, &mut $field)?,)*
                            },
                            $crate::runtime::members::Key::Other(name) => {
                                members.$action(name, $(&mut $rest)?)?
                            }
                        }
                    }
                    *slot = ::core::option::Option::Some(Self {
                        $($field: $crate::runtime::presence::finish::$presence::<_, A::Error>(
                            ::core::stringify!($name), $wire, $field)?,)*
                        $($rest,)?
                    });
                    ::core::result::Result::Ok(())
                }
            }
        };

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::object::object!(@decode deserializer $name $($schema)?)
            }
            $crate::runtime::object::object! { @decode_into $($schema)? }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::decode::Decode::decode(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "an object may have no member at all")]
                let mut members = ::serde::Serializer::serialize_map(serializer, ::core::option::Option::None)?;
                $($crate::runtime::presence::put::$presence(&mut members, $wire, &self.$field)?;)*
                $($crate::runtime::presence::put::members(&mut members, &self.$rest)?;)?
                ::serde::ser::SerializeMap::end(members)
            }
        }
    };
    // What has a schema to check is in another form first.
    (@decode_into $schema:path) => {};
    (@decode_into) => {
        fn decode_into<'de, D: ::serde::Deserializer<'de>>(
            deserializer: D,
            slot: &mut ::core::option::Option<Self>,
        ) -> ::core::result::Result<(), D::Error> {
            $crate::runtime::object::decode_into(deserializer, slot)
        }
    };
    (@decode $deserializer:ident $name:ident) => { $crate::runtime::object::decode($deserializer) };
    (@decode $deserializer:ident $name:ident $schema:path) => {
        $crate::runtime::schema::decode(
            $deserializer, ::core::stringify!($name), &$schema,
            |value| $crate::runtime::object::decode(value))
    };
}
pub(crate) use object;

/// A struct with a wire table.
pub trait Object: Sized {
    /// The Rust name, for messages.
    const NAME: &'static str;

    /// Decodes the members of one object.
    fn decode_members<'de, A: MapAccess<'de>>(
        members: Reader<A>,
        slot: &mut Option<Self>,
    ) -> Result<(), A::Error>;
}

/// Decodes an object by its wire table.
pub fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut slot = None;
    decode_into(deserializer, &mut slot)?;
    slot.ok_or_else(|| D::Error::custom("an object without an end"))
}

/// Decodes an object by its wire table to where it is to stay.
pub fn decode_into<'de, T: Object, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut Option<T>,
) -> Result<(), D::Error> {
    struct Members<'a, T>(&'a mut Option<T>);
    impl<'de, T: Object> Visitor<'de> for Members<'_, T> {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
            T::decode_members(Reader::new(map, T::NAME), self.0)
        }
    }
    deserializer.deserialize_map(Members(slot))
}
