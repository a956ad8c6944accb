//! Values whose schema asks more than a type says.

/// The wire table of a type that a schema constrains further.
///
/// ```text
/// checked! { Discount(f64) check crate::schemas::DISCOUNT }
/// ```
macro_rules! checked {
    ($name:ident($inner:ty) check $schema:path) => {
        impl $name {
            /// Checks a value.
            ///
            /// # Errors
            /// The first rule that it breaks.
            pub fn new(
                value: impl ::core::convert::Into<$inner>,
            ) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                let value = Self(value.into());
                $schema.check(
                    ::core::stringify!($name),
                    &$crate::runtime::tree::to_value(&value.0),
                )?;
                ::core::result::Result::Ok(value)
            }

            /// The plain value.
            pub fn into_inner(self) -> $inner {
                self.0
            }

            /// Whether the rules hold. Only a value of a response decoded tolerantly may break them.
            pub fn is_valid(&self) -> bool {
                $schema.admits(&$crate::runtime::tree::to_value(&self.0))
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

            fn try_from(
                value: $inner,
            ) -> ::core::result::Result<Self, $crate::runtime::violation::ValidationError> {
                Self::new(value)
            }
        }

        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::schema::decode(
                    deserializer,
                    ::core::stringify!($name),
                    &$schema,
                    |value| <$inner as $crate::runtime::decode::Decode>::decode(value).map(Self),
                )
            }

            fn null() -> ::core::option::Option<Self> {
                <$inner as $crate::runtime::decode::Decode>::null()
                    .filter(|_| $schema.admits(&$crate::runtime::value::Value::Null))
                    .map(Self)
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
}
pub(crate) use checked;
