//! The operations of a document, as far as a selector looks at them.

use super::Property;
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// Where operations stand in a document.
pub(super) const GROUPS: [&str; 2] = ["paths", "webhooks"];

/// Members of a path item that are not operations. What else there is are methods; those of 3.2 stand a level deeper.
const OTHERS: [&str; 5] = ["$ref", "summary", "description", "servers", "parameters"];
pub(super) const ADDITIONAL: &str = "additionalOperations";

/// One operation, at one path.
pub(super) struct Operation<'d> {
    /// Where it stands.
    pub(super) pointer: Pointer,
    pub(super) value: &'d Value,
    /// The path items that lead to it: that under its path and, over a reference, others.
    pub(super) items: Vec<(Pointer, &'d Map<String, Value>)>,
    path: Option<&'d str>,
}

impl<'d> Operation<'d> {
    /// What a selector by this property looks at.
    pub(super) fn values(&self, property: Property) -> impl Iterator<Item = &'d str> {
        let one = match property {
            Property::Tag => None,
            Property::Path => self.path,
            Property::OperationId => self.value.get("operationId").and_then(Value::as_str),
        };
        let tags = match property {
            Property::Tag => self.value.get("tags").and_then(Value::as_array),
            Property::Path | Property::OperationId => None,
        };
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        one.into_iter().chain(tags)
    }
}

/// All operations of a document.
pub(super) fn operations(document: &Document) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    for group in GROUPS {
        let at = Pointer::root().child(group);
        let items = document.root.get(group).and_then(Value::as_object);
        for (name, item) in items.into_iter().flatten() {
            if name.starts_with("x-") {
                continue;
            }
            let path = (group == "paths").then_some(name.as_str());
            let mut leading = Vec::new();
            let mut next = item.as_object().map(|item| (at.child(name), item));
            while let Some((pointer, item)) = next {
                let is_new = leading.iter().all(|(known, _)| *known != pointer);
                next = referred(document, &pointer, item).filter(|_| is_new);
                leading.push((pointer, item));
            }
            for (pointer, item) in &leading {
                for (pointer, value) in of_item(pointer, item) {
                    found.push(Operation {
                        pointer,
                        value,
                        items: leading.clone(),
                        path,
                    });
                }
            }
        }
    }
    found
}

fn referred<'d>(
    document: &'d Document,
    at: &Pointer,
    item: &Map<String, Value>,
) -> Option<(Pointer, &'d Map<String, Value>)> {
    let reference = item.get("$ref")?.as_str()?;
    let (pointer, value) = document.resolve(reference, at).ok()?;
    Some((pointer, value.as_object()?))
}

fn of_item<'d>(at: &Pointer, item: &'d Map<String, Value>) -> Vec<(Pointer, &'d Value)> {
    let mut found = Vec::new();
    for (key, value) in item {
        if key == ADDITIONAL {
            let below = value.as_object().into_iter().flatten();
            let at = at.child(key);
            found.extend(below.map(|(method, value)| (at.child(method), value)));
        } else if is_operation(key) {
            found.push((at.child(key), value));
        }
    }
    found
}

/// Whether a member of a path item is an operation.
pub(super) fn is_operation(key: &str) -> bool {
    key != ADDITIONAL && !OTHERS.contains(&key) && !key.starts_with("x-")
}
