//! Arrays and maps whose schema constrains them.

use super::violation::{Rule, ValidationError};

/// The error for a collection that breaks a rule.
#[cold]
pub fn refusal(subject: &'static str, rule: Rule, length: usize) -> ValidationError {
    match rule {
        Rule::UniqueItems => ValidationError::without_value(subject, rule),
        _ => ValidationError::new(subject, rule, length as u64, format_args!("\u{2026}")),
    }
}

/// The wire table of a constrained array: its rules, by their JSON Schema names.
///
/// ```ignore
/// array! { Tags: Vec<Tag> { min_items: 1, unique_items: true } }
/// ```
///
/// A constrained map is the same over `BTreeMap<String, T>`, with `min_properties` and
/// `max_properties`.
macro_rules! array {
    ($name:ident: $inner:ty { $($rule:ident: $bound:tt),* $(,)? }) => {
        impl $name {
            $($crate::runtime::array::array! { @const $rule $bound })*

            /// Checks a collection.
            ///
            /// # Errors
            /// The first rule that it breaks.
            pub fn new(
                items: impl ::core::convert::Into<$inner>,
            ) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                let items = Self(items.into());
                match items.broken_rule() {
                    ::core::option::Option::None => ::core::result::Result::Ok(items),
                    ::core::option::Option::Some(rule) => ::core::result::Result::Err(
                        $crate::runtime::array::refusal(::core::stringify!($name), rule, items.0.len()),
                    ),
                }
            }

            fn broken_rule(&self) -> ::core::option::Option<$crate::runtime::violation::Rule> {
                $($crate::runtime::array::array! { @check self $rule $bound })*
                ::core::option::Option::None
            }

            /// The plain collection.
            pub fn into_inner(self) -> $inner {
                self.0
            }

            /// Whether the rules hold. Only a value of a response decoded tolerantly may break them.
            pub fn is_valid(&self) -> bool {
                self.broken_rule().is_none()
            }
        }

        impl ::core::ops::Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl ::core::convert::AsRef<$inner> for $name {
            fn as_ref(&self) -> &$inner {
                &self.0
            }
        }

        impl ::core::convert::TryFrom<$inner> for $name {
            type Error = $crate::runtime::violation::ValidationError;

            fn try_from(items: $inner) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::new(items)
            }
        }

        impl ::core::convert::From<$name> for $inner {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let items = Self(<$inner as $crate::runtime::decode::Decode>::decode(deserializer)?);
                if let ::core::option::Option::Some(rule) = items.broken_rule() {
                    $crate::runtime::decoding::tolerate(
                        $crate::runtime::array::refusal(::core::stringify!($name), rule, items.0.len()))?;
                }
                ::core::result::Result::Ok(items)
            }

            fn missing() -> ::core::option::Option<Self> {
                <$inner as $crate::runtime::decode::Decode>::missing().map(Self)
            }
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
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
    (@const min_items $bound:literal) => {
        /// `minItems`.
        pub const MIN_ITEMS: u64 = $bound;
    };
    (@const max_items $bound:literal) => {
        /// `maxItems`.
        pub const MAX_ITEMS: u64 = $bound;
    };
    (@const min_properties $bound:literal) => {
        /// `minProperties`.
        pub const MIN_PROPERTIES: u64 = $bound;
    };
    (@const max_properties $bound:literal) => {
        /// `maxProperties`.
        pub const MAX_PROPERTIES: u64 = $bound;
    };
    (@const unique_items $bound:tt) => {};
    (@check $items:tt min_items $bound:literal) => {
        if ($items.0.len() as u64) < $bound {
            return ::core::option::Option::Some($crate::runtime::violation::Rule::MinItems($bound));
        }
    };
    (@check $items:tt max_items $bound:literal) => {
        if $items.0.len() as u64 > $bound {
            return ::core::option::Option::Some($crate::runtime::violation::Rule::MaxItems($bound));
        }
    };
    (@check $items:tt min_properties $bound:literal) => {
        if ($items.0.len() as u64) < $bound {
            return ::core::option::Option::Some($crate::runtime::violation::Rule::MinProperties($bound));
        }
    };
    (@check $items:tt max_properties $bound:literal) => {
        if $items.0.len() as u64 > $bound {
            return ::core::option::Option::Some($crate::runtime::violation::Rule::MaxProperties($bound));
        }
    };
    (@check $items:tt unique_items $bound:tt) => {
        if $crate::runtime::collections::first_duplicate(&$items.0).is_some() {
            return ::core::option::Option::Some($crate::runtime::violation::Rule::UniqueItems);
        }
    };
}
pub(crate) use array;
