//! Other names of types.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::ident;
use crate::ir::{Type, TypeId, TypeRef};
use quote::quote;

pub(super) fn emit(scope: &Scope, id: TypeId, item: &Type, target: &TypeRef) -> Chunk {
    let name = ident(&scope.context.type_names(id).name);
    let value = scope.rust_type(target);
    let comment = docs::attributes(&docs::lines_at(
        &item.docs,
        &format!("Another name of {}.", docs::code(&value.to_string())),
        &item.pointer,
    ));
    Chunk::Face(quote!(#comment pub type #name = #value;))
}
