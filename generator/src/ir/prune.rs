//! Types that nothing needs: tried on the way to a simpler one, and left over.

use super::direction::Direction;
use super::{Api, BodyKind, Kind, Naming, Operation, Rest, Success, TypeId, TypeRef, Xml};

impl Api {
    /// Drops every type that no component and no operation leads to.
    pub fn prune(&mut self) {
        let kept = self.reachable();
        let mut next = 0;
        let places: Vec<usize> = kept
            .iter()
            .map(|kept| {
                next += usize::from(*kept);
                next.saturating_sub(1)
            })
            .collect();
        let mut index = 0;
        self.types.retain(|_| {
            index += 1;
            kept[index - 1]
        });
        self.references(&mut |TypeId(index)| *index = places[*index]);
    }

    /// Which types are components, are used by an operation, or are used by such a type.
    fn reachable(&mut self) -> Vec<bool> {
        let mut kept = vec![false; self.types.len()];
        let mut pending = Vec::new();
        for (index, item) in self.types.iter().enumerate() {
            if matches!(item.naming, Naming::Component(_)) {
                pending.push(index);
            }
        }
        self.operation_references(&mut |id| pending.push(id.0));
        while let Some(index) = pending.pop() {
            if !std::mem::replace(&mut kept[index], true) {
                type_references(&mut self.types[index].kind, &mut |id| pending.push(id.0));
                if let Naming::Child { of, .. } = self.types[index].naming {
                    pending.push(of.0); // Its name is the beginning of this one's.
                }
            }
        }
        kept
    }

    fn references(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        for item in &mut self.types {
            type_references(&mut item.kind, visit);
            if let Naming::Child { of, .. } = &mut item.naming {
                visit(of);
            }
        }
        self.operation_references(visit);
    }

    fn operation_references(&mut self, visit: &mut impl FnMut(&mut TypeId)) {
        for direction in [Direction::Request, Direction::Response] {
            self.visit_roots(direction, &mut |root| reference(root, visit));
        }
    }

    /// The types that operations send or receive. What a webhook sends comes from the API, as
    /// answers do.
    pub(super) fn visit_roots(
        &mut self,
        direction: Direction,
        visit: &mut impl FnMut(&mut TypeRef),
    ) {
        for operation in &mut self.operations {
            match direction {
                Direction::Request => visit_request(operation, visit),
                Direction::Response => visit_answers(operation, visit),
            }
        }
        for webhook in &mut self.webhooks {
            match direction {
                Direction::Request => visit_answers(&mut webhook.operation, visit),
                Direction::Response => visit_request(&mut webhook.operation, visit),
            }
        }
    }
}

fn visit_request(operation: &mut Operation, visit: &mut impl FnMut(&mut TypeRef)) {
    for parameter in &mut operation.parameters {
        visit(&mut parameter.value);
    }
    for body in operation.bodies_mut() {
        match &mut body.kind {
            BodyKind::Json(value)
            | BodyKind::Form(value, _)
            | BodyKind::Multipart(Some(value), _)
            | BodyKind::Xml(Xml { value, .. }) => visit(value),
            BodyKind::Multipart(None, _) | BodyKind::Text | BodyKind::Bytes => {}
        }
    }
}

fn visit_answers(operation: &mut Operation, visit: &mut impl FnMut(&mut TypeRef)) {
    match &mut operation.success {
        Success::Json(value) | Success::JsonOrEmpty(value) | Success::ByStatus { value, .. } => {
            visit(value)
        }
        Success::Xml(xml, _) => visit(&mut xml.value),
        Success::Stream(stream) => stream.value.iter_mut().for_each(&mut *visit),
        Success::Text | Success::Bytes | Success::Empty => {}
    }
    let streamed = operation.streaming.iter_mut();
    streamed
        .flat_map(|stream| &mut stream.value)
        .for_each(&mut *visit);
    let headers = operation.headers.iter_mut();
    headers.for_each(|header| visit(&mut header.value));
    let answers = operation.successes.iter_mut().chain(&mut operation.errors);
    answers
        .flat_map(|answer| &mut answer.body)
        .flat_map(|body| {
            let xml = body.xml.iter_mut().map(|xml| &mut xml.value);
            body.json.iter_mut().chain(xml)
        })
        .for_each(&mut *visit);
}

pub(super) fn type_references(kind: &mut Kind, visit: &mut impl FnMut(&mut TypeId)) {
    match kind {
        Kind::Object(object) | Kind::Form(object) => {
            object
                .properties
                .iter_mut()
                .for_each(|property| reference(&mut property.value, visit));
            if let Rest::Keep(value) = &mut object.rest {
                reference(value, visit);
            }
        }
        Kind::Union(union) => union
            .branches
            .iter_mut()
            .for_each(|branch| reference(&mut branch.value, visit)),
        Kind::Alias(value) | Kind::Checked(value) | Kind::Collection(value, _) => {
            reference(value, visit)
        }
        Kind::String(_) | Kind::Number(..) | Kind::Choice(_) | Kind::ScalarChoice(_) => {}
    }
}

pub(super) fn reference(value: &mut TypeRef, visit: &mut impl FnMut(&mut TypeId)) {
    match value {
        TypeRef::Named(id) => visit(id),
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => {
            reference(inner, visit)
        }
        _ => {}
    }
}
