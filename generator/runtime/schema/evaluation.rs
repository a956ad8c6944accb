//! Values against schemas: the keywords of JSON Schema 2020-12, one after another.

use super::spot::{Spot, Way};
use super::{Anchors, Keyword, Schema};
use crate::runtime::value::Value;
use crate::runtime::violation::{Rule, ValidationError};
use std::collections::BTreeSet;

/// Schemas within schemas, of the same part.
const MOST_NESTED: usize = 100;

/// At most this many failures of one value are listed.
const MOST_FAILURES: usize = 100;

/// A rule that a part of a value breaks.
pub struct Failure {
    /// Where the part is: a JSON Pointer.
    pub pointer: String,
    /// The rule and the part.
    pub error: ValidationError,
}

/// The members and items that keywords have looked at, for the `unevaluated` ones.
#[derive(Default)]
pub(super) struct Seen<'v> {
    pub(super) names: BTreeSet<&'v str>,
    pub(super) items: BTreeSet<usize>,
}

impl Seen<'_> {
    pub(super) fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.items.extend(other.items);
    }
}

/// The state of one evaluation.
pub struct Evaluation {
    subject: &'static str,
    failures: Vec<Failure>,
    /// How many rules are broken, listed or not.
    broken: usize,
    /// How many are enough to know.
    wanted: usize,
    /// Whether the outcome alone counts.
    is_trial: bool,
    /// Whether a schema around asks what was evaluated.
    pub(super) is_asked: bool,
    /// The resources that evaluation is in, the outermost first.
    pub(super) resources: Vec<Anchors>,
    /// The schemas that were referred to for the part at hand, and are being looked at.
    open: Vec<&'static Schema>,
    /// How many schemas of the part at hand are open.
    depth: usize,
}

impl Evaluation {
    /// What a value breaks.
    pub fn all(schema: &Schema, subject: &'static str, value: &Value) -> Vec<Failure> {
        Self::up_to(MOST_FAILURES, schema, subject, value).failures
    }

    /// The first rule that a value breaks.
    pub fn first(schema: &Schema, subject: &'static str, value: &Value) -> Option<Failure> {
        Self::up_to(1, schema, subject, value).failures.pop()
    }

    fn up_to(wanted: usize, schema: &Schema, subject: &'static str, value: &Value) -> Self {
        let mut evaluation = Self {
            subject,
            failures: Vec::new(),
            broken: 0,
            wanted,
            is_trial: false,
            is_asked: false,
            resources: Vec::new(),
            open: Vec::new(),
            depth: 0,
        };
        let way = Way::Root;
        evaluation.schema(schema, &Spot { value, way });
        evaluation
    }

    pub(super) fn fail(&mut self, spot: &Spot, rule: Rule, found: usize) {
        self.broken += 1;
        if self.is_trial {
            return;
        }
        let value = format_args!("{}", spot.value);
        self.failures.push(Failure {
            pointer: spot.way.pointer(),
            error: match rule {
                Rule::Required | Rule::DependentRequired(_) | Rule::UniqueItems => {
                    ValidationError::without_value(self.subject, rule)
                }
                _ => ValidationError::new(self.subject, rule, found as u64, value),
            },
        });
    }

    pub(super) fn is_done(&self) -> bool {
        self.broken >= self.wanted
    }

    /// Whether a value is valid; what was evaluated counts only then.
    pub(super) fn admits<'v>(&mut self, schema: &Schema, spot: &Spot<'_, 'v>) -> Option<Seen<'v>> {
        let outer = (self.is_trial, self.broken, self.wanted);
        (self.is_trial, self.broken, self.wanted) = (true, 0, 1);
        let seen = self.schema(schema, spot);
        let is_valid = self.broken == 0;
        (self.is_trial, self.broken, self.wanted) = outer;
        is_valid.then_some(seen)
    }

    /// Whether a part of the value at hand is valid.
    pub(super) fn admits_part(&mut self, schema: &Schema, spot: &Spot) -> bool {
        self.apart(|evaluation| evaluation.admits(schema, spot).is_some())
    }

    /// A part of the value at hand: what is evaluated in it is no business of the schema around.
    fn part(&mut self, schema: &Schema, spot: &Spot) {
        self.apart(|evaluation| drop(evaluation.schema(schema, spot)));
    }

    /// Looks at another part.
    fn apart<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let (is_asked, depth) = (self.is_asked, self.depth);
        let open = std::mem::take(&mut self.open);
        (self.is_asked, self.depth) = (false, 0);
        let outcome = look(self);
        (self.is_asked, self.depth, self.open) = (is_asked, depth, open);
        outcome
    }

    /// A schema that another refers to; one that leads back to itself asks no more of the same part.
    pub(super) fn referred<'v>(
        &mut self,
        schema: &'static Schema,
        spot: &Spot<'_, 'v>,
    ) -> Seen<'v> {
        if self.open.iter().any(|open| std::ptr::eq(*open, schema)) {
            return Seen::default();
        }
        self.open.push(schema);
        let seen = self.schema(schema, spot);
        self.open.pop();
        seen
    }

    /// A member or item that a keyword may forbid outright.
    pub(super) fn part_of(&mut self, schema: &Schema, spot: &Spot, forbidden: Rule) {
        match schema.0 {
            [Keyword::Never] => self.fail(spot, forbidden, 0),
            _ => self.part(schema, spot),
        }
    }

    pub(super) fn schema<'v>(&mut self, schema: &Schema, spot: &Spot<'_, 'v>) -> Seen<'v> {
        let mut seen = Seen::default();
        if self.depth >= MOST_NESTED {
            return seen;
        }
        self.depth += 1;
        let asks = |keyword: &Keyword| {
            matches!(
                keyword,
                Keyword::UnevaluatedItems(_) | Keyword::UnevaluatedProperties(_)
            )
        };
        let (is_asked, resources) = (self.is_asked, self.resources.len());
        self.is_asked |= schema.0.iter().any(asks);
        for keyword in schema.0 {
            if self.is_done() {
                break;
            }
            self.assertion(keyword, spot);
            match spot.value {
                Value::Object(members) => self.object(keyword, members, spot, &mut seen),
                Value::Array(items) => self.array(keyword, items, spot, &mut seen),
                _ => {}
            }
            self.applicator(keyword, spot, &mut seen);
        }
        self.is_asked = is_asked;
        self.resources.truncate(resources);
        self.depth -= 1;
        seen
    }

    pub(super) fn at_least(&mut self, found: usize, min: u64, rule: Rule, spot: &Spot) {
        if (found as u64) < min {
            self.fail(spot, rule, found);
        }
    }

    pub(super) fn at_most(&mut self, found: usize, max: u64, rule: Rule, spot: &Spot) {
        if found as u64 > max {
            self.fail(spot, rule, found);
        }
    }
}
