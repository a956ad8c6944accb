//! Unions: an enum of the branches and its wire table.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::ident;
use super::table::{Table, string};
use crate::ir::{Fit, Type, TypeId, Union};
use quote::quote;

pub(super) fn emit(scope: &Scope, id: TypeId, item: &Type, union: &Union) -> [Chunk; 2] {
    let names = scope.context.type_names(id);
    let name = ident(&names.name);
    let fallback = match union.fit {
        Fit::OneOf => "Exactly one of the alternatives.",
        Fit::AnyOf => "One of the alternatives.",
    };
    let comment = docs::attributes(&docs::lines_at(&item.docs, fallback, &item.pointer));
    let unrecognized = scope.unrecognized().of(scope.value());
    let values: Vec<_> = union
        .branches
        .iter()
        .map(|branch| scope.held(id, &branch.value))
        .collect();
    let variants = names.parts.iter().zip(&values).map(|(variant, value)| {
        let comment = docs::attributes(&[docs::code(&value.to_string())]);
        let variant = ident(variant);
        quote!(#comment #variant(#value))
    });
    let face = quote! {
        #comment
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value of none of the alternatives, kept from a response."]
            Unrecognized(#unrecognized),
        }
    };
    scope.import_macro("union");
    let rule = match union.fit {
        Fit::OneOf => "one_of",
        Fit::AnyOf => "any_of",
    };
    let by = union
        .discriminator
        .as_ref()
        .map(|property| format!(" by {}", string(property)))
        .unwrap_or_default();
    let mut table = Table::new(
        "union",
        format_args!("{}: {rule}{by}{}", names.name, scope.check(id)),
    );
    for ((branch, variant), value) in union.branches.iter().zip(&names.parts).zip(&values) {
        let tags: Vec<String> = branch.tags.iter().map(|tag| string(tag)).collect();
        let tags = if tags.is_empty() {
            String::new()
        } else {
            format!(" = {}", tags.join(" | "))
        };
        table.row(format!("{variant}({value}){tags},"));
    }
    [Chunk::Face(face), Chunk::Text(table.finish())]
}
