//! Numbers and values compared as JSON Schema does: by what they are, not by how they are written.

use crate::lower::bound::Decimal;
use serde_json::{Number, Value};
use std::cmp::Ordering;

/// Whether two values are the same; `1` and `1.0` are.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let pair = Decimal::new(one).zip(Decimal::new(other));
            pair.is_some_and(|(one, other)| one.cmp(&other) == Ordering::Equal)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

/// Whether a number is a multiple of another, by their decimal digits. `None` when they have too many.
pub(super) fn is_multiple(number: &Number, of: &Number) -> Option<bool> {
    let (number, scale) = digits(number)?;
    let (of, of_scale) = digits(of)?;
    if of <= 0 {
        return None;
    }
    let common = scale.max(of_scale);
    let number = number.checked_mul(10_i128.checked_pow(common - scale)?)?;
    let of = of.checked_mul(10_i128.checked_pow(common - of_scale)?)?;
    Some(number % of == 0)
}

/// A number as an integer and how many of its digits are decimals.
fn digits(number: &Number) -> Option<(i128, u32)> {
    if let Some(integer) = number.as_i128() {
        return Some((integer, 0));
    }
    // Display writes the shortest decimal digits that stand for a double, without an exponent.
    let text = number.as_f64()?.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let scale = u32::try_from(decimals.len()).ok()?;
    Some((format!("{whole}{decimals}").parse().ok()?, scale))
}
