//! Keywords that look at a value alone: types, listed values, numbers, strings, sizes.

use super::bound::size;
use super::evaluate::{Evaluator, Outcome, Spot};
use super::number::{is_multiple, same};
use super::path::Node;
use super::rule::Rule;
use crate::lower::bound::Decimal;
use crate::lower::json_type::Types;
use serde_json::{Number, Value};
use std::cmp::Ordering;

impl<'d> Evaluator<'d> {
    pub(super) fn assert(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &'d str,
        value: &Node<'_, 'd>,
        spot: &Spot<'_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        let found = spot.node.value;
        let rule = match (keyword, found) {
            ("type", _) => match types(value.value) {
                Some(types) if types.contains(Types::of(found)) => None,
                Some(_) => Some(Rule::Type(value.value)),
                None => return outcome.unsure = true,
            },
            ("enum", _) => self.listed(value.value, found, outcome),
            ("const", _) => (!same(value.value, found)).then_some(Rule::Const(value.value)),
            (
                "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf",
                Value::Number(number),
            ) => match value.value {
                Value::Number(limit) => numeric(schema, keyword, limit, number, outcome),
                _ => return outcome.unsure = true,
            },
            ("minLength" | "maxLength" | "pattern", Value::String(text)) => {
                self.string(schema, keyword, value.value, text, outcome)
            }
            ("minItems" | "maxItems", Value::Array(items)) => {
                counted(keyword, value.value, items.len(), outcome)
            }
            ("minProperties" | "maxProperties", Value::Object(members)) => {
                counted(keyword, value.value, members.len(), outcome)
            }
            ("format" | "contentEncoding" | "contentMediaType" | "contentSchema", _) => {
                return outcome.unsure = true;
            }
            _ => None,
        };
        if let Some(rule) = rule {
            outcome.fail(spot, &value.path, rule);
        }
    }

    fn listed(
        &mut self,
        listed: &'d Value,
        found: &Value,
        outcome: &mut Outcome<'d>,
    ) -> Option<Rule<'d>> {
        let values = listed
            .as_array()
            .filter(|values| self.spend(values.len() / 16));
        let Some(values) = values else {
            outcome.unsure = true;
            return None;
        };
        let is_listed = values.iter().any(|value| same(value, found));
        (!is_listed).then_some(Rule::Enum(values))
    }

    fn string(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &'d str,
        limit: &'d Value,
        text: &str,
        outcome: &mut Outcome<'d>,
    ) -> Option<Rule<'d>> {
        // Whether a limit speaks of the text or of the bytes it stands for is anybody's guess.
        let encoded = matches!(schema.text("format"), Some("byte" | "binary" | "base64"));
        if encoded || schema.value.get("contentEncoding").is_some() || !self.spend(text.len() / 64)
        {
            outcome.unsure = true;
            return None;
        }
        if keyword != "pattern" {
            return counted(keyword, limit, text.chars().count(), outcome);
        }
        let pattern = limit.as_str();
        match pattern.and_then(|pattern| self.matchers.is_match(pattern, text)) {
            Some(true) => None,
            Some(false) => pattern.map(Rule::Pattern),
            None => {
                outcome.unsure = true;
                None
            }
        }
    }
}

/// The types that `type` names, `None` when one is unknown.
pub(super) fn types(value: &Value) -> Option<Types> {
    let one = |name: &Value| name.as_str().and_then(Types::named);
    match value {
        Value::Array(names) => names
            .iter()
            .try_fold(Types::NONE, |types, name| Some(types.or(one(name)?))),
        name => one(name),
    }
}

fn numeric<'d>(
    schema: &Node<'_, 'd>,
    keyword: &'d str,
    limit: &'d Number,
    found: &Number,
    outcome: &mut Outcome<'d>,
) -> Option<Rule<'d>> {
    if keyword == "multipleOf" {
        let verdict = is_multiple(found, limit);
        outcome.unsure |= verdict.is_none();
        return (verdict == Some(false)).then_some(Rule::MultipleOf(limit));
    }
    let (Some(found), Some(bound)) = (Decimal::new(found), Decimal::new(limit)) else {
        outcome.unsure = true;
        return None;
    };
    let (outside, flag) = match keyword {
        "minimum" => (Ordering::Less, "exclusiveMinimum"),
        "maximum" => (Ordering::Greater, "exclusiveMaximum"),
        "exclusiveMinimum" => (Ordering::Less, ""),
        _ => (Ordering::Greater, ""),
    };
    let exclusive = flag.is_empty() || schema.value.get(flag) == Some(&Value::Bool(true));
    let order = found.cmp(&bound);
    let broken = order == outside || exclusive && order == Ordering::Equal;
    broken.then_some(Rule::Bound {
        keyword,
        limit,
        exclusive,
    })
}

fn counted<'d>(
    keyword: &'d str,
    limit: &Value,
    found: usize,
    outcome: &mut Outcome<'d>,
) -> Option<Rule<'d>> {
    let Some(limit) = size(limit) else {
        outcome.unsure = true;
        return None;
    };
    let found = found as u64;
    let broken = if keyword.starts_with("min") {
        found < limit
    } else {
        found > limit
    };
    broken.then_some(Rule::Size {
        keyword,
        limit,
        found,
    })
}
