//! Names that have to be unique: of operations, paths and parameters.

use super::Linter;
use super::document::settled;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::pointer::Pointer;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

impl<'d> Linter<'d> {
    pub(super) fn operation_id(&mut self, operation: &Node<'_, 'd>) {
        let Some(id) = operation.text("operationId").map(str::trim) else {
            return;
        };
        let pointer = operation.pointer().child("operationId");
        match self.operation_ids.entry(id) {
            Entry::Vacant(slot) => {
                slot.insert(pointer);
            }
            Entry::Occupied(first) => {
                let first = Place::Value(first.get().clone());
                let message = format!("two operations have the operationId `{}`", brief(id));
                self.push(
                    Diagnostic::warning(
                        code::OPERATION_ID_REPEATED,
                        Place::Value(pointer),
                        message,
                    )
                    .label("used again here")
                    .related(first, "first used here")
                    .help("rename one of the two: methods are named after it"),
                );
            }
        }
    }

    /// Paths that differ in nothing but the names of their parameters.
    pub(super) fn templates(&mut self, paths: &Node<'_, 'd>) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (path, item) in paths.members() {
            if !path.starts_with('/') {
                continue;
            }
            match seen.entry(nameless(path)) {
                Entry::Vacant(slot) => {
                    slot.insert(path);
                }
                Entry::Occupied(first) => {
                    let first = Place::Key(paths.pointer().child(first.get()));
                    let message = format!(
                        "the path `{}` is the same as another one but for parameter names",
                        brief(path)
                    );
                    let place = Place::Key(item.pointer());
                    self.push(
                        Diagnostic::warning(code::PATH_REPEATED, place, message)
                            .label("no request tells it from the other")
                            .related(first, "the other one")
                            .help("move the operations of both under one path"),
                    );
                }
            }
        }
    }

    /// Parameters of one list with the same name and place.
    pub(super) fn repeated_parameters(&mut self, parameters: &Node<'_, 'd>) {
        let mut seen: HashMap<(&str, String), Pointer> = HashMap::new();
        for parameter in parameters.elements() {
            let Some((_, value)) = settled(self, &parameter) else {
                continue;
            };
            let text = |name: &str| value.get(name).and_then(|text| text.as_str());
            let (Some(name), Some(location)) = (text("name"), text("in")) else {
                continue;
            };
            let key = if location == "header" {
                name.to_ascii_lowercase()
            } else {
                name.to_owned()
            };
            match seen.entry((location, key)) {
                Entry::Vacant(slot) => {
                    slot.insert(parameter.pointer());
                }
                Entry::Occupied(first) => {
                    let first = Place::Value(first.get().clone());
                    let (name, location) = (brief(name), brief(location));
                    let message = format!("the {location} parameter `{name}` is listed twice");
                    let place = Place::Value(parameter.pointer());
                    self.push(
                        Diagnostic::warning(code::PARAMETER_REPEATED, place, message)
                            .label("listed again here")
                            .related(first, "first listed here")
                            .help("remove one of the two"),
                    );
                }
            }
        }
    }
}

/// A path without the names of its parameters.
fn nameless(path: &str) -> String {
    let mut rest = path;
    let mut text = String::with_capacity(path.len());
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        text.push_str(before);
        text.push_str("{}");
        rest = after;
    }
    text.push_str(rest);
    text
}
