//! Numbers: the primitive that holds them, and their rules.

use super::Lowering;
use super::bound::{Bound, Decimal};
use super::shape::Shape;
use super::slot::Slot;
use crate::diagnostic::code;
use crate::ir::{Docs, Kind, NumberRule, Primitive, TypeRef};

impl<'d> Lowering<'d> {
    pub(super) fn number(&mut self, shape: Shape<'d>, slot: Slot, is_integer: bool) -> TypeRef {
        let (primitive, rules) = if is_integer {
            let primitive = integer_primitive(&shape, !self.is_by_the_letter());
            (primitive, self.integer_rules(&shape, primitive))
        } else {
            (Primitive::F64, number_rules(&shape))
        };
        if rules.is_empty() {
            return TypeRef::Number(primitive);
        }
        let docs = Docs {
            format: shape.format.map(str::to_owned),
            ..shape.docs
        };
        self.define(slot, &shape.pointer, &docs, Kind::Number(primitive, rules))
    }

    /// The rules of an integer, as integers. A bound that the primitive keeps by itself is none.
    fn integer_rules(&mut self, shape: &Shape<'d>, primitive: Primitive) -> Vec<NumberRule> {
        let (least, greatest) = range(primitive);
        let low = shape.minimum.as_ref().map(|bound| {
            if bound.exclusive {
                bound.value.floor().saturating_add(1)
            } else {
                bound.value.ceil()
            }
        });
        let high = shape.maximum.as_ref().map(|bound| {
            if bound.exclusive {
                bound.value.ceil().saturating_sub(1)
            } else {
                bound.value.floor()
            }
        });
        if low.is_some_and(|low| low > greatest) || high.is_some_and(|high| high < least) {
            self.warn(
                code::SCHEMA_IMPOSSIBLE,
                &shape.pointer,
                "no integer of this format is within the bounds",
                "the bounds are not checked",
            );
            return Vec::new();
        }
        let is_held =
            low.is_some_and(|low| low >= least) && high.is_some_and(|high| high <= greatest);
        if self.is_by_the_letter() && !is_held {
            let message = "integers of this schema may be larger than 64 bits";
            self.note(
                code::INTEGER_BITS,
                &shape.pointer,
                message,
                "larger ones are refused",
            );
        }
        let mut rules = Vec::new();
        if let Some(low) = low.filter(|low| *low > least) {
            rules.push(NumberRule::Minimum(low.to_string()));
        }
        if let Some(high) = high.filter(|high| *high < greatest) {
            rules.push(NumberRule::Maximum(high.to_string()));
        }
        for step in &shape.multiple_of {
            match integer_step(step).filter(|step| *step <= greatest) {
                Some(1) => {}
                Some(step) => rules.push(NumberRule::MultipleOf(step.to_string())),
                None => self.warn(
                    code::KEYWORD_UNSUPPORTED,
                    &shape.pointer,
                    "`multipleOf` is not checked",
                    "too large a step",
                ),
            }
        }
        rules
    }
}

/// The primitive that the format asks for, or else the one that holds the bounds.
fn integer_primitive(shape: &Shape, has_format: bool) -> Primitive {
    let is_within = |least: i128, greatest: i128| {
        shape
            .minimum
            .as_ref()
            .is_some_and(|bound| bound.value.ceil() >= least)
            && shape
                .maximum
                .as_ref()
                .is_some_and(|bound| bound.value.floor() <= greatest)
    };
    let beyond_i64 = |bound: &Option<Bound>| {
        bound
            .as_ref()
            .is_some_and(|bound| bound.value.floor() > i64::MAX.into())
    };
    match shape.format.filter(|_| has_format) {
        Some("int32") => Primitive::I32,
        Some("uint64") => Primitive::U64,
        _ if beyond_i64(&shape.maximum) && is_within(0, u64::MAX.into()) => Primitive::U64,
        _ => Primitive::I64,
    }
}

fn range(primitive: Primitive) -> (i128, i128) {
    match primitive {
        Primitive::I32 => (i32::MIN.into(), i32::MAX.into()),
        Primitive::U64 => (0, u64::MAX.into()),
        Primitive::I64 | Primitive::F64 => (i64::MIN.into(), i64::MAX.into()),
    }
}

fn number_rules(shape: &Shape) -> Vec<NumberRule> {
    let literal = |value: &Decimal| format!("{:?}", value.float());
    let mut rules = Vec::new();
    rules.extend(shape.minimum.as_ref().map(|bound| match bound.exclusive {
        true => NumberRule::ExclusiveMinimum(literal(&bound.value)),
        false => NumberRule::Minimum(literal(&bound.value)),
    }));
    rules.extend(shape.maximum.as_ref().map(|bound| match bound.exclusive {
        true => NumberRule::ExclusiveMaximum(literal(&bound.value)),
        false => NumberRule::Maximum(literal(&bound.value)),
    }));
    rules.extend(
        shape
            .multiple_of
            .iter()
            .map(|step| NumberRule::MultipleOf(literal(step))),
    );
    rules
}

/// The step between the integers that are multiples of a decimal: those of 1.5 are those of 3.
fn integer_step(step: &Decimal) -> Option<i128> {
    if let Some(step) = step.integer() {
        return Some(step);
    }
    let text = format!("{}", step.float());
    let (whole, fraction) = text.split_once('.')?;
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    Some(digits / greatest_common_divisor(digits, scale))
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}
