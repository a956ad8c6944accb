//! `enum` and `const`.

use super::json_type::Types;
use super::shape::Shape;
use super::slot::Slot;
use super::{Lowering, nullable};
use crate::diagnostic::code;
use crate::ir::{Kind, ScalarValue, TypeRef};
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::HashSet;

impl<'d> Lowering<'d> {
    pub(super) fn choice(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        let listed = shape.values.take().unwrap_or_default();
        let mut seen = HashSet::new();
        let mut values = listed;
        values.retain(|value| admits(&shape, value) && seen.insert(*value));
        if values.is_empty() && self.is_by_the_letter() {
            return self.never(&shape, slot);
        }
        if values.is_empty() {
            self.warn(
                code::SCHEMA_IMPOSSIBLE,
                &shape.pointer,
                "no listed value is of the schema's type and within its bounds",
                "the list is left out",
            );
            return self.represent(shape, slot);
        }
        let has_null = values.iter().any(|value| value.is_null());
        values.retain(|value| !value.is_null());
        let slot = if has_null { slot.inside() } else { slot };
        if values.is_empty() {
            return TypeRef::Null;
        }
        let value = self.listed(&values, shape, slot);
        if has_null { nullable(value) } else { value }
    }

    fn listed(&mut self, values: &[&Value], mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        if let Some(texts) = all(values, |value| value.as_str().map(str::to_owned)) {
            return self.define(slot, &shape.pointer, &shape.docs, Kind::Choice(texts));
        }
        if let Some(flags) = all(values, |value| value.as_bool().map(ScalarValue::Boolean)) {
            if flags.len() == 2 {
                return TypeRef::Boolean;
            }
            return self.define(slot, &shape.pointer, &shape.docs, Kind::ScalarChoice(flags));
        }
        if let Some(integers) = all(values, |value| integer(value).map(ScalarValue::Integer)) {
            return self.define(
                slot,
                &shape.pointer,
                &shape.docs,
                Kind::ScalarChoice(integers),
            );
        }
        // Settled before: such a list is checked beside the type.
        shape.values = None;
        self.represent(shape, slot)
    }
}

/// Whether a list, `null` aside, is of strings, of integers or of booleans: an enum of Rust.
pub(super) fn is_enum(values: &[&Value]) -> bool {
    let mut values = values.iter().filter(|value| !value.is_null()).peekable();
    match values.peek() {
        None => true,
        Some(Value::String(_)) => values.all(|value| value.is_string()),
        Some(Value::Bool(_)) => values.all(|value| value.is_boolean()),
        Some(_) => values.all(|value| integer(value).is_some()),
    }
}

/// An integer, also one that is written as `2.0`.
fn integer(value: &Value) -> Option<i64> {
    let number = super::bound::Decimal::new(value.as_number()?)?;
    number
        .integer()
        .and_then(|integer| i64::try_from(integer).ok())
}

fn all<T>(values: &[&Value], read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    values.iter().map(|value| read(value)).collect()
}

/// Whether a listed value is of the types and within the bounds that stand beside the list.
pub(super) fn admits(shape: &Shape, value: &Value) -> bool {
    if !shape.types.contains(Types::of(value)) {
        return false;
    }
    match value {
        Value::Number(number) => {
            let Some(number) = super::bound::Decimal::new(number) else {
                return true;
            };
            let within = |bound: &Option<super::bound::Bound>, outside: Ordering| {
                bound
                    .as_ref()
                    .is_none_or(|bound| match number.cmp(&bound.value) {
                        Ordering::Equal => !bound.exclusive,
                        order => order != outside,
                    })
            };
            within(&shape.minimum, Ordering::Less) && within(&shape.maximum, Ordering::Greater)
        }
        Value::String(text) => {
            let length = text.chars().count() as u64;
            shape.min_length.is_none_or(|min| length >= min)
                && shape.max_length.is_none_or(|max| length <= max)
        }
        _ => true,
    }
}
