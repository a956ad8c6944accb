//! Keywords that combine schemas.

use super::evaluate::{Evaluator, Outcome, Spot};
use super::failure::Failure;
use super::path::Node;
use super::rule::Rule;
use crate::diagnostic::brief;
use serde_json::Value;

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
        // Failures cost more than steps: each says where it is.
        self.spend(4 * inner.failures.len());
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
        let mut broken = Vec::new();
        for branch in branches.elements() {
            let inner = self.apart(&branch, spot);
            if inner.is_valid() {
                fitting += 1;
            } else if inner.failures.is_empty() {
                unsure += 1;
            } else {
                let failures = inner.failures;
                broken.push(Broken {
                    branch: branch.value,
                    failures,
                });
            }
        }
        let one = keyword == "oneOf";
        let discriminator = schema.value.get("discriminator");
        if fitting > 1 && one && discriminator.is_none() {
            outcome.fail(spot, &branches.path, Rule::Several { fitting });
        } else if fitting + unsure == 0 && !broken.is_empty() {
            match meant(&broken, discriminator, spot) {
                Ok(index) => outcome.failures.append(&mut broken[index].failures),
                Err(nearest) => {
                    let count = broken.len();
                    let rule = Rule::NoneFits {
                        keyword,
                        count,
                        nearest,
                    };
                    outcome.fail(spot, &branches.path, rule);
                }
            }
        } else if fitting == 0 || one && (fitting > 1 || unsure > 0) {
            outcome.unsure = true;
        }
    }
}

/// An alternative that does not fit.
struct Broken<'d> {
    branch: &'d Value,
    failures: Vec<Failure<'d>>,
}

/// The alternative that is meant: the one that the discriminator names, or the only one that is not
/// of another type altogether. If none is, what breaks the nearest.
fn meant(
    broken: &[Broken<'_>],
    discriminator: Option<&Value>,
    spot: &Spot<'_, '_, '_>,
) -> Result<usize, String> {
    let named = discriminator.and_then(|discriminator| {
        let property = discriminator.get("propertyName")?.as_str()?;
        let tag = spot.node.value.get(property)?.as_str()?;
        let mapped = discriminator.get("mapping").and_then(|all| all.get(tag));
        let name = mapped.and_then(Value::as_str).unwrap_or(tag);
        broken.iter().position(|one| {
            let reference = one.branch.get("$ref").and_then(Value::as_str);
            reference.is_some_and(|reference| {
                reference == name || reference.rsplit('/').next() == Some(name)
            })
        })
    });
    if let Some(index) = named {
        return Ok(index);
    }
    let here = spot.node.pointer();
    let is_other_type =
        |failure: &Failure| matches!(failure.rule, Rule::Type(_)) && failure.instance == here;
    let mut likely =
        (0..broken.len()).filter(|&index| !broken[index].failures.iter().any(is_other_type));
    if let (Some(index), None) = (likely.next(), likely.next()) {
        return Ok(index);
    }
    let nearest = broken.iter().min_by_key(|one| one.failures.len());
    let failure = nearest.and_then(|one| one.failures.first());
    let message = failure.map(|failure| {
        let inside = failure.instance.as_str().strip_prefix(here.as_str());
        let at = inside.filter(|inside| !inside.is_empty());
        let at = at.map(|inside| format!("at {inside}, "));
        format!("{}{}", at.unwrap_or_default(), failure.message())
    });
    Err(brief(&message.unwrap_or_default()))
}
