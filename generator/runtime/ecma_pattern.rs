//! Patterns with look-around or back-references: an engine of ECMA-262, the `regress` crate.

use regress::Regex;
use std::sync::LazyLock;

/// A search for a pattern, built when it is first needed.
#[derive(Debug)]
pub struct EcmaPattern(LazyLock<Option<Regex>>);

impl EcmaPattern {
    /// A pattern, from a function that builds it.
    pub const fn new(build: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(build))
    }

    /// Whether the pattern matches somewhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|regex| regex.find(text).is_some())
    }
}

/// Builds a pattern as a validator does: with the flag `u`, or where that is a syntax error without.
pub fn build(source: &str) -> Option<Regex> {
    Regex::with_flags(source, "u")
        .or_else(|_| Regex::new(source))
        .ok()
}
