//! What operations need: whatever they refer to, directly or not.

use super::operation::{GROUPS, Operation, is_operation};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::BTreeSet;

/// What stays in the document.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) operations: BTreeSet<Pointer>,
    /// Components: `#/components/schemas/Job`.
    pub(super) components: BTreeSet<Pointer>,
    /// The path items that lead to the operations.
    pub(super) items: BTreeSet<Pointer>,
}

struct Reach<'d, 'r> {
    document: &'d Document,
    kept: Kept,
    /// Where walks began.
    begun: BTreeSet<Pointer>,
    pending: Vec<(Pointer, &'d Value)>,
    diagnostics: &'r mut Diagnostics,
}

/// What stays, if these operations do.
pub(super) fn reach(
    document: &Document,
    wanted: &[&Operation<'_>],
    diagnostics: &mut Diagnostics,
) -> Kept {
    let mut reach = Reach {
        document,
        kept: Kept::default(),
        begun: BTreeSet::new(),
        pending: Vec::new(),
        diagnostics,
    };
    for operation in wanted {
        reach.kept.operations.insert(operation.pointer.clone());
        for (at, item) in &operation.items {
            reach.kept.items.insert(at.clone());
            reach.kept.components.extend(component(at));
            for (key, value) in *item {
                if !is_operation(key) && value.is_array() {
                    reach.begin(at.child(key));
                }
            }
        }
    }
    for operation in wanted {
        reach.begin(operation.pointer.clone());
    }
    while let Some((pointer, value)) = reach.pending.pop() {
        reach.visit(&pointer, value);
    }
    reach.kept
}

impl<'d> Reach<'d, '_> {
    fn begin(&mut self, pointer: Pointer) {
        if let Some(value) = self.document.get(&pointer)
            && self.begun.insert(pointer.clone())
        {
            self.pending.push((pointer, value));
        }
    }

    fn visit(&mut self, pointer: &Pointer, value: &'d Value) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    match (key.as_str(), value) {
                        ("$ref", Value::String(reference)) => {
                            // What leads nowhere is told where it matters.
                            let target = self.document.resolve(reference, pointer);
                            let targets = target.into_iter().map(|(target, _)| target);
                            self.lead(pointer, targets.collect());
                        }
                        ("$dynamicRef", Value::String(reference)) => {
                            let targets = self.document.resolve_dynamic(reference, pointer);
                            let targets = targets.into_iter().flatten().map(|(target, _)| target);
                            self.lead(pointer, targets.collect());
                        }
                        (_, Value::Object(_) | Value::Array(_)) => {
                            self.pending.push((pointer.child(key), value));
                        }
                        _ => {}
                    }
                }
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                self.pending
                    .extend(items.map(|(index, item)| (pointer.index(index), item)));
            }
            _ => {}
        }
    }

    /// A component stays as a whole, and so does an operation that a kept one refers into.
    fn lead(&mut self, from: &Pointer, targets: Vec<Pointer>) {
        for target in targets {
            if let Some(component) = component(&target) {
                self.kept.components.insert(component.clone());
                self.begin(component);
            } else if let Some((item, operation)) = inside_operation(&target) {
                self.kept.items.insert(item);
                if self.kept.operations.insert(operation.clone()) {
                    self.tell(from, &operation);
                }
                self.begin(operation);
            } else {
                self.begin(target);
            }
        }
    }

    fn tell(&mut self, from: &Pointer, operation: &Pointer) {
        let place = Place::Value(from.child("$ref"));
        let message = "this reference leads into an operation that the filter leaves out";
        self.diagnostics.push(
            Diagnostic::note(code::FILTER_REFERENCE, place, message)
                .label("so the operation is generated too")
                .related(Place::Key(operation.clone()), "the operation")
                .help("move what is referred to into `components`"),
        );
    }
}

/// The component that a place is in.
fn component(pointer: &Pointer) -> Option<Pointer> {
    let tokens: Vec<String> = pointer.tokens().take(3).collect();
    match &tokens[..] {
        [first, ..] if first != "components" => None,
        [first, kind, name] => Some(Pointer::root().child(first).child(kind).child(name)),
        _ => None,
    }
}

/// The path item and the operation that a place is in.
fn inside_operation(pointer: &Pointer) -> Option<(Pointer, Pointer)> {
    let tokens: Vec<String> = pointer.tokens().take(3).collect();
    match &tokens[..] {
        [group, path, method] if GROUPS.contains(&group.as_str()) && is_operation(method) => {
            let item = Pointer::root().child(group).child(path);
            let operation = item.child(method);
            Some((item, operation))
        }
        _ => None,
    }
}
