//! Arrays and maps with rules: a newtype and its wire table.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::ident;
use super::table::Table;
use crate::ir::{CollectionRule, Type, TypeId, TypeRef};
use quote::quote;

pub(super) fn emit(
    scope: &Scope,
    id: TypeId,
    item: &Type,
    plain: &TypeRef,
    rules: &[CollectionRule],
) -> [Chunk; 2] {
    let name = ident(&scope.context.type_names(id).name);
    let inner = scope.rust_type(plain);
    let comment = docs::attributes(&docs::lines_at(
        &item.docs,
        "A collection with rules.",
        &item.pointer,
    ));
    let face = quote! {
        #comment
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(#inner);
    };
    scope.import_macro("array");
    let mut table = Table::new(
        "array",
        format_args!("{}: {inner}", scope.context.type_names(id).name),
    );
    for rule in rules {
        table.row(match rule {
            CollectionRule::MinItems(bound) => format!("min_items: {bound},"),
            CollectionRule::MaxItems(bound) => format!("max_items: {bound},"),
            CollectionRule::UniqueItems => "unique_items: true,".to_owned(),
            CollectionRule::MinProperties(bound) => format!("min_properties: {bound},"),
            CollectionRule::MaxProperties(bound) => format!("max_properties: {bound},"),
        });
    }
    [Chunk::Face(face), Chunk::Text(table.finish())]
}
