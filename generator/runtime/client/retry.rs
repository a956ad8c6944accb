//! Whether a call that failed is worth another try, and how long to wait before it.

use super::error::{Error, ErrorKind};
use super::platform::random;
use reqwest::header::HeaderName;
use reqwest::{Method, StatusCode};
use std::time::Duration;

/// So often is a call repeated at most, unless it or its client says otherwise.
pub(super) const RETRIES: u32 = 2;

/// The first pause is at most this long, each further one at most twice as long as the one before.
const FIRST: Duration = Duration::from_millis(500);
/// No pause of ours is longer.
const LONGEST: Duration = Duration::from_secs(8);
/// Where the server says how long to wait, its clients still come back one after the other.
const SPREAD: Duration = Duration::from_millis(200);

/// The header by which a server knows a request again, and does its work once
/// (draft-ietf-httpapi-idempotency-key-header). Some APIs put a prefix in front.
pub(super) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Whether doing it twice is doing it once: RFC 9110, 9.2.2, or a key by which the server sees to it.
pub(super) fn is_idempotent<'a>(
    method: &Method,
    mut names: impl Iterator<Item = &'a HeaderName>,
) -> bool {
    method.is_idempotent() || names.any(|name| name.as_str().ends_with(IDEMPOTENCY_KEY))
}

/// Whether the failure may be over in a moment, and repeating the request does no harm.
///
/// Without a connection the server has seen nothing of the request, so that any may be repeated.
pub(super) fn is_worthwhile(error: &Error, is_idempotent: bool) -> bool {
    let passes = match error.kind() {
        ErrorKind::Transport | ErrorKind::Timeout => true,
        ErrorKind::Status => error.status().is_some_and(passes),
        _ => false,
    };
    error.is_connect() || (is_idempotent && passes)
}

/// Statuses that speak of the moment. A 500 is most often the same fault once more.
fn passes(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// How long to wait after so many tries: what the server asks for, or exponential backoff with full
/// jitter, which spreads the clients of a server that comes back.
pub(crate) fn pause(tries: u32, asked: Option<Duration>) -> Duration {
    match asked {
        Some(asked) => asked.saturating_add(SPREAD.mul_f64(fraction())),
        None => {
            let doubled = 2_u32.saturating_pow(tries.saturating_sub(1));
            LONGEST
                .min(FIRST.saturating_mul(doubled))
                .mul_f64(fraction())
        }
    }
}

/// A key that no other request has: a UUID of version 4.
pub(super) fn unique_key() -> String {
    let (high, low) = (random(), random());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0x0fff,
        low >> 48 & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff,
    )
}

/// At least 0, less than 1.
fn fraction() -> f64 {
    const BITS: u32 = f64::MANTISSA_DIGITS;
    (random() >> (u64::BITS - BITS)) as f64 / (1_u64 << BITS) as f64
}
