//! Numbers within bounds.

use crate::ir::{NumberRule, Primitive};
use serde_json::{Value, json};

/// The number that is taken where no bound says otherwise.
const USUAL: f64 = 1.0;

/// What rules ask for.
struct Bounds {
    low: f64,
    high: f64,
    step: Option<f64>,
    excludes_low: bool,
    excludes_high: bool,
}

impl Bounds {
    fn of(rules: &[NumberRule]) -> Self {
        let mut bounds = Self {
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
            step: None,
            excludes_low: false,
            excludes_high: false,
        };
        let read = |text: &str| text.parse().unwrap_or(f64::NAN);
        for rule in rules {
            match rule {
                NumberRule::Minimum(text) if read(text) > bounds.low => {
                    (bounds.low, bounds.excludes_low) = (read(text), false);
                }
                NumberRule::ExclusiveMinimum(text) if read(text) >= bounds.low => {
                    (bounds.low, bounds.excludes_low) = (read(text), true);
                }
                NumberRule::Maximum(text) if read(text) < bounds.high => {
                    (bounds.high, bounds.excludes_high) = (read(text), false);
                }
                NumberRule::ExclusiveMaximum(text) if read(text) <= bounds.high => {
                    (bounds.high, bounds.excludes_high) = (read(text), true);
                }
                NumberRule::MultipleOf(text) => bounds.step = Some(read(text)),
                _ => {}
            }
        }
        bounds
    }

    fn admits(&self, number: f64) -> bool {
        let above = number > self.low || (number == self.low && !self.excludes_low);
        let below = number < self.high || (number == self.high && !self.excludes_high);
        above && below
    }
}

/// An integer of a primitive type.
pub(super) fn integer(primitive: Primitive, rules: &[NumberRule], turn: usize) -> Option<Value> {
    let bounds = Bounds::of(rules);
    let step = match bounds.step {
        Some(step) if step >= 1.0 && step.fract() == 0.0 => step,
        _ => 1.0,
    };
    let start = USUAL.max(bounds.low).min(bounds.high);
    let whole = (start / step).ceil() * step;
    let mut candidates = [whole, whole - step, whole + step].into_iter();
    let first = candidates.find(|number| bounds.admits(*number))?;
    let number = first + turn as f64 * step;
    let number = if bounds.admits(number) { number } else { first };
    let limits = match primitive {
        Primitive::I32 => -2_147_483_648.0..=2_147_483_647.0,
        Primitive::U64 => 0.0..=9e15,
        Primitive::I64 | Primitive::F64 => -9e15..=9e15,
    };
    limits.contains(&number).then(|| json!(number as i64))
}

/// A double.
pub(super) fn float(rules: &[NumberRule], turn: usize) -> Option<Value> {
    let bounds = Bounds::of(rules);
    let start = USUAL.max(bounds.low).min(bounds.high);
    let number = match bounds.step.filter(|step| *step > 0.0) {
        Some(step) => {
            // Digits of the step, lest 3 * 0.1 be 0.30000000000000004.
            let text = step.to_string();
            let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
            let times = (start / step).ceil();
            let exact = |times: f64| format!("{:.digits$}", times * step).parse::<f64>().ok();
            let candidates = [times + turn as f64, times, times - 1.0, times + 1.0];
            let mut candidates = candidates.into_iter().filter_map(exact);
            candidates.find(|number| bounds.admits(*number))?
        }
        None => {
            let middle = (bounds.low + bounds.high) / 2.0;
            let more = turn as f64;
            let candidates = [start + more, start, start + 0.5, start - 0.5, middle];
            let mut candidates = candidates.into_iter();
            candidates.find(|number| bounds.admits(*number))?
        }
    };
    let is_whole = number.fract() == 0.0 && number.abs() < 9e15;
    Some(match is_whole {
        true => json!(number as i64),
        false => json!(number),
    })
}

#[cfg(test)]
mod tests {
    use super::{float, integer};
    use crate::ir::{NumberRule, Primitive};
    use serde_json::json;

    fn rules(rules: &[(&str, &str)]) -> Vec<NumberRule> {
        let rules = rules.iter().map(|(keyword, bound)| {
            let bound = (*bound).to_owned();
            match *keyword {
                "min" => NumberRule::Minimum(bound),
                "above" => NumberRule::ExclusiveMinimum(bound),
                "max" => NumberRule::Maximum(bound),
                "below" => NumberRule::ExclusiveMaximum(bound),
                _ => NumberRule::MultipleOf(bound),
            }
        });
        rules.collect()
    }

    #[test]
    fn integers_stand_within_bounds() {
        for (asked, expected) in [
            (&[][..], Some(json!(1))),
            (&[("min", "5")], Some(json!(5))),
            (&[("above", "5")], Some(json!(6))),
            (&[("max", "-3")], Some(json!(-3))),
            (&[("below", "1")], Some(json!(0))),
            (&[("min", "10"), ("step", "256")], Some(json!(256))),
            (&[("min", "3"), ("below", "3")], None),
        ] {
            let made = integer(Primitive::I64, &rules(asked), 0);
            assert_eq!(made, expected, "{asked:?}");
        }
        assert_eq!(
            integer(Primitive::I32, &rules(&[("min", "5")]), 2),
            Some(json!(7))
        );
    }

    #[test]
    fn doubles_stand_within_bounds() {
        for (asked, expected) in [
            (&[][..], Some(json!(1))),
            (&[("above", "0"), ("below", "1")], Some(json!(0.5))),
            (&[("max", "0.75")], Some(json!(0.75))),
            (&[("min", "1"), ("step", "0.3")], Some(json!(1.2))),
            (&[("above", "0"), ("below", "0.001")], Some(json!(0.0005))),
            (&[("above", "3"), ("below", "3")], None),
        ] {
            assert_eq!(float(&rules(asked), 0), expected, "{asked:?}");
        }
    }
}
