//! Objects: a struct and its wire table.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::{RustType, ident};
use super::table::{Table, string};
use crate::ir::{Object, Presence, Property, Rest, Type, TypeId, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn emit(scope: &Scope, id: TypeId, item: &Type, object: &Object) -> [Chunk; 2] {
    [
        Chunk::Face(face(scope, id, item, object)),
        Chunk::Text(table(scope, id, object)),
    ]
}

fn face(scope: &Scope, id: TypeId, item: &Type, object: &Object) -> TokenStream {
    let names = scope.context.type_names(id);
    let name = ident(&names.name);
    let comment = docs::attributes(&docs::lines_at(&item.docs, "An object.", &item.pointer));
    let fields = object
        .properties
        .iter()
        .zip(&names.parts)
        .map(|(property, name)| {
            let name = ident(name);
            let value = scope.held(id, &property.value);
            let value = match property.presence {
                Presence::Required => value,
                Presence::Optional => scope.option(value),
            };
            let comment = docs::attributes(&docs::lines(
                &property.docs,
                &format!("{}.", docs::code(&property.name)),
            ));
            quote!(#comment pub #name: #value)
        });
    let rest = match &object.rest {
        Rest::Refuse => None,
        Rest::Keep(value) => {
            let name = ident(&names.rest);
            let members = rest_type(scope, value);
            Some(
                quote!(#[doc = " Members that the schema does not name, as they came."] pub #name: #members),
            )
        }
    };
    let fields = fields.chain(rest);
    let default = (!has_required(object)).then(|| quote!(, Default));
    quote! {
        #comment
        #[derive(Clone, Debug, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

fn rest_type(scope: &Scope, value: &TypeRef) -> RustType {
    match value {
        TypeRef::Any => scope.members(),
        value => scope.members().of(scope.rust_type(value)),
    }
}

fn has_required(object: &Object) -> bool {
    object
        .properties
        .iter()
        .any(|property| property.presence == Presence::Required)
}

fn table(scope: &Scope, id: TypeId, object: &Object) -> String {
    scope.import_macro("object");
    let names = scope.context.type_names(id);
    let mut table = Table::new("object", format_args!("{}{}", names.name, scope.check(id)));
    let value = |property: &Property| scope.held(id, &property.value);
    let required: Vec<String> = object
        .properties
        .iter()
        .zip(&names.parts)
        .filter(|(property, _)| property.presence == Presence::Required)
        .map(|(property, name)| format!("{name}: {}", value(property)))
        .collect();
    match &names.required {
        Some(parts) => table.row(format!(
            "parts {parts} {{\n        {},\n    }}",
            required.join(",\n        ")
        )),
        None if required.is_empty() => {}
        None => table.row(format!("new({});", required.join(", "))),
    }
    let mut rows: Vec<(String, String)> = object
        .properties
        .iter()
        .zip(&names.parts)
        .map(|(property, name)| {
            let presence = match property.presence {
                Presence::Required => "required".to_owned(),
                Presence::Optional => format!("optional {}", value(property)),
            };
            (string(&property.name), format!("=> {name}: {presence},"))
        })
        .collect();
    let rest = match object.rest {
        Rest::Refuse => "=> refuse,".to_owned(),
        Rest::Keep(_) => format!("=> keep {},", names.rest),
    };
    rows.push(("..".to_owned(), rest));
    table.columns(rows);
    table.finish()
}
