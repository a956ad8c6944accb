//! Instances against schemas, in three values: broken, valid, or not known.
//!
//! **A failure is certain.** What a keyword leaves open (`format`, dynamic references, a pattern
//! without a table, work beyond the budget) makes a verdict unsure, never a failure; in a union or
//! under `not`, what is unsure decides nothing.

use super::failure::Failure;
use super::matcher::Matchers;
use super::path::{Node, Path};
use super::rule::Rule;
use crate::load::{Document, Version};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashMap;
use std::rc::Rc;

/// Steps, each a schema looked at for a value, that the examples of a document may take together.
const STEPS_A_DOCUMENT: u64 = 2_000_000;
/// Steps that one example may take.
const STEPS_AN_EXAMPLE: u64 = 500_000;
/// Schemas within schemas within values; it bounds the recursion.
const MOST_NESTED: usize = 160;
/// Failures of one example that are kept.
const MOST_FAILURES: usize = 20;

/// Which way the value at hand travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
    /// Not known: neither `readOnly` nor `writeOnly` properties are missed.
    Either,
}

/// What became of a value.
#[derive(Debug, Default)]
pub(super) struct Outcome<'d> {
    pub(super) failures: Vec<Failure<'d>>,
    pub(super) unsure: bool,
}

impl<'d> Outcome<'d> {
    pub(super) fn is_valid(&self) -> bool {
        self.failures.is_empty() && !self.unsure
    }

    /// A failure at the value of `spot`, by the keyword at `keyword`.
    pub(super) fn fail(&mut self, spot: &Spot<'_, '_, 'd>, keyword: &Path<'_>, rule: Rule<'d>) {
        if self.failures.len() < MOST_FAILURES {
            self.failures
                .push(Failure::new(&spot.node, keyword.pointer(), rule));
        }
    }
}

/// A value to judge.
#[derive(Clone, Copy)]
pub(super) struct Spot<'p, 'i, 'd> {
    pub(super) node: Node<'p, 'i>,
    /// The outermost schema that the value has to fit.
    pub(super) whole: &'d Value,
}

pub(super) type Target<'d> = (Rc<Pointer>, &'d Value);

pub(super) struct Evaluator<'d> {
    pub(super) document: &'d Document,
    targets: HashMap<(Pointer, &'d str), Option<Target<'d>>>,
    pub(super) matchers: Matchers<'d>,
    pub(super) direction: Direction,
    depth: usize,
    /// The referred schemas that are being looked at, each with its value, both by address.
    open: Vec<(usize, usize)>,
    /// Whether the steps of an example, or of all, did not suffice.
    exhausted: bool,
    /// Steps left for the example at hand, and for those after it.
    steps: u64,
    reserve: u64,
}

impl<'d> Evaluator<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            targets: HashMap::new(),
            matchers: Matchers::default(),
            direction: Direction::Either,
            depth: 0,
            open: Vec::new(),
            exhausted: false,
            steps: 0,
            reserve: STEPS_A_DOCUMENT,
        }
    }

    /// Whether an example was judged in part only, because it takes too many steps.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// All that a value breaks in a schema.
    pub(super) fn evaluate(
        &mut self,
        schema: &Node<'_, 'd>,
        instance: &Node<'_, '_>,
        direction: Direction,
    ) -> Outcome<'d> {
        self.budgeted(direction, |evaluator| {
            let mut outcome = Outcome::default();
            let whole = schema.value;
            let node = *instance;
            evaluator.check(schema, &Spot { node, whole }, &mut outcome);
            outcome
        })
    }

    /// Runs `work` with the steps of one example.
    pub(super) fn budgeted<T>(
        &mut self,
        direction: Direction,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let lent = self.reserve.min(STEPS_AN_EXAMPLE);
        (self.steps, self.depth, self.direction) = (lent, 0, direction);
        let result = work(self);
        self.reserve -= lent - self.steps;
        self.steps = 0;
        result
    }

    /// Takes so many steps; `false` when they are not there.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        let steps = steps as u64;
        let enough = self.steps >= steps;
        self.steps = self.steps.saturating_sub(steps);
        self.exhausted |= !enough;
        enough
    }

    /// The value that a reference names, which may be a reference again; `at` is what it stands in.
    pub(super) fn target(&mut self, reference: &'d str, at: &Path<'_>) -> Option<Target<'d>> {
        let document = self.document;
        let resource = match document.has_resources() {
            true => document.resource(&at.pointer()),
            false => Pointer::root(),
        };
        let found = self.targets.entry((resource, reference));
        let found = found.or_insert_with_key(|(resource, _)| {
            let found = document.resolve(reference, resource).ok();
            found.map(|(pointer, value)| (Rc::new(pointer), value))
        });
        found.clone()
    }

    /// Adds what a value breaks in a schema, all of its parts included.
    pub(super) fn check(
        &mut self,
        schema: &Node<'_, 'd>,
        spot: &Spot<'_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        if self.depth >= MOST_NESTED || !self.spend(1) {
            outcome.unsure = true;
            return;
        }
        self.depth += 1;
        match schema.value {
            Value::Bool(true) => {}
            Value::Bool(false) => outcome.fail(spot, &schema.path, Rule::Never),
            // An include, by many tools' custom: what it stands for is not here.
            Value::Object(_) if spot.node.text("$ref").is_some() => outcome.unsure = true,
            Value::Object(_) => self.check_keywords(schema, spot, outcome),
            _ => outcome.unsure = true,
        }
        self.depth -= 1;
    }

    /// A schema that is referred to; if it is being looked at for the same value already, it says
    /// no more of it.
    fn check_target(
        &mut self,
        target: &Node<'_, 'd>,
        spot: &Spot<'_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        let address = |value: &Value| std::ptr::from_ref(value).addr();
        let pair = (address(target.value), address(spot.node.value));
        if self.open.contains(&pair) {
            outcome.unsure = true;
            return;
        }
        self.open.push(pair);
        self.check(target, spot, outcome);
        self.open.pop();
    }

    fn check_keywords(
        &mut self,
        schema: &Node<'_, 'd>,
        spot: &Spot<'_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        if let Some(reference) = schema.value.get("$ref") {
            match reference
                .as_str()
                .and_then(|text| self.target(text, &schema.path))
            {
                None => outcome.unsure = true,
                Some((pointer, value)) => {
                    let path = Path::At(&pointer);
                    self.check_target(&Node { value, path }, spot, outcome);
                }
            }
            if self.document.version == Version::V3_0 {
                return;
            }
        }
        // By the letter `nullable` needs a `type` beside it; whoever writes it means it anyway.
        if spot.node.value.is_null() && schema.value.get("nullable") == Some(&Value::Bool(true)) {
            outcome.unsure = true;
            return;
        }
        for (keyword, value) in schema.members() {
            self.assert(schema, keyword, &value, spot, outcome);
            match spot.node.value {
                Value::Object(members) => {
                    self.object_keyword(schema, keyword, &value, (spot, members), outcome);
                }
                Value::Array(items) => {
                    self.array_keyword(schema, keyword, &value, (spot, items), outcome);
                }
                _ => {}
            }
            self.union_keyword(schema, keyword, &value, spot, outcome);
        }
    }
}
