//! Unions: `oneOf`, `anyOf`, and values of several types.

use super::decode::Decode;
use super::decoding::{Mode, adopt, is_tolerant, run, tolerate};
use super::from_value::Mismatch;
use super::value::Value;
use super::violation::{Rule, ValidationError, Violation};
use serde::de::{self, Deserializer};

/// The wire table of a union: what has to fit, and each branch with its type.
///
/// ```text
/// union! { Pet: one_of { Cat(Cat), Dog(Dog) } }
/// union! { Pet: one_of by "petType" { Cat(Cat) = "cat", Dog(Dog) = "dog" } }
/// ```
///
/// `union! { Pet: one_of check crate::schemas::PET { ..` names a schema that asks more than the
/// branches do.
///
/// Branches are tried strictly. Only when none fits does a tolerant decode try again, and take
/// the branch with the fewest violations.
macro_rules! union {
    ($name:ident: $rule:ident $(by $property:literal)? $(check $schema:path)? {
        $($variant:ident($type:ty) $(= $($tag:literal)|+)?),+ $(,)?
    }) => {
        impl $crate::runtime::decode::Decode for $name {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::union::union!(@decode deserializer $name $($schema)?)
            }

            fn null() -> ::core::option::Option<Self> {
                // A branch may allow null.
                ::core::option::Option::None
                    $(.or_else(|| <$type as $crate::runtime::decode::Decode>::null().map(Self::$variant)))+
                    $(.filter(|_| $schema.admits(&$crate::runtime::value::Value::Null)))?
            }
        }

        impl $crate::runtime::union::Union for $name {
            const TABLE: $crate::runtime::union::Table<Self> = $crate::runtime::union::Table {
                name: ::core::stringify!($name),
                rule: $crate::runtime::union::Fit::$rule,
                discriminator: $crate::runtime::union::union!(@property $($property)?),
                branches: &[$($crate::runtime::union::Branch {
                    name: ::core::stringify!($variant),
                    tags: &[$($($tag),+)?],
                    decode: |value| $crate::runtime::from_value::from_value::<$type>(value).map(Self::$variant),
                },)+],
                unrecognized: |value| {
                    Self::Unrecognized($crate::runtime::unrecognized::Unrecognized(value))
                },
            };
        }

        impl $name {
            /// Whether the value is of one of the branches. Only a response decoded tolerantly can
            /// hold another one.
            pub fn is_recognized(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
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
                match self {
                    $(Self::$variant(value) => ::serde::Serialize::serialize(value, serializer),)+
                    Self::Unrecognized(value) => ::serde::Serialize::serialize(value.get(), serializer),
                }
            }
        }
    };
    (@decode $deserializer:ident $name:ident) => { $crate::runtime::union::decode($deserializer) };
    (@decode $deserializer:ident $name:ident $schema:path) => {
        $crate::runtime::schema::decode(
            $deserializer, ::core::stringify!($name), &$schema,
            |value| $crate::runtime::union::decode(value))
    };
    (@property $property:literal) => { ::core::option::Option::Some($property) };
    (@property) => { ::core::option::Option::None };
}
pub(crate) use union;

/// How many branches have to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    non_camel_case_types,
    reason = "written in wire tables as the keyword is"
)]
pub enum Fit {
    /// `oneOf`: exactly one.
    one_of,
    /// `anyOf`: at least one; the first that fits is taken.
    any_of,
}

/// The wire table of a union.
pub struct Table<T: 'static> {
    /// The Rust name, for messages.
    pub name: &'static str,
    /// How many branches have to fit.
    pub rule: Fit,
    /// The property whose value names the branch.
    pub discriminator: Option<&'static str>,
    /// The branches, in the order of the document.
    pub branches: &'static [Branch<T>],
    /// Wraps a value that fits no branch.
    pub unrecognized: fn(Value) -> T,
}

/// One branch of a union.
pub struct Branch<T> {
    /// The Rust name, for messages.
    pub name: &'static str,
    /// The values of the discriminator that name it.
    pub tags: &'static [&'static str],
    /// Decodes a value as this branch.
    pub decode: fn(&Value) -> Result<T, Mismatch>,
}

/// An enum with a wire table.
pub trait Union: Sized + 'static {
    /// The table.
    const TABLE: Table<Self>;
}

/// Decodes a union by its table.
pub fn decode<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let table = &T::TABLE;
    let value = Value::decode(deserializer)?;
    let chosen = chosen(&value, table);
    let mut fitting = chosen
        .map_or(table.branches, std::slice::from_ref)
        .iter()
        .filter_map(|branch| run(Mode::Strict, || (branch.decode)(&value)).result.ok());
    match (fitting.next(), table.rule) {
        (Some(first), Fit::any_of) => Ok(first),
        (Some(first), Fit::one_of) => match fitting.count() {
            0 => Ok(first),
            more => {
                tolerate(ValidationError::new(
                    table.name,
                    Rule::OneOf,
                    1 + more as u64,
                    format_args!("{value}"),
                ))?;
                Ok(first)
            }
        },
        (None, _) => none_fits(value, chosen, table),
    }
}

/// The branch that the discriminator names.
fn chosen<'a, T>(value: &Value, table: &'a Table<T>) -> Option<&'a Branch<T>> {
    let (Some(property), Value::Object(members)) = (table.discriminator, value) else {
        return None;
    };
    let Value::String(tag) = members.get(property)? else {
        return None;
    };
    table
        .branches
        .iter()
        .find(|branch| branch.tags.contains(&tag.as_str()))
}

/// No branch fits strictly: the error says why each does not, a tolerant decode takes the best.
#[cold]
fn none_fits<T, E: de::Error>(
    value: Value,
    chosen: Option<&Branch<T>>,
    table: &Table<T>,
) -> Result<T, E> {
    let branches = chosen.map_or(table.branches, std::slice::from_ref);
    if !is_tolerant() {
        let reasons: Vec<String> = branches
            .iter()
            .map(|branch| reason(&value, branch))
            .collect();
        return Err(E::custom(format_args!(
            "{}: {}",
            table.name,
            reasons.join("; ")
        )));
    }
    let best = branches
        .iter()
        .filter_map(|branch| {
            let outcome = run(Mode::Tolerant, || (branch.decode)(&value));
            outcome
                .result
                .ok()
                .map(|value| (value, outcome.violations, outcome.omitted))
        })
        .min_by_key(|(_, violations, omitted): &(T, Vec<Violation>, usize)| {
            violations.len() + omitted
        });
    match best {
        Some((value, violations, omitted)) => {
            adopt(violations, omitted);
            Ok(value)
        }
        None => {
            let rule = if table.rule == Fit::one_of {
                Rule::OneOf
            } else {
                Rule::AnyOf
            };
            tolerate(ValidationError::new(
                table.name,
                rule,
                0,
                format_args!("{value}"),
            ))?;
            Ok((table.unrecognized)(value))
        }
    }
}

fn reason<T>(value: &Value, branch: &Branch<T>) -> String {
    let outcome = run(Mode::Strict, || (branch.decode)(value));
    match outcome.result {
        Err(error) if outcome.pointer.is_empty() => format!("not {}: {error}", branch.name),
        Err(error) => format!("not {}: {}: {error}", branch.name, outcome.pointer),
        Ok(_) => format!("{} fits", branch.name),
    }
}
