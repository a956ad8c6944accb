//! The byte table of a pattern, as generated crates carry it.

use super::alphabet::Alphabet;
use super::parse::{Mode, Parsed};
use super::table::{START, Table};
use super::{determinize, nfa, utf8};

/// States are bytes.
const MAX_STATES: usize = 256;

/// Cells of a table that is still smaller than linking an engine, and still readable.
const MAX_CELLS: usize = 1_536;

/// A minimal automaton over the bytes of UTF-8. State 0 is dead, state 1 the start.
///
/// Of a text that is valid UTF-8 it tells whether some part matches the pattern: feed it every
/// byte and look at the last state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dfa {
    /// Inclusive ranges of bytes, ascending, each with its class. Bytes in none are of class 0.
    pub classes: Vec<(u8, u8, u8)>,
    /// A row a state: the state that follows on each class.
    pub next: Vec<Vec<u8>>,
    /// For each state whether the text may end in it.
    pub accept: Vec<bool>,
}

impl Dfa {
    /// The state before the first byte.
    pub const START: u8 = 1;

    /// `None` when the pattern has no small table or `steps` run out.
    pub(super) fn new(parsed: &Parsed, steps: &mut u64) -> Option<Self> {
        let mut alphabet = Alphabet::new(&parsed.node, parsed.mode)?;
        let nfa = nfa::Nfa::new(&parsed.node, &alphabet)?;
        let mut table = determinize::determinize(&nfa, &alphabet, steps)?;
        table = table.minimize(MAX_STATES)?;
        if parsed.mode == Mode::Legacy {
            (table, alphabet) = utf8::join_units(&table, &alphabet)?;
            table = table.minimize(MAX_STATES)?;
        }
        let (bytes, classes) = utf8::encode(&table, &alphabet)?.merge_columns();
        let smallest = bytes.minimize(MAX_STATES)?;
        // Merging states may have made more columns equal.
        let (smallest, merged) = smallest.merge_columns();
        let classes: Vec<u16> = classes
            .iter()
            .map(|&class| merged[usize::from(class)])
            .collect();
        Self::number(&smallest, &classes)
    }

    /// Numbers the classes: 0 is the one that takes the most ranges, the others as bytes meet them.
    fn number(table: &Table, classes: &[u16]) -> Option<Self> {
        if table.len() * table.width > MAX_CELLS {
            return None;
        }
        let runs: Vec<(usize, usize, u16)> = runs(classes);
        let mut weights = vec![(0_usize, 0_usize); table.width];
        for &(first, last, class) in &runs {
            let weight = &mut weights[usize::from(class)];
            *weight = (weight.0 + 1, weight.1 + last - first);
        }
        let heaviest = (0..table.width).rev().max_by_key(|&class| weights[class])?;
        let mut order = vec![heaviest];
        for &(_, _, class) in &runs {
            if !order.contains(&usize::from(class)) {
                order.push(usize::from(class));
            }
        }

        let table = table.with_columns(&order).minimize(MAX_STATES)?;
        let number = |class: u16| {
            order
                .iter()
                .position(|&old| old == usize::from(class))
                .unwrap_or_default()
        };
        let named = runs.iter().filter(|run| usize::from(run.2) != heaviest);
        let byte = |value: usize| u8::try_from(value).ok();
        let states = 0..u16::try_from(table.len()).ok()?;
        let narrow = |row: &[u16]| row.iter().map(|&next| byte(usize::from(next))).collect();
        Some(Self {
            classes: named
                .map(|&(first, last, class)| {
                    Some((byte(first)?, byte(last)?, byte(number(class))?))
                })
                .collect::<Option<_>>()?,
            next: states
                .map(|state| narrow(table.row(state)))
                .collect::<Option<_>>()?,
            accept: table.accept,
        })
    }
}

/// Maximal ranges of bytes of one class.
fn runs(classes: &[u16]) -> Vec<(usize, usize, u16)> {
    let mut runs: Vec<(usize, usize, u16)> = Vec::new();
    for (byte, &class) in classes.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.2 == class => run.1 = byte,
            _ => runs.push((byte, byte, class)),
        }
    }
    runs
}

const _: () = assert!(START as u8 == Dfa::START, "one numbering");
