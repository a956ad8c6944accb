//! Forms: the wire table of a struct whose members are parts.

use super::collections::Members;
use super::multipart::{Multipart, Part};
use serde::Serialize;

/// The wire table of a form: a row a member, then what becomes of members without a row. Its face
/// is that of an `object!`.
///
/// ```text
/// form! { UploadForm {
///     new(file: Part);
///     "file" => file: required part,
///     "pages" => pages: optional parts Vec<Part>,
///     "description" => description: optional value String,
///     .. => keep other, // or: .. => refuse
/// } }
/// ```
macro_rules! form {
    ($name:ident {
        $(new($($argument:ident: $argument_type:ty),+ $(,)?);)?
        $(parts $parts:ident { $($part:ident: $part_type:ty),+ $(,)? })?
        $($wire:literal => $field:ident: $presence:ident $how:ident $($type:ty)?,)*
        .. => $action:ident $($rest:ident)? $(,)?
    }) => {
        $crate::runtime::fields::fields! { @setters $name $($field $(= $type)?,)* }
        $crate::runtime::fields::fields! { @constructor $name
            $(new { $($argument: $argument_type,)+ })?
            $(parts $parts { $($part: $part_type,)+ })?
            => [$($rest)?] $($field $(= $type)?,)*
        }

        impl ::core::convert::From<$name> for $crate::runtime::multipart::Multipart {
            fn from(form: $name) -> Self {
                let parts = Self::new();
                $(let parts = $crate::runtime::form::put::$presence(
                    parts, $wire, form.$field, $crate::runtime::form::put::$how);)*
                $(let parts = $crate::runtime::form::put::members(parts, form.$rest);)?
                parts
            }
        }
    };
}
pub(crate) use form;

/// How the members of a form become parts.
pub mod put {
    use super::*;

    /// A member that is there.
    pub fn required<T>(
        form: Multipart,
        name: &str,
        value: T,
        put: fn(Multipart, &str, T) -> Multipart,
    ) -> Multipart {
        put(form, name, value)
    }

    /// A member that may be there.
    pub fn optional<T>(
        form: Multipart,
        name: &str,
        value: Option<T>,
        put: fn(Multipart, &str, T) -> Multipart,
    ) -> Multipart {
        match value {
            Some(value) => put(form, name, value),
            None => form,
        }
    }

    /// A file.
    pub fn part(form: Multipart, name: &str, part: Part) -> Multipart {
        form.part(name, part)
    }

    /// A part each.
    pub fn parts(form: Multipart, name: &str, parts: Vec<Part>) -> Multipart {
        parts
            .into_iter()
            .fold(form, |form, part| form.part(name, part))
    }

    /// What is no file.
    pub fn value<T: Serialize>(form: Multipart, name: &str, value: T) -> Multipart {
        form.value(name, &value)
    }

    /// Members that the schema does not name.
    pub fn members<T: Serialize>(form: Multipart, rest: Members<T>) -> Multipart {
        rest.iter()
            .fold(form, |form, (name, value)| form.value(name, value))
    }
}
