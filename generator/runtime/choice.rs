//! Enums: one of the strings that the document lists.

/// The wire table of an enum of strings.
///
/// ```text
/// choice! { JobType { Manual = "manual", Cron = "cron" } }
/// ```
macro_rules! choice {
    ($name:ident { $($variant:ident = $wire:literal),+ $(,)? }) => {
        impl $name {
            /// The values that the document lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)+
                    Self::Unrecognized(text) => text.get(),
                }
            }

            /// Whether the document lists the value. Only a response decoded tolerantly can hold
            /// another one.
            pub fn is_valid(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
            }

            fn listed(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($wire => ::core::option::Option::Some(Self::$variant),)+
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let listed = $crate::runtime::decode::read_text(deserializer, |text| {
                    Self::listed(text).ok_or_else(|| text.to_owned())
                })?;
                let text = match listed {
                    ::core::result::Result::Ok(value) => return ::core::result::Result::Ok(value),
                    ::core::result::Result::Err(text) => text,
                };
                $crate::runtime::decoding::tolerate(
                    $crate::runtime::unrecognized::refusal(::core::stringify!($name), &text))?;
                ::core::result::Result::Ok(Self::Unrecognized($crate::runtime::unrecognized::Unrecognized(text)))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::violation::ValidationError;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::listed(text)
                    .ok_or_else(|| $crate::runtime::unrecognized::refusal(::core::stringify!($name), text))
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::violation::ValidationError;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                text.parse()
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
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
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use choice;
