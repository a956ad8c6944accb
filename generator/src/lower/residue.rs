//! What a type cannot say: the keywords that are checked beside it, on decode.

use super::Lowering;
use super::choice::is_enum;
use super::json_type::Types;
use super::schema::{Schema, is_annotation};
use super::shape::Shape;
use super::slot::Slot;
use crate::ir::{self, Keyword, Kind, TypeId, TypeRef};
use crate::pointer::Pointer;

/// Keywords that types carry, unless a place says otherwise.
const CARRIED: &[&str] = &[
    "$dynamicRef",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "items",
    "oneOf",
    "properties",
    "required",
    "type",
];

impl<'d> Lowering<'d> {
    /// Decides what of a shape its type carries, and what is checked beside it.
    pub(super) fn settle(&mut self, shape: &mut Shape<'d>) {
        self.settle_values(shape);
        self.settle_unions(shape);
        self.settle_objects(shape);
        if !self.is_by_the_letter()
            && shape.unions.is_empty()
            && shape.values.is_none()
            && !shape.is_typed
        {
            self.guess_type(shape);
        }
    }

    /// A list that no enum of Rust says is checked. Beside other keywords than `type` a list is
    /// what they leave of it.
    fn settle_values(&mut self, shape: &mut Shape<'d>) {
        let Some(values) = &shape.values else { return };
        let is_enum = is_enum(values);
        if is_enum && shape.unions.is_empty() && shape.is_plain_list() {
            return;
        }
        shape.is_residual = true;
        let unions = std::mem::take(&mut shape.unions);
        shape
            .unchecked
            .extend(unions.into_iter().map(|group| group.pointer));
        if is_enum {
            return;
        }
        let types = values.iter().copied().map(Types::of);
        let types = types.fold(Types::NONE, Types::or).and(shape.types);
        if types.without(Types::NULL).iter().count() == 1 {
            shape.types = types;
            shape.is_typed = true;
        } else {
            // Any value, of which the check leaves those that are listed.
            shape.types = Types::ALL;
            shape.is_typed = false;
            shape
                .unchecked
                .extend(shape.parts.iter().map(|part| part.pointer.child("type")));
        }
        shape.values = None;
        for part in &shape.parts {
            shape.unchecked.push(part.pointer.child("enum"));
            shape.unchecked.push(part.pointer.child("const"));
        }
    }

    /// Objects whose members are bounded in number, or closed by what schemas in sight leave.
    fn settle_objects(&self, shape: &mut Shape<'d>) {
        let has_names = !shape.properties.is_empty() || !shape.required.is_empty();
        let is_counted = shape.min_properties.is_some() || shape.max_properties.is_some();
        if is_counted && (has_names || shape.is_closed) {
            shape.is_residual = true;
        }
        if self.is_by_the_letter() && (shape.closes_unseen() || shape.requires_forbidden()) {
            shape.is_residual = true;
            shape.is_closed = false;
            shape.additional.clear();
            let places = shape.parts.iter();
            let places = places.map(|part| part.pointer.child("additionalProperties"));
            shape.unchecked.extend(places);
        }
        if shape.is_unevaluated_closed {
            let is_simple = shape.sees_all_properties();
            shape.is_closed |= is_simple;
            shape.is_unevaluated_closed = is_simple;
            shape.is_residual |= !is_simple;
        }
    }

    /// What a schema asks beyond its type.
    fn residue(&mut self, shape: &Shape<'d>) -> ir::Schema {
        let mut keywords = Vec::new();
        if shape.is_never {
            keywords.push(Keyword::Never);
        }
        for part in &shape.parts {
            let asks_all = ["unevaluatedItems", "unevaluatedProperties"]
                .iter()
                .any(|keyword| part.get(keyword).is_some());
            if asks_all {
                keywords.push(Keyword::Ref(self.referred_data(part.clone())));
                continue;
            }
            for keyword in part
                .keywords()
                .into_iter()
                .flat_map(|keywords| keywords.keys())
            {
                if is_residual(shape, part, keyword) {
                    keywords.extend(self.keyword(part, keyword));
                }
            }
        }
        ir::Schema { keywords }
    }

    /// The type of a shape that asks more than its type says: a struct or an enum that is checked
    /// when it is decoded, or a newtype that is checked whenever it is made.
    pub(super) fn checked(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        let residue = self.residue(&shape);
        let (pointer, docs) = (shape.pointer.clone(), shape.docs.clone());
        let admits_null = residue.admits_null() == Some(true);
        shape.strip();
        let first_new = self.api.types.len();
        // A list is an enum of its own, inside the newtype.
        let inside = match shape.values {
            Some(_) => slot.part("Value"),
            None => slot.clone(),
        };
        let value = self.carried(shape, inside);
        let held = match &value {
            TypeRef::Nullable(inner) if admits_null => inner,
            other => other,
        };
        if let TypeRef::Named(id) = held
            && (id.0 >= first_new || matches!(slot, Slot::Reserved(own) if own == *id))
        {
            let item = &self.api.types[id.0];
            if matches!(
                item.kind,
                Kind::Object(_) | Kind::Union(_) | Kind::Checked(_)
            ) {
                self.twins.retain(|_, twin| twin != id);
                self.check(*id, pointer, residue);
                return value;
            }
        }
        self.newtype(slot, &pointer, &docs, (value, residue))
    }

    /// A newtype of a value that a schema constrains.
    pub(super) fn newtype(
        &mut self,
        slot: Slot,
        pointer: &Pointer,
        docs: &ir::Docs,
        (value, schema): (TypeRef, ir::Schema),
    ) -> TypeRef {
        let id = self.claim(slot, pointer, docs);
        self.close(id, Kind::Checked(value));
        self.check(id, pointer.clone(), schema);
        TypeRef::Named(id)
    }

    fn check(&mut self, id: TypeId, pointer: Pointer, schema: ir::Schema) {
        let before = self.api.types[id.0].check.map(Keyword::Ref);
        let keywords: Vec<Keyword> = before.into_iter().chain(schema.keywords).collect();
        let check = match keywords[..] {
            [Keyword::Ref(only)] => only,
            _ => self.carry(pointer, ir::Schema { keywords }),
        };
        self.api.types[id.0].check = Some(check);
    }
}

/// Whether a keyword is checked beside the type.
fn is_residual(shape: &Shape, part: &Schema, keyword: &str) -> bool {
    let is_unchecked = || shape.unchecked.contains(&part.pointer.child(keyword));
    !is_annotation(keyword) && (!CARRIED.contains(&keyword) || is_unchecked())
}
