//! A shape: all that a conjunction of schemas asks, keyword by keyword.

use super::bound::{Bound, Decimal};
use super::json_type::Types;
use super::schema::Schema;
use crate::ir::{Docs, Fit};
use crate::pointer::Pointer;
use serde_json::Value;

/// What one or more schemas ask together: `allOf` united, references followed.
#[derive(Clone, Debug)]
pub(crate) struct Shape<'d> {
    /// Where the first of the schemas stands.
    pub(crate) pointer: Pointer,
    /// The schemas that are united here.
    pub(crate) parts: Vec<Schema<'d>>,
    /// Whether something is asked that types do not say.
    pub(crate) is_residual: bool,
    /// Places of keywords that the type does not carry, although others of their kind are.
    pub(crate) unchecked: Vec<Pointer>,
    /// Whether `false` is among the schemas.
    pub(crate) is_never: bool,
    pub(crate) docs: Docs,
    pub(crate) types: Types,
    /// Whether a `type` was stated, rather than left open.
    pub(crate) is_typed: bool,
    /// `enum` and `const`.
    pub(crate) values: Option<Vec<&'d Value>>,
    pub(crate) format: Option<&'d str>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) patterns: Vec<(&'d str, Pointer)>,
    pub(crate) minimum: Option<Bound>,
    pub(crate) maximum: Option<Bound>,
    pub(crate) multiple_of: Vec<Decimal>,
    /// `items`: each has to hold.
    pub(crate) items: Vec<Schema<'d>>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    /// `properties`, in the order of the document: each schema of a name has to hold.
    pub(crate) properties: Vec<(&'d str, Vec<Schema<'d>>)>,
    pub(crate) required: Vec<&'d str>,
    /// `additionalProperties` as schemas.
    pub(crate) additional: Vec<Schema<'d>>,
    pub(crate) is_closed: bool,
    /// `unevaluatedProperties: false` at the top.
    pub(crate) is_unevaluated_closed: bool,
    /// How many schemas are at the top: none of them sees what another evaluates.
    pub(crate) roots: usize,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
    /// `oneOf` and `anyOf`: each has to hold.
    pub(crate) unions: Vec<Alternatives<'d>>,
}

/// A `oneOf` or an `anyOf`.
#[derive(Clone, Debug)]
pub(crate) struct Alternatives<'d> {
    pub(crate) pointer: Pointer,
    pub(crate) fit: Fit,
    pub(crate) branches: Vec<Schema<'d>>,
    pub(crate) discriminator: Option<Discriminator<'d>>,
}

/// A `discriminator`.
#[derive(Clone, Debug)]
pub(crate) struct Discriminator<'d> {
    pub(crate) property: &'d str,
    /// Values, each with the reference or name of its schema.
    pub(crate) mapping: Vec<(&'d str, &'d str)>,
}

impl<'d> Shape<'d> {
    /// Anything at all.
    pub(crate) fn open(pointer: Pointer) -> Self {
        Self {
            pointer,
            parts: Vec::new(),
            is_residual: false,
            unchecked: Vec::new(),
            is_never: false,
            docs: Docs::default(),
            types: Types::ALL,
            is_typed: false,
            values: None,
            format: None,
            min_length: None,
            max_length: None,
            patterns: Vec::new(),
            minimum: None,
            maximum: None,
            multiple_of: Vec::new(),
            items: Vec::new(),
            min_items: None,
            max_items: None,
            unique_items: false,
            properties: Vec::new(),
            required: Vec::new(),
            additional: Vec::new(),
            is_closed: false,
            is_unevaluated_closed: false,
            roots: 0,
            min_properties: None,
            max_properties: None,
            unions: Vec::new(),
        }
    }

    /// The schemas of a property, made if need be.
    pub(crate) fn property(&mut self, name: &'d str) -> &mut Vec<Schema<'d>> {
        let index = match self.properties.iter().position(|(known, _)| *known == name) {
            Some(index) => index,
            None => {
                self.properties.push((name, Vec::new()));
                self.properties.len() - 1
            }
        };
        &mut self.properties[index].1
    }

    pub(crate) fn require(&mut self, name: &'d str) {
        if !self.required.contains(&name) {
            self.required.push(name);
        }
    }

    pub(crate) fn has_object_keywords(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.additional.is_empty()
            || self.is_closed
            || self.min_properties.is_some()
            || self.max_properties.is_some()
    }

    pub(crate) fn has_array_keywords(&self) -> bool {
        !self.items.is_empty()
            || self.min_items.is_some()
            || self.max_items.is_some()
            || self.unique_items
    }

    pub(crate) fn has_string_keywords(&self) -> bool {
        self.min_length.is_some() || self.max_length.is_some() || !self.patterns.is_empty()
    }

    pub(crate) fn has_number_keywords(&self) -> bool {
        self.minimum.is_some() || self.maximum.is_some() || !self.multiple_of.is_empty()
    }

    /// Leaves what types carry beside a check of all else: scalars and collections without their
    /// rules.
    pub(crate) fn strip(&mut self) {
        (self.min_length, self.max_length) = (None, None);
        (self.minimum, self.maximum) = (None, None);
        (self.min_items, self.max_items) = (None, None);
        (self.min_properties, self.max_properties) = (None, None);
        self.unique_items = false;
        self.patterns.clear();
        self.multiple_of.clear();
        self.parts.clear();
        self.unchecked.clear();
        self.is_residual = false;
    }

    /// Whether `additionalProperties` of one schema does not see properties of the others.
    pub(crate) fn closes_unseen(&self) -> bool {
        let restricts = |part: &Schema| {
            let rest = part.below("additionalProperties");
            rest.is_some_and(|rest| !rest.is_open())
        };
        let count = |part: &Schema| part.named("properties").len();
        let mut parts = self.parts.iter();
        parts.any(|part| restricts(part) && count(part) < self.properties.len())
    }

    /// Whether all that evaluates properties is in sight: `properties`, at or below one schema.
    pub(crate) fn sees_all_properties(&self) -> bool {
        let evaluates_more = |part: &Schema| {
            let rest = part.get("unevaluatedProperties");
            part.get("additionalProperties").is_some()
                || part.get("if").is_some()
                || rest.is_some_and(|rest| rest != &Value::Bool(false))
        };
        self.roots == 1
            && !self.is_residual
            && self.unions.is_empty()
            && !self.parts.iter().any(evaluates_more)
    }

    /// Whether a property is required that `additionalProperties: false` does not allow.
    pub(crate) fn requires_forbidden(&self) -> bool {
        let is_named = |name: &&str| self.properties.iter().any(|(known, _)| known == name);
        self.is_closed && !self.required.iter().all(is_named)
    }

    /// Whether what stands beside a list of values speaks of their type and bounds alone.
    pub(crate) fn is_plain_list(&self) -> bool {
        !self.is_residual && self.patterns.is_empty() && self.multiple_of.is_empty()
    }

    /// Whether nothing but `type`, alternatives and annotations are asked.
    pub(crate) fn is_bare(&self) -> bool {
        self.values.is_none()
            && !self.has_object_keywords()
            && !self.has_array_keywords()
            && !self.has_string_keywords()
            && !self.has_number_keywords()
    }
}
