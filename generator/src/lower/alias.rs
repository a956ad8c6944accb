//! Aliases that would contain themselves, which Rust does not have.

use super::Lowering;
use crate::diagnostic::code;
use crate::ir::{Kind, TypeId, TypeRef};

impl Lowering<'_> {
    /// An array of itself becomes a type of its own; what is only itself becomes any value.
    pub(super) fn break_alias_cycles(&mut self) {
        for index in 0..self.api.types.len() {
            let Kind::Alias(target) = &self.api.types[index].kind else {
                continue;
            };
            if !self.leads_to(target, TypeId(index)) {
                continue;
            }
            let pointer = self.api.types[index].pointer.clone();
            let target = target.clone();
            let kind = match target {
                TypeRef::Array(_) | TypeRef::Map(_) => Kind::Collection(target, Vec::new()),
                _ => {
                    self.warn(
                        code::SCHEMA_CYCLE,
                        &pointer,
                        "the schema is defined only by itself",
                        "any value is accepted here",
                    );
                    Kind::Alias(TypeRef::Any)
                }
            };
            self.api.types[index].kind = kind;
        }
    }

    /// Whether a type, through aliases alone, contains another.
    fn leads_to(&self, from: &TypeRef, goal: TypeId) -> bool {
        let mut pending = vec![from];
        let mut seen = vec![false; self.api.types.len()];
        while let Some(reference) = pending.pop() {
            match reference {
                TypeRef::Named(id) if *id == goal => return true,
                TypeRef::Named(id) if !std::mem::replace(&mut seen[id.0], true) => {
                    if let Kind::Alias(target) = &self.api.types[id.0].kind {
                        pending.push(target);
                    }
                }
                TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => {
                    pending.push(inner)
                }
                _ => {}
            }
        }
        false
    }
}
