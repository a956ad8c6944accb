//! What a YAML scalar without quotes means: the core schema of YAML 1.2, in which only `true` and `false` are
//! booleans and a date is text.

use serde_json::{Number, Value};

/// A scalar's meaning.
#[derive(Debug, PartialEq)]
pub(super) enum Scalar {
    /// A value that JSON has.
    Value(Value),
    /// `.nan` or `.inf`.
    NotFinite,
    /// A number beyond the range of a double.
    OutOfRange,
}

/// Reads a plain scalar.
pub(super) fn plain(text: &str) -> Scalar {
    // Most scalars are words: the first character tells.
    match text.bytes().next() {
        None | Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F') => word(text),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text),
        Some(_) => string(text),
    }
}

pub(super) fn string(text: &str) -> Scalar {
    Scalar::Value(Value::String(text.to_owned()))
}

fn word(text: &str) -> Scalar {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Value(Value::Null),
        "true" | "True" | "TRUE" => Scalar::Value(Value::Bool(true)),
        "false" | "False" | "FALSE" => Scalar::Value(Value::Bool(false)),
        _ => string(text),
    }
}

fn number(text: &str) -> Scalar {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Scalar::NotFinite;
    }
    if let Some(integer) = radix(text) {
        return integer;
    }
    if !is_decimal(unsigned) {
        return string(text);
    }
    if let Ok(value) = text.parse::<i64>() {
        return Scalar::Value(value.into());
    }
    if let Ok(value) = text.parse::<u64>() {
        return Scalar::Value(value.into());
    }
    finite(text.parse::<f64>().ok())
}

fn finite(value: Option<f64>) -> Scalar {
    value
        .and_then(Number::from_f64)
        .map_or(Scalar::OutOfRange, |number| {
            Scalar::Value(Value::Number(number))
        })
}

/// `0o17` and `0x1F`, which the core schema allows without a sign. Longer ones than 64 bits are text: in public
/// documents these are hashes and addresses, thousands of them.
fn radix(text: &str) -> Option<Scalar> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'o', ..] => (&text[2..], 8),
        [b'0', b'x', ..] => (&text[2..], 16),
        _ => return None,
    };
    let unsigned = digits.chars().all(|digit| digit.is_digit(radix));
    let value = u64::from_str_radix(digits, radix).ok();
    let value = value.filter(|_| unsigned);
    Some(value.map_or_else(|| string(text), |value| Scalar::Value(value.into())))
}

/// Digits with at most one dot and one exponent. `007` is none: YAML 1.1 reads it as octal, 1.2 as decimal, and
/// authors mean the text.
fn is_decimal(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let padded = unsigned.len() > 1 && unsigned.starts_with('0') && digits(unsigned);
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent_fits
        && !padded
}
