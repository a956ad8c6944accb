//! What the generator has to say about a document: collected, never thrown one by one.

pub mod code;
mod deny;
pub(crate) mod escape;
mod excerpt;
pub mod explain;
pub mod github;
pub mod human;
pub mod json;
pub mod line;
mod lines;
mod page;
mod select;

pub use deny::Denied;
pub use escape::brief;
pub use page::Files;

use crate::pointer::Pointer;
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document is at fault, and nothing is generated.
    Error,
    /// Something is lost or contradicts itself; the rest is generated.
    Warning,
    /// Worth knowing: the output differs from what one might expect.
    Note,
}

impl Severity {
    /// The word that stands before a finding.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a finding points.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// At the value that a JSON pointer names.
    Value(Pointer),
    /// At the key under which the value that a JSON pointer names is held.
    Key(Pointer),
    /// At bytes of the text, for what is found before there is a tree.
    Bytes(std::ops::Range<usize>),
    /// At the document as a whole.
    Document,
    /// At a place in a file of this number, of several that the document is put together from.
    File(usize, Box<Place>),
}

impl Place {
    /// The pointer that it is told by.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Self::Value(pointer) | Self::Key(pointer) => Some(pointer),
            Self::File(_, place) => place.pointer(),
            Self::Bytes(_) | Self::Document => None,
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable name, such as `TW0214`; [`code::ALL`] lists them.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// A few words under the caret.
    pub label: Option<String>,
    /// Other places that explain the finding, each with a few words.
    pub related: Vec<(Place, String)>,
    /// The change to make.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding that stops generation.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message)
    }

    /// A finding that loses or changes something.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message)
    }

    /// A finding worth knowing.
    pub fn note(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, place, message)
    }

    fn new(
        severity: Severity,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// Puts a few words under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Names another place that explains the finding.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Says that what it is about stands in a file of this number.
    #[must_use]
    pub fn in_file(mut self, file: usize) -> Self {
        let move_to = |place: &mut Place| {
            let inner = std::mem::replace(place, Place::Document);
            *place = Place::File(file, Box::new(inner));
        };
        move_to(&mut self.place);
        self.related
            .iter_mut()
            .for_each(|(place, _)| move_to(place));
        self
    }

    /// Says which change to make.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        self.help_if(Some(help))
    }

    /// Says which change to make, if that is known.
    #[must_use]
    pub fn help_if(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into).or(self.help);
        self
    }
}

/// So many findings of a code are kept; a hostile document makes millions.
const KEPT_PER_CODE: usize = 1000;

/// The findings of one run, in the order they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<(Severity, &'static str), usize>,
    /// How many of each kind are counted, but not kept.
    dropped: BTreeMap<(Severity, &'static str), usize>,
    /// Fingerprints of the findings made: a schema that is read twice is found fault with once.
    seen: HashSet<u64>,
}

impl Diagnostics {
    /// Adds a finding. Of a flood of one code, the first thousand are kept and the rest are counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let mut fingerprint = DefaultHasher::new();
        (diagnostic.code, &diagnostic.place, &diagnostic.message).hash(&mut fingerprint);
        if !self.seen.insert(fingerprint.finish()) {
            return;
        }
        let kind = (diagnostic.severity, diagnostic.code);
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= KEPT_PER_CODE {
            self.kept.push(diagnostic);
        } else {
            *self.dropped.entry(kind).or_default() += 1;
        }
    }

    /// Whether any finding stops generation.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings of a severity were made.
    pub fn count(&self, severity: Severity) -> usize {
        let of_kind = self
            .counts
            .iter()
            .filter(|((kind, _), _)| *kind == severity);
        of_kind.map(|(_, count)| count).sum()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many findings of each code are counted, but not kept.
    pub fn dropped(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        self.dropped
            .iter()
            .map(|((_, code), count)| (*code, *count))
    }

    /// The findings kept, in the order they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.kept.iter()
    }
}
