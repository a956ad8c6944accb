//! Where the schemas of a document stand, which no key of an `example` or `enum` can fake.

use super::grammar::{Holds, Kind};
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// A step from a value into it.
#[derive(Clone, Copy)]
enum Step<'d> {
    Member(&'d str),
    Element(usize),
}

/// A schema that is an object, with the way to it.
pub(super) struct Visit<'w, 'd> {
    pub(super) keywords: &'d Map<String, Value>,
    steps: &'w [Step<'d>],
}

impl Visit<'_, '_> {
    pub(super) fn pointer(&self) -> Pointer {
        let root = Pointer::root();
        self.steps.iter().fold(root, |at, step| match step {
            Step::Member(name) => at.child(name),
            Step::Element(index) => at.index(*index),
        })
    }
}

/// Shows each schema of a document, or of an object of another kind, outer ones first, together with what `visit` gave
/// for the schema around it.
pub(super) fn walk<'d, T: Clone>(
    root: &'d Value,
    kind: Kind,
    outermost: T,
    visit: &mut dyn FnMut(&Visit<'_, 'd>, &T) -> Option<T>,
) {
    let steps = Vec::new();
    Walk { steps, visit }.value(root, kind, &outermost);
}

struct Walk<'w, 'd, T> {
    steps: Vec<Step<'d>>,
    visit: &'w mut dyn FnMut(&Visit<'_, 'd>, &T) -> Option<T>,
}

impl<'d, T> Walk<'_, 'd, T> {
    fn value(&mut self, value: &'d Value, kind: Kind, around: &T) {
        let Value::Object(members) = value else {
            return;
        };
        let visit = Visit {
            keywords: members,
            steps: &self.steps,
        };
        let own = match kind {
            Kind::Schema | Kind::Unknown => (self.visit)(&visit, around),
            _ => None,
        };
        let around = own.as_ref().unwrap_or(around);
        for (key, value) in members {
            if let Some(holds) = kind.member(key, value) {
                self.steps.push(Step::Member(key));
                match holds {
                    Holds::Each(kind) => self.each(value, kind, around),
                    Holds::Object(kind) => self.value(value, kind, around),
                }
                self.steps.pop();
            }
        }
    }

    fn each(&mut self, values: &'d Value, kind: Kind, around: &T) {
        let members = values.as_object().into_iter().flatten();
        let members = members.map(|(name, value)| (Step::Member(name), value));
        let elements = values.as_array().into_iter().flatten().enumerate();
        let elements = elements.map(|(index, value)| (Step::Element(index), value));
        for (step, value) in members.chain(elements) {
            self.steps.push(step);
            self.value(value, kind, around);
            self.steps.pop();
        }
    }
}
