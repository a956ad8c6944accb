//! The files of `types`: one a component or operation, with the types inside it.

use super::context::{Context, Scope};
use super::rust_type::ident;
use super::{Chunk, Module, alias, checked, choice, collection, number, object, string, union};
use crate::ir::{Kind, TypeId};
use quote::quote;
use std::collections::BTreeMap;

pub(super) fn modules<'c>(context: &'c Context) -> impl Iterator<Item = Module> + 'c {
    let mut files: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (index, names) in context.names.types.iter().enumerate() {
        files.entry(&names.module).or_default().push(TypeId(index));
    }
    let index = index(context, &files);
    files
        .into_iter()
        .map(move |(module, ids)| file(context, module, &ids))
        .chain([index])
}

fn file(context: &Context, module: &str, ids: &[TypeId]) -> Module {
    let scope = Scope::new(context, Some(module));
    let mut chunks = Vec::new();
    for id in ids {
        chunks.extend(item(&scope, *id));
    }
    chunks.insert(0, uses(&scope));
    Module {
        path: format!("src/types/{module}.rs"),
        chunks,
    }
}

fn item(scope: &Scope, id: TypeId) -> Vec<Chunk> {
    let item = &scope.context.api.types[id.0];
    match &item.kind {
        Kind::Object(kind) => object::emit(scope, id, item, kind).into(),
        Kind::String(rules) => string::emit(scope, id, item, rules).into(),
        Kind::Number(primitive, rules) => number::emit(scope, id, item, *primitive, rules).into(),
        Kind::Collection(plain, rules) => collection::emit(scope, id, item, plain, rules).into(),
        Kind::Choice(values) => choice::strings(scope, id, item, values).into(),
        Kind::ScalarChoice(values) => choice::scalars(scope, id, item, values).into(),
        Kind::Union(kind) => union::emit(scope, id, item, kind).into(),
        Kind::Checked(plain) => checked::emit(scope, id, item, plain).into(),
        Kind::Alias(target) => vec![alias::emit(scope, id, item, target)],
    }
}

/// The `use` lines of a file.
pub(super) fn uses(scope: &Scope) -> Chunk {
    let lines = scope.uses().into_iter().map(|(path, names)| {
        let path = path.split("::").map(ident);
        let names = names.iter().map(|name| ident(name));
        quote!(use #(#path)::*::{#(#names),*};)
    });
    let lines: Vec<_> = lines.collect();
    Chunk::Face(quote!(#(#lines)*))
}

/// `types/mod.rs`: the modules, and all types in one place.
fn index(context: &Context, files: &BTreeMap<&str, Vec<TypeId>>) -> Module {
    let lines = files.iter().map(|(module, ids)| {
        let module = ident(module);
        let names = ids.iter().flat_map(|id| {
            let names = context.type_names(*id);
            std::iter::once(names.name.as_str()).chain(names.required.as_deref())
        });
        let names = names.map(ident);
        quote!(mod #module; pub use #module::{#(#names),*};)
    });
    let lines: Vec<_> = lines.collect();
    let face = quote! {
        //! The types of the document: one for each schema.
        #(#lines)*
    };
    Module {
        path: "src/types/mod.rs".to_owned(),
        chunks: vec![Chunk::Face(face)],
    }
}
