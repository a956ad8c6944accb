//! Patterns as tables, compiled when the first text meets them.

use crate::pattern::{Budget, Dfa, Engine, compile, needs_legacy};
use std::collections::HashMap;

/// Elementary steps that compiling may take, of a document's patterns together; a fraction of what
/// lowering may spend on them.
const STEPS: u64 = 20_000_000;

/// A table with its classes spread out.
struct Matcher {
    class: [u8; 256],
    next: Vec<Vec<u8>>,
    accept: Vec<bool>,
}

/// The patterns met so far; `None` for those that are not judged: no table, or a meaning that
/// depends on the flag `u`.
pub(super) struct Matchers<'d> {
    known: HashMap<&'d str, Option<Matcher>>,
    budget: Budget,
}

impl Default for Matchers<'_> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            budget: Budget::of(STEPS),
        }
    }
}

impl<'d> Matchers<'d> {
    /// Whether some part of a text matches; `None` when that cannot be said.
    pub(super) fn is_match(&mut self, pattern: &'d str, text: &str) -> Option<bool> {
        let budget = &mut self.budget;
        let matcher = self.known.entry(pattern).or_insert_with(|| {
            if needs_legacy(pattern).is_some() {
                return None;
            }
            match compile(pattern, budget) {
                Ok(Engine::Dfa(table)) => Some(Matcher::new(table)),
                _ => None,
            }
        });
        matcher.as_ref()?.is_match(text)
    }
}

impl Matcher {
    fn new(table: Dfa) -> Self {
        let mut class = [0; 256];
        for (first, last, number) in table.classes {
            class[usize::from(first)..=usize::from(last)].fill(number);
        }
        Self {
            class,
            next: table.next,
            accept: table.accept,
        }
    }

    fn is_match(&self, text: &str) -> Option<bool> {
        let state = text.bytes().try_fold(Dfa::START, |state, byte| {
            let row = self.next.get(usize::from(state))?;
            row.get(usize::from(self.class[usize::from(byte)])).copied()
        })?;
        self.accept.get(usize::from(state)).copied()
    }
}
