//! Deterministic automata as tables, and their smallest form.

use std::collections::{HashMap, VecDeque};

/// The state from which nothing matches.
pub(super) const DEAD: u16 = 0;

/// The start of a minimized table. A start that is dead still has its own row.
pub(super) const START: u16 = 1;

/// A row a state, a column a class of symbols.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) width: usize,
    next: Vec<u16>,
    pub(super) accept: Vec<bool>,
    pub(super) start: u16,
}

impl Table {
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            next: Vec::new(),
            accept: Vec::new(),
            start: START,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.accept.len()
    }

    pub(super) fn push(&mut self, row: &[u16], accept: bool) {
        self.next.extend_from_slice(row);
        self.accept.push(accept);
    }

    pub(super) fn push_uniform(&mut self, target: u16, accept: bool) {
        self.next.extend(std::iter::repeat_n(target, self.width));
        self.accept.push(accept);
    }

    pub(super) fn row(&self, state: u16) -> &[u16] {
        let from = usize::from(state) * self.width;
        &self.next[from..from + self.width]
    }

    pub(super) fn set_row(&mut self, state: u16, row: &[u16]) {
        let from = usize::from(state) * self.width;
        self.next[from..from + self.width].copy_from_slice(row);
    }

    pub(super) fn step(&self, state: u16, column: u16) -> u16 {
        self.next[usize::from(state) * self.width + usize::from(column)]
    }

    /// The smallest equal table (Moore): [`DEAD`], [`START`], then the rest in the order in which
    /// columns reach it. `None` when more than `limit` states remain.
    pub(super) fn minimize(&self, limit: usize) -> Option<Self> {
        let blocks = self.blocks(limit)?;
        let mut sample = HashMap::new();
        for (state, &block) in (0_u16..).zip(&blocks) {
            sample.entry(block).or_insert(state);
        }
        let block_row = |block: u16| {
            let state = sample.get(&block).copied().unwrap_or(self.start);
            self.row(state)
                .iter()
                .map(|&next| blocks[usize::from(next)])
        };
        let is_dead = |block: u16| {
            let state = sample.get(&block).copied().unwrap_or(self.start);
            !self.accept[usize::from(state)] && block_row(block).all(|next| next == block)
        };

        let start = blocks[usize::from(self.start)];
        let mut numbers = HashMap::from([(start, START)]);
        let mut queue = VecDeque::from([start]);
        let mut minimal = Self::new(self.width);
        minimal.push_uniform(DEAD, false);
        while let Some(block) = queue.pop_front() {
            let row: Vec<u16> = block_row(block)
                .map(|next| match u16::try_from(numbers.len() + 1) {
                    _ if is_dead(next) => DEAD,
                    Ok(fresh) => *numbers.entry(next).or_insert_with(|| {
                        queue.push_back(next);
                        fresh
                    }),
                    Err(_) => DEAD,
                })
                .collect();
            let state = sample.get(&block).copied().unwrap_or(self.start);
            minimal.push(&row, self.accept[usize::from(state)]);
        }
        (minimal.len() <= limit).then_some(minimal)
    }

    /// For each state the block of states that no text tells from it.
    fn blocks(&self, limit: usize) -> Option<Vec<u16>> {
        // States at different distances from acceptance differ. Starting there instead of with
        // two blocks spares a chain, such as that of `a{1,2000}`, a round for each of its links.
        let mut blocks = self.distances();
        let mut count = 0;
        loop {
            let mut numbers: HashMap<Vec<u16>, u16> = HashMap::new();
            let mut refined = Vec::with_capacity(blocks.len());
            for (state, &block) in (0_u16..).zip(&blocks) {
                let mut signature = Vec::with_capacity(self.width + 1);
                signature.push(block);
                signature.extend(
                    self.row(state)
                        .iter()
                        .map(|&next| blocks[usize::from(next)]),
                );
                let fresh = u16::try_from(numbers.len()).ok()?;
                refined.push(*numbers.entry(signature).or_insert(fresh));
            }
            if numbers.len() == count {
                return Some(refined);
            }
            // Blocks only ever split.
            if numbers.len() > limit {
                return None;
            }
            count = numbers.len();
            blocks = refined;
        }
    }

    /// For each state the length of the shortest text that leads to acceptance.
    fn distances(&self) -> Vec<u16> {
        let mut sources: Vec<Vec<u16>> = vec![Vec::new(); self.len()];
        for (state, row) in (0_u16..).zip(self.next.chunks(self.width.max(1))) {
            row.iter()
                .for_each(|&next| sources[usize::from(next)].push(state));
        }
        let mut distances = vec![u16::MAX; self.len()];
        let mut queue = VecDeque::new();
        for (state, _) in (0_u16..).zip(&self.accept).filter(|(_, accept)| **accept) {
            distances[usize::from(state)] = 0;
            queue.push_back(state);
        }
        while let Some(state) = queue.pop_front() {
            let distance = distances[usize::from(state)].saturating_add(1);
            for &source in &sources[usize::from(state)] {
                if distances[usize::from(source)] == u16::MAX {
                    distances[usize::from(source)] = distance;
                    queue.push_back(source);
                }
            }
        }
        distances
    }

    /// The table without columns that equal another, and for each old column its new one.
    pub(super) fn merge_columns(&self) -> (Self, Vec<u16>) {
        let mut numbers: HashMap<Vec<u16>, u16> = HashMap::new();
        let mut columns = Vec::with_capacity(self.width);
        let mut kept = Vec::new();
        for column in 0..self.width {
            let whole: Vec<u16> = self
                .next
                .iter()
                .skip(column)
                .step_by(self.width)
                .copied()
                .collect();
            let fresh = u16::try_from(kept.len()).unwrap_or(u16::MAX);
            let number = *numbers.entry(whole).or_insert(fresh);
            if number == fresh {
                kept.push(column);
            }
            columns.push(number);
        }
        (self.with_columns(&kept), columns)
    }

    /// The table with these columns of it, in this order.
    pub(super) fn with_columns(&self, kept: &[usize]) -> Self {
        let mut merged = Self::new(kept.len());
        merged.start = self.start;
        for (row, &accept) in self.next.chunks(self.width.max(1)).zip(&self.accept) {
            let row: Vec<u16> = kept.iter().map(|&column| row[column]).collect();
            merged.push(&row, accept);
        }
        merged
    }
}
