//! Numbers whose schema constrains them.

use super::violation::{Rule, ValidationError};
use std::fmt;

/// The wire table of a constrained number: its rules, by their JSON Schema names.
///
/// ```text
/// number! { ShmSize: i64 { minimum: 64 } }
/// number! { Share: f64 { exclusive_minimum: 0.0, maximum: 1.0 } }
/// ```
///
/// With `lazy` in front of the name the check is no `const fn`: decimal multiples are not, so
/// there is no checked literal.
macro_rules! number {
    (lazy $name:ident: $primitive:ident { $($rule:ident: $bound:literal),+ $(,)? }) => {
        $crate::runtime::number::number! { @type [] $name $primitive { $($rule: $bound,)+ } }
    };
    ($name:ident: $primitive:ident { $($rule:ident: $bound:literal),+ $(,)? }) => {
        $crate::runtime::number::number! { @type [const] $name $primitive { $($rule: $bound,)+ } }

        impl $name {
            /// A literal that is checked while compiling: `const X: ... = ...::literal(...)`.
            ///
            /// # Panics
            /// When the number breaks a rule; in a constant that is a compile error.
            pub const fn literal(value: $primitive) -> Self {
                if Self::broken_rule(value).is_some() {
                    ::core::panic!(::core::concat!("not a valid ", ::core::stringify!($name)));
                }
                Self(value)
            }
        }
    };
    (@type [$($const:tt)?] $name:ident $primitive:ident { $($rule:ident: $bound:literal,)+ }) => {
        impl $name {
            $($crate::runtime::number::number! { @const $rule $bound $primitive })+

            /// Checks a number.
            ///
            /// # Errors
            /// The first rule that the number breaks.
            pub fn new(
                value: $primitive,
            ) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                match Self::broken_rule(value) {
                    ::core::option::Option::None => ::core::result::Result::Ok(Self(value)),
                    ::core::option::Option::Some(rule) => ::core::result::Result::Err(
                        $crate::runtime::number::refusal(::core::stringify!($name), rule, value),
                    ),
                }
            }

            $($const)? fn broken_rule(value: $primitive) -> ::core::option::Option<$crate::runtime::violation::Rule> {
                $(if !$crate::runtime::number::number!(@holds value $rule $bound $primitive) {
                    return ::core::option::Option::Some($crate::runtime::number::number!(@rule $rule $bound));
                })+
                ::core::option::Option::None
            }

            /// The number.
            pub const fn get(self) -> $primitive {
                self.0
            }

            /// The number.
            pub const fn into_inner(self) -> $primitive {
                self.0
            }

            /// Whether the rules hold. Only a value of a response decoded tolerantly may break them.
            pub fn is_valid(&self) -> bool {
                Self::broken_rule(self.0).is_none()
            }
        }

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value = <$primitive as $crate::runtime::decode::Decode>::decode(deserializer)?;
                if let ::core::option::Option::Some(rule) = Self::broken_rule(value) {
                    $crate::runtime::decoding::tolerate(
                        $crate::runtime::number::refusal(::core::stringify!($name), rule, value))?;
                }
                ::core::result::Result::Ok(Self(value))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::violation::ValidationError;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::new($crate::runtime::number::parse(::core::stringify!($name), text)?)
            }
        }

        impl ::core::convert::TryFrom<$primitive> for $name {
            type Error = $crate::runtime::violation::ValidationError;

            fn try_from(value: $primitive) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::new(value)
            }
        }

        impl ::core::convert::From<$name> for $primitive {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::core::convert::AsRef<$primitive> for $name {
            fn as_ref(&self) -> &$primitive {
                &self.0
            }
        }

        impl ::std::borrow::Borrow<$primitive> for $name {
            fn borrow(&self) -> &$primitive {
                &self.0
            }
        }

        impl ::core::cmp::PartialEq<$primitive> for $name {
            fn eq(&self, other: &$primitive) -> bool {
                self.0 == *other
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
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
    (@const minimum $bound:literal $primitive:ident) => {
        /// `minimum`, inclusive.
        pub const MIN: $primitive = $bound;
    };
    (@const maximum $bound:literal $primitive:ident) => {
        /// `maximum`, inclusive.
        pub const MAX: $primitive = $bound;
    };
    (@const exclusive_minimum $bound:literal $primitive:ident) => {
        /// `exclusiveMinimum`.
        pub const EXCLUSIVE_MIN: $primitive = $bound;
    };
    (@const exclusive_maximum $bound:literal $primitive:ident) => {
        /// `exclusiveMaximum`.
        pub const EXCLUSIVE_MAX: $primitive = $bound;
    };
    (@const multiple_of $bound:literal $primitive:ident) => {
        /// `multipleOf`, as the document writes it.
        pub const MULTIPLE_OF: &'static str = ::core::stringify!($bound);
    };
    (@const and_multiple_of $bound:literal $primitive:ident) => {};
    (@holds $value:ident and_multiple_of $bound:literal $primitive:ident) => {
        $crate::runtime::number::$primitive::multiple_of($value, $bound)
    };
    (@holds $value:ident $rule:ident $bound:literal $primitive:ident) => {
        $crate::runtime::number::$primitive::$rule($value, $bound)
    };
    (@rule minimum $bound:literal) => { $crate::runtime::violation::Rule::Minimum(::core::stringify!($bound)) };
    (@rule maximum $bound:literal) => { $crate::runtime::violation::Rule::Maximum(::core::stringify!($bound)) };
    (@rule exclusive_minimum $bound:literal) => {
        $crate::runtime::violation::Rule::ExclusiveMinimum(::core::stringify!($bound))
    };
    (@rule exclusive_maximum $bound:literal) => {
        $crate::runtime::violation::Rule::ExclusiveMaximum(::core::stringify!($bound))
    };
    (@rule $multiple_of:ident $bound:literal) => {
        $crate::runtime::violation::Rule::MultipleOf(::core::stringify!($bound))
    };
}
pub(crate) use number;

/// The error for a number that breaks a rule.
#[cold]
pub fn refusal(subject: &'static str, rule: Rule, value: impl fmt::Debug) -> ValidationError {
    ValidationError::new(subject, rule, 0, value)
}

/// Reads a number from text.
///
/// # Errors
/// The text is no number of that type.
pub fn parse<T: std::str::FromStr>(
    subject: &'static str,
    text: &str,
) -> Result<T, ValidationError> {
    text.parse()
        .map_err(|_| refusal(subject, Rule::Type("a number"), text))
}

/// The rules that compare, for one primitive. NaN keeps none of them.
macro_rules! comparisons {
    ($primitive:ident) => {
        /// `minimum`
        pub const fn minimum(value: $primitive, bound: $primitive) -> bool {
            value >= bound
        }

        /// `exclusiveMinimum`
        pub const fn exclusive_minimum(value: $primitive, bound: $primitive) -> bool {
            value > bound
        }

        /// `maximum`
        pub const fn maximum(value: $primitive, bound: $primitive) -> bool {
            value <= bound
        }

        /// `exclusiveMaximum`
        pub const fn exclusive_maximum(value: $primitive, bound: $primitive) -> bool {
            value < bound
        }
    };
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        /// The rules of an integer.
        pub mod $integer {
            comparisons! { $integer }

            /// `multipleOf`, of a step greater than zero.
            pub const fn multiple_of(value: $integer, step: $integer) -> bool {
                value % step == 0
            }
        }
    )*};
}
integers! { i32 i64 u64 }

/// The rules of a double.
pub mod f64 {
    comparisons! { f64 }

    /// `multipleOf`, decimal by decimal.
    pub fn multiple_of(value: f64, step: f64) -> bool {
        crate::runtime::decimal::is_multiple(value, step)
    }
}
