//! How schemas are read where the letter and the author's meaning part.

use super::Lowering;

/// How schemas are read.
///
/// By the letter of JSON Schema, `{"properties": {..}}` without a `type` accepts every string, and
/// a closed part of an `allOf` refuses the properties of the others; nobody who writes so means it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Reading {
    /// As their authors mean them; a note names each place where that is not the letter.
    #[default]
    Meant,
    /// By the letter of the specification.
    Letter,
}

impl Lowering<'_> {
    pub(super) fn is_by_the_letter(&self) -> bool {
        self.reading == Reading::Letter
    }
}
