//! Objects: a struct and its wire table.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::{RustType, ident};
use super::table::{Table, string};
use crate::ir::{Files, Object, Presence, Property, Rest, Type, TypeId, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// What a struct is sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// A JSON object.
    Object,
    /// A form of parts.
    Form,
}

pub(super) fn emit(
    scope: &Scope,
    id: TypeId,
    item: &Type,
    object: &Object,
    sent: Sent,
) -> [Chunk; 2] {
    [
        Chunk::Face(face(scope, id, item, object, sent)),
        Chunk::Text(table(scope, id, object, sent)),
    ]
}

/// The type of a property: in a form, binary ones are files.
fn value(scope: &Scope, id: TypeId, property: &Property, sent: Sent) -> RustType {
    let part = || RustType::new(&scope.import("crate::runtime::multipart", "Part"));
    match property.files.filter(|_| sent == Sent::Form) {
        None => scope.held(id, &property.value),
        Some(Files::One) => part(),
        Some(Files::Many) => RustType::new(&scope.prelude("Vec", "vec")).of(part()),
    }
}

fn face(scope: &Scope, id: TypeId, item: &Type, object: &Object, sent: Sent) -> TokenStream {
    let names = scope.context.type_names(id);
    let name = ident(&names.name);
    let fallback = match sent {
        Sent::Object => "An object.",
        Sent::Form => "A form with files.",
    };
    let comment = docs::attributes(&docs::lines_at(&item.docs, fallback, &item.pointer));
    let fields = object
        .properties
        .iter()
        .zip(&names.parts)
        .map(|(property, name)| {
            let name = ident(name);
            let value = value(scope, id, property, sent);
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
            let comment = match sent {
                Sent::Object => " Members that the schema does not name, as they came.",
                Sent::Form => " Members that the schema does not name.",
            };
            Some(quote!(#[doc = #comment] pub #name: #members))
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

fn table(scope: &Scope, id: TypeId, object: &Object, sent: Sent) -> String {
    let macro_name = match sent {
        Sent::Object => "object",
        Sent::Form => "form",
    };
    scope.import_macro(macro_name);
    let names = scope.context.type_names(id);
    let mut table = Table::new(
        macro_name,
        format_args!("{}{}", names.name, scope.check(id)),
    );
    let value = |property: &Property| value(scope, id, property, sent);
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
            let how = match (sent, property.files) {
                (Sent::Object, _) => "",
                (Sent::Form, None) => " value",
                (Sent::Form, Some(Files::One)) => " part",
                (Sent::Form, Some(Files::Many)) => " parts",
            };
            let presence = match property.presence {
                Presence::Required => format!("required{how}"),
                Presence::Optional => format!("optional{how} {}", value(property)),
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
