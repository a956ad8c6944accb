//! Schemas whose meaning depends on where they are come to from: `$dynamicRef` with several targets.
//!
//! No type says that, so such a schema, and every one that leads to it, is any value and a check.

use super::Lowering;
use super::schema::Schema;
use super::slot::Slot;
use crate::ir::{self, Keyword, TypeRef};

impl<'d> Lowering<'d> {
    pub(super) fn has_dynamic(&self, schemas: &[Schema<'d>]) -> bool {
        let mut schemas = schemas.iter();
        schemas.any(|schema| self.document.is_dynamic(&schema.pointer))
    }

    /// The type of such schemas.
    pub(super) fn dynamic(&mut self, schemas: Vec<Schema<'d>>, slot: Slot) -> TypeRef {
        let Some(first) = schemas.first() else {
            return TypeRef::Any;
        };
        let (pointer, docs) = (first.pointer.clone(), self.docs_of(first));
        let schemas = schemas.into_iter();
        let keywords = schemas.map(|schema| Keyword::Ref(self.referred_data(schema)));
        let schema = ir::Schema {
            keywords: keywords.collect(),
        };
        self.newtype(slot, &pointer, &docs, (TypeRef::Any, schema))
    }

    pub(super) fn dynamic_keyword(&mut self, schema: &Schema<'d>) -> Option<Keyword> {
        let mut targets = self.dynamic_targets(schema).into_iter();
        let first = targets.next()?;
        let name = first.text("$dynamicAnchor").unwrap_or_default().to_owned();
        let id = self.referred_data(first);
        Some(match targets.next() {
            Some(_) => Keyword::DynamicRef(name, id),
            None => Keyword::Ref(id),
        })
    }

    /// Whether a schema is the root of a resource.
    pub(super) fn is_resource(&self, schema: &Schema<'d>) -> bool {
        self.document.resource(&schema.pointer) == schema.pointer
    }

    /// The resource that a schema belongs to.
    pub(super) fn resource(&mut self, schema: &Schema<'d>) -> Keyword {
        let document = self.document;
        let anchors = document.dynamic_anchors(&schema.pointer).into_iter();
        let anchors = anchors.filter_map(|(name, pointer)| {
            let target = Schema::new(document.get(pointer)?, pointer.clone());
            Some((name.to_owned(), self.referred_data(target)))
        });
        Keyword::Resource(anchors.collect())
    }
}
