//! A document's text as findings are shown against it; it is parsed again only if a finding names a pointer.

use super::Place;
use super::lines::Lines;
use crate::load::{Positions, Source};
use std::cell::OnceCell;
use std::ops::Range;

/// One text, its lines and, once asked for, the places of its values.
pub(super) struct Page<'a> {
    pub(super) source: &'a Source,
    pub(super) lines: Lines<'a>,
    positions: OnceCell<Positions>,
}

impl<'a> Page<'a> {
    /// `text` is what [`Source::text`] gives.
    pub(super) fn new(source: &'a Source, text: &'a str) -> Self {
        Self {
            source,
            lines: Lines::new(text),
            positions: OnceCell::new(),
        }
    }

    /// The bytes of a place; `None` for the document as a whole.
    pub(super) fn bytes(&self, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::Document => None,
            Place::Bytes(bytes) => Some(bytes.start..bytes.end.max(bytes.start)),
            Place::Value(_) | Place::Key(_) => {
                let positions = self.positions.get_or_init(|| Positions::new(self.source));
                positions.locate(place)
            }
        }
    }
}
