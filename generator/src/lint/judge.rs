//! Whether a value fits a schema, for the stage that makes examples.

use super::evaluate::{Direction, Evaluator};
use super::path::{Node, Path};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// Holds values against the schemas of a document.
pub(crate) struct Judge<'d> {
    evaluator: Evaluator<'d>,
}

impl<'d> Judge<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            evaluator: Evaluator::new(document),
        }
    }

    /// Whether nothing is known against a value of a response.
    pub(crate) fn fits(&mut self, place: &Pointer, schema: &'d Value, value: &Value) -> bool {
        let schema = Node {
            value: schema,
            path: Path::At(place),
        };
        let instance = Node {
            value,
            path: Path::At(&Pointer::root()),
        };
        let outcome = self
            .evaluator
            .evaluate(&schema, &instance, Direction::Response);
        outcome.failures.is_empty()
    }
}
