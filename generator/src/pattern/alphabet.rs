//! Symbols that no set of a pattern tells apart share a column of its tables.

use super::ast::{Look, Node};
use super::parse::Mode;
use super::set::{LAST_CODE_POINT, LAST_CODE_UNIT, SURROGATES, Set};
use std::collections::{HashMap, HashSet};

/// More sets, or ranges of them, are not worth a table.
const MAX_SETS: usize = 256;
const MAX_RANGES: usize = 8_192;

/// The columns of a pattern, and how symbols and sets spread over them.
#[derive(Clone, Debug, Default)]
pub(super) struct Alphabet {
    /// Adjacent inclusive ranges, the whole of the symbols, each with its column.
    pub(super) ranges: Vec<(u32, u32, u16)>,
    /// The distinct sets, and for each the columns it holds, ascending.
    sets: Vec<(Set, Vec<u16>)>,
    /// Whether a column holds word characters; all `false` when no `\b` asks.
    pub(super) word: Vec<bool>,
}

impl Alphabet {
    /// `None` when there are too many sets.
    pub(super) fn new(node: &Node, mode: Mode) -> Option<Self> {
        let last = if mode == Mode::Unicode {
            LAST_CODE_POINT
        } else {
            LAST_CODE_UNIT
        };
        let everything = Set::range(0, last);
        let mut sets: Vec<&Set> = vec![&everything];
        let mut seen = HashSet::new();
        let mut asks_word = false;
        node.walk(&mut |part| match part {
            Node::Set(set) if seen.insert(set) => sets.push(set),
            Node::Look(Look::Word | Look::NotWord) => asks_word = true,
            _ => {}
        });
        let word = Set::word();
        if asks_word {
            sets.push(&word);
        }
        let range_count: usize = sets.iter().map(|set| set.ranges().len()).sum();
        if sets.len() > MAX_SETS || range_count > MAX_RANGES {
            return None;
        }
        Some(Self::partition(&sets, last, mode, asks_word))
    }

    fn partition(sets: &[&Set], last: u32, mode: Mode, asks_word: bool) -> Self {
        let mut bounds: Vec<u32> = vec![0, last + 1];
        if mode == Mode::Unicode {
            bounds.extend([SURROGATES.0, SURROGATES.1 + 1]);
        }
        for (first, end) in sets.iter().flat_map(|set| set.ranges()) {
            bounds.extend([*first, end + 1]);
        }
        bounds.sort_unstable();
        bounds.dedup();

        let mut members: Vec<Vec<u16>> = vec![Vec::new(); bounds.len() - 1];
        for (index, set) in (0_u16..).zip(sets) {
            for &(first, end) in set.ranges() {
                let from = bounds.partition_point(|&bound| bound < first);
                let to = bounds.partition_point(|&bound| bound <= end);
                members[from..to]
                    .iter_mut()
                    .for_each(|list| list.push(index));
            }
        }

        let mut alphabet = Self::default();
        let mut columns: HashMap<Vec<u16>, u16> = HashMap::new();
        let mut in_column: Vec<Vec<u16>> = vec![Vec::new(); sets.len()];
        for (bound, list) in bounds.windows(2).zip(members) {
            // Text holds no lone surrogate, so under the flag `u` none needs a column: the range
            // joins its neighbour.
            if mode == Mode::Unicode && bound[0] == SURROGATES.0 {
                alphabet.extend_last(bound[1] - 1);
                continue;
            }
            let fresh = u16::try_from(columns.len()).unwrap_or(u16::MAX);
            let column = *columns.entry(list.clone()).or_insert(fresh);
            if column == fresh {
                list.iter()
                    .for_each(|&set| in_column[usize::from(set)].push(column));
                let is_word = asks_word
                    && list
                        .last()
                        .is_some_and(|&set| usize::from(set) == sets.len() - 1);
                alphabet.word.push(is_word);
            }
            alphabet.push(bound[0], bound[1] - 1, column);
        }
        alphabet.sets = sets.iter().map(|&set| set.clone()).zip(in_column).collect();
        alphabet
    }

    /// Adds a range after the last one, joining it when the column is the same.
    pub(super) fn push(&mut self, first: u32, last: u32, column: u16) {
        match self.ranges.last_mut() {
            Some(previous) if previous.2 == column => previous.1 = last,
            _ => self.ranges.push((first, last, column)),
        }
    }

    pub(super) fn extend_last(&mut self, last: u32) {
        if let Some(range) = self.ranges.last_mut() {
            range.1 = last;
        }
    }

    pub(super) fn width(&self) -> usize {
        self.word.len()
    }

    /// The index of a set that the pattern was searched for; 0 is the set of everything.
    pub(super) fn index_of(&self, set: &Set) -> usize {
        self.sets
            .iter()
            .position(|(known, _)| known == set)
            .unwrap_or_default()
    }

    /// The columns that a set holds.
    pub(super) fn columns(&self, index: usize) -> &[u16] {
        self.sets.get(index).map_or(&[], |(_, columns)| columns)
    }
}
