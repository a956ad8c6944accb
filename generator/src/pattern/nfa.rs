//! Pattern to nondeterministic automaton (Thompson), built from the end to the start.

use super::alphabet::Alphabet;
use super::ast::{Look, Node};

/// A larger automaton has no small table.
const MAX_STATES: usize = 20_000;

/// A state; the numbers are the states that follow.
#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    /// Takes a symbol of the set with this index.
    Symbol {
        set: usize,
        next: u32,
    },
    Fork(u32, u32),
    Look {
        look: Look,
        next: u32,
    },
    Match,
}

/// The automaton of "some part of the text matches".
#[derive(Debug)]
pub(super) struct Nfa {
    pub(super) states: Vec<State>,
    pub(super) start: u32,
}

impl Nfa {
    /// `None` when it is too large.
    pub(super) fn new(node: &Node, alphabet: &Alphabet) -> Option<Self> {
        let mut builder = Builder {
            states: Vec::new(),
            alphabet,
        };
        let end = builder.push(State::Match)?;
        let body = builder.add(node, end)?;
        // A search may skip any symbols first.
        let start = builder.push(State::Match)?;
        let skip = builder.push(State::Symbol {
            set: 0,
            next: start,
        })?;
        builder.states[start as usize] = State::Fork(body, skip);
        Some(Self {
            states: builder.states,
            start,
        })
    }
}

struct Builder<'a> {
    states: Vec<State>,
    alphabet: &'a Alphabet,
}

impl Builder<'_> {
    fn push(&mut self, state: State) -> Option<u32> {
        if self.states.len() >= MAX_STATES {
            return None;
        }
        self.states.push(state);
        u32::try_from(self.states.len() - 1).ok()
    }

    /// The state at which `node` begins when `next` follows it.
    fn add(&mut self, node: &Node, next: u32) -> Option<u32> {
        match node {
            Node::Empty => Some(next),
            Node::Set(set) => self.push(State::Symbol {
                set: self.alphabet.index_of(set),
                next,
            }),
            Node::Look(look) => self.push(State::Look { look: *look, next }),
            Node::Concat(parts) => parts
                .iter()
                .rev()
                .try_fold(next, |next, part| self.add(part, next)),
            Node::Alternate(branches) => {
                let (last, others) = branches.split_last()?;
                let mut start = self.add(last, next)?;
                for branch in others.iter().rev() {
                    let branch = self.add(branch, next)?;
                    start = self.push(State::Fork(branch, start))?;
                }
                Some(start)
            }
            Node::Repeat { body, min, max } => self.repeat(body, *min, *max, next),
            Node::Opaque => None,
        }
    }

    fn repeat(&mut self, body: &Node, min: u32, max: Option<u32>, next: u32) -> Option<u32> {
        let mut start = next;
        match max {
            None => {
                start = self.push(State::Match)?;
                let again = self.add(body, start)?;
                self.states[start as usize] = State::Fork(again, next);
            }
            Some(max) => {
                for _ in min..max {
                    let copy = self.add(body, start)?;
                    start = self.push(State::Fork(copy, next))?;
                }
            }
        }
        for _ in 0..min {
            let copy = self.add(body, start)?;
            if copy == start {
                break;
            }
            start = copy;
        }
        Some(start)
    }
}
