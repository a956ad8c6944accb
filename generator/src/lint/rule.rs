//! What a value can break, and the words for it.

use super::assert::types;
use super::path::Node;
use crate::diagnostic::{Place, brief};
use crate::lower::json_type::Types;
use crate::pointer::Pointer;
use serde_json::{Number, Value};

/// One thing that a value breaks.
#[derive(Clone, Debug)]
pub(super) struct Failure<'d> {
    /// The guilty value.
    pub(super) instance: Pointer,
    /// The keyword that it breaks, or the schema itself.
    pub(super) keyword: Pointer,
    pub(super) rule: Rule<'d>,
    /// The value in a few words, and its type.
    found: String,
    kind: &'static str,
}

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

impl<'d> Failure<'d> {
    pub(super) fn new(node: &Node<'_, '_>, keyword: Pointer, rule: Rule<'d>) -> Self {
        Self {
            instance: node.pointer(),
            keyword,
            rule,
            found: shown(node.value),
            kind: kind(node.value),
        }
    }

    /// Where the guilty value, or the guilty name, stands.
    pub(super) fn place(&self) -> Place {
        match self.rule {
            Rule::Extra | Rule::Name => Place::Key(self.instance.clone()),
            _ => Place::Value(self.instance.clone()),
        }
    }

    /// What is broken and how, as in ``` `maximum` is 5, this is 7```.
    pub(super) fn message(&self) -> String {
        let (asked, found) = (self.rule.asked(), &self.found);
        match &self.rule {
            Rule::Enum(_) => format!("`enum` does not list {found}"),
            Rule::Size { keyword, found, .. } => {
                format!("{asked}, this has {found} {}", unit(keyword))
            }
            Rule::Type(_)
            | Rule::Const(_)
            | Rule::Bound { .. }
            | Rule::MultipleOf(_)
            | Rule::Pattern(_) => format!("{asked}, this is {found}"),
            Rule::Extra => {
                let name = self.instance.split_last().unwrap_or_default().1;
                format!("{asked}, and `{}` is not defined", brief(&name))
            }
            _ => asked,
        }
    }

    /// A few words for the guilty value.
    pub(super) fn label(&self) -> String {
        match &self.rule {
            Rule::Type(_) => self.kind.to_owned(),
            Rule::Enum(_) => "not listed".to_owned(),
            Rule::Bound { keyword, .. } => {
                let below = *keyword == "minimum" || *keyword == "exclusiveMinimum";
                if below { "too small" } else { "too large" }.to_owned()
            }
            Rule::Size { keyword, .. } => match *keyword {
                "minLength" => "too short",
                "maxLength" => "too long",
                "minItems" | "minProperties" => "too few",
                _ => "too many",
            }
            .to_owned(),
            Rule::Missing { name, .. } => format!("`{}` is missing", brief(name)),
            Rule::Pattern(_) => "does not match".to_owned(),
            Rule::Repeated { .. } => "there already".to_owned(),
            Rule::Extra | Rule::Name => "not allowed here".to_owned(),
            Rule::Several { fitting } => format!("fits {fitting} of them"),
            _ => "does not fit".to_owned(),
        }
    }

    /// The change to make, where `what` is the example or the default.
    pub(super) fn help(&self, what: &str) -> String {
        let found = &self.found;
        match &self.rule {
            Rule::Type(_) if self.kind == "null" => {
                format!("let the schema allow `null`, or leave it out of the {what}")
            }
            Rule::Type(types) => format!("write {}, or change `type`", names(types, true)),
            Rule::Enum(values) => {
                let some: Vec<String> = values.iter().take(4).map(shown).collect();
                let more = if values.len() > some.len() {
                    ", .."
                } else {
                    ""
                };
                let list = some.join(", ");
                format!("write one of those listed ({list}{more}), or add {found} to `enum`")
            }
            Rule::Bound { keyword, .. } | Rule::Size { keyword, .. } => {
                let verb = if keyword.to_ascii_lowercase().contains("min") {
                    "lower"
                } else {
                    "raise"
                };
                format!("{verb} `{keyword}`, or change the {what}")
            }
            Rule::Missing { name, because } => {
                let list = if because.is_some() {
                    "dependentRequired"
                } else {
                    "required"
                };
                let name = brief(name);
                format!("add `{name}` to the {what}, or take it off `{list}`")
            }
            Rule::Extra => {
                format!("define it under `properties`, or take it out of the {what}")
            }
            Rule::Several { .. } => {
                "tell the alternatives apart, by `required` or a constant property; or use `anyOf`"
                    .to_owned()
            }
            _ => format!("change the {what}, or the schema"),
        }
    }
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

fn names(value: &Value, with_article: bool) -> String {
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

fn unit(keyword: &str) -> &'static str {
    match keyword {
        "minLength" | "maxLength" => "characters",
        "minItems" | "maxItems" => "items",
        _ => "members",
    }
}

/// A value in a few words.
pub(super) fn shown(value: &Value) -> String {
    const LONGEST: usize = 40;
    match value {
        Value::Array(_) | Value::Object(_) => kind(value).to_owned(),
        Value::String(text) => match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("\"{}…\"", &text[..end]),
            None => value.to_string(),
        },
        other => other.to_string(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) if Types::of(value) == Types::INTEGER => "an integer",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
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
