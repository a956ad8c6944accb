//! From a reference to the place that it names, in whichever file that is.

use super::part::is_reference;
use super::path;
use super::shelf::{Shelf, Site};
use crate::load::ReferenceError;
use crate::load::reference::{is_absolute, percent_decode};
use crate::load::retrieve::Refusal;
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// So many references on the way of a pointer are followed inside of one another; it bounds the recursion.
const STEPS: usize = 16;

/// For so many files that are missing another is looked for, which may be a large one; more have one cause.
const GUESSES: usize = 20;

impl Shelf<'_> {
    /// The place at the end of a chain of references that are nothing else, or the first of them in the document itself.
    /// `from` is the schema or object that has the reference.
    pub(super) fn target(&mut self, from: &Site, reference: &str) -> Result<Site, ReferenceError> {
        let mut site = self.named(from, reference)?;
        let mut seen = BTreeSet::new();
        let mut chain = vec![reference.to_owned()];
        while site.file != 0 {
            let page = self.page(site.file);
            let value = page.document.get(&site.at).and_then(Value::as_object);
            let Some(next) = value.filter(|members| members.len() == 1).and_then(text) else {
                break;
            };
            if seen.contains(&site) {
                return Err(ReferenceError::Cycle { chain });
            }
            chain.push(next.to_owned());
            // What leads nowhere is told where it stands.
            let Ok(found) = self.named(&site, next) else {
                break;
            };
            seen.insert(std::mem::replace(&mut site, found));
        }
        Ok(site)
    }

    /// Whether the value of a `mapping` is a reference, and not the name of a component, which may look like a file's.
    pub(super) fn is_reference(&self, mapped: &str) -> bool {
        let schemas = Pointer::root().child("components").child("schemas");
        is_reference(mapped) && self.page(0).document.get(&schemas.child(mapped)).is_none()
    }

    /// Whether a reference in the document names a part of it as it is written.
    pub(super) fn is_own(&self, from: &Site, reference: &str) -> bool {
        let (resource, _) = split(reference);
        let page = self.page(from.file);
        from.file == 0 && (resource.is_empty() || page.document.names(resource, &from.at))
    }

    fn named(&mut self, from: &Site, reference: &str) -> Result<Site, ReferenceError> {
        let page = self.page(from.file);
        let (resource, _) = split(reference);
        if resource.is_empty() || page.document.names(resource, &from.at) {
            return match page.document.resolve(reference, &from.at) {
                Ok((at, _)) => Ok(Site {
                    file: from.file,
                    at,
                }),
                Err(error) => {
                    let found = self.through(from.file, reference);
                    let found = found.or_else(|| self.of_document(from, reference));
                    found.ok_or_else(|| match from.file {
                        0 => error,
                        _ => error.of_file(&page.path),
                    })
                }
            };
        }
        if is_absolute(resource) {
            return Err(page.document.elsewhere(reference));
        }
        let mut path = String::new();
        let mut opened = Err(Refusal::Missing);
        for next in self.paths(from, resource) {
            opened = self.open(&next);
            path = next;
            if opened != Err(Refusal::Missing) {
                break;
            }
        }
        let file = opened.map_err(|refusal| {
            let local = self.page(0).document.local(reference);
            ReferenceError::File {
                suggestion: local.or_else(|| self.similar(reference, &path)),
                reference: reference.to_owned(),
                path,
                refusal,
            }
        })?;
        let page = self.page(file);
        match page.document.within(&Pointer::root(), reference) {
            Ok((at, _)) => Ok(Site { file, at }),
            Err(error) => {
                let found = self.through(file, reference);
                found.ok_or_else(|| error.in_resource(resource))
            }
        }
    }

    /// The reference to a file that is there under another of the endings that documents have.
    fn similar(&mut self, reference: &str, path: &str) -> Option<String> {
        let (start, end) = path.rsplit_once('.')?;
        if !self.endings.contains_key(path) && self.endings.len() < GUESSES {
            let mut others = ["yaml", "yml", "json"].into_iter();
            let found = others.find(|other| self.is_there(&format!("{start}.{other}")));
            self.endings.insert(path.to_owned(), found);
        }
        let found = self.endings.get(path).copied().flatten()?;
        let (resource, fragment) = split(reference);
        Some(format!("{}{found}{fragment}", resource.strip_suffix(end)?))
    }

    /// A reference that would lead to nothing in its own file, but leads to something in the document, means that.
    fn of_document(&mut self, from: &Site, reference: &str) -> Option<Site> {
        if from.file == 0 || !reference.starts_with('#') {
            return None;
        }
        let page = self.page(0);
        match page.document.resolve(reference, &Pointer::root()) {
            Ok((at, _)) => Some(Site { file: 0, at }),
            Err(_) => self.through(0, reference),
        }
    }

    /// Where the pointer of a reference leads, when references stand on its way, as in maps that are files.
    fn through(&mut self, file: usize, reference: &str) -> Option<Site> {
        let (_, fragment) = reference.split_once('#')?;
        let at = Pointer::parse(&percent_decode(fragment)?)?;
        let way = Site { file, at };
        if let Some(known) = self.ways.get(&way) {
            return known.clone();
        }
        // Who comes back here meanwhile goes in a circle.
        self.ways.insert(way.clone(), None);
        let found = self.walk(&way);
        self.ways.insert(way, found.clone());
        found
    }

    fn walk(&mut self, way: &Site) -> Option<Site> {
        let mut site = Site {
            file: way.file,
            at: Pointer::root(),
        };
        for token in way.at.tokens() {
            let mut hops = 0;
            while !self.exists(&site.child(&token)) {
                hops += 1;
                self.steps += 1;
                let found = match hops.max(self.steps) > STEPS {
                    true => None,
                    false => self.hop(&site),
                };
                self.steps -= 1;
                site = found?;
            }
            site = site.child(&token);
        }
        Some(site)
    }

    fn exists(&self, site: &Site) -> bool {
        self.pages[site.file].document.get(&site.at).is_some()
    }

    /// What an object refers to.
    fn hop(&mut self, site: &Site) -> Option<Site> {
        let page = self.page(site.file);
        let members = page.document.get(&site.at)?.as_object()?;
        self.target(site, text(members)?).ok()
    }

    /// The paths that a relative reference may mean: from the `$id` of the schema around it where that is a path, and
    /// from the file that it stands in.
    fn paths(&self, from: &Site, resource: &str) -> Vec<String> {
        let page = self.page(from.file);
        let decoded = |text: &str| percent_decode(text).unwrap_or_else(|| text.to_owned());
        let identified = page.document.resources.path(resource, &from.at);
        let plain = decoded(resource);
        let mut paths: Vec<String> = identified.iter().map(|path| decoded(path)).collect();
        paths.push(plain);
        let mut paths: Vec<String> = paths
            .iter()
            .map(|path| path::join(&page.path, path))
            .collect();
        paths.dedup();
        paths
    }
}

/// A reference without its fragment, and that with its `#`.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_at(reference.find('#').unwrap_or(reference.len()))
}

/// The reference that an object has.
pub(super) fn text(members: &Map<String, Value>) -> Option<&str> {
    members.get("$ref")?.as_str()
}
