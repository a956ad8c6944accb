//! Coverage: each keyword that a document uses, how often, and what becomes of it.
//!
//! `grammar` knows which member of which object is a keyword, and tables say what each comes to as a
//! rule: `openapi` for the objects of OpenAPI, `schema` for schemas. `walk` counts, each place once and
//! without following references. `finding` moves the uses that lowering had something to say about,
//! so that a table never claims what a finding denies. `unknown` says of what no table knows that it
//! says nothing.

mod finding;
mod form;
mod grammar;
pub mod human;
pub mod json;
mod openapi;
mod schema;
mod success;
#[cfg(test)]
mod tests;
mod unknown;
mod walk;

use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::lower::Reading;
use crate::pointer::Pointer;
use grammar::Kind;
use std::collections::BTreeMap;
pub use unknown::unknown;

/// What becomes of a use of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The types or the client do what it says.
    Honoured,
    /// It stands in the documentation of the crate, which is all that it asks.
    Documented,
    /// Something near it is done, and said.
    Approximated,
    /// It asks something that is not done.
    Refused,
    /// It asks nothing of a client, and is left out.
    Ignored,
    /// It is no keyword where it stands.
    Unknown,
}

impl Standing {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 6] = [
        Self::Honoured,
        Self::Documented,
        Self::Approximated,
        Self::Refused,
        Self::Ignored,
        Self::Unknown,
    ];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Honoured => "honoured",
            Self::Documented => "documented",
            Self::Approximated => "approximated",
            Self::Refused => "refused",
            Self::Ignored => "ignored",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a use is not honoured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reason {
    /// The finding that says so, if there is one.
    code: Option<&'static str>,
    text: &'static str,
}

impl Reason {
    /// It stands in something that is not honoured, which has a reason of its own.
    const INSIDE: Self = Self::plain("inside");

    const fn plain(text: &'static str) -> Self {
        Self { code: None, text }
    }
}

/// What becomes of one use.
#[derive(Clone, Copy, Debug)]
struct Verdict {
    standing: Standing,
    /// Told of what is approximated, refused or unknown.
    reason: Reason,
    /// Whether it goes for all that stands inside.
    is_whole: bool,
}

/// So many places of a keyword are kept for each reason.
const KEPT_PLACES: usize = 10;
/// So many extensions and unknown keywords of a kind of object are told apart.
const KEPT_NAMES: usize = 50;
/// The name under which the rest of them are counted.
const OTHERS: &str = "(others)";

/// What becomes of the keywords of a document.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    keywords: BTreeMap<(Kind, String), Keyword>,
    /// How many names of each kind are extensions or unknown.
    names: BTreeMap<Kind, usize>,
    /// Findings, by code, that are about no use: they are beyond the number that is kept, or their
    /// place is none of the grammar.
    unplaced: BTreeMap<&'static str, usize>,
}

/// The uses of one keyword in one kind of object.
#[derive(Clone, Debug, Default)]
struct Keyword {
    /// In the order of [`Standing::ALL`].
    counts: [usize; Standing::ALL.len()],
    reasons: BTreeMap<(Standing, Reason), Uses>,
}

/// Uses with the same reason.
#[derive(Clone, Debug, Default)]
struct Uses {
    count: usize,
    /// The first of them.
    places: Vec<Pointer>,
}

impl Coverage {
    /// What becomes of the keywords of a document that was lowered, with the findings of that.
    pub fn of(document: &Document, reading: Reading, diagnostics: &Diagnostics) -> Self {
        let (marks, unplaced) = finding::marks(document, diagnostics);
        let mut coverage = walk::walk(document, reading, marks);
        coverage.unplaced = unplaced;
        coverage
    }

    /// Counts a use at a place.
    fn record(&mut self, kind: Kind, name: &str, is_named: bool, verdict: Verdict, at: &Pointer) {
        let mut key = (kind, name.to_owned());
        if !is_named && !self.keywords.contains_key(&key) {
            let names = self.names.entry(kind).or_default();
            *names += 1;
            if *names > KEPT_NAMES {
                key.1 = OTHERS.to_owned();
            }
        }
        let keyword = self.keywords.entry(key).or_default();
        keyword.counts[verdict.standing as usize] += 1;
        if matches!(
            verdict.standing,
            Standing::Approximated | Standing::Refused | Standing::Unknown
        ) {
            let reason = (verdict.standing, verdict.reason);
            let uses = keyword.reasons.entry(reason).or_default();
            uses.count += 1;
            if uses.places.len() < KEPT_PLACES {
                uses.places.push(at.clone());
            }
        }
    }
}

impl Keyword {
    fn uses(&self) -> usize {
        self.counts.iter().sum()
    }
}
