//! Where in the text a place of the document is. A cold path: the text is parsed a second time, so only who
//! prints a finding asks.

use super::outline::{Content, Entry, Id, Outline};
use super::{Format, Source, json, yaml};
use crate::diagnostic::{Diagnostics, Place};
use crate::pointer::Pointer;
use std::ops::Range;

/// The places of one text.
#[derive(Debug, Default)]
pub struct Positions {
    outline: Outline,
    length: usize,
}

/// What a pointer, or as much of it as exists, leads to.
struct Found {
    value: Id,
    key: Option<Range<usize>>,
    whole: bool,
}

impl Positions {
    /// Parses the text again. What cannot be parsed has no places.
    pub fn new(source: &Source) -> Self {
        let text = source.text();
        // What was not read has no values to find, so the text is read again first.
        let is_json = || json::read(&text, &mut Diagnostics::default()).is_ok();
        let outline = match Format::guess(source, &text) {
            Format::Json | Format::JsonOrYaml if is_json() => Outline::of_json(&text),
            Format::Json => None,
            Format::Yaml | Format::JsonOrYaml => {
                let tree = yaml::tree::Tree::read(&text).ok();
                tree.map(|tree| Outline::of_yaml(&tree))
            }
        };
        Self {
            outline: outline.unwrap_or_default(),
            length: text.len(),
        }
    }

    /// The bytes, in the text as [`Source::text`] gives it, of a value or a key. For what does not exist, those
    /// of the nearest ancestor that does.
    pub fn locate(&self, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::Document | Place::File(..) => None,
            Place::Bytes(bytes) => {
                let end = bytes.end.min(self.length);
                Some(bytes.start.min(end)..end)
            }
            Place::Value(pointer) => {
                let found = self.find(pointer)?;
                let range = self.outline.nodes().get(found.value)?.range.clone();
                // A value left out (`key:`) has no width; its key is what one sees.
                Some(match found.key {
                    Some(key) if range.is_empty() => key,
                    _ => range,
                })
            }
            Place::Key(pointer) => {
                let found = self.find(pointer)?;
                let range = self.outline.nodes().get(found.value)?.range.clone();
                Some(found.key.filter(|_| found.whole).unwrap_or(range))
            }
        }
    }

    fn find(&self, pointer: &Pointer) -> Option<Found> {
        self.outline.nodes().first()?;
        let mut found = Found {
            value: 0,
            key: None,
            whole: true,
        };
        for token in pointer.tokens() {
            let Some((key, value)) = self.step(found.value, &token) else {
                found.whole = false;
                break;
            };
            (found.key, found.value) = (key, value);
        }
        Some(found)
    }

    /// The member or element of a node.
    fn step(&self, id: Id, token: &str) -> Option<(Option<Range<usize>>, Id)> {
        match &self.outline.nodes().get(self.target(id))?.content {
            Content::Sequence(items) => {
                let item = items.get(token.parse::<usize>().ok()?)?;
                Some((None, *item))
            }
            Content::Mapping(entries) => {
                let entry = self.member(entries, token, 0)?;
                Some((Some(entry.key_range.clone()), entry.value))
            }
            Content::Scalar | Content::Alias(_) => None,
        }
    }

    fn target(&self, mut id: Id) -> Id {
        while let Some(Content::Alias(target)) = self.outline.nodes().get(id).map(|n| &n.content) {
            id = *target;
        }
        id
    }

    /// The member that counts: the last of its own, or else the first of what is merged.
    fn member<'s>(&'s self, entries: &'s [Entry], key: &str, merges: usize) -> Option<&'s Entry> {
        let own = |entry: &&Entry| !entry.merge && entry.key == key;
        entries.iter().rev().find(own).or_else(|| {
            let merged = entries.iter().filter(|entry| entry.merge);
            merged
                .filter(|_| merges < super::limit::DEPTH)
                .flat_map(|entry| self.sources(entry.value))
                .find_map(|source| self.member(source, key, merges + 1))
        })
    }

    /// The mappings that a merge key holds.
    fn sources(&self, id: Id) -> Vec<&[Entry]> {
        let nodes = self.outline.nodes();
        let entries = |id: Id| match nodes.get(self.target(id)).map(|node| &node.content) {
            Some(Content::Mapping(entries)) => Some(entries.as_slice()),
            _ => None,
        };
        match nodes.get(self.target(id)).map(|node| &node.content) {
            Some(Content::Sequence(items)) => {
                items.iter().filter_map(|&item| entries(item)).collect()
            }
            _ => entries(id).into_iter().collect(),
        }
    }
}
