//! Integers that a double cannot hold.

/// Whether this is an integer beyond 64 bits that changes when it is read as a double.
pub(super) fn is_rounded_integer(written: &str) -> bool {
    let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
    let integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !integer || written.parse::<i64>().is_ok() || written.parse::<u64>().is_ok() {
        return false;
    }
    // Display writes a double's exact decimal digits, however many they are.
    let kept = digits.parse::<f64>().map(|value| format!("{value:.0}"));
    kept.is_ok_and(|kept| kept != digits.trim_start_matches('0'))
}
