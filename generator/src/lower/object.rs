//! Objects with properties.

use super::Lowering;
use super::schema::Schema;
use super::shape::Shape;
use super::slot::Slot;
use crate::diagnostic::{Diagnostic, Place, code};
use crate::ir::{Access, Kind, Object, Presence, Property, Rest, TypeRef};
use crate::load::Version;
use serde_json::Value;

impl<'d> Lowering<'d> {
    pub(super) fn object(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        if shape.properties.is_empty() && shape.required.is_empty() && !shape.is_closed {
            return self.map(shape, slot);
        }
        if shape.closes_unseen() && (shape.is_closed || !shape.additional.is_empty()) {
            let message = "`additionalProperties` of one part does not see the properties of the others: \
                           taken to be of the whole";
            let label = "by the letter, fewer properties are allowed";
            let place = Place::Value(shape.pointer.clone());
            let note = Diagnostic::note(code::CLOSED_PARTS, place, message).label(label);
            let help = match self.document.version {
                Version::V3_0 => "take `additionalProperties` off the part",
                Version::V3_1 => {
                    "take it off the part, and write `unevaluatedProperties: false` beside `allOf`"
                }
            };
            self.diagnostics.push(note.help(help));
        }
        let id = self.claim(slot, &shape.pointer, &shape.docs);
        for name in shape.required.clone() {
            shape.property(name);
        }
        let mut properties = Vec::new();
        for (name, schemas) in std::mem::take(&mut shape.properties) {
            let mut docs = schemas
                .first()
                .map(|schema| self.docs_of(schema))
                .unwrap_or_default();
            let presence = if shape.required.contains(&name) {
                Presence::Required
            } else {
                Presence::Optional
            };
            let access = self.access(&schemas);
            docs.remark = match access {
                Access::ReadOnly => Some("Read-only."),
                Access::WriteOnly => Some("Write-only."),
                Access::Both => None,
            };
            let schemas = match schemas.is_empty() {
                // Required, and of no schema but that of all other names.
                true => shape.additional.clone(),
                false => schemas,
            };
            let files = self.files(&schemas);
            let value = match schemas.is_empty() {
                true => TypeRef::Any,
                false => self.lower(schemas, Slot::child(id, name)),
            };
            properties.push(Property {
                name: name.to_owned(),
                docs,
                presence,
                access,
                value,
                files,
            });
        }
        let rest = if shape.is_closed {
            Rest::Refuse
        } else if shape.additional.is_empty() {
            Rest::Keep(TypeRef::Any)
        } else {
            Rest::Keep(self.lower(shape.additional, Slot::child(id, "AdditionalProperty")))
        };
        self.close(id, Kind::Object(Object { properties, rest }));
        TypeRef::Named(id)
    }

    /// Whether one of the schemas of a property, or what it refers to, is for one direction.
    fn access(&self, schemas: &[Schema<'d>]) -> Access {
        let ends = schemas.iter().filter_map(|schema| self.end_of(schema));
        let values: Vec<&Value> = schemas
            .iter()
            .map(|schema| schema.value)
            .chain(ends)
            .collect();
        let is = |keyword: &str| {
            let mut values = values.iter().map(|value| value.get(keyword));
            values.any(|value| value == Some(&Value::Bool(true)))
        };
        match (is("readOnly"), is("writeOnly")) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::Both,
        }
    }
}
