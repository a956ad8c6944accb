//! The files of `operations`: one a tag, with a method of the client for each operation.

use super::context::{Context, Scope};
use super::rust_type::{RustType, ident};
use super::types::uses;
use super::{Chunk, Module, docs, operation};
use quote::quote;
use std::collections::BTreeMap;

/// Whether any operation has optional parts.
pub(super) fn have_builders(context: &Context) -> bool {
    context.api.operations.iter().any(operation::has_builder)
}

/// The files, and the index that names them.
pub(super) fn modules<'c>(context: &'c Context) -> impl Iterator<Item = Module> + 'c {
    let mut files: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, names) in context.names.operations.iter().enumerate() {
        files.entry(&names.module).or_default().push(index);
    }
    let names: Vec<_> = files.keys().map(|module| ident(module)).collect();
    let index = quote! {
        //! The operations of the document, as methods of [`Client`](crate::Client); a file a tag.
        #(pub mod #names;)*
    };
    let index = Module {
        path: "src/operations/mod.rs".to_owned(),
        chunks: vec![Chunk::Face(index)],
    };
    files
        .into_iter()
        .map(move |(module, indices)| file(context, module, &indices))
        .chain([index])
}

fn file(context: &Context, module: &str, indices: &[usize]) -> Module {
    let scope = Scope::new(context, None);
    let methods: Vec<_> = indices
        .iter()
        .map(|index| operation::method(&scope, *index))
        .collect();
    let surface = scope.surface();
    let client = RustType::new(&scope.import("crate::runtime::client", "Client"));
    let mut chunks = vec![Chunk::Face(
        quote!(impl<#surface> #client<#surface> { #(#methods)* }),
    )];
    for index in indices {
        chunks.extend(operation::builder(&scope, *index));
        chunks.extend(operation::statuses(&scope, *index).map(Chunk::Face));
    }
    for index in indices {
        chunks.push(Chunk::Face(operation::constant(&scope, *index)));
    }
    let tag = indices
        .first()
        .and_then(|index| context.api.operations[*index].tag.as_deref());
    let title = tag.map_or_else(
        || "Operations without a tag.".to_owned(),
        |tag| format!("Operations tagged {}.", docs::code(tag)),
    );
    chunks.insert(0, uses(&scope));
    chunks.insert(0, Chunk::Text(format!("//! {title}\n")));
    Module {
        path: format!("src/operations/{module}.rs"),
        chunks,
    }
}
