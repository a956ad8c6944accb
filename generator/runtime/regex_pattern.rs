//! Patterns that are too large for a table: the `regex` crate.

use regex::Regex;
use std::sync::LazyLock;

/// A search for a pattern, built when it is first needed.
#[derive(Debug)]
pub struct RegexPattern(LazyLock<Option<Regex>>);

impl RegexPattern {
    /// A pattern, from a function that gives the expression in the syntax of `regex`.
    pub const fn new(build: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(build))
    }

    /// Whether the pattern matches somewhere in the text.
    ///
    /// The generator has built the expression once already, so there is one here too.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// Builds an expression.
pub fn build(expression: &str) -> Option<Regex> {
    Regex::new(expression).ok()
}
