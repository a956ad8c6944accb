//! Enums of integers or booleans.

/// The wire table of an enum whose values are integers or booleans.
///
/// ```text
/// scalar_choice! { StorageSize: i64 { N16384 = 16384, N32768 = 32768 } }
/// ```
macro_rules! scalar_choice {
    ($name:ident: $primitive:ident { $($variant:ident = $wire:literal),+ $(,)? }) => {
        impl $name {
            /// The values that the document lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as it is on the wire.
            pub const fn get(&self) -> $primitive {
                match self {
                    $(Self::$variant => $wire,)+
                    Self::Unrecognized(value) => value.0,
                }
            }

            /// Whether the document lists the value. Only a response decoded tolerantly can hold
            /// another one.
            pub const fn is_valid(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
            }

            const fn listed(value: $primitive) -> ::core::option::Option<Self> {
                match value {
                    $($wire => ::core::option::Option::Some(Self::$variant),)+
                    #[allow(unreachable_patterns, reason = "both booleans may be listed")]
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value = <$primitive as $crate::runtime::decode::Decode>::decode(deserializer)?;
                if let ::core::option::Option::Some(value) = Self::listed(value) {
                    return ::core::result::Result::Ok(value);
                }
                $crate::runtime::decoding::tolerate(
                    $crate::runtime::unrecognized::refusal(::core::stringify!($name), value))?;
                ::core::result::Result::Ok(Self::Unrecognized($crate::runtime::unrecognized::Unrecognized(value)))
            }
        }

        impl ::core::convert::TryFrom<$primitive> for $name {
            type Error = $crate::runtime::violation::ValidationError;

            fn try_from(value: $primitive) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::listed(value)
                    .ok_or_else(|| $crate::runtime::unrecognized::refusal(::core::stringify!($name), value))
            }
        }

        impl ::core::convert::From<$name> for $primitive {
            fn from(value: $name) -> Self {
                value.get()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.get(), f)
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
                ::serde::Serialize::serialize(&self.get(), serializer)
            }
        }
    };
}
pub(crate) use scalar_choice;
