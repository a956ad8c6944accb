//! Keywords of arrays.

use super::evaluation::{Evaluation, Seen};
use super::spot::{Spot, Way};
use super::{Keyword, Schema};
use crate::runtime::collections::first_duplicate;
use crate::runtime::value::Value;
use crate::runtime::violation::Rule;

impl Evaluation {
    pub(super) fn array<'v>(
        &mut self,
        keyword: &Keyword,
        items: &'v [Value],
        spot: &Spot<'_, 'v>,
        seen: &mut Seen<'v>,
    ) {
        match *keyword {
            Keyword::MinItems(min) => {
                self.at_least(items.len(), min, Rule::MinItems(min), spot);
            }
            Keyword::MaxItems(max) => {
                self.at_most(items.len(), max, Rule::MaxItems(max), spot);
            }
            Keyword::UniqueItems if first_duplicate(items).is_some() => {
                self.fail(spot, Rule::UniqueItems, 0);
            }
            Keyword::PrefixItems(schemas) => {
                for (index, schema) in schemas.iter().enumerate().take(items.len()) {
                    self.item(index, &items[index], spot, seen, schema, Rule::Never);
                }
            }
            Keyword::Items(first, ref schema) => {
                for (index, value) in items.iter().enumerate().skip(first) {
                    self.item(index, value, spot, seen, schema, Rule::Items);
                }
            }
            Keyword::UnevaluatedItems(ref schema) => {
                for (index, value) in items.iter().enumerate() {
                    if !seen.items.contains(&index) {
                        self.item(index, value, spot, seen, schema, Rule::UnevaluatedItems);
                    }
                }
            }
            Keyword::Contains(ref schema, min, max) => {
                self.contains((schema, min, max), items, spot, seen);
            }
            _ => {}
        }
    }

    fn item<'v>(
        &mut self,
        index: usize,
        value: &'v Value,
        spot: &Spot<'_, 'v>,
        seen: &mut Seen<'v>,
        schema: &Schema,
        forbidden: Rule,
    ) {
        if self.is_done() {
            return;
        }
        let way = Way::Index(&spot.way, index);
        self.part_of(schema, &Spot { value, way }, forbidden);
        if self.is_asked {
            seen.items.insert(index);
        }
    }

    fn contains<'v>(
        &mut self,
        (schema, min, max): (&Schema, u64, u64),
        items: &'v [Value],
        spot: &Spot<'_, 'v>,
        seen: &mut Seen<'v>,
    ) {
        let mut found = 0;
        for (index, value) in items.iter().enumerate() {
            let way = Way::Index(&spot.way, index);
            if self.admits_part(schema, &Spot { value, way }) {
                found += 1;
                if self.is_asked {
                    seen.items.insert(index);
                }
            }
        }
        self.at_least(found, min, Rule::MinContains(min), spot);
        self.at_most(found, max, Rule::MaxContains(max), spot);
    }
}
