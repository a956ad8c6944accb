//! From a reference to the place that it names, in whichever file that is.

use super::path;
use super::shelf::{Shelf, Site};
use crate::load::ReferenceError;
use crate::load::reference::{is_absolute, percent_decode};
use crate::load::retrieve::Refusal;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

impl Shelf<'_> {
    /// The place at the end of a chain of references that are nothing else, or the first of them in the document itself.
    /// `from` is the schema or object that has the reference.
    pub(super) fn target(&mut self, from: &Site, reference: &str) -> Result<Site, ReferenceError> {
        let mut site = self.named(from, reference)?;
        let mut seen = Vec::new();
        let mut chain = vec![reference.to_owned()];
        while site.file != 0 {
            let page = self.page(site.file);
            let value = page.document.get(&site.at).and_then(Value::as_object);
            let Some(next) = value.filter(|members| members.len() == 1).and_then(text) else {
                break;
            };
            chain.push(next.to_owned());
            if seen.contains(&site) {
                return Err(ReferenceError::Cycle { chain });
            }
            // What leads nowhere is told where it stands.
            let Ok(found) = self.named(&site, next) else {
                break;
            };
            seen.push(std::mem::replace(&mut site, found));
        }
        Ok(site)
    }

    /// Whether a reference in the document names a part of it as it is written.
    pub(super) fn is_own(&self, from: &Site, reference: &str) -> bool {
        let resource = reference.split('#').next().unwrap_or_default();
        let page = self.page(from.file);
        from.file == 0 && (resource.is_empty() || page.document.names(resource, &from.at))
    }

    fn named(&mut self, from: &Site, reference: &str) -> Result<Site, ReferenceError> {
        let page = self.page(from.file);
        let resource = reference.split('#').next().unwrap_or_default();
        if resource.is_empty() || page.document.names(resource, &from.at) {
            return match page.document.resolve(reference, &from.at) {
                Ok((at, _)) => Ok(Site {
                    file: from.file,
                    at,
                }),
                Err(error) => self.of_document(from, reference).ok_or(error),
            };
        }
        if is_absolute(resource) {
            return Err(page.document.elsewhere(reference));
        }
        let mut opened = Err(Refusal::Missing);
        for path in self.paths(from, resource) {
            opened = self.open(&path);
            if opened != Err(Refusal::Missing) {
                break;
            }
        }
        let file = opened.map_err(|refusal| ReferenceError::File {
            reference: reference.to_owned(),
            refusal,
            suggestion: self.page(0).document.local(reference),
        })?;
        let page = self.page(file);
        let found = page.document.within(&Pointer::root(), reference);
        let (at, _) = found.map_err(|error| error.in_resource(resource))?;
        Ok(Site { file, at })
    }

    /// A reference that would lead to nothing in its own file, but leads to something in the document, means that.
    fn of_document(&self, from: &Site, reference: &str) -> Option<Site> {
        let page = self.page(0);
        let is_other = from.file != 0 && reference.starts_with('#');
        let found = is_other.then(|| page.document.resolve(reference, &Pointer::root()));
        let (at, _) = found?.ok()?;
        Some(Site { file: 0, at })
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

/// The reference that an object has.
pub(super) fn text(members: &Map<String, Value>) -> Option<&str> {
    members.get("$ref")?.as_str()
}
