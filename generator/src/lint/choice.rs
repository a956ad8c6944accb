//! Listed values that another keyword of the same schema excludes.

use super::Linter;
use super::evaluate::{Direction, Outcome, Spot};
use super::failure::{Failure, shown};
use super::path::Node;
use super::rule::Rule;
use crate::diagnostic::{Diagnostic, Place, code};
use crate::lower::bound::Decimal;
use crate::pointer::Pointer;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// A listed value with what excludes it.
struct Excluded<'d> {
    value: &'d Value,
    failure: Failure<'d>,
}

impl<'d> Linter<'d> {
    /// An `enum` or a `const` against its neighbours.
    pub(super) fn choice(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &'d str,
        listed: &Node<'_, 'd>,
    ) {
        let mut excluded = Vec::new();
        if keyword == "const" {
            excluded.extend(self.excluded(schema, keyword, listed));
        } else {
            for value in listed.elements() {
                excluded.extend(self.excluded(schema, keyword, &value));
            }
        }
        if keyword == "enum" {
            self.repeated(listed);
        }
        for one in &excluded {
            let of_rule = |other: &&Excluded| other.failure.keyword == one.failure.keyword;
            let alike = excluded.iter().filter(of_rule).map(|other| other.value);
            let message = format!(
                "{keyword} value {} can never be used: {}",
                listed_as(one.value),
                one.failure.rule.asked()
            );
            let bound = Place::Value(one.failure.keyword.clone());
            self.push(
                Diagnostic::warning(code::CHOICE_EXCLUDED, one.failure.place(), message)
                    .related(bound, one.failure.rule.blame())
                    .help(match &one.failure.retyped {
                        Some(text) => format!("write `{text}`, or let `type` allow it"),
                        None => help(&one.failure.rule, alike),
                    }),
            );
        }
    }

    /// Values that are listed twice.
    fn repeated(&mut self, listed: &Node<'_, 'd>) {
        let mut seen: HashMap<String, Pointer> = HashMap::new();
        for value in listed.elements() {
            let text = value.value.to_string();
            match seen.entry(text) {
                Entry::Vacant(slot) => {
                    slot.insert(value.pointer());
                }
                Entry::Occupied(first) => {
                    let message = format!("`enum` lists {} twice", listed_as(value.value));
                    let place = Place::Value(value.pointer());
                    let first = Place::Value(first.get().clone());
                    self.push(
                        Diagnostic::note(code::CHOICE_REPEATED, place, message)
                            .label("listed again here")
                            .related(first, "first listed here")
                            .help("remove one of the two"),
                    );
                }
            }
        }
    }

    fn excluded(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &str,
        value: &Node<'_, 'd>,
    ) -> Option<Excluded<'d>> {
        let is_null = value.value.is_null();
        if is_null && schema.value.get("nullable") == Some(&Value::Bool(true)) {
            return None;
        }
        let spot = Spot {
            node: *value,
            whole: schema.value,
        };
        let outcome = self.evaluator.budgeted(Direction::Either, |evaluator| {
            let mut outcome = Outcome::default();
            for (other, limit) in schema.members() {
                // A `const` has to be listed; a listed value need not be the `const`.
                if other != keyword && other != "const" {
                    evaluator.assert(schema, other, &limit, &spot, &mut outcome);
                }
            }
            outcome
        });
        let failure = outcome.failures.into_iter().next()?;
        let value = value.value;
        Some(Excluded { value, failure })
    }
}

fn listed_as(value: &Value) -> String {
    match value {
        Value::Array(_) => "[..]".to_owned(),
        Value::Object(_) => "{..}".to_owned(),
        other => shown(other),
    }
}

/// What to change, given all values that the same rule excludes.
fn help<'d>(rule: &Rule<'d>, excluded: impl Iterator<Item = &'d Value>) -> String {
    match rule {
        Rule::Type(types) if types.as_str() == Some("array") => {
            "move the list to `items`, if it lists what the array may hold".to_owned()
        }
        Rule::Type(_) => "drop the value, or let `type` allow it".to_owned(),
        Rule::Enum(_) => "add the value to `enum`".to_owned(),
        Rule::Pattern(_) => "let the pattern match the value, or drop the value".to_owned(),
        Rule::Bound { keyword, limit, .. } => {
            let numbers = excluded.filter_map(Value::as_number);
            let numbers = numbers.filter_map(|number| Some((number, Decimal::new(number)?)));
            let order = |a: &(_, Decimal), b: &(_, Decimal)| a.1.cmp(&b.1);
            let is_lower = matches!(*keyword, "minimum" | "exclusiveMinimum");
            let extreme = if is_lower {
                numbers.min_by(order)
            } else {
                numbers.max_by(order)
            };
            let (verb, side) = if is_lower {
                ("lower", "below")
            } else {
                ("raise", "above")
            };
            let Some((number, value)) = extreme else {
                return format!("{verb} `{keyword}`, or drop the value");
            };
            let is_limit =
                Decimal::new(limit).is_some_and(|limit| limit.cmp(&value) == Ordering::Equal);
            if is_limit || keyword.starts_with("exclusive") {
                return format!("{verb} the bound beyond {number}, or drop what it excludes");
            }
            format!("{verb} `{keyword}` to {number}, or drop the values {side} {limit}")
        }
        Rule::Size { keyword, .. } => {
            let verb = if keyword.starts_with("min") {
                "lower"
            } else {
                "raise"
            };
            format!("{verb} `{keyword}`, or drop the value")
        }
        Rule::MultipleOf(of) => format!("drop the values that are no multiples of {of}"),
        _ => "drop the value".to_owned(),
    }
}
