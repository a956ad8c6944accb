//! Arrays, and objects used as maps: plain, or with rules.

use super::Lowering;
use super::shape::Shape;
use super::slot::Slot;
use crate::ir::{CollectionRule, Kind, TypeRef};

impl<'d> Lowering<'d> {
    pub(super) fn array(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        let mut rules = Vec::new();
        rules.extend(
            shape
                .min_items
                .filter(|min| *min > 0)
                .map(CollectionRule::MinItems),
        );
        rules.extend(shape.max_items.map(CollectionRule::MaxItems));
        rules.extend(shape.unique_items.then_some(CollectionRule::UniqueItems));
        let items = std::mem::take(&mut shape.items);
        let item_slot = slot.item();
        let item = if items.is_empty() {
            TypeRef::Any
        } else {
            self.lower(items, item_slot)
        };
        self.collection(TypeRef::Array(Box::new(item)), rules, &shape, slot)
    }

    /// An object without named properties.
    pub(super) fn map(&mut self, mut shape: Shape<'d>, slot: Slot) -> TypeRef {
        let mut rules = Vec::new();
        rules.extend(
            shape
                .min_properties
                .filter(|min| *min > 0)
                .map(CollectionRule::MinProperties),
        );
        rules.extend(shape.max_properties.map(CollectionRule::MaxProperties));
        let values = std::mem::take(&mut shape.additional);
        let value_slot = slot.item();
        let value = if values.is_empty() {
            TypeRef::Any
        } else {
            self.lower(values, value_slot)
        };
        self.collection(TypeRef::Map(Box::new(value)), rules, &shape, slot)
    }

    fn collection(
        &mut self,
        plain: TypeRef,
        rules: Vec<CollectionRule>,
        shape: &Shape<'d>,
        slot: Slot,
    ) -> TypeRef {
        if rules.is_empty() {
            return plain;
        }
        self.define(
            slot,
            &shape.pointer,
            &shape.docs,
            Kind::Collection(plain, rules),
        )
    }
}
