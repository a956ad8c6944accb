//! Takes out of the tree what does not stay.

use super::operation::{ADDITIONAL, GROUPS, is_operation};
use super::reach::Kept;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// Security schemes stay: requirements name them, and the client has a way to give each.
const ALL_STAY: &str = "securitySchemes";

pub(super) fn cut(root: &mut Value, kept: &Kept) {
    for group in GROUPS {
        let at = Pointer::root().child(group);
        let Some(items) = members(root, group) else {
            continue;
        };
        items.retain(|name, _| kept.items.contains(&at.child(name)));
        for (name, item) in items {
            cut_item(item, &at.child(name), kept);
        }
    }
    let at = Pointer::root().child("components");
    let groups = members(root, "components");
    for (kind, group) in groups.into_iter().flatten() {
        let at = at.child(kind);
        if let Some(group) = group.as_object_mut().filter(|_| kind != ALL_STAY) {
            group.retain(|name, _| kept.components.contains(&at.child(name)));
            if kind == "pathItems" {
                for (name, item) in group {
                    cut_item(item, &at.child(name), kept);
                }
            }
        }
    }
}

fn cut_item(item: &mut Value, at: &Pointer, kept: &Kept) {
    if let Some(members) = item.as_object_mut() {
        let stays = |key: &str| !is_operation(key) || kept.operations.contains(&at.child(key));
        members.retain(|key, _| stays(key));
    }
    let at = at.child(ADDITIONAL);
    if let Some(methods) = members(item, ADDITIONAL) {
        methods.retain(|method, _| kept.operations.contains(&at.child(method)));
    }
}

fn members<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Map<String, Value>> {
    value.get_mut(key)?.as_object_mut()
}
