//! Strings: plain, or with rules.

use super::Lowering;
use super::shape::Shape;
use super::slot::Slot;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::ir::{Docs, Kind, PatternUse, StringRule, TypeRef};
use crate::pattern;

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
            match pattern::compile(source, &mut self.patterns) {
                Ok(engine) => rules.push(StringRule::Pattern(PatternUse {
                    source: (*source).to_owned(),
                    engine,
                })),
                Err(error) => self.diagnostics.push(
                    Diagnostic::warning(
                        code::PATTERN_INVALID,
                        Place::Value(pointer.clone()),
                        format!("the pattern is not checked: {}", brief(&error.to_string())),
                    )
                    .label("any text is accepted here"),
                ),
            }
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
