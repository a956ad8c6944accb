//! Lists that come in pages.

use super::context::Scope;
use super::docs;
use super::rust_type::{RustType, ident};
use crate::ir::{Items, Kind, Next, Operation, Paging, Presence, TypeId};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// What a builder has for a list: its pages, and its items.
pub(super) fn methods(
    scope: &Scope,
    operation: &Operation,
    carried: &RustType,
) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let how = how(scope, paging);
    let pages = RustType::new(&scope.import("crate::runtime::client", "Pages"));
    let comment = docs::attributes(&[
        "Reads the list page by page, this call being the first one.".to_owned(),
        String::new(),
        line(paging),
    ]);
    let items = paging
        .items
        .as_ref()
        .map(|items| self::items(scope, items, carried));
    Some(quote! {
        #comment
        pub fn pages(self) -> #pages<#carried> { self.0.pages(#how) }
        #items
    })
}

fn items(scope: &Scope, items: &Items, carried: &RustType) -> TokenStream {
    let kind = RustType::new(&scope.import("crate::runtime::client", "Items"));
    let item = scope.rust_type(&items.value);
    let steps = items.path.iter().map(|&(id, index)| step(scope, id, index));
    quote! {
        /// Reads the list item by item, page after page.
        pub fn items(self) -> #kind<#carried, #item> { self.pages().items(|page| page #(#steps)*) }
    }
}

/// The step into a field.
fn step(scope: &Scope, id: TypeId, index: usize) -> TokenStream {
    let name = ident(&scope.context.type_names(id).parts[index]);
    let is_optional = match &scope.context.api.types[id.0].kind {
        Kind::Object(object) => object.properties[index].presence == Presence::Optional,
        _ => false,
    };
    match is_optional {
        true => quote!(.#name.unwrap_or_default()),
        false => quote!(.#name),
    }
}

fn how(scope: &Scope, paging: &Paging) -> TokenStream {
    let kind = RustType::new(&scope.import("crate::runtime::client", "Paging")).to_token_stream();
    let next = match &paging.next {
        Next::Cursor { parameter, at } => quote!(#kind::cursor(#parameter, #at)),
        Next::Url(at) => quote!(#kind::url(#at)),
        Next::Link => quote!(#kind::link()),
    };
    let more = paging.more.as_ref().map(|at| quote!(.more(#at)));
    quote!(#next #more)
}

/// What was recognised.
pub(super) fn line(paging: &Paging) -> String {
    let next = match &paging.next {
        Next::Cursor { parameter, at } => format!(
            "The next one is asked for with {} in the query, which is {} of the body",
            docs::code(parameter),
            docs::code(at)
        ),
        Next::Url(at) => format!("The next one is at the URL {} of the body", docs::code(at)),
        Next::Link => "The next one is at the URL of the header `Link`, `rel=\"next\"`".to_owned(),
    };
    match &paging.more {
        Some(at) => format!("{next}, until {} is false.", docs::code(at)),
        None => format!("{next}."),
    }
}
