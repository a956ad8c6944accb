//! Properties that are asked for and forbidden at once.

use super::Linter;
use super::evaluate::Direction;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use serde_json::Value;

impl<'d> Linter<'d> {
    /// `required` against `properties` of a closed schema.
    pub(super) fn required(&mut self, schema: &Node<'_, 'd>, names: &Node<'_, 'd>) {
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
}
