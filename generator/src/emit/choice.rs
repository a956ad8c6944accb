//! Enums of listed values, and their wire tables.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::{RustType, ident};
use super::table::{Table, string};
use crate::ir::{ScalarValue, Type, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn strings(scope: &Scope, id: TypeId, item: &Type, values: &[String]) -> [Chunk; 2] {
    scope.import_macro("choice");
    let wires: Vec<String> = values.iter().map(|value| string(value)).collect();
    let table = table(scope, id, "choice", "", &wires);
    let comments = values
        .iter()
        .map(|value| docs::code(&format!("\"{value}\"")));
    [
        Chunk::Face(face(
            scope,
            id,
            item,
            comments.collect(),
            scope.unrecognized(),
        )),
        Chunk::Text(table),
    ]
}

pub(super) fn scalars(
    scope: &Scope,
    id: TypeId,
    item: &Type,
    values: &[ScalarValue],
) -> [Chunk; 2] {
    scope.import_macro("scalar_choice");
    let is_boolean = values
        .iter()
        .any(|value| matches!(value, ScalarValue::Boolean(_)));
    let primitive = if is_boolean { "bool" } else { "i64" };
    let wires = values.iter().map(|value| match value {
        ScalarValue::Integer(value) => value.to_string(),
        ScalarValue::Boolean(value) => value.to_string(),
    });
    let wires: Vec<String> = wires.collect();
    let table = table(
        scope,
        id,
        "scalar_choice",
        &format!(": {primitive}"),
        &wires,
    );
    let comments = wires.iter().map(|wire| docs::code(wire)).collect();
    let unrecognized = scope.unrecognized().of(RustType::new(primitive));
    [
        Chunk::Face(face(scope, id, item, comments, unrecognized)),
        Chunk::Text(table),
    ]
}

fn face(
    scope: &Scope,
    id: TypeId,
    item: &Type,
    comments: Vec<String>,
    unrecognized: RustType,
) -> TokenStream {
    let names = scope.context.type_names(id);
    let name = ident(&names.name);
    let comment = docs::attributes(&docs::lines_at(
        &item.docs,
        "One of the listed values.",
        &item.pointer,
    ));
    let variants = names.parts.iter().zip(comments).map(|(variant, comment)| {
        let variant = ident(variant);
        let comment = docs::attributes(&[comment]);
        quote!(#comment #variant)
    });
    quote! {
        #comment
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that the document does not list, kept from a response."]
            Unrecognized(#unrecognized),
        }
    }
}

fn table(scope: &Scope, id: TypeId, name: &str, suffix: &str, wires: &[String]) -> String {
    let names = scope.context.type_names(id);
    let rows: Vec<String> = names
        .parts
        .iter()
        .zip(wires)
        .map(|(variant, wire)| format!("{variant} = {wire}"))
        .collect();
    let head = format!("{}{suffix}", names.name);
    let line = rows.join(", ");
    let mut table = Table::new(name, head);
    if line.len() <= 60 {
        table.row(line);
    } else {
        rows.into_iter()
            .for_each(|row| table.row(format!("{row},")));
    }
    table.finish()
}
