//! A parsed pattern, reduced to what decides whether a text matches: captures and laziness are gone.

use super::set::Set;

/// A part of a pattern. Nesting is bounded by the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Empty,
    /// One symbol: a code point with the flag `u`, a UTF-16 code unit without it.
    Set(Set),
    Look(Look),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    Repeat {
        body: Box<Node>,
        min: u32,
        max: Option<u32>,
    },
    /// Look-around and back-references: only a backtracking engine can tell.
    Opaque,
}

/// A condition on a place between two symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Start,
    End,
    Word,
    NotWord,
}

impl Node {
    pub(super) fn concat(mut parts: Vec<Node>) -> Self {
        parts.retain(|part| *part != Node::Empty);
        match parts.len() {
            0 => Node::Empty,
            1 => parts.remove(0),
            _ => Node::Concat(parts),
        }
    }

    pub(super) fn alternate(mut branches: Vec<Node>) -> Self {
        match branches.len() {
            1 => branches.remove(0),
            _ => Node::Alternate(branches),
        }
    }

    pub(super) fn repeat(self, min: u32, max: Option<u32>) -> Self {
        match (&self, min, max) {
            // A copy of nothing is nothing, however often: no builder needs to loop over it.
            (Node::Empty, _, _) | (_, _, Some(0)) => Node::Empty,
            (_, 1, Some(1)) => self,
            _ => Node::Repeat {
                body: Box::new(self),
                min,
                max,
            },
        }
    }

    /// Whether an empty text may match, of what is known: a reference may be to nothing.
    pub(super) fn may_be_empty(&self) -> bool {
        match self {
            Node::Empty | Node::Look(_) | Node::Opaque => true,
            Node::Set(_) => false,
            Node::Concat(parts) => parts.iter().all(Node::may_be_empty),
            Node::Alternate(branches) => branches.iter().any(Node::may_be_empty),
            Node::Repeat { body, min, .. } => *min == 0 || body.may_be_empty(),
        }
    }

    /// Whether something that may be empty is repeated in it.
    pub(super) fn repeats_nothing(&self) -> bool {
        let mut found = false;
        self.walk(&mut |node| {
            found |= matches!(node, Node::Repeat { body, .. } if body.may_be_empty());
        });
        found
    }

    /// Whether one set is repeated and nothing else: `^.{0,262144}$`, which an engine that unrolls
    /// counts refuses, and which a backtracking one matches in one pass.
    pub(super) fn is_one_run(&self) -> bool {
        let parts = match self {
            Node::Concat(parts) => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        let is_run = |part: &Node| matches!(part, Node::Repeat { body, .. } if matches!(**body, Node::Set(_)));
        let others = parts
            .iter()
            .filter(|part| !matches!(part, Node::Look(Look::Start | Look::End)));
        others.clone().count() == 1 && others.clone().all(is_run)
    }

    /// Calls `visit` for this node and all below it.
    pub(super) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        visit(self);
        match self {
            Node::Concat(parts) | Node::Alternate(parts) => {
                parts.iter().for_each(|part| part.walk(visit));
            }
            Node::Repeat { body, .. } => body.walk(visit),
            Node::Empty | Node::Set(_) | Node::Look(_) | Node::Opaque => {}
        }
    }
}
