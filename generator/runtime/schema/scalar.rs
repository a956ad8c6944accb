//! Keywords that look at a value as a whole.

use super::evaluation::Evaluation;
use super::spot::Spot;
use super::{Bound, Keyword};
use crate::runtime::decimal::is_multiple;
use crate::runtime::value::{Number, Value};
use crate::runtime::violation::Rule;
use std::cmp::Ordering;

impl Evaluation {
    pub(super) fn assertion(&mut self, keyword: &Keyword, spot: &Spot) {
        match (keyword, spot.value) {
            (Keyword::Never, _) => self.fail(spot, Rule::Never, 0),
            (Keyword::Type(types), value) if !types.iter().any(|kind| kind.admits(value)) => {
                let expected = types.first().map_or("nothing", |kind| kind.noun());
                self.fail(spot, Rule::Type(expected), 0);
            }
            (Keyword::Enum(values), value) if !values.iter().any(|listed| listed == value) => {
                self.fail(spot, Rule::Enum, 0);
            }
            (_, Value::String(text)) => self.string(keyword, text, spot),
            (_, Value::Number(number)) => self.number(keyword, *number, spot),
            _ => {}
        }
    }

    fn string(&mut self, keyword: &Keyword, text: &str, spot: &Spot) {
        let length = || text.chars().count();
        match *keyword {
            Keyword::MinLength(min) => self.at_least(length(), min, Rule::MinLength(min), spot),
            Keyword::MaxLength(max) => self.at_most(length(), max, Rule::MaxLength(max), spot),
            Keyword::Pattern(source, is_match) if !is_match(text) => {
                self.fail(spot, Rule::Pattern(source), 0);
            }
            _ => {}
        }
    }

    fn number(&mut self, keyword: &Keyword, number: Number, spot: &Spot) {
        let order = |bound: &Bound| number.partial_cmp(&bound.1);
        let broken =
            match keyword {
                Keyword::Minimum(bound) => {
                    (order(bound) == Some(Ordering::Less)).then_some(Rule::Minimum(bound.0))
                }
                Keyword::ExclusiveMinimum(bound) => (order(bound) != Some(Ordering::Greater))
                    .then_some(Rule::ExclusiveMinimum(bound.0)),
                Keyword::Maximum(bound) => {
                    (order(bound) == Some(Ordering::Greater)).then_some(Rule::Maximum(bound.0))
                }
                Keyword::ExclusiveMaximum(bound) => (order(bound) != Some(Ordering::Less))
                    .then_some(Rule::ExclusiveMaximum(bound.0)),
                Keyword::MultipleOf(step) => {
                    (!is_multiple_of(number, step.1)).then_some(Rule::MultipleOf(step.0))
                }
                _ => None,
            };
        if let Some(rule) = broken {
            self.fail(spot, rule, 0);
        }
    }
}

fn is_multiple_of(number: Number, step: Number) -> bool {
    match (number.as_i128(), step.as_i128()) {
        (Some(number), Some(step)) => step != 0 && number % step == 0,
        _ => is_multiple(number.as_f64(), step.as_f64()),
    }
}
