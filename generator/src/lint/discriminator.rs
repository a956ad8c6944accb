//! A `discriminator` against what it speaks of: the schemas that it names, and the property that it reads.

use super::Linter;
use super::document::settled;
use super::evaluate::Direction;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::pointer::Pointer;
use crate::suggest::nearest;
use serde_json::Value;

impl<'d> Linter<'d> {
    pub(super) fn discriminator(&mut self, schema: &Node<'_, 'd>, value: &Node<'_, 'd>) {
        if let Some(mapping) = value.member("mapping") {
            for (_, target) in mapping.members() {
                self.mapped(&target);
            }
        }
        let Some(property) = value.text("propertyName") else {
            return;
        };
        for keyword in ["oneOf", "anyOf"] {
            let branches = schema.member(keyword);
            for branch in branches.iter().flat_map(Node::elements) {
                self.discriminated(&branch, value, property);
            }
        }
    }

    /// A value of `mapping`: a reference, or the name of a schema.
    fn mapped(&mut self, target: &Node<'_, 'd>) {
        let Some(text) = target.value.as_str() else {
            return;
        };
        let pointer = target.pointer();
        let components = Pointer::root().child("components").child("schemas");
        let schemas = self.document.get(&components).and_then(Value::as_object);
        let is_named = schemas.is_some_and(|schemas| schemas.contains_key(text));
        // A name that no schema has may be one of another file, which a bundler leaves as it is.
        if is_named || self.document.resolve(text, &pointer).is_ok() {
            return;
        }
        let message = format!("`mapping` names `{}`, which is no schema", brief(text));
        let name = text.rsplit('/').next().unwrap_or(text);
        let near = nearest(
            name,
            schemas.into_iter().flatten().map(|(name, _)| name.as_str()),
        );
        let help = match near {
            Some(near) => format!("write `\"{}\"`", components.child(near)),
            None => "write a reference to a schema: `\"#/components/schemas/..\"`".to_owned(),
        };
        let warning = Diagnostic::warning(
            code::DISCRIMINATOR_UNMATCHED,
            Place::Value(pointer),
            message,
        );
        self.push(warning.label("leads to nothing").help(help));
    }

    /// An alternative that has to have the property.
    fn discriminated(&mut self, branch: &Node<'_, 'd>, value: &Node<'_, 'd>, property: &str) {
        let Some((target, schema)) = settled(self, branch) else {
            return;
        };
        // Of what is put together of others, the property may stand in any part.
        let is_plain = schema.get("properties").is_some_and(Value::is_object)
            && ["oneOf", "anyOf", "$ref", "$dynamicRef", "not", "if"]
                .iter()
                .all(|keyword| schema.get(keyword).is_none());
        let is_defined = self.evaluator.budgeted(Direction::Either, |evaluator| {
            evaluator.is_defined(schema, property)
        });
        if !is_plain || is_defined {
            return;
        }
        let property = brief(property);
        let name = target.tokens().last().unwrap_or_default();
        let message = format!(
            "the discriminator reads `{property}`, which `{}` has not",
            brief(&name)
        );
        let note = Diagnostic::note(
            code::DISCRIMINATOR_UNMATCHED,
            Place::Value(value.pointer().child("propertyName")),
            message,
        );
        let properties = Place::Key(target.child("properties"));
        self.push(
            note.related(properties, format!("no `{property}` among these"))
                .help(format!(
                    "add `{property}: {{ type: string }}` to these, and `{property}` to `required`"
                )),
        );
    }
}
