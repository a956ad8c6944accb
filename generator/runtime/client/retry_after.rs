//! How long a server asks to wait: `Retry-After` in seconds or as a date.

use super::platform::{SystemTime, UNIX_EPOCH};
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use std::time::Duration;

/// The time to wait from now on; nothing for a date that has passed.
pub(crate) fn read(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let after = text(RETRY_AFTER)?;
    if let Ok(seconds) = after.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // Against the server's clock, where it tells: ours may be wrong.
    let now = text(DATE).and_then(seconds_since_1970).or_else(local_now)?;
    let seconds = seconds_since_1970(after)?.saturating_sub(now);
    Some(Duration::from_secs(seconds))
}

fn local_now() -> Option<u64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(since.as_secs())
}

/// Reads an HTTP date in the one form that may still be sent: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn seconds_since_1970(date: &str) -> Option<u64> {
    let (_, date) = date.split_once(", ")?;
    let mut parts = date.split(' ');
    let mut next = || parts.next();
    let (day, month, year, time, zone) = (next()?, next()?, next()?, next()?, next()?);
    let mut clock = time.split(':').map(|part| number(part, 2));
    let mut next = || clock.next().flatten();
    let (hour, minute, second) = (next()?, next()?, next()?);
    if zone != "GMT" || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let days = days_since_1970(number(year, 4)?, month, number(day, 2)?)?;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<u64> {
    let all_digits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| all_digits)
}

fn days_since_1970(year: u64, month: &str, day: u64) -> Option<u64> {
    const MONTHS: [(&str, u64); 12] = [
        ("Jan", 31),
        ("Feb", 28),
        ("Mar", 31),
        ("Apr", 30),
        ("May", 31),
        ("Jun", 30),
        ("Jul", 31),
        ("Aug", 31),
        ("Sep", 30),
        ("Oct", 31),
        ("Nov", 30),
        ("Dec", 31),
    ];
    let index = MONTHS.iter().position(|(name, _)| *name == month)?;
    if year < 1970 || !(1..=31).contains(&day) {
        return None;
    }
    let before: u64 = MONTHS[..index].iter().map(|(_, days)| days).sum();
    // Leap days up to the end of the year before, and this year's own once February is over.
    let leaps = |year: u64| year / 4 - year / 100 + year / 400;
    let is_leap = leaps(year) > leaps(year - 1);
    let own = u64::from(is_leap && index > 1);
    Some((year - 1970) * 365 + leaps(year - 1) - leaps(1969) + before + own + day - 1)
}
