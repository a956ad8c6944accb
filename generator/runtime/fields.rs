//! How structs are built: a constructor of the required parts, and a setter for each optional one.

/// The setters and the constructor of a struct; `object!` and `form!` write it out.
macro_rules! fields {
    (@setters $name:ident $($field:ident $(= $type:ty)?,)*) => {
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
pub(crate) use fields;
