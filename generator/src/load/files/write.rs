//! The second pass: the document with all that its references lead to.

use super::home::{Homes, Moved, is_alone};
use super::part::{Part, is_reference};
use super::path::join;
use super::shelf::{Shelf, Site};
use crate::diagnostic::{Diagnostic, Place, code};
use crate::load::grammar::Kind;
use crate::load::reference::percent_decode;
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
    open: Vec<Site>,
    /// Inside how many copies of what stands there already.
    repeating: usize,
    /// How many bytes may still be repeated.
    budget: usize,
    depth: usize,
    /// Whether there is no sense in going on.
    is_over: bool,
}

/// A value at hand.
struct Spot {
    /// Where it was written.
    site: Site,
    /// Where it comes to stand.
    place: Pointer,
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
    fn embed(&mut self, site: &Site, place: &Pointer, part: Part) -> Value {
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
        if is_file && page.document.resources.is_dynamic() {
            if let Value::Object(members) = &mut value {
                let own = || Value::String(page.path.clone());
                members.entry("$id").or_insert_with(own);
            }
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
            return referring(home.to_string());
        }
        match part.reference(members) {
            Some(reference) if !self.shelf.is_own(&spot.site, reference) => {
                self.reference(spot, members, reference, part)
            }
            _ => Value::Object(self.members(spot, members, part)),
        }
    }

    fn members(
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

    fn reference(
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
                written.insert("$ref".to_owned(), Value::String(home.to_string()));
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
    fn mapped(&mut self, spot: &Spot, text: &str) -> String {
        if !is_reference(text) || self.shelf.is_own(&spot.site, text) {
            return text.to_owned();
        }
        let target = self.shelf.target(&spot.site, text).ok();
        let home = target.and_then(|target| match target.file {
            0 => Some(target.at),
            _ => self.homes.get(&target).cloned(),
        });
        home.map_or_else(|| text.to_owned(), |home| home.to_string())
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
        let (resource, fragment) = match reference.split_once('#') {
            Some((resource, fragment)) => (resource, format!("#{fragment}")),
            None => (reference, String::new()),
        };
        let path = match resource {
            "" => page.path.clone(),
            _ => join(
                &page.path,
                &percent_decode(resource).unwrap_or_else(|| resource.to_owned()),
            ),
        };
        format!("{path}{fragment}")
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

    fn fail(&mut self, spot: &Spot, error: Diagnostic) {
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

fn target_text(shelf: &Shelf<'_>, target: &Site) -> String {
    format!("{}{}", shelf.page(target.file).path, target.at)
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
