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
mod group;
mod nfa;
mod parse;
mod portable;
mod property;
mod set;
mod table;
mod trim;
mod utf8;

pub use dfa::Dfa;
pub use error::{PatternError, PatternErrorKind};

use error::Result;
use parse::{Mode, Parsed};

/// Elementary steps that the table of one pattern may take; some ten nanoseconds each.
const STEPS_A_TABLE: u64 = 1_500_000;

/// Steps that one pattern for `regex` may take, which are bytes of the automaton it needs there.
/// The default limit of `regex` is 10 MiB.
const STEPS_A_PRINT: u64 = 3 << 20;

/// Elementary steps that the patterns of one document may take together.
const STEPS_A_DOCUMENT: u64 = 150_000_000;

/// The compiled form of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A small table, matched without an engine.
    Dfa(Dfa),
    /// The same language as a pattern of the `regex` crate, which takes it under its default limits.
    Regex(String),
    /// Look-around, a back-reference, a rare property or one huge count: the source needs an
    /// ECMA-262 engine, with the flag `u` unless [`needs_legacy`] says otherwise.
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
    /// So many elementary steps.
    pub(crate) const fn of(steps: u64) -> Self {
        Self { steps }
    }

    /// Lends `work` so many steps, or what is left.
    fn lend<T>(&mut self, most: u64, work: impl FnOnce(&mut u64) -> T) -> T {
        let lent = self.steps.min(most);
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
    let mut parsed = parse(source)?;
    if parsed.opaque && parsed.restless {
        // There, on a text of four characters, `regress` 0.12 takes memory or time without end.
        return Err(PatternError::too_large(
            "pattern repeats what may be nothing, in more ways than an engine can try",
        )
        .with_help("repeat what is never empty: `(?:a*)+` is `a*`"));
    }
    if parsed.opaque {
        return Ok(Engine::Ecma);
    }
    parsed.node = trim::trim(parsed.node);
    // What a table may take leaves enough to print the pattern instead.
    let most = STEPS_A_TABLE.min(budget.steps / 2);
    let table = budget.lend(most, |steps| Dfa::new(&parsed, steps));
    if let Some(dfa) = table {
        return Ok(Engine::Dfa(dfa));
    }
    match budget.lend(STEPS_A_PRINT, |steps| portable::print(&parsed, steps)) {
        Ok(text) => Ok(Engine::Regex(text)),
        Err(_) if parsed.node.is_one_run() => Ok(Engine::Ecma),
        Err(error) => Err(error),
    }
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

#[cfg(test)]
mod tests {
    use super::{Budget, Engine, PatternErrorKind, compile};

    #[test]
    fn an_engine_gets_no_loop_that_it_does_not_end() {
        let compile = |source| compile(source, &mut Budget::default());
        for source in [
            "(?=x)(?:(a*)+b?)+$",
            "(?=x)(?:x(?:a|)*)*$",
            "(?=x)(?:|a){83}$",
            r"(?:(x)|(?:\1)*y)*",
        ] {
            let error = compile(source).unwrap_err();
            assert_eq!(error.kind, PatternErrorKind::TooLarge, "{source}");
        }
        for source in [
            "(?=x)(?:a*)*",
            "(?=x)(?:a*b?)+",
            "(?=x)(?:|a){8}",
            r"(x)\1+",
        ] {
            assert!(matches!(compile(source), Ok(Engine::Ecma)), "{source}");
        }
        // A table ends on each text.
        assert!(matches!(compile("(?:(a*)+b?)+$"), Ok(Engine::Dfa(_))));
    }

    #[test]
    fn patterns_draw_on_one_budget() {
        let mut budget = Budget { steps: 20_000 };
        assert!(matches!(
            compile("^[a-z]+$", &mut budget),
            Ok(Engine::Dfa(_))
        ));
        assert!(budget.steps < 20_000);
        // No table within what is left, but still a pattern for an engine; then not even that.
        assert!(matches!(
            compile("[ab]a[ab]{20}c", &mut budget),
            Ok(Engine::Regex(_))
        ));
        let error = compile("[^a]{500}b", &mut budget).unwrap_err();
        assert_eq!((error.kind, budget.steps), (PatternErrorKind::TooLarge, 0));
    }
}
