//! Keywords of objects.

use super::evaluation::{Evaluation, Seen};
use super::spot::{Spot, Way};
use super::{Keyword, Schema};
use crate::runtime::value::Value;
use crate::runtime::violation::Rule;
use std::collections::BTreeMap;

impl Evaluation {
    pub(super) fn object<'v>(
        &mut self,
        keyword: &Keyword,
        members: &'v BTreeMap<String, Value>,
        spot: &Spot<'_, 'v>,
        seen: &mut Seen<'v>,
    ) {
        match *keyword {
            Keyword::MinProperties(min) => {
                self.at_least(members.len(), min, Rule::MinProperties(min), spot);
            }
            Keyword::MaxProperties(max) => {
                self.at_most(members.len(), max, Rule::MaxProperties(max), spot);
            }
            Keyword::Required(names) => {
                for name in names.iter().filter(|name| !members.contains_key(**name)) {
                    let way = Way::Name(&spot.way, name);
                    self.fail(&Spot { way, ..*spot }, Rule::Required, 0);
                }
            }
            Keyword::DependentRequired(name, others) if members.contains_key(name) => {
                for other in others.iter().filter(|name| !members.contains_key(**name)) {
                    let way = Way::Name(&spot.way, other);
                    self.fail(&Spot { way, ..*spot }, Rule::DependentRequired(name), 0);
                }
            }
            Keyword::DependentSchema(name, ref schema) if members.contains_key(name) => {
                seen.add(self.schema(schema, spot));
            }
            Keyword::PropertyNames(ref schema) => {
                for name in members.keys() {
                    let value = &Value::String(name.clone());
                    if self.admits(schema, &Spot { value, ..*spot }).is_none() {
                        let way = Way::Name(&spot.way, name);
                        self.fail(&Spot { value, way }, Rule::PropertyNames, 0);
                    }
                }
            }
            Keyword::Properties(named) => {
                for (name, schema) in named {
                    let Some((name, value)) = members.get_key_value(*name) else {
                        continue;
                    };
                    self.member(name, value, spot, seen, schema, Rule::Never);
                }
            }
            Keyword::PatternProperties(named) => {
                for (is_match, schema) in named {
                    for (name, value) in members.iter().filter(|(name, _)| is_match(name)) {
                        self.member(name, value, spot, seen, schema, Rule::Never);
                    }
                }
            }
            Keyword::AdditionalProperties(names, patterns, ref schema) => {
                let is_known = |name: &str| {
                    names.contains(&name) || patterns.iter().any(|is_match| is_match(name))
                };
                for (name, value) in members.iter().filter(|(name, _)| !is_known(name)) {
                    let rule = Rule::AdditionalProperties;
                    self.member(name, value, spot, seen, schema, rule);
                }
            }
            Keyword::UnevaluatedProperties(ref schema) => {
                for (name, value) in members {
                    if !seen.names.contains(name.as_str()) {
                        let rule = Rule::UnevaluatedProperties;
                        self.member(name, value, spot, seen, schema, rule);
                    }
                }
            }
            _ => {}
        }
    }

    fn member<'v>(
        &mut self,
        name: &'v str,
        value: &'v Value,
        spot: &Spot<'_, 'v>,
        seen: &mut Seen<'v>,
        schema: &Schema,
        forbidden: Rule,
    ) {
        let way = Way::Name(&spot.way, name);
        self.part_of(schema, &Spot { value, way }, forbidden);
        if self.is_asked {
            seen.names.insert(name);
        }
    }
}
