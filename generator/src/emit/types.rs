//! The files of `types`: one a component or operation, or a large part of one, with the types
//! inside it.

use super::context::{Context, Scope};
use super::object::Sent;
use super::rust_type::ident;
use super::{
    Chunk, Job, Module, alias, checked, choice, collection, number, object, pattern, string, union,
};
use crate::ir::{Kind, PatternUse, StringRule, TypeId};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn jobs<'c>(context: &'c Context) -> Vec<Job<'c>> {
    let mut files: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (index, names) in context.names.types.iter().enumerate() {
        files.entry(&names.module).or_default().push(TypeId(index));
    }
    let forms = context.api.types.iter().zip(&context.names.types);
    let forms = forms.filter(|(item, _)| matches!(item.kind, Kind::Form(_)));
    let forms: BTreeSet<&str> = forms.map(|(_, names)| names.module.as_str()).collect();
    let names: Vec<&str> = files.keys().copied().collect();
    let jobs = files
        .into_iter()
        .map(|(module, ids)| -> Job { Box::new(move || file(context, module, &ids)) });
    let index: Job = Box::new(move || index(&names, &forms));
    jobs.chain([index]).collect()
}

fn file(context: &Context, module: &str, ids: &[TypeId]) -> Module {
    let scope = Scope::new(context, Some(module));
    let mut chunks = Vec::new();
    for id in ids {
        chunks.extend(item(&scope, *id));
    }
    chunks.extend(pattern::statics(&scope, patterns(context, ids)));
    chunks.insert(0, uses(&scope));
    Module {
        path: format!("src/types/{module}.rs"),
        chunks,
    }
}

/// The patterns of some types, with the names of their statics.
fn patterns<'c>(
    context: &'c Context,
    ids: &'c [TypeId],
) -> impl Iterator<Item = (&'c PatternUse, &'c String)> {
    ids.iter().flat_map(|id| {
        let rules = match &context.api.types[id.0].kind {
            Kind::String(rules) => &rules[..],
            _ => &[],
        };
        let patterns = rules.iter().filter_map(|rule| match rule {
            StringRule::Pattern(pattern) => Some(pattern),
            _ => None,
        });
        patterns.zip(&context.type_names(*id).patterns)
    })
}

fn item(scope: &Scope, id: TypeId) -> Vec<Chunk> {
    let item = &scope.context.api.types[id.0];
    match &item.kind {
        Kind::Object(kind) => object::emit(scope, id, item, kind, Sent::Object).into(),
        Kind::Form(kind) => object::emit(scope, id, item, kind, Sent::Form).into(),
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

/// `types/mod.rs`: all types in one place, whatever file they stand in. A line a file, so that a
/// type more or less inside a file changes nothing here. Forms are of the client.
fn index(files: &[&str], forms: &BTreeSet<&str>) -> Module {
    let mut text = "//! The types of the document: one for each schema.\n\n".to_owned();
    for file in files {
        let line = match forms.contains(file) {
            true => {
                let client = "#[cfg(feature = \"client\")]";
                format!("{client} mod {file};\n{client} pub use {file}::*;\n")
            }
            false => format!("mod {file}; pub use {file}::*;\n"),
        };
        text.push_str(&line);
    }
    Module {
        path: "src/types/mod.rs".to_owned(),
        chunks: vec![Chunk::Text(text)],
    }
}
