//! Keywords that combine schemas.

use super::evaluate::{Evaluator, Outcome, Spot};
use super::path::Node;
use super::rule::{Failure, Rule};

impl<'d> Evaluator<'d> {
    pub(super) fn union_keyword(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &'d str,
        value: &Node<'_, 'd>,
        spot: &Spot<'_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        match keyword {
            "allOf" => {
                for branch in value.elements() {
                    self.check(&branch, spot, outcome);
                }
            }
            "anyOf" | "oneOf" => self.alternatives(schema, keyword, value, spot, outcome),
            "not" => {
                let inner = self.apart(value, spot);
                if inner.is_valid() {
                    outcome.fail(spot, &value.path, Rule::Not);
                } else {
                    outcome.unsure |= inner.failures.is_empty();
                }
            }
            "if" => self.condition(schema, value, spot, outcome),
            "$dynamicRef" | "$recursiveRef" => outcome.unsure = true,
            _ => {}
        }
    }

    /// What a value breaks in a schema that it need not fit.
    fn apart(&mut self, schema: &Node<'_, 'd>, spot: &Spot<'_, '_, 'd>) -> Outcome<'d> {
        let mut inner = Outcome::default();
        self.check(schema, spot, &mut inner);
        inner
    }

    fn condition(
        &mut self,
        schema: &Node<'_, 'd>,
        condition: &Node<'_, 'd>,
        spot: &Spot<'_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        let inner = self.apart(condition, spot);
        let consequence = if inner.is_valid() {
            schema.member("then")
        } else if inner.failures.is_empty() {
            outcome.unsure = true;
            None
        } else {
            schema.member("else")
        };
        if let Some(consequence) = consequence {
            self.check(&consequence, spot, outcome);
        }
    }

    fn alternatives(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &'d str,
        branches: &Node<'_, 'd>,
        spot: &Spot<'_, '_, 'd>,
        outcome: &mut Outcome<'d>,
    ) {
        let (mut fitting, mut unsure) = (0, 0);
        let mut failures = Vec::new();
        for branch in branches.elements() {
            let inner = self.apart(&branch, spot);
            if inner.is_valid() {
                fitting += 1;
            } else if inner.failures.is_empty() {
                unsure += 1;
            } else {
                failures.push(inner.failures);
            }
        }
        let one = keyword == "oneOf";
        if fitting > 1 && one && schema.value.get("discriminator").is_none() {
            outcome.fail(spot, &branches.path, Rule::Several { fitting });
        } else if fitting + unsure == 0 && !failures.is_empty() {
            let count = failures.len();
            match likeliest(failures, spot) {
                Some(failures) => outcome.failures.extend(failures),
                None => outcome.fail(spot, &branches.path, Rule::NoneFits { keyword, count }),
            }
        } else if fitting == 0 || one && (fitting > 1 || unsure > 0) {
            outcome.unsure = true;
        }
    }
}

/// What broke the one alternative that is not of another type altogether.
fn likeliest<'d>(
    mut failures: Vec<Vec<Failure<'d>>>,
    spot: &Spot<'_, '_, 'd>,
) -> Option<Vec<Failure<'d>>> {
    let here = spot.node.pointer();
    failures.retain(|failures| {
        let of_other_type =
            |failure: &Failure| matches!(failure.rule, Rule::Type(_)) && failure.instance == here;
        !failures.iter().any(of_other_type)
    });
    let only = failures.pop()?;
    failures.is_empty().then_some(only)
}
