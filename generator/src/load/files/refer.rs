//! References, in the second pass: where they lead to in the document, or what takes their place.

use super::home::is_alone;
use super::part::Part;
use super::path::join;
use super::shelf::{Shelf, Site};
use super::target::split;
use super::write::{Spot, Writer};
use crate::diagnostic::Place;
use crate::load::ReferenceError;
use crate::load::grammar::Kind;
use crate::load::reference::{is_absolute, percent_decode};
use crate::pointer::Pointer;
use serde_json::{Map, Value};

impl Writer<'_, '_> {
    pub(super) fn reference(
        &mut self,
        spot: &mut Spot,
        members: &Map<String, Value>,
        reference: &str,
        part: Part,
    ) -> Value {
        let target = match self.shelf.target(&spot.site, reference) {
            Ok(target) => target,
            Err(error) => return self.leads_nowhere(spot, members, reference, part, error),
        };
        let home = match target.file {
            0 => Some(target.at.clone()),
            _ => self.homes.get(&target).cloned(),
        };
        let home = match part {
            Part::Object(kind) if kind.section().is_some() => {
                home.filter(|home| *home != spot.place || !self.is_alone(members, kind))
            }
            Part::Object(kind) if kind.is_placed() && members.len() == 1 => {
                if home.is_none() {
                    self.homes.settle(target.clone(), spot.place.clone());
                }
                home.filter(|home| *home != spot.place)
            }
            // Nobody follows a reference there.
            _ => None,
        };
        match home {
            Some(home) => {
                let mut written = self.members(spot, members, part);
                written.insert("$ref".to_owned(), Value::String(reference_to(&home)));
                Value::Object(written)
            }
            None => self.united(spot, members, &target, part),
        }
    }

    fn is_alone(&self, members: &Map<String, Value>, kind: Kind) -> bool {
        is_alone(members.len(), self.shelf.page(0).document.version, kind)
    }

    /// What a reference leads to, in its place; what stands beside the reference wins.
    fn united(
        &mut self,
        spot: &mut Spot,
        members: &Map<String, Value>,
        target: &Site,
        part: Part,
    ) -> Value {
        if self.open.contains(target) {
            let chain = vec![target_text(self.shelf, target)];
            let place = Place::Value(spot.site.at.child("$ref"));
            let error = ReferenceError::Cycle { chain }.into_diagnostic(place);
            self.fail(spot, error);
            return Value::Null;
        }
        let mut value = self.embed(target, &spot.place.clone(), part);
        let is_whole = matches!(part, Part::Object(kind) if self.is_alone(members, kind));
        if members.len() > 1
            && !is_whole
            && let Value::Object(held) = &mut value
        {
            let mut own = self.members(spot, members, part);
            own.shift_remove("$ref");
            for (key, value) in own {
                let origin = (self.shelf.number(spot.site.file), spot.site.at.child(&key));
                self.origins.set(&spot.place.child(&key), origin);
                held.insert(key, value);
            }
        }
        value
    }

    /// The text of a `mapping`, as it is in the document.
    pub(super) fn mapped(&mut self, spot: &Spot, text: &str) -> String {
        if !self.shelf.is_reference(text) || self.shelf.is_own(&spot.site, text) {
            return text.to_owned();
        }
        match self.shelf.target(&spot.site, text) {
            Ok(target) => {
                let home = match target.file {
                    0 => Some(&target.at),
                    _ => self.homes.get(&target),
                };
                home.map_or_else(|| text.to_owned(), reference_to)
            }
            Err(error) => {
                let place = Place::Value(spot.site.at.clone());
                self.fail(spot, error.into_diagnostic(place));
                text.to_owned()
            }
        }
    }

    fn leads_nowhere(
        &mut self,
        spot: &mut Spot,
        members: &Map<String, Value>,
        reference: &str,
        part: Part,
        error: ReferenceError,
    ) -> Value {
        let is_followed = match part {
            Part::Example => return Value::Object(members.clone()),
            Part::Object(kind) => kind.section().is_some() || kind.is_placed(),
            _ => false,
        };
        if !is_followed {
            let place = Place::Value(spot.site.at.child("$ref"));
            self.fail(spot, error.into_diagnostic(place));
            return Value::Null;
        }
        let mut written = self.members(spot, members, part);
        // A URL may be the `$id` of a schema.
        if !matches!(error, ReferenceError::Remote { .. }) {
            let text = self.as_of_document(&spot.site, reference);
            written.insert("$ref".to_owned(), Value::String(text.clone()));
            self.lost.insert(text, error);
        }
        Value::Object(written)
    }

    /// A reference as it would be written in the document.
    fn as_of_document(&self, site: &Site, reference: &str) -> String {
        let page = self.shelf.page(site.file);
        let (resource, fragment) = split(reference);
        let path = match resource {
            "" => page.path.clone(),
            _ if is_absolute(resource) => resource.to_owned(),
            _ => {
                let decoded = percent_decode(resource);
                join(&page.path, decoded.as_deref().unwrap_or(resource))
            }
        };
        format!("{path}{fragment}")
    }
}

/// The reference to a place of the document, in which a `%` is no escape.
pub(super) fn reference_to(place: &Pointer) -> String {
    place.to_string().replace('%', "%25")
}

fn target_text(shelf: &Shelf<'_>, target: &Site) -> String {
    format!("{}{}", shelf.page(target.file).path, target.at)
}
