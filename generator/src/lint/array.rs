//! Keywords of arrays.

use super::bound::size;
use super::evaluate::{Evaluator, Outcome, Spot};
use super::number::same;
use super::path::{Node, Path};
use super::rule::Rule;
use serde_json::Value;

/// Longer arrays are not searched for equal items.
const MOST_COMPARED: usize = 200;

/// An array to judge, with its items at hand.
type Array<'a, 'p, 'i, 'd> = (&'a Spot<'p, 'i, 'd>, &'i [Value]);

impl<'d> Evaluator<'d> {
    pub(super) fn array_keyword(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &'d str,
        value: &Node<'_, 'd>,
        array: Array<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        match keyword {
            "items" if value.value.is_array() => outcome.unsure = true,
            "items" => {
                let first = schema.value.get("prefixItems").and_then(Value::as_array);
                let skipped = first.map_or(0, Vec::len);
                for node in array.0.node.elements().skip(skipped) {
                    self.part(value, node, outcome);
                }
            }
            "prefixItems" => {
                for (inner, node) in value.elements().zip(array.0.node.elements()) {
                    self.part(&inner, node, outcome);
                }
            }
            "uniqueItems" if value.value == &Value::Bool(true) => {
                self.unique(value, array, outcome);
            }
            "contains" => self.contains(schema, value, array, outcome),
            "additionalItems" | "unevaluatedItems" => outcome.unsure = true,
            _ => {}
        }
    }

    fn unique(
        &mut self,
        keyword: &Node<'_, 'd>,
        (spot, items): Array<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        if items.len() > MOST_COMPARED || !self.spend(items.len() * items.len() / 64) {
            outcome.unsure = true;
            return;
        }
        for (second, item) in items.iter().enumerate() {
            let Some(first) = items[..second].iter().position(|other| same(item, other)) else {
                continue;
            };
            let path = Path::Element(&spot.node.path, second);
            let node = Node { value: item, path };
            let whole = spot.whole;
            outcome.fail(
                &Spot { node, whole },
                &keyword.path,
                Rule::Repeated { first },
            );
            return;
        }
    }

    fn contains(
        &mut self,
        schema: &Node<'_, 'd>,
        inner: &Node<'_, 'd>,
        (spot, _): Array<'_, '_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        let bound = |keyword| schema.value.get(keyword).and_then(size);
        let least = bound("minContains").unwrap_or(1);
        let most = bound("maxContains");
        let (mut fitting, mut unsure) = (0, 0);
        for node in spot.node.elements() {
            let mut one = Outcome::default();
            self.part(inner, node, &mut one);
            fitting += u64::from(one.is_valid());
            unsure += u64::from(one.failures.is_empty() && one.unsure);
        }
        if fitting + unsure < least || most.is_some_and(|most| fitting > most) {
            outcome.fail(spot, &inner.path, Rule::Contains { fitting });
        } else if unsure > 0 {
            outcome.unsure = true;
        }
    }
}
