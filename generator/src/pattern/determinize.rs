//! Nondeterministic to deterministic automaton (subset construction) over the columns of an alphabet.

use super::alphabet::Alphabet;
use super::ast::Look;
use super::nfa::{Nfa, State};
use super::table::{DEAD, Table};
use std::collections::HashMap;

/// More subsets than this do not become a small table.
const MAX_SUBSETS: usize = 2_048;

/// The state of a text that matches whatever follows.
const MATCHED: u16 = 1;

/// What stands before a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Behind {
    Nothing,
    Word,
    Other,
}

/// What stands after a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ahead {
    /// Not looked at: conditions on it stay open.
    Unknown,
    Nothing,
    Word,
    Other,
}

/// The states that an automaton may be in: symbols to take, open conditions, the match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Subset {
    states: Vec<u32>,
    behind: Behind,
}

/// Builds the table, or gives up when `steps` run out.
pub(super) fn determinize(nfa: &Nfa, alphabet: &Alphabet, steps: &mut u64) -> Option<Table> {
    let mut work = Work {
        nfa,
        seen: vec![0; nfa.states.len()],
        round: 0,
        steps,
        subsets: Vec::new(),
        numbers: HashMap::new(),
    };
    let mut table = Table::new(alphabet.width());
    table.push_uniform(DEAD, false);
    table.push_uniform(MATCHED, true);
    table.start = work.number(&[nfa.start], Behind::Nothing)?;
    let mut done = 0;
    while let Some(subset) = work.subsets.get(done).cloned() {
        done += 1;
        work.expand(&subset, alphabet, &mut table)?;
    }
    Some(table)
}

struct Work<'a> {
    nfa: &'a Nfa,
    /// The round in which a state was last visited.
    seen: Vec<u32>,
    round: u32,
    steps: &'a mut u64,
    /// The subset of number 2, 3, ...
    subsets: Vec<Subset>,
    numbers: HashMap<Subset, u16>,
}

impl Work<'_> {
    fn spend(&mut self, steps: usize) -> Option<()> {
        *self.steps = self.steps.checked_sub(steps as u64)?;
        Some(())
    }

    /// The number of the subset reached through `seeds`.
    fn number(&mut self, seeds: &[u32], behind: Behind) -> Option<u16> {
        let states = self.close(seeds, behind, Ahead::Unknown)?;
        if states.is_empty() {
            return Some(DEAD);
        }
        if self.matches(&states) {
            return Some(MATCHED);
        }
        // What stands behind matters to open conditions only, and those few carry it.
        let open = states
            .iter()
            .any(|&state| matches!(self.state(state), State::Look { .. }));
        let behind = if open { behind } else { Behind::Other };
        let subset = Subset { states, behind };
        if let Some(&number) = self.numbers.get(&subset) {
            return Some(number);
        }
        if self.subsets.len() == MAX_SUBSETS {
            return None;
        }
        let number = u16::try_from(self.subsets.len()).ok()? + 2;
        self.subsets.push(subset.clone());
        self.numbers.insert(subset, number);
        Some(number)
    }

    fn state(&self, state: u32) -> State {
        self.nfa.states[state as usize]
    }

    fn matches(&self, states: &[u32]) -> bool {
        states
            .iter()
            .any(|&state| matches!(self.state(state), State::Match))
    }

    /// All states reached without taking a symbol, those that lead on to others left out.
    fn close(&mut self, seeds: &[u32], behind: Behind, ahead: Ahead) -> Option<Vec<u32>> {
        self.round += 1;
        let mut stack = seeds.to_vec();
        let mut closed = Vec::new();
        let mut visited = 0;
        while let Some(state) = stack.pop() {
            if std::mem::replace(&mut self.seen[state as usize], self.round) == self.round {
                continue;
            }
            visited += 1;
            match self.state(state) {
                State::Fork(first, second) => stack.extend([second, first]),
                State::Look { look, next } => match holds(look, behind, ahead) {
                    Some(true) => stack.push(next),
                    Some(false) => {}
                    None => closed.push(state),
                },
                State::Symbol { .. } | State::Match => closed.push(state),
            }
        }
        self.spend(visited + seeds.len())?;
        closed.sort_unstable();
        Some(closed)
    }

    /// Writes the row of a subset.
    fn expand(&mut self, subset: &Subset, alphabet: &Alphabet, table: &mut Table) -> Option<()> {
        let at_end = self.close(&subset.states, subset.behind, Ahead::Nothing)?;
        let accept = self.matches(&at_end);
        let mut row = vec![MATCHED; alphabet.width()];
        for (ahead, is_word) in [(Ahead::Word, true), (Ahead::Other, false)] {
            if !alphabet.word.contains(&is_word) {
                continue;
            }
            let states = self.close(&subset.states, subset.behind, ahead)?;
            if self.matches(&states) {
                continue;
            }
            let behind = if is_word { Behind::Word } else { Behind::Other };
            let mut targets: Vec<Vec<u32>> = vec![Vec::new(); row.len()];
            for state in states {
                if let State::Symbol { set, next } = self.state(state) {
                    let columns = alphabet.columns(set);
                    self.spend(columns.len())?;
                    columns
                        .iter()
                        .for_each(|&column| targets[usize::from(column)].push(next));
                }
            }
            for (column, seeds) in targets.iter().enumerate() {
                if alphabet.word[column] == is_word {
                    row[column] = self.number(seeds, behind)?;
                }
            }
        }
        table.push(&row, accept);
        Some(())
    }
}

/// Whether a condition holds; `None` while what is ahead is unknown.
fn holds(look: Look, behind: Behind, ahead: Ahead) -> Option<bool> {
    let is_boundary = (behind == Behind::Word) != (ahead == Ahead::Word);
    match look {
        Look::Start => Some(behind == Behind::Nothing),
        _ if ahead == Ahead::Unknown => None,
        Look::End => Some(ahead == Ahead::Nothing),
        Look::Word => Some(is_boundary),
        Look::NotWord => Some(!is_boundary),
    }
}
