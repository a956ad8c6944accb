//! `discriminator`, where it decides and where it cannot.

use super::Lowering;
use super::schema::Schema;
use super::shape::{Alternatives, Discriminator};
use crate::diagnostic::{Diagnostic, Place, code};
use serde_json::Value;

impl<'d> Lowering<'d> {
    /// What tells which alternative a value is.
    pub(super) fn discriminator(&mut self, schema: &Schema<'d>) -> Option<Discriminator<'d>> {
        let value = schema
            .get("discriminator")
            .filter(|_| !self.is_by_the_letter())?;
        if let Some(piece) = self.piece(value, schema.pointer.child("discriminator")) {
            self.unread(&piece, &["defaultMapping"]);
        }
        let mapping = value.get("mapping").and_then(Value::as_object);
        let pairs = mapping.into_iter().flatten();
        Some(Discriminator {
            property: value.get("propertyName")?.as_str()?,
            mapping: pairs
                .filter_map(|(tag, target)| Some((tag.as_str(), target.as_str()?)))
                .collect(),
        })
    }

    /// Its values name no alternative, or several.
    pub(super) fn note_useless(&mut self, group: &Alternatives<'d>) {
        let Some((schema, _)) = group.pointer.split_last() else {
            return;
        };
        let place = Place::Key(schema.child("discriminator"));
        let message = "no value of the discriminator names one of the alternatives";
        let diagnostic = Diagnostic::note(code::DISCRIMINATOR_ALONE, place, message);
        let help = "in `mapping`, refer to the alternatives as `oneOf` or `anyOf` does";
        self.diagnostics
            .push(diagnostic.label("all are tried").help(help));
    }

    /// Types that extend this one by `allOf` are not looked for: a value is of this type, and what
    /// it has beyond that is kept beside.
    pub(super) fn discriminator_alone(&mut self, schema: &Schema<'d>) {
        let is_alternative = ["oneOf", "anyOf"]
            .iter()
            .any(|keyword| schema.get(keyword).is_some());
        if !is_alternative && !self.is_by_the_letter() {
            let message = "a discriminator without `oneOf` or `anyOf` chooses no type";
            let diagnostic = Diagnostic::note(
                code::DISCRIMINATOR_ALONE,
                Place::Key(schema.pointer.child("discriminator")),
                message,
            );
            let help = "list the types that extend this one in a `oneOf`, and refer to that";
            self.diagnostics
                .push(diagnostic.label("values are of this type alone").help(help));
        }
    }
}
