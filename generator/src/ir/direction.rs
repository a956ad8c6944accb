//! Types that differ between requests and responses: `readOnly` and `writeOnly`.
//!
//! A required property that is `readOnly` is required of responses only, one that is `writeOnly`
//! of requests only. A type with such a property has a twin for the other direction, and so has
//! every type that contains it; types without are the same in both.

use super::{Access, Api, Kind, Naming, Presence, Type, TypeId, TypeRef};
use std::collections::BTreeMap;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
}

impl Direction {
    const fn other(self) -> Self {
        match self {
            Self::Request => Self::Response,
            Self::Response => Self::Request,
        }
    }

    /// What the properties are that need not be there.
    const fn waives(self) -> Access {
        match self {
            Self::Request => Access::ReadOnly,
            Self::Response => Access::WriteOnly,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Response => "Response",
        }
    }

    const fn remark(self) -> &'static str {
        match self {
            Self::Request => "As it is sent: read-only properties need not be there.",
            Self::Response => "As it is received: write-only properties need not be there.",
        }
    }
}

impl Api {
    /// Makes the twins.
    pub fn split_by_direction(&mut self) {
        self.split(Direction::Request);
        self.split(Direction::Response);
    }

    fn split(&mut self, direction: Direction) {
        let differing = self.differing(direction);
        if !differing.contains(&true) {
            return;
        }
        let roots = self.roots(direction);
        let used = self.reachable_from(roots);
        let mut others = self.roots(direction.other());
        let is_component = |item: &Type| matches!(item.naming, Naming::Component(_));
        let types = self.types.iter().enumerate();
        others.extend(
            types
                .filter(|(_, item)| is_component(item))
                .map(|(index, _)| TypeId(index)),
        );
        let elsewhere = self.reachable_from(others);
        let mut twins = BTreeMap::new();
        for index in 0..self.types.len() {
            if differing[index] && used[index] {
                let twin = match elsewhere[index] {
                    true => self.twin(TypeId(index), direction),
                    false => TypeId(index),
                };
                twins.insert(TypeId(index), twin);
            }
        }
        let mut turn = |id: &mut TypeId| *id = twins.get(id).copied().unwrap_or(*id);
        for twin in twins.values() {
            let kind = &mut self.types[twin.0].kind;
            waive(kind, direction.waives());
            super::prune::type_references(kind, &mut turn);
        }
        self.visit_roots(direction, &mut |root| {
            super::prune::reference(root, &mut turn)
        });
    }

    /// A copy of a type, for one direction.
    fn twin(&mut self, of: TypeId, direction: Direction) -> TypeId {
        let original = &self.types[of.0];
        let mut twin = original.clone();
        twin.docs.remark = Some(direction.remark());
        twin.naming = Naming::Child {
            of,
            word: direction.word().to_owned(),
        };
        // Variants keep their names.
        if let Kind::Union(union) = &mut twin.kind {
            for branch in &mut union.branches {
                if let (None, TypeRef::Named(id)) = (&branch.word, &branch.value) {
                    branch.word = Some(self.types[id.0].naming.word().to_owned());
                }
            }
        }
        self.types.push(twin);
        TypeId(self.types.len() - 1)
    }

    /// Which types have a property that a direction waives, or contain such a type.
    fn differing(&self, direction: Direction) -> Vec<bool> {
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); self.types.len()];
        let mut pending = Vec::new();
        for (index, item) in self.types.iter().enumerate() {
            for TypeId(held) in item.kind.references() {
                holders[held].push(index);
            }
            if let Kind::Object(object) = &item.kind {
                let mut properties = object.properties.iter();
                let is_waived = properties.any(|property| {
                    property.presence == Presence::Required && property.access == direction.waives()
                });
                pending.extend(is_waived.then_some(index));
            }
        }
        let mut differing = vec![false; self.types.len()];
        while let Some(index) = pending.pop() {
            if !std::mem::replace(&mut differing[index], true) {
                pending.extend(&holders[index]);
            }
        }
        differing
    }

    fn reachable_from(&self, mut pending: Vec<TypeId>) -> Vec<bool> {
        let mut reached = vec![false; self.types.len()];
        while let Some(TypeId(index)) = pending.pop() {
            if !std::mem::replace(&mut reached[index], true) {
                pending.extend(self.types[index].kind.references());
            }
        }
        reached
    }

    /// The types that operations send or receive.
    fn roots(&mut self, direction: Direction) -> Vec<TypeId> {
        let mut roots = Vec::new();
        self.visit_roots(direction, &mut |root| {
            super::prune::reference(root, &mut |id| roots.push(*id));
        });
        roots
    }
}

/// Lets the properties of one access be absent.
fn waive(kind: &mut Kind, access: Access) {
    if let Kind::Object(object) = kind {
        for property in &mut object.properties {
            if property.access == access {
                property.presence = Presence::Optional;
            }
        }
    }
}
