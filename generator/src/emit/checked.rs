//! Values that a schema constrains further: a newtype and its wire table.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::ident;
use super::table::Table;
use crate::ir::{Type, TypeId, TypeRef};
use quote::quote;

pub(super) fn emit(scope: &Scope, id: TypeId, item: &Type, plain: &TypeRef) -> [Chunk; 2] {
    let name = &scope.context.type_names(id).name;
    let inner = scope.held(id, plain);
    let comment = docs::attributes(&docs::lines_at(
        &item.docs,
        "A value with rules.",
        &item.pointer,
    ));
    let face_name = ident(name);
    let face = quote! {
        #comment
        #[derive(Clone, Debug, PartialEq)]
        pub struct #face_name(#inner);
    };
    scope.import_macro("checked");
    let check = scope.check(id);
    let table = Table::line("checked", format_args!("{name}({inner}){check}"));
    [Chunk::Face(face), Chunk::Text(table)]
}
