//! `oneOf` and `anyOf`.

use super::json_type::Types;
use super::schema::Schema;
use super::shape::{Alternatives, Shape};
use super::slot::Slot;
use super::{Lowering, nullable};
use crate::diagnostic::{Diagnostic, Place, code};
use crate::ir::{self, Branch, Fit, Keyword, Kind, TypeRef, Union};
use serde_json::Value;

/// More combinations than this of several `oneOf`/`anyOf` in one schema are not spelled out.
const MOST_COMBINATIONS: usize = 64;

impl<'d> Lowering<'d> {
    /// Alternatives that make no enum are checked beside the type: those that only ask which
    /// properties are there, and those that would make too many combinations.
    pub(super) fn settle_unions(&mut self, shape: &mut Shape<'d>) {
        if shape.unions.is_empty() {
            return;
        }
        let mut combinations = 1_usize;
        let is_bare = shape.is_bare();
        for group in std::mem::take(&mut shape.unions) {
            let next = combinations.saturating_mul(group.branches.len());
            let is_first = shape.unions.is_empty();
            if (next > MOST_COMBINATIONS && !is_first) || (!is_bare && self.only_asks(&group)) {
                shape.is_residual = true;
                shape.unchecked.push(group.pointer);
            } else {
                combinations = next;
                if self.is_by_the_letter() && self.misjudges_null(shape, &group) {
                    shape.is_residual = true;
                    shape.unchecked.push(group.pointer.clone());
                }
                shape.unions.push(group);
            }
        }
    }

    /// Whether the type of alternatives may accept `null` where they do not: beside a `type` that has it, and where
    /// it is one alternative of a `oneOf` and may fit another.
    fn misjudges_null(&mut self, shape: &Shape<'d>, group: &Alternatives<'d>) -> bool {
        if shape.is_typed || group.fit == Fit::AnyOf {
            return shape.is_typed && shape.types.contains(Types::NULL);
        }
        let branches = group.branches.iter();
        let shapes = branches.map(|branch| self.shape(std::slice::from_ref(branch)));
        let shapes: Vec<Shape<'d>> = shapes.collect();
        let may_fit = shapes
            .iter()
            .filter(|shape| shape.types.contains(Types::NULL));
        shapes.iter().any(is_null) && may_fit.count() > 1
    }

    /// Whether alternatives ask nothing that makes a type.
    fn only_asks(&mut self, group: &Alternatives<'d>) -> bool {
        let branches = group.branches.iter();
        branches.map(std::slice::from_ref).all(|branch| {
            let shape = self.shape(branch);
            !shape.is_typed
                && shape.values.is_none()
                && shape.unions.is_empty()
                && shape.properties.is_empty()
                && shape.additional.is_empty()
                && !shape.is_closed
                && !shape.has_array_keywords()
                && !shape.has_string_keywords()
                && !shape.has_number_keywords()
        })
    }

    /// A shape with alternatives: an enum of them, or something simpler that says the same.
    pub(super) fn union(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        let mut groups = std::mem::take(&mut shape.unions);
        let mut group = groups.remove(0);
        shape.unions = groups;
        self.deciding.push(group.pointer.clone());
        let value = self.alternative_types(shape, &mut group, slot);
        self.deciding.pop();
        value
    }

    fn alternative_types(
        &mut self,
        shape: Shape<'d>,
        group: &mut Alternatives<'d>,
        slot: Slot,
    ) -> TypeRef {
        let shapes: Vec<Shape<'d>> = group
            .branches
            .iter()
            .map(|branch| self.shape(std::slice::from_ref(branch)))
            .collect();
        let has_null = shapes.iter().any(is_null) && shape.types.contains(Types::NULL);
        let kept: Vec<usize> = (0..shapes.len())
            .filter(|&index| !is_null(&shapes[index]))
            .collect();
        if kept.is_empty() && has_null {
            return TypeRef::Null;
        }
        let slot = if has_null { slot.inside() } else { slot };
        let value = match self.merged_choice(&shape, group, &kept, &shapes) {
            Some(merged) => self.choice(merged, slot),
            None => self.branches(shape, group, &kept, &shapes, slot),
        };
        if has_null { nullable(value) } else { value }
    }

    /// Branches that each list strings are one list.
    fn merged_choice(
        &mut self,
        shape: &Shape<'d>,
        group: &Alternatives<'d>,
        kept: &[usize],
        shapes: &[Shape<'d>],
    ) -> Option<Shape<'d>> {
        if kept.is_empty() || !shape.is_bare() || !shape.unions.is_empty() {
            return None;
        }
        let mut values: Vec<&Value> = Vec::new();
        let mut overlaps = false;
        for &index in kept {
            let listed = shapes[index].values.as_ref()?;
            if !listed.iter().all(|value| value.is_string())
                || !shapes[index].types.contains(Types::STRING)
                || !shapes[index].is_plain_list()
            {
                return None;
            }
            overlaps |= listed.iter().any(|value| values.contains(value));
            values.extend(listed.iter().copied());
        }
        if overlaps && group.fit == Fit::OneOf {
            if self.is_by_the_letter() {
                return None;
            }
            self.note_overlap(group);
        }
        Some(Shape {
            values: Some(values),
            ..shape.clone()
        })
    }

    fn branches(
        &mut self,
        shape: Shape<'d>,
        group: &Alternatives<'d>,
        kept: &[usize],
        shapes: &[Shape<'d>],
        slot: Slot,
    ) -> TypeRef {
        let mut branches = Vec::new();
        for &index in kept {
            let schema = &group.branches[index];
            let part = slot.part(&self.branch_word(schema, &shapes[index], group, index));
            let Some(value) = self.branch(&shape, schema, part) else {
                continue;
            };
            let tags = self.tags(schema, &shapes[index], group);
            let word = (!matches!(value, TypeRef::Named(_)))
                .then(|| shapes[index].docs.title.clone())
                .flatten();
            branches.push(Branch { word, value, tags });
        }
        if branches.is_empty() {
            let never = Shape {
                types: Types::NONE,
                is_typed: true,
                ..shape
            };
            return self.represent(never, slot);
        }
        self.simplest(branches, &shape, group, slot)
    }

    /// The type of one branch together with what stands beside the alternatives; none where the two
    /// leave no type.
    fn branch(&mut self, shape: &Shape<'d>, schema: &Schema<'d>, slot: Slot) -> Option<TypeRef> {
        let is_alone = shape.is_bare() && shape.unions.is_empty();
        if is_alone {
            if let Some(reference) = self.plain_reference(schema) {
                return Some(reference);
            }
            if !shape.is_typed {
                return Some(self.lower(vec![schema.clone()], slot));
            }
        }
        let mut both = self.shape_with(shape.clone(), schema);
        both.docs = self.docs_of(schema);
        (!both.types.is_empty()).then(|| self.represent(both, slot))
    }

    fn branch_word(
        &self,
        schema: &Schema<'d>,
        shape: &Shape<'d>,
        group: &Alternatives<'d>,
        index: usize,
    ) -> String {
        let component = schema
            .reference()
            .and_then(|reference| reference.rsplit('/').next())
            .map(str::to_owned);
        let title = || shape.docs.title.clone().filter(|title| title.len() <= 40);
        let tag = || self.tags(schema, shape, group).into_iter().next();
        component
            .or_else(title)
            .or_else(tag)
            .unwrap_or_else(|| format!("Variant {}", index + 1))
    }

    /// The values of the discriminator that name a branch.
    fn tags(
        &self,
        schema: &Schema<'d>,
        shape: &Shape<'d>,
        group: &Alternatives<'d>,
    ) -> Vec<String> {
        let Some(discriminator) = &group.discriminator else {
            return Vec::new();
        };
        if let Some(reference) = schema.reference() {
            let name = reference.rsplit('/').next().unwrap_or(reference);
            let mapped = discriminator
                .mapping
                .iter()
                .filter(|(_, target)| *target == reference || *target == name);
            let tags: Vec<String> = mapped.map(|(tag, _)| (*tag).to_owned()).collect();
            return if tags.is_empty() {
                vec![name.to_owned()]
            } else {
                tags
            };
        }
        let property = shape
            .properties
            .iter()
            .find(|(name, _)| *name == discriminator.property);
        let schemas = property.map_or(&[][..], |(_, schemas)| schemas);
        let values = schemas.iter().flat_map(|schema| {
            let listed = schema
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            schema.get("const").into_iter().chain(listed)
        });
        values
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect()
    }

    /// The union of the branches, or the type that says the same more simply.
    fn simplest(
        &mut self,
        branches: Vec<Branch>,
        shape: &Shape<'d>,
        group: &Alternatives<'d>,
        slot: Slot,
    ) -> TypeRef {
        if branches.iter().any(|branch| branch.value == TypeRef::Any) {
            if group.fit == Fit::OneOf && branches.len() > 1 {
                return self.exactly_one(slot, shape, group, TypeRef::Any);
            }
            return TypeRef::Any;
        }
        let is_text = |branch: &Branch| match self.api.resolve(&branch.value) {
            TypeRef::String => true,
            TypeRef::Named(id) => {
                matches!(self.api.types[id.0].kind, Kind::String(_) | Kind::Choice(_))
            }
            _ => false,
        };
        let has_any_text = branches
            .iter()
            .any(|branch| *self.api.resolve(&branch.value) == TypeRef::String);
        if group.fit == Fit::AnyOf && has_any_text && branches.iter().all(is_text) {
            return TypeRef::String;
        }
        let count = branches.len();
        let mut distinct: Vec<Branch> = Vec::new();
        for branch in branches {
            match distinct
                .iter_mut()
                .find(|known| known.value == branch.value)
            {
                Some(known) => known.tags.extend(branch.tags),
                None => distinct.push(branch),
            }
        }
        let has_twins = group.fit == Fit::OneOf && distinct.len() < count;
        if has_twins && !self.is_by_the_letter() {
            self.note_overlap(group);
        }
        if let [only] = &distinct[..] {
            return match has_twins && self.is_by_the_letter() {
                true => self.exactly_one(slot, shape, group, only.value.clone()),
                false => only.value.clone(),
            };
        }
        let discriminator = group
            .discriminator
            .as_ref()
            .map(|discriminator| discriminator.property.to_owned());
        if discriminator.is_some() {
            let message = "the discriminator decides which alternative a value is";
            let label = "the others are not tried";
            self.note(code::DISCRIMINATOR_DECIDES, &group.pointer, message, label);
        }
        let union = Union {
            fit: group.fit,
            discriminator,
            branches: distinct,
        };
        if has_twins && self.is_by_the_letter() {
            let inside = slot.part("Value");
            let value = self.define(inside, &shape.pointer, &shape.docs, Kind::Union(union));
            return self.exactly_one(slot, shape, group, value);
        }
        self.define(slot, &shape.pointer, &shape.docs, Kind::Union(union))
    }

    fn note_overlap(&mut self, group: &Alternatives<'d>) {
        let message = "alternatives of the same type count as one";
        let label = "by the letter, no value of theirs is valid";
        let note = Diagnostic::note(
            code::UNION_OVERLAP,
            Place::Value(group.pointer.clone()),
            message,
        );
        let help = "remove those that say the same, or write `anyOf` in place of `oneOf`";
        self.diagnostics.push(note.label(label).help(help));
    }

    /// A type that does not tell its alternatives apart, so that their number is checked.
    fn exactly_one(
        &mut self,
        slot: Slot,
        shape: &Shape<'d>,
        group: &Alternatives<'d>,
        value: TypeRef,
    ) -> TypeRef {
        let data = group.branches.iter().map(|branch| self.data(branch));
        let schema = ir::Schema {
            keywords: vec![Keyword::OneOf(data.collect())],
        };
        self.newtype(slot, &shape.pointer, &shape.docs, (value, schema))
    }
}

/// Whether a schema is `null` and asks no more.
fn is_null(shape: &Shape) -> bool {
    let is_listed = shape.values.as_deref() == Some(&[&Value::Null]);
    let is_typed = shape.is_typed && shape.types == Types::NULL && shape.values.is_none();
    (is_typed || is_listed && shape.types.contains(Types::NULL))
        && !shape.is_residual
        && shape.unions.is_empty()
}
