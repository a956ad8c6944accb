//! An action on a document.

use super::action::{Action, Change};
use super::merge::{Merge, Mismatch, kind};
use super::near;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, code};
use crate::load::Origins;
use crate::load::limit::DEPTH;
use crate::pointer::Pointer;
use serde_json::Value;
use serde_json_path::JsonPath;
use std::collections::BTreeSet;

/// So many values may come into a document, which is about as many as the largest public ones have.
const MOST_ADDED: usize = 1_000_000;

/// A document that is being changed.
pub(super) struct Target<'t> {
    pub(super) root: &'t mut Value,
    pub(super) origins: &'t mut Origins,
    /// The number of the overlay.
    pub(super) file: usize,
    /// How many values have come into the document.
    pub(super) added: &'t mut usize,
    pub(super) diagnostics: &'t mut Diagnostics,
}

impl Target<'_> {
    pub(super) fn apply(&mut self, action: &Action) {
        let selected = self.select(&action.target);
        if selected.is_empty() {
            let place = Place::Value(action.pointer.child("target"));
            let message = "the target of this action selects nothing";
            let warning = Diagnostic::warning(code::OVERLAY_UNMATCHED, place, message);
            let warning = warning.label("changes nothing");
            let help = near::help(self.root, &action.text);
            self.diagnostics.push(warning.help_if(help));
            return;
        }
        match &action.change {
            Change::Remove => self.remove(action, selected),
            Change::Update(value) => {
                let from = action.pointer.child("update");
                let merge = Merge::written(self.file, from);
                self.merge(action, &selected, value, merge);
            }
            Change::Copy(path) => match &self.select(path)[..] {
                [from] => {
                    let value = self.root.pointer(from.as_str()).cloned();
                    let merge = Merge::copied(self.origins.clone(), from.clone());
                    self.merge(action, &selected, &value.unwrap_or_default(), merge);
                }
                several => {
                    let message = format!("`copy` selects {} values, not one", several.len());
                    self.refuse(action, "copy", &message);
                }
            },
        }
    }

    /// What a path selects, each once, in the order of the document.
    fn select(&self, path: &JsonPath) -> Vec<Pointer> {
        let located = path.query_located(self.root).dedup();
        let pointers = located.locations();
        let pointers = pointers.filter_map(|path| Pointer::parse(&path.to_json_pointer()));
        let mut pointers: Vec<Pointer> = pointers.collect();
        pointers.sort_by_cached_key(order);
        pointers
    }

    fn merge(&mut self, action: &Action, selected: &[Pointer], value: &Value, merge: Merge) {
        let (count, depth) = size(value);
        *self.added += count.saturating_mul(selected.len());
        if *self.added > MOST_ADDED {
            let message = format!("more than {MOST_ADDED} values are added");
            return self.refuse(action, merge.keyword(), &message);
        }
        let deepest = selected
            .iter()
            .map(|pointer| pointer.tokens().count())
            .max();
        // An item of an array that is selected is a level deeper.
        if deepest.unwrap_or_default() + 1 + depth > DEPTH {
            let message = format!("values would be nested more than {DEPTH} levels deep");
            return self.refuse(action, merge.keyword(), &message);
        }
        let kinds = selected.iter().filter_map(|pointer| {
            let value = self.root.pointer(pointer.as_str())?;
            Some(kind(value))
        });
        if kinds.collect::<BTreeSet<_>>().len() > 1 {
            let message = "the target selects values of several kinds";
            return self.refuse(action, "target", message);
        }
        for pointer in selected {
            let Some(place) = self.root.pointer_mut(pointer.as_str()) else {
                continue;
            };
            if let Err(Mismatch { at, held, given }) =
                merge.put(place, pointer, value, self.origins)
            {
                let message = format!("{held} at `{at}` cannot be united with {given}");
                return self.refuse(action, merge.keyword(), &message);
            }
        }
    }

    /// From the last to the first, so that items keep their numbers until it is their turn.
    fn remove(&mut self, action: &Action, selected: Vec<Pointer>) {
        for pointer in selected.iter().rev() {
            let Some((parent, key)) = pointer.split_last() else {
                return self.refuse(action, "target", "the whole document cannot be removed");
            };
            match self.root.pointer_mut(parent.as_str()) {
                Some(Value::Object(members)) => {
                    members.shift_remove(&key);
                    self.origins.take(pointer);
                }
                Some(Value::Array(items)) => {
                    let index = key.parse().unwrap_or(usize::MAX);
                    if index < items.len() {
                        self.origins.remove_item(&parent, index, items.len());
                        items.remove(index);
                    }
                }
                _ => {}
            }
        }
    }

    fn refuse(&mut self, action: &Action, key: &str, message: &str) {
        let place = Place::Value(action.pointer.child(key));
        let error = Diagnostic::error(code::OVERLAY_CONFLICT, place, message);
        self.diagnostics.push(error);
    }
}

/// How many values a value consists of, and how deep they are nested.
fn size(value: &Value) -> (usize, usize) {
    let mut pending = vec![(value, 1)];
    let (mut count, mut deepest) = (0, 0);
    while let Some((value, depth)) = pending.pop() {
        count += 1;
        deepest = deepest.max(depth);
        match value {
            Value::Object(members) => {
                pending.extend(members.values().map(|value| (value, depth + 1)));
            }
            Value::Array(items) => pending.extend(items.iter().map(|value| (value, depth + 1))),
            _ => {}
        }
    }
    (count, deepest)
}

/// Numbers count as such: item 10 stands behind item 9.
fn order(pointer: &Pointer) -> Vec<(usize, String)> {
    let tokens = pointer.tokens();
    tokens
        .map(|token| (token.parse().unwrap_or(usize::MAX), token))
        .collect()
}
