//! One interface to what `compile` gives, as a generated crate would use it.

use crate::dfa;
use typewright::pattern::{Budget, Dfa, Engine, compile, needs_legacy};

/// A pattern ready to match.
pub(crate) enum Matcher {
    Table(Dfa, Box<dfa::Dfa>),
    Regex(String, regex::Regex),
    Ecma(regress::Regex),
}

impl Matcher {
    pub(crate) fn new(pattern: &str) -> Result<Self, String> {
        match compile(pattern, &mut Budget::default()).map_err(|error| error.to_string())? {
            Engine::Dfa(table) => {
                let runtime = Box::new(load(&table));
                Ok(Self::Table(table, runtime))
            }
            Engine::Regex(text) => {
                let regex = regex::Regex::new(&text).expect("regex takes what was printed");
                Ok(Self::Regex(text, regex))
            }
            Engine::Ecma => {
                let flags = if needs_legacy(pattern).is_some() {
                    ""
                } else {
                    "u"
                };
                let regex = regress::Regex::with_flags(pattern, flags);
                Ok(Self::Ecma(regex.map_err(|error| error.to_string())?))
            }
        }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Table(table, runtime) => {
                let found = runtime.is_match(text);
                assert_eq!(
                    found,
                    walk(table, text),
                    "table and matcher disagree on {text:?}"
                );
                found
            }
            Self::Regex(_, regex) => regex.is_match(text),
            Self::Ecma(regex) => regex.find(text).is_some(),
        }
    }

    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Table(..) => "table",
            Self::Regex(..) => "regex",
            Self::Ecma(_) => "ecma",
        }
    }
}

/// The state after a text, by the letter of the documentation of [`Dfa`].
pub(crate) fn step(table: &Dfa, mut state: u8, bytes: &[u8]) -> u8 {
    for byte in bytes {
        let range = table
            .classes
            .iter()
            .find(|range| (range.0..=range.1).contains(byte));
        let class = range.map_or(0, |range| range.2);
        state = table.next[usize::from(state)][usize::from(class)];
    }
    state
}

fn walk(table: &Dfa, text: &str) -> bool {
    table.accept[usize::from(step(table, Dfa::START, text.as_bytes()))]
}

/// The run-time form of a table. Its number of columns is a constant there: rows are padded.
fn load(table: &Dfa) -> dfa::Dfa {
    let states = 0..=u8::MAX;
    let accept: Vec<u8> = states
        .zip(&table.accept)
        .filter(|(_, accept)| **accept)
        .map(|(state, _)| state)
        .collect();
    match table.next[0].len() {
        0..=8 => dfa::Dfa::new(&table.classes, pad::<8>(table), &accept),
        9..=16 => dfa::Dfa::new(&table.classes, pad::<16>(table), &accept),
        _ => dfa::Dfa::new(&table.classes, pad::<256>(table), &accept),
    }
}

fn pad<const CLASSES: usize>(table: &Dfa) -> &'static [[u8; CLASSES]] {
    let rows = table.next.iter().map(|row| {
        let mut padded = [0; CLASSES];
        padded[..row.len()].copy_from_slice(row);
        padded
    });
    Vec::leak(rows.collect())
}

#[test]
fn a_table_works_in_constants() {
    const LOWER: dfa::Dfa = dfa::Dfa::new(&[(b'a', b'z', 1)], &[[0, 0], [0, 2], [0, 2]], &[2]);
    const { assert!(LOWER.is_match("abc") && !LOWER.is_match("") && !LOWER.is_match("aB")) };
}
