//! Strings: plain, or with rules.

use super::Lowering;
use super::shape::Shape;
use super::slot::Slot;
use crate::ir::{Docs, Kind, StringRule, TypeRef};

impl<'d> Lowering<'d> {
    pub(super) fn string(&mut self, shape: Shape<'d>, slot: Slot) -> TypeRef {
        let mut rules = Vec::new();
        rules.extend(
            shape
                .min_length
                .filter(|min| *min > 0)
                .map(StringRule::MinLength),
        );
        rules.extend(shape.max_length.map(StringRule::MaxLength));
        let mut sources: Vec<&str> = Vec::new();
        for (source, pointer) in &shape.patterns {
            if sources.contains(source) {
                continue;
            }
            sources.push(source);
            let pattern = self.pattern(source, pointer);
            rules.extend(pattern.map(StringRule::Pattern));
        }
        if rules.is_empty() {
            return TypeRef::String;
        }
        let docs = Docs {
            format: shape.format.map(str::to_owned),
            ..shape.docs
        };
        self.define(slot, &shape.pointer, &docs, Kind::String(rules))
    }
}
