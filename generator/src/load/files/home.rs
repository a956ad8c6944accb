//! Where in the document the parts of other files come to stand.
//!
//! A component of the document that is nothing but a reference is what it refers to; all else that is referred to
//! becomes a component, named after the last word of its pointer, or its file.

use super::part::Part;
use super::path::stem;
use super::shelf::{Shelf, Site};
use super::target::text;
use crate::load::Version;
use crate::load::grammar::{Kind, SECTIONS};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Words of pointers that say nothing of what stands there.
const STRUCTURE: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "content",
    "items",
    "oneOf",
    "schema",
];

/// Places in the document, by places in other files.
#[derive(Default)]
pub(super) struct Homes {
    places: BTreeMap<Site, Pointer>,
    /// The names that components have, by their sections.
    taken: BTreeMap<&'static str, BTreeSet<String>>,
}

/// A component that comes into the document.
pub(super) struct Moved {
    pub(super) site: Site,
    pub(super) part: Part,
    pub(super) section: &'static str,
    pub(super) name: String,
}

impl Homes {
    pub(super) fn get(&self, site: &Site) -> Option<&Pointer> {
        self.places.get(site)
    }

    pub(super) fn settle(&mut self, site: Site, place: Pointer) {
        self.places.insert(site, place);
    }

    /// What the components of the document stand for.
    pub(super) fn claim(&mut self, shelf: &mut Shelf<'_>) {
        let root = Site {
            file: 0,
            at: Pointer::root(),
        };
        for components in with_target(shelf, root.child("components")) {
            for (section, kind) in SECTIONS {
                for map in with_target(shelf, components.child(section)) {
                    self.claim_each(shelf, &map, section, *kind);
                }
            }
        }
    }

    fn claim_each(&mut self, shelf: &mut Shelf<'_>, map: &Site, section: &'static str, kind: Kind) {
        let page = shelf.page(map.file);
        let members = page.document.get(&map.at).and_then(Value::as_object);
        for (name, value) in members.into_iter().flatten() {
            if name == "$ref" && value.is_string() {
                continue;
            }
            let place = Pointer::root()
                .child("components")
                .child(section)
                .child(name);
            self.taken.entry(section).or_default().insert(name.clone());
            let own = map.child(name);
            let members = value.as_object();
            let reference = members
                .filter(|members| is_alone(members.len(), page.document.version, kind))
                .and_then(text);
            let target = match reference {
                Some(reference) if !shelf.is_own(&own, reference) => {
                    shelf.target(&own, reference).ok()
                }
                Some(_) => None,
                None => Some(own),
            };
            if let Some(target) = target.filter(|target| target.file != 0) {
                self.places.entry(target).or_insert(place);
            }
        }
    }

    /// Gives a name to each of the rest.
    pub(super) fn name(&mut self, shelf: &Shelf<'_>, targets: Vec<(Site, Part)>) -> Vec<Moved> {
        let mut all = Vec::new();
        for (site, part) in targets {
            let Some(section) = part.section().filter(|_| self.get(&site).is_none()) else {
                continue;
            };
            let wanted = wanted(&shelf.page(site.file).path, &site.at);
            let taken = self.taken.entry(section).or_default();
            let numbered = (2..).map(|number| format!("{wanted}-{number}"));
            let mut names = std::iter::once(wanted.clone()).chain(numbered);
            let name = names.find(|name| !taken.contains(name)).unwrap_or(wanted);
            taken.insert(name.clone());
            let place = Pointer::root()
                .child("components")
                .child(section)
                .child(&name);
            self.settle(site.clone(), place);
            all.push(Moved {
                site,
                part,
                section,
                name,
            });
        }
        all
    }
}

/// Whether a reference is all that an object says: in 3.0 what stands beside it in a schema does not count.
pub(super) fn is_alone(members: usize, version: Version, kind: Kind) -> bool {
    members == 1 || (version == Version::V3_0 && kind == Kind::Schema)
}

/// A map, and what it refers to, whose members are its own too.
fn with_target(shelf: &mut Shelf<'_>, map: Site) -> Vec<Site> {
    let page = shelf.page(map.file);
    let members = page.document.get(&map.at).and_then(Value::as_object);
    let reference = members.and_then(text);
    let target = reference.and_then(|reference| shelf.target(&map, reference).ok());
    std::iter::once(map).chain(target).collect()
}

/// What a part of a file is called.
fn wanted(path: &str, at: &Pointer) -> String {
    let tokens: Vec<String> = at.tokens().collect();
    let says = |token: &String| {
        let is_number = token.bytes().all(|byte| byte.is_ascii_digit());
        !is_number && !token.contains('/') && !STRUCTURE.contains(&token.as_str())
    };
    let from = tokens.iter().rposition(says);
    let words = &tokens[from.unwrap_or_default()..];
    let file = stem(path).to_owned();
    match from {
        Some(_) => words.join("_"),
        None => std::iter::once(file)
            .chain(words.iter().cloned())
            .collect::<Vec<_>>()
            .join("_"),
    }
}
