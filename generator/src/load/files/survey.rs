//! The first pass: reads all files, and finds what references lead to.

use super::part::Part;
use super::shelf::{Shelf, Site};
use crate::load::grammar::Kind;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};

/// What is reached by references and gets a place in `components`, in the order in which it is met.
pub(super) fn survey(shelf: &mut Shelf<'_>) -> Vec<(Site, Part)> {
    let root = Site {
        file: 0,
        at: Pointer::root(),
    };
    let mut survey = Survey {
        shelf,
        met: BTreeSet::new(),
        pending: VecDeque::from([(root, Part::Object(Kind::Api))]),
        moved: Vec::new(),
        placed: BTreeSet::new(),
    };
    while let Some((mut site, part)) = survey.pending.pop_front() {
        let page = survey.shelf.page(site.file);
        if let Some(value) = page.document.get(&site.at) {
            survey.look(&mut site, value, part);
        }
    }
    survey.moved
}

struct Survey<'s, 'r> {
    shelf: &'s mut Shelf<'r>,
    /// What references led to.
    met: BTreeSet<(Site, Part)>,
    pending: VecDeque<(Site, Part)>,
    moved: Vec<(Site, Part)>,
    placed: BTreeSet<Site>,
}

impl Survey<'_, '_> {
    fn look(&mut self, site: &mut Site, value: &Value, part: Part) {
        match value {
            Value::Object(members) => {
                if let Some(reference) = part.reference(members) {
                    self.meet(site, reference, part);
                }
                for (key, value) in members {
                    if let Some(part) = part.member(key, value) {
                        let length = site.at.descend(key);
                        self.look(site, value, part);
                        site.at.ascend(length);
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let length = site.at.descend(&index.to_string());
                    self.look(site, item, part.item());
                    site.at.ascend(length);
                }
            }
            Value::String(text) if part == Part::Mapped && self.shelf.is_reference(text) => {
                self.meet(site, text, part);
            }
            _ => {}
        }
    }

    fn meet(&mut self, site: &Site, reference: &str, part: Part) {
        if self.shelf.is_own(site, reference) {
            return;
        }
        // What leads nowhere is told in the second pass.
        let Ok(target) = self.shelf.target(site, reference) else {
            return;
        };
        let part = part.moved();
        if target.file != 0 && part.section().is_some() && self.placed.insert(target.clone()) {
            self.moved.push((target.clone(), part));
        }
        // What stands in the document is looked at anyway, unless it is copied from a place that has no meaning there.
        let is_seen = target.file == 0 && part.section().is_some();
        if !is_seen && self.met.insert((target.clone(), part)) {
            self.pending.push_back((target, part));
        }
    }
}
