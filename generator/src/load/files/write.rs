//! The second pass: the document with all that its references lead to.

use super::home::{Homes, Moved};
use super::part::Part;
use super::path;
use super::refer::reference_to;
use super::shelf::{Shelf, Site};
use crate::diagnostic::{Diagnostic, Place, code};
use crate::load::grammar::Kind;
use crate::load::{Origins, ReferenceError, limit};
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The state of the pass.
pub(super) struct Writer<'s, 'r> {
    pub(super) shelf: &'s mut Shelf<'r>,
    pub(super) homes: Homes,
    pub(super) origins: Origins,
    pub(super) lost: BTreeMap<String, ReferenceError>,
    /// What stands in the document already: to repeat it costs.
    written: BTreeSet<Site>,
    /// What is being copied.
    pub(super) open: Vec<Site>,
    /// Inside how many copies of what stands there already.
    repeating: usize,
    /// How many bytes may still be repeated.
    budget: usize,
    depth: usize,
    /// Whether there is no sense in going on.
    is_over: bool,
}

/// A value at hand.
pub(super) struct Spot {
    /// Where it was written.
    pub(super) site: Site,
    /// Where it comes to stand.
    pub(super) place: Pointer,
}

impl Spot {
    fn descend(&mut self, token: &str) -> (usize, usize) {
        (self.site.at.descend(token), self.place.descend(token))
    }

    fn ascend(&mut self, (at, place): (usize, usize)) {
        self.site.at.ascend(at);
        self.place.ascend(place);
    }
}

impl<'s, 'r> Writer<'s, 'r> {
    pub(super) fn new(shelf: &'s mut Shelf<'r>, homes: Homes) -> Self {
        let budget = limit::alias_bytes(shelf.bytes());
        Self {
            shelf,
            homes,
            origins: Origins::default(),
            lost: BTreeMap::new(),
            written: BTreeSet::new(),
            open: Vec::new(),
            repeating: 0,
            budget,
            depth: 0,
            is_over: false,
        }
    }

    /// The whole document.
    pub(super) fn document(&mut self, moved: &[Moved]) -> Value {
        let page = self.shelf.page(0);
        let mut spot = Spot {
            site: Site {
                file: 0,
                at: Pointer::root(),
            },
            place: Pointer::root(),
        };
        let mut root = self.value(&mut spot, &page.document.root, Part::Object(Kind::Api));
        for Moved {
            site,
            part,
            section,
            name,
        } in moved
        {
            let place = Pointer::root()
                .child("components")
                .child(section)
                .child(name);
            let value = self.embed(site, &place, *part);
            if let Some(section) =
                below(&mut root, "components").and_then(|all| below(all, section))
                && let Value::Object(members) = section
            {
                members.insert(name.clone(), value);
            }
        }
        root
    }

    /// A part of another file, at a place of the document.
    pub(super) fn embed(&mut self, site: &Site, place: &Pointer, part: Part) -> Value {
        let page = self.shelf.page(site.file);
        let Some(value) = page.document.get(&site.at) else {
            return Value::Null;
        };
        let is_repeated = !self.written.insert(site.clone());
        self.repeating += usize::from(is_repeated);
        self.origins
            .set(place, (self.shelf.number(site.file), site.at.clone()));
        let mut spot = Spot {
            site: site.clone(),
            place: place.clone(),
        };
        self.open.push(site.clone());
        let mut value = self.value(&mut spot, value, part);
        self.open.pop();
        self.repeating -= usize::from(is_repeated);
        // A file is a resource of its own, which matters to what depends on the way that it is come to by.
        let is_file = part == Part::Object(Kind::Schema) && site.at == Pointer::root();
        if is_file
            && page.document.resources.is_dynamic()
            && let Value::Object(members) = &mut value
        {
            let own = || Value::String(path::encode(&page.path));
            members.entry("$id").or_insert_with(own);
        }
        value
    }

    fn value(&mut self, spot: &mut Spot, value: &Value, part: Part) -> Value {
        if !self.may_go_on(spot, value) {
            return Value::Null;
        }
        self.depth += 1;
        let value = match value {
            Value::Object(members) => self.object(spot, members, part),
            Value::Array(items) => {
                let mut written = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    let before = spot.descend(&index.to_string());
                    written.push(self.value(spot, item, part.item()));
                    spot.ascend(before);
                }
                Value::Array(written)
            }
            Value::String(text) if part == Part::Mapped => Value::String(self.mapped(spot, text)),
            other => other.clone(),
        };
        self.depth -= 1;
        value
    }

    fn object(&mut self, spot: &mut Spot, members: &Map<String, Value>, part: Part) -> Value {
        // What others refer to is a component, and is referred to from where it stood too.
        if let Some(home) = self.homes.get(&spot.site)
            && *home != spot.place
            && matches!(part, Part::Object(_))
        {
            return referring(reference_to(home));
        }
        match part.reference(members) {
            Some(reference) if !self.shelf.is_own(&spot.site, reference) => {
                self.reference(spot, members, reference, part)
            }
            _ => Value::Object(self.members(spot, members, part)),
        }
    }

    pub(super) fn members(
        &mut self,
        spot: &mut Spot,
        members: &Map<String, Value>,
        part: Part,
    ) -> Map<String, Value> {
        let mut written = Map::new();
        for (key, value) in members {
            // References by it are by pointer now, and another file may have the same.
            let is_anchor = key == "$anchor" && part == Part::Object(Kind::Schema);
            if is_anchor && spot.site.file != 0 && !self.is_in_resource(spot) {
                continue;
            }
            let before = spot.descend(key);
            let value = match part.member(key, value) {
                Some(part) => self.value(spot, value, part),
                None => value.clone(),
            };
            spot.ascend(before);
            written.insert(key.clone(), value);
        }
        written
    }

    fn is_in_resource(&self, spot: &Spot) -> bool {
        let page = self.shelf.page(spot.site.file);
        page.document.has_resources()
    }

    fn may_go_on(&mut self, spot: &Spot, value: &Value) -> bool {
        if self.is_over {
            return false;
        }
        if self.depth > limit::DEPTH {
            let place = Place::Value(spot.site.at.clone());
            self.fail(spot, *limit::too_deep(place));
            self.is_over = true;
        }
        if self.repeating > 0 {
            let text = value.as_str().map_or(0, str::len);
            match self.budget.checked_sub(limit::NODE_BYTES + text) {
                Some(rest) => self.budget = rest,
                None => {
                    let message = "references repeat more content than a document of this size may";
                    let place = Place::Value(spot.site.at.clone());
                    let error = Diagnostic::error(code::TOO_LARGE, place, message)
                        .label("this was being repeated")
                        .help("move it into `components`, where references repeat nothing");
                    self.fail(spot, error);
                    self.is_over = true;
                }
            }
        }
        !self.is_over
    }

    pub(super) fn fail(&mut self, spot: &Spot, error: Diagnostic) {
        let error = match self.shelf.number(spot.site.file) {
            0 => error,
            number => error.in_file(number),
        };
        self.shelf.diagnostics().push(error);
    }
}

fn referring(reference: String) -> Value {
    Value::Object(Map::from_iter([(
        "$ref".to_owned(),
        Value::String(reference),
    )]))
}

/// A member that is an object; made where there is none.
fn below<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Value> {
    let members = value.as_object_mut()?;
    Some(
        members
            .entry(key)
            .or_insert_with(|| Value::Object(Map::new())),
    )
}
