//! Bounds that leave no value between them.

use super::Linter;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, code};
use crate::lower::bound::Decimal;
use serde_json::{Number, Value};
use std::cmp::Ordering;

/// One end of a range of numbers.
struct End<'d> {
    keyword: &'static str,
    number: &'d Number,
    value: Decimal,
    exclusive: bool,
}

impl<'d> Linter<'d> {
    /// The lower bound `keyword` against both upper ones.
    pub(super) fn numeric_bounds(&mut self, schema: &Node<'_, 'd>, keyword: &str) {
        let below = match keyword {
            "minimum" => end(schema, "minimum", "exclusiveMinimum"),
            _ => end(schema, "exclusiveMinimum", ""),
        };
        let above = [
            end(schema, "maximum", "exclusiveMaximum"),
            end(schema, "exclusiveMaximum", ""),
        ];
        let Some(below) = below else { return };
        for above in above.into_iter().flatten() {
            let between = match below.value.cmp(&above.value) {
                Ordering::Less => continue,
                Ordering::Equal if !below.exclusive && !above.exclusive => continue,
                Ordering::Equal => "leaves nothing below",
                Ordering::Greater => "is above",
            };
            let lower = format!("`{}` {}", below.keyword, below.number);
            let upper = format!("`{}` {}", above.keyword, above.number);
            let message = format!("{lower} {between} {upper}: no number is valid");
            self.crossed(schema, (below.keyword, above.keyword), message);
        }
    }

    /// `minLength` and its like against their counterparts.
    pub(super) fn size_bounds(&mut self, schema: &Node<'_, 'd>, keyword: &str) {
        let (keyword, counterpart, what) = match keyword {
            "minLength" => ("minLength", "maxLength", "string"),
            "minItems" => ("minItems", "maxItems", "array"),
            "minProperties" => ("minProperties", "maxProperties", "object"),
            _ => ("minContains", "maxContains", "array"),
        };
        let size = |name: &str| size(schema.value.get(name)?);
        let (Some(below), Some(above)) = (size(keyword), size(counterpart)) else {
            return;
        };
        if below > above {
            let message =
                format!("`{keyword}` {below} is above `{counterpart}` {above}: no {what} is valid");
            self.crossed(schema, (keyword, counterpart), message);
        }
    }

    fn crossed(&mut self, schema: &Node<'_, 'd>, (below, above): (&str, &str), message: String) {
        let pointer = schema.pointer();
        let other = Place::Value(pointer.child(above));
        self.push(
            Diagnostic::warning(
                code::BOUNDS_CROSSED,
                Place::Value(pointer.child(below)),
                message,
            )
            .related(other, "the other bound")
            .help(format!("lower `{below}`, or raise `{above}`")),
        );
    }
}

/// A bound, exclusive by its own name or by a flag beside it, which is how 3.0 says so.
fn end<'d>(schema: &Node<'_, 'd>, keyword: &'static str, flag: &str) -> Option<End<'d>> {
    let number = schema.value.get(keyword)?.as_number()?;
    Some(End {
        keyword,
        number,
        value: Decimal::new(number)?,
        exclusive: flag.is_empty() || schema.value.get(flag) == Some(&Value::Bool(true)),
    })
}

/// A count that a keyword states.
pub(super) fn size(value: &Value) -> Option<u64> {
    let number = Decimal::new(value.as_number()?)?;
    u64::try_from(number.integer()?).ok()
}
