//! Multiples of decimals.

/// Whether `value` is a multiple of `step`, decimal by decimal: 0.3 is one of 0.1, although the
/// doubles nearest to them are not.
pub fn is_multiple(value: f64, step: f64) -> bool {
    let (Some((value, e_value)), Some((step, e_step))) = (decimal(value), decimal(step)) else {
        return false;
    };
    if value == 0 || step == 0 {
        return value == 0;
    }
    // value * 10^e_value is k * step * 10^e_step for an integer k.
    match u32::try_from(e_value - e_step) {
        Ok(exponent) => (value % step * power_of_ten(exponent, step)).is_multiple_of(step),
        Err(_) => 10_u128
            .checked_pow((e_step - e_value).unsigned_abs())
            .and_then(|scale| step.checked_mul(scale))
            .is_some_and(|step| value.is_multiple_of(step)),
    }
}

/// The shortest decimal that reads back as this double: digits (at most 17) and exponent.
fn decimal(value: f64) -> Option<(u128, i32)> {
    let text = format!("{:e}", value.abs());
    let (digits, exponent) = text.split_once('e')?;
    let fraction = digits
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    let exponent = exponent.parse::<i32>().ok()? - i32::try_from(fraction).ok()?;
    Some((digits.replace('.', "").parse().ok()?, exponent))
}

/// 10^exponent modulo `modulus`, which has at most 17 digits, so products fit.
fn power_of_ten(exponent: u32, modulus: u128) -> u128 {
    (0..exponent).fold(1 % modulus, |power, _| power * 10 % modulus)
}
