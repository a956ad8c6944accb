//! One operation: a method of the client, the builder of its optional parts, and the static that
//! describes it.

use super::Chunk;
use super::body;
use super::context::Scope;
use super::docs;
use super::idempotency;
use super::operation_docs;
use super::paging;
use super::rust_type::{RustType, ident};
use super::streaming;
use super::table::Table;
use crate::ir::{
    Body, Kind, Location, Operation, Parameter, Serialization, Style, Success, TypeRef,
};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// More parameters than this, and clippy asks for a reason.
const MOST_ARGUMENTS: usize = 6;

/// The methods of the client: one, and one for the form that may be sent instead.
pub(super) fn methods(scope: &Scope, index: usize) -> TokenStream {
    let operation = &scope.context.api.operations[index];
    let names = &scope.context.names.operations[index];
    let first = method(scope, index, &names.method, body::body(operation, true));
    let second = operation.form.as_ref();
    let second = second.map(|form| method(scope, index, &names.form, Some(form)));
    quote!(#first #second)
}

/// A method: required parts are its arguments.
fn method(scope: &Scope, index: usize, name: &str, body: Option<&Body>) -> TokenStream {
    let operation = &scope.context.api.operations[index];
    let names = &scope.context.names.operations[index];
    let name = ident(name);
    let mut arguments = Vec::new();
    let mut steps = Vec::new();
    for (parameter, name) in operation
        .parameters
        .iter()
        .zip(&names.parameters)
        .filter(|(parameter, _)| parameter.required)
    {
        let name = ident(name);
        let argument = argument(scope, parameter);
        arguments.push(quote!(#name: #argument));
        steps.push(step(scope, parameter, &quote!(#name)));
    }
    if let Some(body) = body {
        let name = ident(&names.body);
        let argument = body::argument(scope, body);
        arguments.push(quote!(#name: #argument));
        steps.push(body::step(scope, body, &quote!(#name)));
    }
    let surface = scope.surface();
    let carried = carried(scope, operation);
    let read = read(scope, operation);
    let key = idempotency::step(scope, operation);
    let call = match &operation.server {
        Some(server) => quote!(self.call_at(#server, &OPERATION)),
        None => quote!(self.call(&OPERATION)),
    };
    let call = quote!(#call #key #(#steps)*#read);
    let (result, call) = if has_builder(operation) {
        let builder = ident(&names.builder);
        (quote!(#builder<#surface>), quote!(#builder(#call)))
    } else {
        let kind = RustType::new(&scope.import("crate::runtime::client", "Call"));
        (quote!(#kind<#carried, #surface>), call)
    };
    let comment = docs::attributes(&operation_docs::comment(scope, (operation, names), body));
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let many = (arguments.len() > MOST_ARGUMENTS).then(|| {
        quote!(#[expect(clippy::too_many_arguments, reason = "the operation has so many required parts")])
    });
    quote! {
        #comment
        #deprecated
        #many
        pub fn #name(&self, #(#arguments),*) -> #result {
            #call
        }
    }
}

/// The builder of the optional parts, where there are any.
pub(super) fn builder(scope: &Scope, index: usize) -> Vec<Chunk> {
    let operation = &scope.context.api.operations[index];
    if !has_builder(operation) {
        return Vec::new();
    }
    let names = &scope.context.names.operations[index];
    let builder = ident(&names.builder);
    let carried = carried(scope, operation);
    let call = RustType::new(&scope.import("crate::runtime::client", "Call"));
    let default = RustType::new(&scope.import("crate::runtime::client", "Async"));
    let surface = scope.surface();
    let mut setters = Vec::new();
    for (parameter, name) in operation
        .parameters
        .iter()
        .zip(&names.parameters)
        .filter(|(parameter, _)| !parameter.required)
    {
        let name = ident(name);
        let argument = argument(scope, parameter);
        let step = step(scope, parameter, &quote!(value));
        let comment = docs::attributes(&docs::lines(
            &parameter.docs,
            &format!("{}.", docs::code(&parameter.name)),
        ));
        setters.push(
            quote!(#comment pub fn #name(self, value: #argument) -> Self { Self(self.0 #step) }),
        );
    }
    if let Some(body) = body::body(operation, false) {
        let name = ident(&names.body);
        let argument = body::argument(scope, body);
        let step = body::step(scope, body, &quote!(value));
        let comment = docs::attributes(&docs::lines(&body.docs, "The body of the request."));
        setters.push(
            quote!(#comment pub fn #name(self, value: #argument) -> Self { Self(self.0 #step) }),
        );
    }
    setters.extend(streaming::method(scope, operation));
    setters.extend(paging::methods(scope, operation, &carried));
    let comment = docs::attributes(&[format!(
        "A call of [`{}`](crate::Client::{}) and its optional parts.",
        names.method.trim_start_matches("r#"),
        names.method
    )]);
    let face = quote! {
        #comment
        #[must_use = "a call is sent when it is awaited"]
        pub struct #builder<#surface = #default>(#call<#carried, #surface>);

        impl<#surface> #builder<#surface> { #(#setters)* }
    };
    scope.import_macro("builder");
    let is_keyed = names
        .parameters
        .iter()
        .any(|name| name == "idempotency_key");
    let keyed = if is_keyed { ", keyed" } else { "" };
    let head = format_args!("{}: {carried}{keyed}", names.builder);
    let text = Table::line("builder", head);
    vec![Chunk::Face(face), Chunk::Text(text)]
}

/// What is the same in all calls.
pub(super) fn description(scope: &Scope, index: usize) -> TokenStream {
    let operation = &scope.context.api.operations[index];
    let (id, method, path) = (&operation.id, &operation.method, &operation.path);
    let security = security(operation);
    let permission = match &operation.permission {
        Some(permission) => {
            let some = RustType::new(&scope.prelude("Some", "option::Option"));
            quote!(#some(#permission))
        }
        None => RustType::new(&scope.prelude("None", "option::Option")).to_token_stream(),
    };
    let accept = &operation.accept;
    let kind = RustType::new(&scope.import("crate::runtime::client", "Operation"));
    quote! {
        static OPERATION: #kind = #kind {
            id: #id,
            method: #method,
            path: #path,
            security: #security,
            permission: #permission,
            accept: #accept,
        };
    }
}

/// Alternatives of schemes, as a static.
pub(super) fn security(operation: &Operation) -> TokenStream {
    let alternatives = operation.security.iter();
    let alternatives = alternatives.map(|schemes| quote!(&[#(#schemes),*]));
    quote!(&[#(#alternatives),*])
}

/// Which body a status means, where that differs.
pub(super) fn statuses(scope: &Scope, index: usize) -> Option<TokenStream> {
    let Success::ByStatus {
        value, statuses, ..
    } = &scope.context.api.operations[index].success
    else {
        return None;
    };
    let by_status = RustType::new(&scope.import("crate::runtime::by_status", "ByStatus"));
    let value = scope.rust_type(value);
    let rows = statuses.iter().map(|(first, last, branch)| {
        let (first, last) = (
            Literal::u16_unsuffixed(*first),
            Literal::u16_unsuffixed(*last),
        );
        let branch = Literal::usize_unsuffixed(*branch);
        quote!((#first, #last, #branch))
    });
    Some(quote! {
        impl #by_status for #value {
            const STATUSES: &'static [(u16, u16, usize)] = &[#(#rows),*];
        }
    })
}

pub(super) fn has_builder(operation: &Operation) -> bool {
    operation
        .parameters
        .iter()
        .any(|parameter| !parameter.required)
        || operation.body.as_ref().is_some_and(|body| !body.required)
        || operation.streaming.is_some()
        || operation.paging.is_some()
}

/// The type of a response's body.
fn carried(scope: &Scope, operation: &Operation) -> RustType {
    match &operation.success {
        Success::JsonOrEmpty(value)
        | Success::ByStatus {
            value,
            or_empty: true,
            ..
        } => scope.option(scope.rust_type(value)),
        Success::Json(value) | Success::ByStatus { value, .. } => scope.rust_type(value),
        Success::Xml(xml, true) => scope.option(scope.rust_type(&xml.value)),
        Success::Xml(xml, false) => scope.rust_type(&xml.value),
        Success::Text => scope.rust_type(&TypeRef::String),
        Success::Bytes => scope.bytes(),
        Success::Stream(stream) => streaming::carried(scope, stream),
        Success::Empty => RustType::new("()"),
    }
}

fn read(scope: &Scope, operation: &Operation) -> TokenStream {
    match &operation.success {
        Success::Json(_) => quote!(.json()),
        Success::JsonOrEmpty(_) => quote!(.json_or_empty()),
        Success::ByStatus { or_empty: true, .. } => quote!(.json_by_status_or_empty()),
        Success::ByStatus { .. } => quote!(.json_by_status()),
        Success::Xml(xml, or_empty) => {
            let document = scope.xml(xml);
            match or_empty {
                true => quote!(.xml_or_empty::<#document>()),
                false => quote!(.xml::<#document>()),
            }
        }
        Success::Text => quote!(.text()),
        Success::Bytes => quote!(.bytes()),
        Success::Stream(stream) => streaming::read(stream),
        Success::Empty => quote!(.empty()),
    }
}

/// The type of an argument.
fn argument(scope: &Scope, parameter: &Parameter) -> TokenStream {
    let into = RustType::new(&scope.prelude("Into", "convert"));
    let into_iterator = RustType::new(&scope.prelude("IntoIterator", "iter"));
    match scope.context.api.resolve(&parameter.value) {
        // It is written and not kept, so that nobody has to own it.
        TypeRef::String => {
            let as_ref = RustType::new(&scope.prelude("AsRef", "convert"));
            quote!(impl #as_ref<str>)
        }
        TypeRef::Array(item) if matches!(scope.context.api.resolve(item), TypeRef::String) => {
            let text = scope.rust_type(&TypeRef::String);
            quote!(impl #into_iterator<Item = impl #into<#text>>)
        }
        TypeRef::Array(item) => {
            let item = scope.rust_type(item);
            quote!(impl #into_iterator<Item = #item>)
        }
        _ => {
            let value = scope.rust_type(&parameter.value);
            quote!(#value)
        }
    }
}

/// The step that puts an argument into the call.
fn step(scope: &Scope, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let name = &parameter.name;
    let method = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let how = parameter.serialization;
    if how.style == Style::Json {
        let method = ident(method);
        let value = listed(scope, &parameter.value, value);
        let to_value = scope.function("crate::runtime::tree", "to_value");
        return quote!(.#method(#name, #to_value(&#value)));
    }
    let is_plain = matches!(how.style, Style::Simple | Style::Form);
    if is_plain
        && !how.allow_reserved
        && let Some(word) = word(scope, &parameter.value, value)
    {
        let method = ident(method);
        return quote!(.#method(#name, #word));
    }
    let method = ident(&format!("{method}_as"));
    let value = listed(scope, &parameter.value, value);
    let style = serialization(scope, how);
    quote!(.#method(#name, #style, &#value))
}

/// A value that is one word whatever the style; none for one that is made of others.
fn word(scope: &Scope, reference: &TypeRef, value: &TokenStream) -> Option<TokenStream> {
    match scope.context.api.resolve(reference) {
        TypeRef::String => Some(quote!(#value.as_ref())),
        TypeRef::Boolean | TypeRef::Number(_) => Some(value.clone()),
        TypeRef::Named(id) => match &scope.context.api.types[id.0].kind {
            Kind::String(_) | Kind::Number(..) | Kind::Choice(_) | Kind::ScalarChoice(_) => {
                Some(value.clone())
            }
            Kind::Checked(TypeRef::String) => Some(quote!(#value.into_inner())),
            Kind::Checked(inner) => word(scope, inner, &quote!(#value.into_inner())),
            _ => None,
        },
        _ => None,
    }
}

/// An argument as the value that its type is.
fn listed(scope: &Scope, reference: &TypeRef, value: &TokenStream) -> TokenStream {
    match scope.context.api.resolve(reference) {
        TypeRef::String => quote!(#value.as_ref()),
        TypeRef::Array(item) => {
            let list = scope.function("crate::runtime::client", "list");
            let item = scope.rust_type(item);
            quote!(#list::<#item>(#value))
        }
        _ => value.clone(),
    }
}

/// How a value is written.
pub(super) fn serialization(scope: &Scope, how: Serialization) -> TokenStream {
    let styles = RustType::new(&scope.import("crate::runtime::style", "Style"));
    let style = ident(match how.style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form | Style::Json => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    });
    let explode = how.explode;
    let reserved = how.allow_reserved.then(|| quote!(.reserved()));
    quote!(#styles::#style.explode(#explode)#reserved)
}
