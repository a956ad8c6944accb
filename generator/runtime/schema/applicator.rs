//! Keywords that put other schemas to the same value.

use super::evaluation::{Evaluation, Seen};
use super::spot::Spot;
use super::{Keyword, Schema};
use crate::runtime::violation::Rule;

impl Evaluation {
    pub(super) fn applicator<'v>(
        &mut self,
        keyword: &Keyword,
        spot: &Spot<'_, 'v>,
        seen: &mut Seen<'v>,
    ) {
        match keyword {
            Keyword::Ref(schema) => seen.add(self.referred(schema, spot)),
            Keyword::Resource(anchors) => self.resources.push(anchors),
            Keyword::DynamicRef(name, schema) => {
                let mut anchors = self.resources.iter().copied().flatten();
                let named = anchors.find(|(anchor, _)| anchor == name);
                let target = named.map_or(*schema, |(_, schema)| *schema);
                seen.add(self.referred(target, spot));
            }
            Keyword::AllOf(schemas) => {
                for schema in *schemas {
                    seen.add(self.schema(schema, spot));
                }
            }
            Keyword::AnyOf(schemas) => {
                let fitting = self.fitting(schemas, spot, seen, !self.is_asked);
                self.at_least(fitting, 1, Rule::AnyOf, spot);
            }
            Keyword::OneOf(schemas) => {
                let fitting = self.fitting(schemas, spot, seen, false);
                if fitting != 1 {
                    self.fail(spot, Rule::OneOf, fitting);
                }
            }
            Keyword::Not(schema) if self.admits(schema, spot).is_some() => {
                self.fail(spot, Rule::Not, 0);
            }
            Keyword::If(test, then, otherwise) => {
                let outcome = self.admits(test, spot);
                let next = if outcome.is_some() { then } else { otherwise };
                seen.add(outcome.unwrap_or_default());
                seen.add(self.schema(next, spot));
            }
            _ => {}
        }
    }

    /// How many schemas a value is valid against.
    fn fitting<'v>(
        &mut self,
        schemas: &[Schema],
        spot: &Spot<'_, 'v>,
        seen: &mut Seen<'v>,
        is_one_enough: bool,
    ) -> usize {
        let mut fitting = 0;
        for schema in schemas {
            if let Some(evaluated) = self.admits(schema, spot) {
                seen.add(evaluated);
                fitting += 1;
                if is_one_enough {
                    break;
                }
            }
        }
        fitting
    }
}
