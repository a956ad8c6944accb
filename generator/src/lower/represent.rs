//! Shape to type: the type that says most of what the shape asks.

use super::json_type::Types;
use super::shape::Shape;
use super::slot::Slot;
use super::{Lowering, nullable};
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::ir::{Branch, Kind, TypeRef, Union};

impl<'d> Lowering<'d> {
    /// The type of a shape.
    pub(super) fn represent(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        self.settle(&mut shape);
        if shape.is_residual {
            self.checked(shape, slot)
        } else {
            self.carried(shape, slot)
        }
    }

    /// The type that carries all of a shape.
    pub(super) fn carried(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        if shape.values.is_some() {
            return self.choice(shape, slot);
        }
        if self.is_by_the_letter() && !shape.is_typed && shape.unions.is_empty() && !shape.is_bare()
        {
            shape.is_typed = true; // Keywords of one type say nothing of the others.
        }
        let allows_null = shape.is_typed && shape.types.contains(Types::NULL);
        if allows_null {
            shape.types = shape.types.without(Types::NULL);
            let slot = slot.inside();
            return if shape.types.is_empty() {
                TypeRef::Null
            } else {
                nullable(self.represent(shape, slot))
            };
        }
        if !shape.unions.is_empty() {
            return self.union(shape, slot);
        }
        let types: Vec<Types> = shape.types.iter().collect();
        match types[..] {
            [] if shape.is_never => TypeRef::Any, // The check accepts none.
            [] if self.is_by_the_letter() => self.never(&shape, slot),
            [] => {
                self.impossible(&shape);
                TypeRef::Any
            }
            [only] => self.of_type(only, shape, slot),
            _ if !shape.is_typed => TypeRef::Any,
            _ => self.of_types(&types, &shape, slot),
        }
    }

    fn of_type(&mut self, kind: Types, shape: Shape<'d>, slot: Slot) -> TypeRef {
        match kind {
            Types::NULL => TypeRef::Null,
            Types::BOOLEAN => TypeRef::Boolean,
            Types::STRING => self.string(shape, slot),
            Types::ARRAY => self.array(shape, slot),
            Types::OBJECT => self.object(shape, slot),
            _ => self.number(shape, slot, kind == Types::INTEGER),
        }
    }

    /// Several types: a branch for each. Their values never overlap.
    fn of_types(&mut self, types: &[Types], shape: &Shape<'d>, slot: Slot) -> TypeRef {
        let id = self.claim(slot, &shape.pointer, &shape.docs);
        let branches = types.iter().map(|kind| {
            let value = self.of_type(
                *kind,
                Shape {
                    types: *kind,
                    ..shape.clone()
                },
                Slot::child(id, kind.word()),
            );
            Branch {
                word: Some(kind.word().to_owned()),
                value,
                tags: Vec::new(),
            }
        });
        let branches = branches.collect();
        self.close(id, Kind::Union(Union::any_of(branches)));
        TypeRef::Named(id)
    }

    /// Parts that have no type in common.
    fn impossible(&mut self, shape: &Shape<'d>) {
        let typed = shape
            .parts
            .iter()
            .filter_map(|part| Some((part, part.text("type")?)));
        let mut typed: Vec<_> = typed
            .map(|(part, name)| (part.pointer.child("type"), name))
            .collect();
        typed.dedup_by_key(|(_, name)| *name);
        let place = Place::Value(shape.pointer.clone());
        let warning = Diagnostic::warning(code::SCHEMA_IMPOSSIBLE, place, "no value is valid here");
        let mut warning = warning.label("any value is accepted instead");
        if let [(_, first), .., (_, last)] = &typed[..] {
            warning = warning.help(format!(
                "write the same `type` in all parts: `{}` or `{}`",
                brief(first),
                brief(last)
            ));
        }
        for (pointer, name) in typed.into_iter().take(4) {
            warning = warning.related(Place::Value(pointer), format!("asks for `{}`", brief(name)));
        }
        self.diagnostics.push(warning);
    }

    /// A schema without a `type` constrains only values of the types that its keywords speak of.
    /// Nearly always the author means one type; then that one is taken, and said.
    pub(super) fn guess_type(&mut self, shape: &mut Shape<'d>) {
        let guess = if shape.has_object_keywords() {
            Types::OBJECT
        } else if shape.has_array_keywords() {
            Types::ARRAY
        } else if shape.has_string_keywords() {
            Types::STRING
        } else if shape.has_number_keywords() {
            Types::NUMBER
        } else {
            return;
        };
        shape.types = guess;
        shape.is_typed = true;
        let message = format!(
            "no `type` beside keywords of one: taken as `{}`",
            guess.word().to_lowercase()
        );
        self.note(
            code::TYPE_GUESSED,
            &shape.pointer,
            message,
            "values of other types are refused",
        );
    }
}
