//! Where a new type goes: into a name that waits for it, or under a new one.

use super::word::singular;
use crate::ir::{Naming, TypeId};

/// Where a new type goes.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    /// Into this type, which others may refer to already.
    Reserved(TypeId),
    /// Into a new type, named so.
    Fresh(Naming),
}

impl Slot {
    pub(super) fn child(of: TypeId, word: impl Into<String>) -> Self {
        Self::Fresh(Naming::Child {
            of,
            word: word.into(),
        })
    }

    /// The slot of what stands inside a type without a name of its own, such as a nullable one.
    pub(super) fn inside(self) -> Self {
        match self {
            Self::Reserved(id) => Self::child(id, "Value"),
            fresh => fresh,
        }
    }

    /// The slot of a part, beside which there may be others.
    pub(super) fn part(&self, part: &str) -> Self {
        match self {
            Self::Reserved(id) => Self::child(*id, part),
            Self::Fresh(Naming::Child { of, word }) => Self::child(*of, format!("{word} {part}")),
            Self::Fresh(Naming::Operation { operation, word }) => Self::Fresh(Naming::Operation {
                operation: *operation,
                word: format!("{word} {part}"),
            }),
            Self::Fresh(Naming::Component(name)) => {
                Self::Fresh(Naming::Component(format!("{name} {part}")))
            }
        }
    }

    /// The slot of an item of an array, or of a value of a map: the place's name in the singular.
    pub(super) fn item(&self) -> Self {
        match self {
            Self::Reserved(id) => Self::child(*id, "Item"),
            Self::Fresh(Naming::Child { of, word }) => Self::child(*of, singular(word)),
            Self::Fresh(Naming::Operation { operation, word }) => Self::Fresh(Naming::Operation {
                operation: *operation,
                word: format!("{word} Item"),
            }),
            Self::Fresh(Naming::Component(name)) => Self::Fresh(Naming::Component(singular(name))),
        }
    }
}
