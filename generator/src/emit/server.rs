//! The files of `server`: a folder a tag, in it a file an operation.

use super::context::{Context, Scope};
use super::operation::security;
use super::operations::{by_folder, tag_of};
use super::rust_type::{RustType, ident};
use super::table::{Table, string};
use super::types::uses;
use super::{Chunk, Job, Module, docs, operation_docs, server_answer, server_request};
use crate::name::{OperationNames, TagNames};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The files, and the indices that name them.
pub(super) fn jobs<'c>(context: &'c Context) -> Vec<Job<'c>> {
    let mut jobs: Vec<Job> = Vec::new();
    for index in 0..context.api.operations.len() {
        jobs.push(Box::new(move || file(context, index)));
    }
    let folders = by_folder(context);
    let names: Vec<&str> = folders.keys().copied().collect();
    jobs.push(Box::new(move || index(context, &names)));
    for (folder, files) in folders {
        jobs.push(Box::new(move || tag(context, folder, &files)));
    }
    jobs
}

/// What an operation is asked, and what it answers.
fn file(context: &Context, index: usize) -> Module {
    let scope = Scope::qualified(context);
    let operation = &context.api.operations[index];
    let mut chunks = vec![
        Chunk::Face(server_request::face(&scope, index)),
        Chunk::Face(server_answer::face(&scope, index)),
        Chunk::Face(description(&scope, index)),
        Chunk::Text(server_request::table(&scope, index)),
        Chunk::Text("answered!(Response);\n".to_owned()),
    ];
    scope.bring("crate::runtime::server", "answered");
    chunks.insert(0, uses(&scope));
    let line = format!("//! {}.\n", docs::code(&operation.id));
    chunks.insert(0, Chunk::Text(line));
    let names = &context.names.operations[index];
    Module {
        path: format!("src/server/{}/{}.rs", names.folder, names.module),
        chunks,
    }
}

/// What is the same in all requests.
fn description(scope: &Scope, index: usize) -> TokenStream {
    let operation = &scope.context.api.operations[index];
    let (id, method, path) = (&operation.id, &operation.method, &operation.path);
    let security = security(operation);
    let scopes = &operation.scopes;
    let kind = RustType::new(&scope.import("crate::runtime::server", "Operation"));
    quote! {
        static OPERATION: #kind = #kind {
            id: #id,
            method: #method,
            path: #path,
            security: #security,
            scopes: &[#(#scopes),*],
        };
    }
}

/// A tag: its trait, and how a server gets an implementation of it.
fn tag(context: &Context, folder: &str, files: &BTreeMap<&str, usize>) -> Module {
    let names = &context.names.tags[folder];
    let tag = tag_of(context, files).map_or_else(
        || "without a tag".to_owned(),
        |tag| format!("tagged {}", docs::code(tag)),
    );
    let modules: String = files
        .keys()
        .map(|module| format!("pub mod {module};\n"))
        .collect();
    let line = format!("Operations {tag}.");
    let head = format!("{}: {}, {}", names.method, names.interface, string(&line));
    let mut table = Table::new("serve", head);
    for (module, index) in files {
        let lines = operation_docs::short(&context.api.operations[*index]);
        let lines = lines.iter().map(|line| format!("/// {line}"));
        let lines: Vec<String> = lines.collect();
        let method = &context.names.operations[*index].method;
        let comment = lines.join("\n    ");
        table.row(format!("{comment}\n    {module}::{method},"));
    }
    let text = format!("//! {line}\n\n{modules}\nuse crate::runtime::server::serve;\n\n");
    Module {
        path: format!("src/server/{folder}/mod.rs"),
        chunks: vec![Chunk::Text(text + &table.finish())],
    }
}

/// The index of the tags.
fn index(context: &Context, folders: &[&str]) -> Module {
    let names: Vec<_> = folders.iter().map(|folder| ident(folder)).collect();
    let face = quote! {
        #(pub mod #names;)*

        pub use crate::runtime::server::{Access, Credential, Error, Operation, Result, Server};

        /// The operations, by their tags.
        pub(crate) static TAGS: &[&[crate::runtime::server::Route]] = &[#(#names::ROUTES),*];
    };
    let lines = front(context);
    let front = lines
        .iter()
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n");
    Module {
        path: "src/server/mod.rs".to_owned(),
        chunks: vec![
            Chunk::Text(front.collect::<String>() + "\n"),
            Chunk::Face(face),
        ],
    }
}

/// The comment of the module: how a server is made.
fn front(context: &Context) -> Vec<String> {
    let mut lines = vec![
        "A server of the API, on axum: a trait a tag, a module an operation.".to_owned(),
        String::new(),
    ];
    // One that reads, so that operations may be added without a change of this page.
    let operations = context.api.operations.iter();
    let mut operations = operations.zip(&context.names.operations);
    let first = operations.find(|(operation, _)| operation.method == "GET");
    let Some((names, tag)) =
        first.and_then(|(_, names)| Some((names, context.names.tags.get(&names.folder)?)))
    else {
        return lines;
    };
    let krate = &context.names.krate;
    let OperationNames {
        folder,
        module,
        method,
        ..
    } = names;
    let TagNames {
        interface,
        method: give,
    } = tag;
    let text = format!(
        "What reaches a method is valid; what is not was refused. A method that is left out is answered with 501.\n\n\
         ```no_run\nuse {krate}::server::{folder}::{{{interface}, {module}}};\n\
         use {krate}::server::{{Error, Result, Server}};\n\nstruct Mine;\n\nimpl {interface} for Mine {{\n    \
         async fn {method}(&self, _request: {module}::Request) -> Result<{module}::Response> {{\n        \
         Err(Error::not_implemented(\"here is its answer\"))\n    }}\n}}\n\n\
         let router = Server::new().{give}(Mine).into_router();\n```\n\n\
         Where operations need credentials, `Server::authorize` judges them."
    );
    lines.extend(text.lines().map(str::to_owned));
    lines
}
