//! The texts that findings are shown against; a text is parsed again only if a finding names a pointer.

use super::Place;
use super::lines::{Lines, Position};
use crate::load::{Origins, Positions, Source};
use crate::pointer::Pointer;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// The files that findings are about.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    document: &'a Source,
    /// Overlays, and then what references led to.
    others: [&'a [Source]; 2],
    origins: Option<&'a Origins>,
}

impl<'a> Files<'a> {
    /// A document that was put together from several files.
    pub const fn new(
        document: &'a Source,
        others: [&'a [Source]; 2],
        origins: &'a Origins,
    ) -> Self {
        Self {
            document,
            others,
            origins: Some(origins),
        }
    }

    /// The texts of all, that of the document first.
    pub(super) fn texts(self) -> Vec<Cow<'a, str>> {
        self.sources().map(Source::text).collect()
    }

    pub(super) fn sources(self) -> impl Iterator<Item = &'a Source> {
        let others = self.others.into_iter().flatten();
        std::iter::once(self.document).chain(others)
    }
}

impl<'a> From<&'a Source> for Files<'a> {
    fn from(document: &'a Source) -> Self {
        Self {
            document,
            others: [&[], &[]],
            origins: None,
        }
    }
}

/// All texts.
pub(super) struct Pages<'a> {
    files: Files<'a>,
    pages: Vec<Page<'a>>,
}

impl<'a> Pages<'a> {
    /// `texts` is what [`Files::texts`] gives.
    pub(super) fn new(files: Files<'a>, texts: &'a [Cow<'a, str>]) -> Self {
        let pages = files.sources().zip(texts);
        Self {
            files,
            pages: pages
                .map(|(source, text)| Page::new(source, text))
                .collect(),
        }
    }

    /// Where a place is.
    pub(super) fn spot(&self, place: &Place) -> Spot<'_> {
        let (file, place) = match (place, self.files.origins) {
            (Place::File(file, place), _) => (*file, Place::clone(place)),
            (Place::Value(pointer), Some(origins)) => {
                let (file, pointer) = origins.find(pointer);
                (file, Place::Value(pointer))
            }
            (Place::Key(pointer), Some(origins)) => {
                let (file, pointer) = key(pointer, origins);
                (file, Place::Key(pointer))
            }
            (place, _) => (0, place.clone()),
        };
        let file = file.min(self.pages.len() - 1);
        let page = &self.pages[file];
        Spot {
            file,
            page,
            bytes: page.bytes(&place),
        }
    }

    /// The lines of a file of this number.
    pub(super) fn lines(&self, file: usize) -> &Lines<'a> {
        &self.pages[file].lines
    }

    /// The document itself.
    pub(super) fn document(&self) -> &'a Source {
        self.files.document
    }
}

/// The place of a key; that of what is a file as a whole stands where the file is referred to.
fn key(pointer: &Pointer, origins: &Origins) -> (usize, Pointer) {
    let (file, found) = origins.find(pointer);
    match pointer.split_last() {
        Some((parent, name)) if found == Pointer::root() => {
            let (file, parent) = origins.find(&parent);
            (file, parent.child(&name))
        }
        _ => (file, found),
    }
}

/// A place in a file.
pub(super) struct Spot<'p> {
    /// The number of the file.
    pub(super) file: usize,
    pub(super) page: &'p Page<'p>,
    /// `None` for the file as a whole.
    pub(super) bytes: Option<Range<usize>>,
}

impl Spot<'_> {
    /// Its first character, and the one behind its last.
    pub(super) fn positions(&self) -> (Position, Position) {
        let bytes = self.bytes.clone().unwrap_or(0..0);
        let lines = &self.page.lines;
        (lines.position(bytes.start), lines.position(bytes.end))
    }
}

/// One text, its lines and, once asked for, the places of its values.
pub(super) struct Page<'a> {
    pub(super) source: &'a Source,
    pub(super) lines: Lines<'a>,
    positions: OnceCell<Positions>,
}

impl<'a> Page<'a> {
    fn new(source: &'a Source, text: &'a str) -> Self {
        Self {
            source,
            lines: Lines::new(text),
            positions: OnceCell::new(),
        }
    }

    fn bytes(&self, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::Document => None,
            Place::Bytes(bytes) => Some(bytes.start..bytes.end.max(bytes.start)),
            Place::Value(_) | Place::Key(_) => {
                let positions = self.positions.get_or_init(|| Positions::new(self.source));
                positions.locate(place)
            }
            // A file has no files.
            Place::File(_, place) => self.bytes(place),
        }
    }
}
