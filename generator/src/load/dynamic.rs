//! `$dynamicRef`: it names the schema with a `$dynamicAnchor` in the outermost resource that evaluation came
//! through, so what a schema means depends on where it is come to from.

use super::grammar::Kind;
use super::schemas::walk;
use super::{Document, ReferenceError};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Document {
    /// What a `$dynamicRef` may name: first what it names as a `$ref`, then, where that has the `$dynamicAnchor`
    /// which the reference names, all others that have it too.
    pub fn resolve_dynamic(
        &self,
        reference: &str,
        at: &Pointer,
    ) -> Result<Vec<(Pointer, &Value)>, ReferenceError> {
        let (pointer, value) = self.resolve(reference, at)?;
        let name = reference.split_once('#').map_or("", |(_, name)| name);
        let own = value.get("$dynamicAnchor").and_then(Value::as_str);
        let others = match own == Some(name) {
            true => self.resources.dynamic(name),
            false => &[],
        };
        let others = others.iter().filter(|other| **other != pointer);
        let others = others.filter_map(|other| Some((other.clone(), self.get(other)?)));
        let others: Vec<_> = others.collect();
        Ok([vec![(pointer, value)], others].concat())
    }

    /// Whether a schema, or one that it leads to, has a `$dynamicRef` that may name several schemas.
    pub fn is_dynamic(&self, schema: &Pointer) -> bool {
        self.dynamic.contains(schema)
    }

    /// The schemas with a `$dynamicAnchor` in the resource that a place belongs to, by their anchors, as far as
    /// other resources have the same ones.
    pub fn dynamic_anchors(&self, at: &Pointer) -> Vec<(&str, &Pointer)> {
        let root = self.resource(at);
        let repeated = self.resources.repeated_anchors();
        let pairs = repeated.flat_map(|(name, all)| all.iter().map(move |schema| (name, schema)));
        pairs
            .filter(|(_, schema)| self.resource(schema) == root)
            .collect()
    }

    /// The schemas that `is_dynamic` answers yes for.
    pub(super) fn find_dynamic(&self) -> BTreeSet<Pointer> {
        let mut found = BTreeSet::new();
        if self.resources.repeated_anchors().next().is_none() {
            return found;
        }
        let mut sources: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        let mut pending = Vec::new();
        walk(
            &self.root,
            Kind::Api,
            None::<Pointer>,
            &mut |visit, around| {
                let schema = visit.pointer();
                let mut lead = |to: Pointer, from: &Pointer| {
                    sources.entry(to).or_default().push(from.clone());
                };
                if let Some(around) = around {
                    lead(schema.clone(), around);
                }
                let text = |keyword| visit.keywords.get(keyword).and_then(Value::as_str);
                let target = text("$ref").and_then(|text| self.resolve(text, &schema).ok());
                if let Some((target, _)) = target {
                    lead(target, &schema);
                }
                let targets = text("$dynamicRef").map(|text| self.resolve_dynamic(text, &schema));
                let targets = targets.and_then(Result::ok).unwrap_or_default();
                if targets.len() > 1 {
                    pending.push(schema.clone());
                }
                for (target, _) in targets {
                    lead(target, &schema);
                }
                Some(Some(schema))
            },
        );
        while let Some(schema) = pending.pop() {
            pending.extend(sources.remove(&schema).unwrap_or_default());
            found.insert(schema);
        }
        found
    }
}
