//! The findings that JSON and YAML share.

use crate::diagnostic::{Diagnostic, Place, code};

/// A key that stands twice in one mapping.
pub(super) fn duplicate(key: &str, first: Place, second: Place) -> Diagnostic {
    let message = format!("the key `{key}` stands twice in this mapping: the last value is used");
    Diagnostic::warning(code::DUPLICATE_KEY, second, message)
        .label("this one is used")
        .related(first, "this one is ignored")
        .help("remove or rename one of the two")
}

/// An integer that lost digits.
pub(super) fn rounded(written: &str, place: Place) -> Diagnostic {
    let kept = written.parse::<f64>().unwrap_or_default();
    let message = format!("the integer {written} is beyond 64 bits and is read as {kept:e}");
    Diagnostic::warning(code::NUMBER_ROUNDED, place, message)
}
