//! Properties that are asked for and forbidden at once.

use super::Linter;
use super::evaluate::Direction;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::suggest::nearest;
use serde_json::Value;
use std::collections::HashSet;

impl<'d> Linter<'d> {
    /// `required` against `properties` of a closed schema.
    pub(super) fn required(&mut self, schema: &Node<'_, 'd>, names: &Node<'_, 'd>) {
        self.required_unknown(schema, names);
        let is_closed = schema.value.get("additionalProperties") == Some(&Value::Bool(false));
        if !is_closed || schema.value.get("patternProperties").is_some() {
            return;
        }
        let defined = schema.value.get("properties");
        for name in names.elements() {
            let Some(text) = name.value.as_str() else {
                continue;
            };
            if defined.is_some_and(|defined| defined.get(text).is_some()) {
                continue;
            }
            // Defined by a part of the schema, which the types take to be enough.
            let elsewhere = self.evaluator.budgeted(Direction::Either, |evaluator| {
                evaluator.is_defined(schema.value, text)
            });
            if elsewhere {
                continue;
            }
            let shown = brief(text);
            let message = format!(
                "no object is valid: `{shown}` is required, but not defined, and \
                 `additionalProperties` is false"
            );
            let closed = Place::Value(schema.pointer().child("additionalProperties"));
            self.push(
                Diagnostic::warning(
                    code::REQUIRED_FORBIDDEN,
                    Place::Value(name.pointer()),
                    message,
                )
                .related(closed, "allows nothing but `properties`")
                .help(format!(
                    "define `{shown}` under `properties`, or take it off `required`"
                )),
            );
        }
    }

    /// A name that no property has, and that is spelt like one which is not required.
    fn required_unknown(&mut self, schema: &Node<'_, 'd>, names: &Node<'_, 'd>) {
        let Some(properties) = schema.value.get("properties").and_then(Value::as_object) else {
            return;
        };
        let listed: HashSet<&str> = names
            .elements()
            .filter_map(|name| name.value.as_str())
            .collect();
        for name in names.elements() {
            let Some(text) = name.value.as_str() else {
                continue;
            };
            let others = properties.keys().map(String::as_str);
            let others = others.filter(|other| !listed.contains(other));
            let near = match properties.contains_key(text) {
                // A name of a letter or two is near to any other.
                true => None,
                false if text.chars().count() < 3 => None,
                false => nearest(text, others),
            };
            let Some(near) = near else { continue };
            let elsewhere = self.evaluator.budgeted(Direction::Either, |evaluator| {
                evaluator.is_defined(schema.value, text)
            });
            if !elsewhere {
                let message = format!(
                    "`{}` is required, but not among the properties",
                    brief(text)
                );
                let place = Place::Value(name.pointer());
                let property = Place::Key(schema.pointer().child("properties").child(near));
                self.push(
                    Diagnostic::note(code::REQUIRED_UNKNOWN, place, message)
                        .related(property, "spelt like it, and not required")
                        .help(format!("did you mean `{}`?", brief(near))),
                );
            }
        }
    }
}
