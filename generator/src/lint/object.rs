//! Keywords of objects.

use super::evaluate::{Direction, Evaluator, Outcome, Spot};
use super::path::{Node, Path};
use super::rule::Rule;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// How many references and parts of unions are looked through for a property.
const LOOKED_THROUGH: usize = 8;

/// An object to judge, with its members at hand.
type Object<'a, 'p, 'i, 'd> = (&'a Spot<'p, 'i, 'd>, &'i Map<String, Value>);

impl<'d> Evaluator<'d> {
    pub(super) fn object_keyword(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &'d str,
        value: &Node<'_, 'd>,
        object: Object<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        match keyword {
            "required" => self.asked_for(value, None, object, outcome),
            "properties" => self.properties(value, object, outcome),
            "patternProperties" => self.pattern_properties(value, object, outcome),
            "additionalProperties" => self.additional(schema, value, object, outcome),
            "propertyNames" => self.names(value, object, outcome),
            "dependentRequired" => {
                for (name, names) in value.members() {
                    if object.1.contains_key(name) {
                        self.asked_for(&names, Some(name), object, outcome);
                    }
                }
            }
            "dependentSchemas" => {
                for (name, inner) in value.members() {
                    if object.1.contains_key(name) {
                        self.check(&inner, object.0, outcome);
                    }
                }
            }
            "dependencies" | "unevaluatedProperties" => outcome.unsure = true,
            _ => {}
        }
    }

    fn asked_for(
        &mut self,
        names: &Node<'_, 'd>,
        because: Option<&'d str>,
        (spot, members): Object<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        for element in names.elements() {
            let Some(name) = element.value.as_str() else {
                outcome.unsure = true;
                continue;
            };
            if members.contains_key(name) {
                continue;
            }
            if self.is_one_way(spot.whole, name, 0) {
                outcome.unsure = true;
            } else {
                outcome.fail(spot, &element.path, Rule::Missing { name, because });
            }
        }
    }

    fn properties(
        &mut self,
        properties: &Node<'_, 'd>,
        (spot, members): Object<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        for (name, value) in members {
            if let Some(property) = properties.member(name) {
                let node = spot.node.below(name, value);
                self.part(&property, node, outcome);
            }
        }
    }

    fn pattern_properties(
        &mut self,
        patterns: &Node<'_, 'd>,
        (spot, members): Object<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        for (pattern, property) in patterns.members() {
            for (name, value) in members {
                match self.matchers.is_match(pattern, name) {
                    Some(true) => self.part(&property, spot.node.below(name, value), outcome),
                    Some(false) => {}
                    None => outcome.unsure = true,
                }
            }
        }
    }

    fn additional(
        &mut self,
        schema: &Node<'_, 'd>,
        rest: &Node<'_, 'd>,
        (spot, members): Object<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        if rest.value == &Value::Bool(true) {
            return;
        }
        for (name, value) in members {
            let is_defined = |properties: &Value| properties.get(name).is_some();
            if schema.value.get("properties").is_some_and(is_defined) {
                continue;
            }
            match self.fits_pattern(schema, name) {
                Some(true) => continue,
                Some(false) => {}
                None => {
                    outcome.unsure = true;
                    continue;
                }
            }
            // By the letter, what `allOf` defines beside it is additional too; whoever writes that
            // means it otherwise, and so do the types.
            if self.is_defined(spot.whole, name) {
                outcome.unsure = true;
                continue;
            }
            let node = spot.node.below(name, value);
            if rest.value == &Value::Bool(false) {
                let whole = spot.whole;
                outcome.fail(&Spot { node, whole }, &rest.path, Rule::Extra);
            } else {
                self.part(rest, node, outcome);
            }
        }
    }

    /// Whether a name fits one of `patternProperties`; `None` when that cannot be said.
    fn fits_pattern(&mut self, schema: &Node<'_, 'd>, name: &str) -> Option<bool> {
        let Some(patterns) = schema.member("patternProperties") else {
            return Some(false);
        };
        let mut fits = patterns.object().map(|_| false);
        for (pattern, _) in patterns.members() {
            match self.matchers.is_match(pattern, name) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => fits = None,
            }
        }
        fits
    }

    fn names(
        &mut self,
        names: &Node<'_, 'd>,
        (spot, members): Object<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        for name in members.keys() {
            let text = Value::String(name.clone());
            let path = Path::Member(&spot.node.path, name);
            let node = Node { value: &text, path };
            let mut inner = Outcome::default();
            self.part(names, node, &mut inner);
            outcome.unsure |= inner.unsure;
            if !inner.failures.is_empty() {
                let whole = spot.whole;
                outcome.fail(&Spot { node, whole }, &names.path, Rule::Name);
            }
        }
    }

    /// Adds what a part of the value breaks in a schema of its own.
    pub(super) fn part(
        &mut self,
        schema: &Node<'_, 'd>,
        node: Node<'_, '_>,
        outcome: &mut Outcome<'d>,
    ) {
        let whole = schema.value;
        self.check(schema, &Spot { node, whole }, outcome);
    }

    /// Whether a schema, or something that it is put together from, defines a property.
    pub(super) fn is_defined(&mut self, schema: &'d Value, name: &str) -> bool {
        self.any_part(schema, 0, &mut |_, part| {
            let properties = part.get("properties");
            properties.is_some_and(|properties| properties.get(name).is_some())
        })
    }

    /// Whether a property may be left out because it travels the other way only.
    fn is_one_way(&mut self, schema: &'d Value, name: &str, depth: usize) -> bool {
        self.any_part(schema, depth, &mut |evaluator, part| {
            let property = part.get("properties").and_then(|all| all.get(name));
            property.is_some_and(|property| {
                evaluator.any_part(property, depth, &mut |evaluator, part| {
                    evaluator.marks(part)
                })
            })
        })
    }

    /// Whether a schema, something it refers to, or a part of a union passes a test; yes when there
    /// is too much to look through.
    fn any_part(
        &mut self,
        schema: &'d Value,
        depth: usize,
        test: &mut dyn FnMut(&mut Self, &'d Value) -> bool,
    ) -> bool {
        if depth > LOOKED_THROUGH || !self.spend(1) {
            return true;
        }
        if test(self, schema) {
            return true;
        }
        let reference = schema.get("$ref").and_then(Value::as_str);
        if reference.is_some() && self.document.has_resources() {
            return true; // Here it is not known what the reference is relative to.
        }
        let root = Pointer::root();
        let target = reference.and_then(|reference| self.target(reference, &Path::At(&root)));
        if target.is_some_and(|(_, target)| self.any_part(target, depth + 1, test)) {
            return true;
        }
        let unions = ["allOf", "oneOf", "anyOf"];
        let parts = unions
            .into_iter()
            .filter_map(|keyword| schema.get(keyword)?.as_array());
        parts
            .flatten()
            .any(|part| self.any_part(part, depth + 1, test))
    }

    fn marks(&self, property: &Value) -> bool {
        let is = |keyword| property.get(keyword) == Some(&Value::Bool(true));
        match self.direction {
            Direction::Request => is("readOnly"),
            Direction::Response => is("writeOnly"),
            Direction::Either => is("readOnly") || is("writeOnly"),
        }
    }
}
