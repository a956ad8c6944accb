//! ECMA-262 patterns, compiled at generation time.
//!
//! A JSON Schema `pattern` is a search: it holds when some part of the text matches. It is read as
//! a validator on Node reads it, `new RegExp(pattern, 'u')`, and `new RegExp(pattern)` when the
//! former is a syntax error.
//!
//! `parse -> alphabet -> nfa -> determinize -> utf8 -> dfa`; what is too large for a table goes
//! through `portable`. **No text makes this module panic, recurse deeply or run long**: every step
//! has a limit, and all draw on one [`Budget`].

mod alphabet;
mod ast;
mod class;
mod determinize;
mod dfa;
mod error;
mod escape;
mod nfa;
mod parse;
mod portable;
mod property;
mod set;
mod table;
mod utf8;

pub use dfa::Dfa;
pub use error::{PatternError, PatternErrorKind};

use error::Result;
use parse::{Mode, Parsed};

/// Elementary steps that one pattern may take; a few nanoseconds each.
const STEPS_A_PATTERN: u64 = 3_000_000;

/// Elementary steps that the patterns of one document may take together.
const STEPS_A_DOCUMENT: u64 = 400_000_000;

/// The compiled form of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A small table, matched without an engine.
    Dfa(Dfa),
    /// The same language as a pattern of the `regex` crate, which takes it under its default limits.
    Regex(String),
    /// Look-around, a back-reference or a rare property: the source needs an ECMA-262 engine, with
    /// the flag `u` unless [`needs_legacy`] says otherwise.
    Ecma,
}

/// What is left of the work that the patterns of one document may cost.
#[derive(Clone, Debug)]
pub struct Budget {
    steps: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: STEPS_A_DOCUMENT,
        }
    }
}

impl Budget {
    /// Lends `work` the steps of one pattern.
    fn lend<T>(&mut self, work: impl FnOnce(&mut u64) -> T) -> T {
        let lent = self.steps.min(STEPS_A_PATTERN);
        let mut left = lent;
        let result = work(&mut left);
        self.steps -= lent - left;
        result
    }
}

/// Compiles a pattern.
///
/// # Errors
/// When it is a pattern in neither mode, or too large for any engine.
pub fn compile(source: &str, budget: &mut Budget) -> Result<Engine> {
    let parsed = parse(source)?;
    if parsed.opaque {
        return Ok(Engine::Ecma);
    }
    if let Some(dfa) = budget.lend(|steps| Dfa::new(&parsed, steps)) {
        return Ok(Engine::Dfa(dfa));
    }
    budget
        .lend(|steps| portable::print(&parsed, steps))
        .map(Engine::Regex)
}

/// Why a valid pattern is not one under the flag `u`, so that legacy rules (Annex B) give it its
/// meaning. Worth a warning: there `\A` is a mere `A`.
pub fn needs_legacy(source: &str) -> Option<PatternError> {
    let error = parse::parse(source, Mode::Unicode).err()?;
    parse(source).is_ok().then_some(error)
}

fn parse(source: &str) -> Result<Parsed> {
    match parse::parse(source, Mode::Unicode) {
        Err(error) if error.kind == PatternErrorKind::Syntax => parse::parse(source, Mode::Legacy),
        parsed => parsed,
    }
}
