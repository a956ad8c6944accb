//! A value that breaks a rule, and the words for it.

use super::assert::types;
use super::path::Node;
use super::rule::{Rule, names};
use crate::diagnostic::{Place, brief};
use crate::lower::json_type::Types;
use crate::pointer::Pointer;
use serde_json::Value;

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
    /// The value in the form that `type` asks for, where it is one but for its quotes.
    pub(super) retyped: Option<String>,
}

impl<'d> Failure<'d> {
    pub(super) fn new(node: &Node<'_, '_>, keyword: Pointer, rule: Rule<'d>) -> Self {
        Self {
            instance: node.pointer(),
            keyword,
            found: shown(node.value),
            kind: kind(node.value),
            retyped: match &rule {
                Rule::Type(types) => retyped(node.value, types),
                _ => None,
            },
            rule,
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
            Rule::Type(types) => match &self.retyped {
                Some(text) => format!("write `{text}`, or change `type`"),
                None => format!("write {}, or change `type`", names(types, true)),
            },
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

/// A text that is a number or a boolean in quotes without them, and the other way round.
fn retyped(value: &Value, asked: &Value) -> Option<String> {
    let is_asked = |found: Types| types(asked).is_some_and(|types| types.contains(found));
    match value {
        Value::String(text) => {
            let bare: Value = serde_json::from_str(text.trim()).ok()?;
            let is_scalar = bare.is_number() || bare.is_boolean();
            (is_scalar && is_asked(Types::of(&bare))).then(|| brief(text.trim()))
        }
        Value::Number(_) | Value::Bool(_) if is_asked(Types::STRING) => {
            Some(format!("\"{value}\""))
        }
        _ => None,
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
