//! Forms of parts: a file in one is no string, so that an object with files has a twin that is
//! such a form.

use super::direction::Direction;
use super::prune::type_references;
use super::{Api, Body, BodyKind, Kind, Naming, Type, TypeId, TypeRef};
use crate::pointer::Pointer;

/// How a type is sent as a form of parts.
enum Sent {
    /// As it is, a part a property.
    Itself,
    /// As its twin.
    Twin(TypeId),
    /// The schema names no part, and says no more.
    Freely,
    /// Not at all: what it says is not seen.
    Unseen,
}

impl Api {
    /// Gives each body that is a form of parts the type that it is sent as, if there is one.
    /// Returns those whose schemas say something, but not which parts there are.
    pub fn make_forms(&mut self) -> Vec<Pointer> {
        let mut unseen = Vec::new();
        for index in 0..self.operations.len() {
            let bodies: Vec<Body> = self.operations[index].bodies().cloned().collect();
            for (place, body) in bodies.into_iter().enumerate() {
                let BodyKind::Multipart(Some(value), encodings) = body.kind else {
                    continue;
                };
                let sent = self.sent(&value);
                if matches!(sent, Sent::Unseen) {
                    unseen.push(body.pointer);
                }
                let form = match sent {
                    Sent::Itself => Some(value),
                    Sent::Twin(id) => Some(TypeRef::Named(self.form(id, index))),
                    Sent::Freely | Sent::Unseen => None,
                };
                let mut bodies = self.operations[index].bodies_mut();
                if let Some(body) = bodies.nth(place) {
                    body.kind = BodyKind::Multipart(form, encodings);
                }
            }
        }
        unseen
    }

    fn sent(&self, value: &TypeRef) -> Sent {
        match self.resolve(value) {
            TypeRef::Any | TypeRef::Map(_) => Sent::Freely,
            TypeRef::Named(id) => match &self.types[id.0].kind {
                Kind::Object(object) => {
                    let mut properties = object.properties.iter();
                    match properties.any(|property| property.files.is_some()) {
                        true => Sent::Twin(*id),
                        false => Sent::Itself,
                    }
                }
                _ => Sent::Unseen,
            },
            _ => Sent::Unseen,
        }
    }

    /// The form of an object: the object itself, where nothing else uses it.
    fn form(&mut self, of: TypeId, operation: usize) -> TypeId {
        let is_inline = matches!(self.types[of.0].naming, Naming::Operation { .. });
        let is_free = is_inline && self.uses(of) == 1;
        let original = &self.types[of.0];
        let mut kind = original.kind.clone();
        if let Kind::Object(mut object) = kind {
            for property in &mut object.properties {
                if property.files.is_some() {
                    property.value = TypeRef::String; // Of all its types none is used.
                }
            }
            kind = Kind::Form(object);
        }
        let form = Type {
            naming: Naming::Operation {
                operation,
                word: "Form".to_owned(),
            },
            check: None,
            kind,
            ..original.clone()
        };
        if is_free {
            self.types[of.0] = form;
            return of;
        }
        self.types.push(form);
        TypeId(self.types.len() - 1)
    }

    /// How often other types and operations refer to a type.
    fn uses(&mut self, of: TypeId) -> usize {
        let mut uses = 0;
        let mut count = |id: &mut TypeId| uses += usize::from(*id == of);
        for item in &mut self.types {
            type_references(&mut item.kind, &mut count);
        }
        for direction in [Direction::Request, Direction::Response] {
            self.visit_roots(direction, &mut |root| {
                super::prune::reference(root, &mut count)
            });
        }
        uses
    }
}
