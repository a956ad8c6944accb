//! A pattern and texts: what was compiled agrees with an ECMA-262 engine.

use crate::matcher::Matcher;
use regress::Regex;
use typewright::pattern::{Budget, compile, needs_legacy};

/// Longer patterns and texts say nothing new, and a backtracking engine does not end on some.
const LONGEST: (usize, usize) = (48, 12);

/// What stands before the first line break is the pattern, each further line a text.
pub(crate) fn check(bytes: &[u8]) {
    let Ok(input) = std::str::from_utf8(bytes) else {
        return;
    };
    let (pattern, texts) = input.split_once('\n').unwrap_or((input, ""));
    // Those that go to the engine anyway have nothing to be compared with.
    let matcher = match Matcher::new(pattern) {
        Ok(matcher) if pattern.len() <= LONGEST.0 && matcher.kind() != "ecma" => matcher,
        _ => return,
    };
    // Behind a look-ahead it would go to the engine, if that had bounds for it.
    if compile(&format!("(?=){pattern}"), &mut Budget::default()).is_err() {
        return;
    }
    let is_legacy = needs_legacy(pattern).is_some();
    // Under legacy rules a text is UTF-16, which the engine reads as characters.
    if is_legacy && !input.chars().all(|one| u32::from(one) < 0x1_0000) {
        return;
    }
    let flags = if is_legacy { "" } else { "u" };
    let Ok(engine) = Regex::with_flags(pattern, flags) else {
        return;
    };
    for text in texts.split('\n').filter(|text| text.len() <= LONGEST.1) {
        let expected = engine.find(text).is_some();
        assert_eq!(
            matcher.is_match(text),
            expected,
            "{pattern:?} on {text:?}, as {}",
            matcher.kind()
        );
    }
}
