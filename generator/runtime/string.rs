//! Strings whose schema constrains them.

use super::violation::{Rule, ValidationError};
use std::borrow::Cow;

/// The text inside a constrained string: static where it was a checked literal.
pub type Text = Cow<'static, str>;

/// The wire table of a constrained string: its rules, by their JSON Schema names.
///
/// ```text
/// string! { Tag {
///     min_length: 3,
///     max_length: 100,
///     pattern: "^[a-z]+$" by A_TO_Z, // the automaton
/// } }
/// ```
///
/// With `lazy` in front of the name the check is no `const fn`: its pattern needs an engine that
/// is built at run time, so there is no checked literal.
macro_rules! string {
    (lazy $name:ident { $($rule:ident: $bound:literal $(by $by:path)?),+ $(,)? }) => {
        $crate::runtime::string::string! { @type [] $name { $($rule: $bound $(by $by)?,)+ } }
    };
    ($name:ident { $($rule:ident: $bound:literal $(by $by:path)?),+ $(,)? }) => {
        $crate::runtime::string::string! { @type [const] $name { $($rule: $bound $(by $by)?,)+ } }

        impl $name {
            /// A literal that is checked while compiling: `const X: ... = ...::literal("...")`.
            ///
            /// # Panics
            /// When the text breaks a rule; in a constant that is a compile error.
            pub const fn literal(text: &'static str) -> Self {
                if Self::broken_rule(text).is_some() {
                    ::core::panic!(::core::concat!("not a valid ", ::core::stringify!($name)));
                }
                Self(::std::borrow::Cow::Borrowed(text))
            }
        }
    };
    (@type [$($const:tt)?] $name:ident { $($rule:ident: $bound:literal $(by $by:path)?,)+ }) => {
        impl $name {
            $($crate::runtime::string::string! { @const $rule $bound })+

            /// Checks a text.
            ///
            /// # Errors
            /// The first rule that the text breaks.
            pub fn new(
                text: impl ::core::convert::Into<$crate::runtime::string::Text>,
            ) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                let text = text.into();
                match Self::broken_rule(&text) {
                    ::core::option::Option::None => ::core::result::Result::Ok(Self(text)),
                    ::core::option::Option::Some(rule) => ::core::result::Result::Err(
                        $crate::runtime::string::refusal(::core::stringify!($name), rule, &text),
                    ),
                }
            }

            #[inline]
            $($const)? fn broken_rule(text: &str) -> ::core::option::Option<$crate::runtime::violation::Rule> {
                $(if !$crate::runtime::string::string!(@holds text $rule $bound $($by)?) {
                    return ::core::option::Option::Some($crate::runtime::string::string!(@rule $rule $bound));
                })+
                ::core::option::Option::None
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_inner(self) -> ::std::string::String {
                self.0.into_owned()
            }

            /// Whether the rules hold. Only a value of a response decoded tolerantly may break them.
            #[inline]
            pub fn is_valid(&self) -> bool {
                Self::broken_rule(&self.0).is_none()
            }
        }

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let text = <::std::string::String as $crate::runtime::decode::Decode>::decode(deserializer)?;
                if let ::core::option::Option::Some(rule) = Self::broken_rule(&text) {
                    $crate::runtime::decoding::tolerate(
                        $crate::runtime::string::refusal(::core::stringify!($name), rule, &text))?;
                }
                ::core::result::Result::Ok(Self(::std::borrow::Cow::Owned(text)))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::violation::ValidationError;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::new(text.to_owned())
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::violation::ValidationError;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::new(text.to_owned())
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::runtime::violation::ValidationError;

            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::new(text)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                value.into_inner()
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
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
                serializer.serialize_str(&self.0)
            }
        }
    };
    (@const min_length $bound:literal) => {
        /// `minLength`, in code points.
        pub const MIN_LENGTH: u64 = $bound;
    };
    (@const max_length $bound:literal) => {
        /// `maxLength`, in code points.
        pub const MAX_LENGTH: u64 = $bound;
    };
    (@const pattern $bound:literal) => {
        /// `pattern`: an ECMA-262 regular expression that matches somewhere in the text.
        pub const PATTERN: &'static str = $bound;
    };
    (@const and_pattern $bound:literal) => {};
    (@holds $text:ident min_length $bound:literal) => { $crate::runtime::string::is_at_least($text, $bound) };
    (@holds $text:ident max_length $bound:literal) => { $crate::runtime::string::is_at_most($text, $bound) };
    (@holds $text:ident pattern $bound:literal $by:path) => { $by.is_match($text) };
    (@holds $text:ident and_pattern $bound:literal $by:path) => { $by.is_match($text) };
    (@rule min_length $bound:literal) => { $crate::runtime::violation::Rule::MinLength($bound) };
    (@rule max_length $bound:literal) => { $crate::runtime::violation::Rule::MaxLength($bound) };
    (@rule pattern $bound:literal) => { $crate::runtime::violation::Rule::Pattern($bound) };
    (@rule and_pattern $bound:literal) => { $crate::runtime::violation::Rule::Pattern($bound) };
}
pub(crate) use string;

/// Whether a text has at least so many code points. Bounds are mostly small, and then the first
/// bytes decide; of large ones the number of bytes does, as a code point takes one to four.
#[inline]
pub const fn is_at_least(text: &str, min: u64) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() as u64 / 4 >= min {
        return true;
    }
    let (mut count, mut index) = (0, 0);
    while index < bytes.len() && count < min {
        count += is_start(bytes[index]) as u64;
        index += 1;
    }
    count >= min
}

/// Whether a text has at most so many code points.
#[inline]
pub const fn is_at_most(text: &str, max: u64) -> bool {
    text.len() as u64 <= max || code_points(text) <= max
}

/// The length that JSON Schema counts: code points, not bytes.
pub const fn code_points(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut count, mut index) = (0, 0);
    while index < bytes.len() {
        count += is_start(bytes[index]) as u64;
        index += 1;
    }
    count
}

/// Every byte but a continuation byte (0b10xx_xxxx) begins a code point.
const fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The error for a text that breaks a rule.
#[cold]
pub fn refusal(subject: &'static str, rule: Rule, text: &str) -> ValidationError {
    ValidationError::new(subject, rule, code_points(text), text)
}
