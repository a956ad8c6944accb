//! The headers that successes of an operation declare: a struct, and the table that it is read by.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::ident;
use super::shape::shape_of;
use super::table::{Table, string};
use crate::ir::{Docs, Operation, ResponseHeader};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::quote;

/// The struct and its table, where there are headers.
pub(super) fn chunks(scope: &Scope, index: usize) -> Vec<Chunk> {
    let operation = &scope.context.api.operations[index];
    let names = &scope.context.names.operations[index];
    if operation.headers.is_empty() {
        return Vec::new();
    }
    scope.import_macro("response_headers");
    vec![
        Chunk::Face(face(scope, operation, names)),
        Chunk::Text(table(scope, operation, names)),
    ]
}

fn face(scope: &Scope, operation: &Operation, names: &OperationNames) -> TokenStream {
    let name = ident(&names.headers);
    let fields = operation.headers.iter().zip(&names.header_fields);
    let fields = fields.map(|(header, name)| {
        let name = ident(name);
        let value = scope.option(scope.rust_type(&header.value));
        let comment = docs::attributes(&comment(header));
        quote!(#comment pub #name: #value,)
    });
    let comment = docs::attributes(&[format!(
        "The headers of a success of [`{}`](crate::Client::{}).",
        names.method.trim_start_matches("r#"),
        names.method
    )]);
    quote! {
        #comment
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    }
}

/// What the document says of it, and its name.
fn comment(header: &ResponseHeader) -> Vec<String> {
    let mut fact = docs::code(&header.name);
    if header.required {
        fact.push_str(", required");
    }
    if !header.statuses.is_empty() {
        let statuses: Vec<String> = header
            .statuses
            .iter()
            .map(|status| docs::code(status))
            .collect();
        fact.push_str(&format!(", of {}", statuses.join(" and ")));
    }
    fact.push('.');
    let facts = Docs {
        description: None,
        ..header.docs.clone()
    };
    let said = Docs {
        description: header.docs.description.clone(),
        ..Docs::default()
    };
    let mut lines = docs::lines(&said, "");
    match &lines[..] {
        [only] if only.is_empty() => lines.clear(),
        _ => lines.push(String::new()),
    }
    lines.extend(docs::lines(&facts, &fact));
    lines
}

fn table(scope: &Scope, operation: &Operation, names: &OperationNames) -> String {
    let head = format!("{}: OPERATION", names.headers);
    let mut table = Table::new("response_headers", head);
    let headers = operation.headers.iter().zip(&names.header_fields);
    let rows = headers.map(|(header, field)| {
        let presence = match header.required {
            true => "required",
            false => "optional",
        };
        let style = match header.serialization.explode {
            true => "exploded",
            false => "simple",
        };
        let shape = shape_of(scope, header.serialization, &header.value);
        (
            string(&header.name),
            format!("=> {field}: {presence} {style}({shape});"),
        )
    });
    table.columns(rows.collect());
    table.finish()
}

/// How they are read, for the comment of the operation.
pub(super) fn lines(operation: &Operation, names: &OperationNames) -> Vec<String> {
    if operation.headers.is_empty() {
        return Vec::new();
    }
    let headers = operation
        .headers
        .iter()
        .map(|header| docs::code(&header.name));
    let headers: Vec<String> = headers.collect();
    let struct_ = &names.headers;
    let line = format!(
        "[`{struct_}::of`]`(response.headers())` reads {}.",
        headers.join(", ")
    );
    vec![
        String::new(),
        "# Response headers".to_owned(),
        String::new(),
        line,
    ]
}
