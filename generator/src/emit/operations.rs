//! The files of `operations`: a folder a tag, in it a file an operation.

use super::context::{Context, Scope};
use super::rust_type::{RustType, ident};
use super::types::uses;
use super::{Chunk, Job, Module, docs, operation, response_headers};
use quote::quote;
use std::collections::BTreeMap;

/// Whether any operation has optional parts.
pub(super) fn have_builders(context: &Context) -> bool {
    context.api.operations.iter().any(operation::has_builder)
}

/// The files, and the indices that name them.
pub(super) fn jobs<'c>(context: &'c Context) -> Vec<Job<'c>> {
    let mut jobs: Vec<Job> = Vec::new();
    for index in 0..context.api.operations.len() {
        jobs.push(Box::new(move || file(context, index)));
    }
    let folders = by_folder(context);
    let names: Vec<&str> = folders.keys().copied().collect();
    jobs.push(Box::new(move || index(&names)));
    for (folder, files) in folders {
        jobs.push(Box::new(move || tag(context, folder, &files)));
    }
    jobs
}

/// The operations of each tag, by folder and file, so that indices are sorted.
pub(super) fn by_folder<'c>(context: &'c Context) -> BTreeMap<&'c str, BTreeMap<&'c str, usize>> {
    let mut folders: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (index, names) in context.names.operations.iter().enumerate() {
        let files = folders.entry(&names.folder).or_default();
        files.insert(&names.module, index);
    }
    folders
}

/// The tag of the operations in a folder, as the document writes it.
pub(super) fn tag_of<'c>(context: &'c Context, files: &BTreeMap<&str, usize>) -> Option<&'c str> {
    let index = files.values().next()?;
    context.api.operations[*index].tag.as_deref()
}

/// The method of the client, and what it needs.
fn file(context: &Context, index: usize) -> Module {
    let scope = Scope::new(context, None);
    let methods = operation::methods(&scope, index);
    let surface = scope.surface();
    let client = RustType::new(&scope.import("crate::runtime::client", "Client"));
    let mut chunks = vec![Chunk::Face(
        quote!(impl<#surface> #client<#surface> { #methods }),
    )];
    chunks.extend(operation::builder(&scope, index));
    chunks.extend(response_headers::chunks(&scope, index));
    chunks.extend(operation::statuses(&scope, index).map(Chunk::Face));
    chunks.push(Chunk::Face(operation::description(&scope, index)));
    chunks.insert(0, uses(&scope));
    let names = &context.names.operations[index];
    Module {
        path: format!("src/operations/{}/{}.rs", names.folder, names.module),
        chunks,
    }
}

/// The index of a tag: its files, and the structs in them.
fn tag(context: &Context, folder: &str, files: &BTreeMap<&str, usize>) -> Module {
    let tag = tag_of(context, files);
    let mut text = tag.map_or_else(
        || "//! Operations without a tag.\n\n".to_owned(),
        |tag| format!("//! Operations tagged {}.\n\n", docs::code(tag)),
    );
    for (module, index) in files {
        text.push_str(&format!("mod {module};"));
        let names = &context.names.operations[*index];
        let has_builder = operation::has_builder(&context.api.operations[*index]);
        let public = [has_builder.then_some(&names.builder), Some(&names.headers)];
        let public: Vec<&str> = public
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        match public[..] {
            [] => {}
            [only] => text.push_str(&format!(" pub use {module}::{only};")),
            _ => text.push_str(&format!(" pub use {module}::{{{}}};", public.join(", "))),
        }
        text.push('\n');
    }
    Module {
        path: format!("src/operations/{folder}/mod.rs"),
        chunks: vec![Chunk::Text(text)],
    }
}

/// The index of the tags.
fn index(folders: &[&str]) -> Module {
    let names = folders.iter().map(|folder| ident(folder));
    let face = quote! {
        //! The operations of the document, as methods of [`Client`](crate::Client); a module a tag.
        #(pub mod #names;)*
    };
    Module {
        path: "src/operations/mod.rs".to_owned(),
        chunks: vec![Chunk::Face(face)],
    }
}
