//! What a keyword asks, and the words for it.

use super::assert::types;
use super::failure::shown;
use crate::diagnostic::brief;
use crate::lower::json_type::Types;
use serde_json::{Number, Value};

/// A keyword with what it asks.
#[derive(Clone, Debug)]
pub(super) enum Rule<'d> {
    Type(&'d Value),
    Enum(&'d [Value]),
    Const(&'d Value),
    Bound {
        keyword: &'d str,
        limit: &'d Number,
        exclusive: bool,
    },
    MultipleOf(&'d Number),
    Size {
        keyword: &'d str,
        limit: u64,
        found: u64,
    },
    Pattern(&'d str),
    /// An item equals an earlier one.
    Repeated {
        first: usize,
    },
    Contains {
        fitting: u64,
    },
    Missing {
        name: &'d str,
        because: Option<&'d str>,
    },
    /// A property that a closed schema does not define.
    Extra,
    /// A name that `propertyNames` excludes.
    Name,
    NoneFits {
        keyword: &'d str,
        count: usize,
        /// What broke the alternative with the fewest failures.
        nearest: String,
    },
    Several {
        fitting: usize,
    },
    Not,
    Never,
}

impl Rule<'_> {
    /// What the keyword asks, as in ``` `maximum` is 5```.
    pub(super) fn asked(&self) -> String {
        match self {
            Self::Type(types) => format!("`type` is {}", names(types, false)),
            Self::Enum(_) => "`enum` does not list it".to_owned(),
            Self::Const(value) => format!("`const` is {}", shown(value)),
            Self::Bound {
                keyword,
                limit,
                exclusive,
            } => {
                let flag = *exclusive && !keyword.starts_with("exclusive");
                let flag = if flag { " and exclusive" } else { "" };
                format!("`{keyword}` is {limit}{flag}")
            }
            Self::MultipleOf(of) => format!("`multipleOf` is {of}"),
            Self::Size { keyword, limit, .. } => format!("`{keyword}` is {limit}"),
            Self::Pattern(pattern) => format!("`pattern` is {}", brief(pattern)),
            Self::Repeated { first } => {
                format!("`uniqueItems` is true, and this equals item {first}")
            }
            Self::Contains { fitting } => format!("`contains` fits {fitting} of the items"),
            Self::Missing { name, because } => {
                let beside = because.map(|name| format!(" beside `{}`", brief(name)));
                let beside = beside.unwrap_or_default();
                format!("`{}` is required{beside}, but missing", brief(name))
            }
            Self::Extra => "`additionalProperties` is false".to_owned(),
            Self::Name => "`propertyNames` excludes the name".to_owned(),
            Self::NoneFits {
                keyword,
                count,
                nearest,
            } => {
                format!(
                    "none of the {count} alternatives of `{keyword}` fits; of the nearest, {nearest}"
                )
            }
            Self::Several { fitting } => {
                format!("{fitting} alternatives of `oneOf` fit, where exactly one has to")
            }
            Self::Not => "`not` excludes it".to_owned(),
            Self::Never => "the schema is `false`".to_owned(),
        }
    }

    /// A few words for the keyword.
    pub(super) fn blame(&self) -> &'static str {
        match self {
            Self::Type(_) => "this type excludes it",
            Self::Bound { .. } | Self::Size { .. } => "this bound excludes it",
            Self::Pattern(_) => "this pattern excludes it",
            Self::Missing { .. } => "required here",
            Self::NoneFits { .. } | Self::Several { .. } => "the alternatives",
            _ => "this excludes it",
        }
    }
}

/// The types that `type` names, in words.
pub(super) fn names(value: &Value, with_article: bool) -> String {
    let article = |name: &str| match name.as_bytes().first() {
        _ if !with_article || name == "null" => "",
        Some(b'a' | b'i' | b'o') => "an ",
        _ => "a ",
    };
    let name = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        format!("{}{name}", article(name))
    };
    match value {
        Value::Array(all) => all.iter().map(name).collect::<Vec<_>>().join(" or "),
        one => name(one),
    }
}

/// Whether a rule asks for an array or an object.
pub(super) fn asks_for_collection(rule: &Rule<'_>) -> bool {
    let Rule::Type(value) = rule else {
        return false;
    };
    let scalar = Types::NUMBER.or(Types::STRING).or(Types::BOOLEAN);
    types(value).is_some_and(|types| types.and(scalar).is_empty())
}
