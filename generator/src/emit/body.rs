//! The body of a request: an argument of the method or a setter, and the step that puts it into
//! the call.

use super::context::Scope;
use super::operation::serialization;
use super::rust_type::RustType;
use crate::ir::{Body, BodyKind, Encoding, Kind, Operation, PartEncoding, TypeRef, Xml};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The body, if it is there and as required as asked.
pub(super) fn body(operation: &Operation, required: bool) -> Option<&Body> {
    let body = operation.body.as_ref();
    body.filter(|body| body.required == required)
}

/// The type of the argument.
pub(super) fn argument(scope: &Scope, body: &Body) -> TokenStream {
    let into = || RustType::new(&scope.prelude("Into", "convert"));
    match &body.kind {
        BodyKind::Multipart(None, _) => multipart(scope).to_token_stream(),
        BodyKind::Multipart(Some(form), _) if is_form(scope, form) => {
            scope.rust_type(form).to_token_stream()
        }
        BodyKind::Json(value)
        | BodyKind::Form(value, _)
        | BodyKind::Multipart(Some(value), _)
        | BodyKind::Xml(Xml { value, .. }) => {
            let borrow = RustType::new(&scope.import("std::borrow", "Borrow"));
            let value = scope.rust_type(value);
            quote!(impl #borrow<#value>)
        }
        BodyKind::Text => {
            let (into, text) = (into(), scope.rust_type(&TypeRef::String));
            quote!(impl #into<#text>)
        }
        BodyKind::Bytes => {
            let (into, body) = (into(), RustType::new("reqwest::Body"));
            quote!(impl #into<#body>)
        }
    }
}

/// The step that takes an argument.
pub(super) fn step(scope: &Scope, body: &Body, value: &TokenStream) -> TokenStream {
    let media_type = &body.media_type;
    match &body.kind {
        BodyKind::Json(_) => {
            let own = is_special(media_type).then(|| quote!(.header("content-type", #media_type)));
            quote!(.json_body(#value.borrow()) #own)
        }
        BodyKind::Form(_, encodings) => {
            let encodings = encodings.iter().map(|encoding| style(scope, encoding));
            quote!(.form_body(#value.borrow(), &[#(#encodings),*]))
        }
        BodyKind::Multipart(form, encodings) => {
            let encodings = encodings.iter().map(|encoding| part(scope, encoding));
            let is_model = form.as_ref().is_some_and(|form| !is_form(scope, form));
            let value = match is_model {
                true => {
                    let multipart = multipart(scope);
                    quote!(#multipart::of(#value.borrow()))
                }
                false => value.clone(),
            };
            quote!(.multipart_body(#value, &[#(#encodings),*]))
        }
        BodyKind::Xml(xml) => {
            let document = scope.xml(xml);
            quote!(.xml_body::<#document>(#media_type, #value))
        }
        BodyKind::Text => {
            let into = RustType::new(&scope.prelude("Into", "convert"));
            let text = scope.rust_type(&TypeRef::String);
            quote!(.body(#media_type, #into::<#text>::into(#value)))
        }
        BodyKind::Bytes => quote!(.body(#media_type, #value)),
    }
}

/// Whether JSON is sent as another media type than its own. A range names none.
fn is_special(media_type: &str) -> bool {
    let is_sendable = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    media_type != "application/json"
        && !media_type.contains('*')
        && media_type.bytes().all(is_sendable)
}

/// Whether a type is made for being sent as parts.
fn is_form(scope: &Scope, value: &TypeRef) -> bool {
    match value {
        TypeRef::Named(id) => matches!(scope.context.api.types[id.0].kind, Kind::Form(_)),
        _ => false,
    }
}

fn multipart(scope: &Scope) -> RustType {
    RustType::new(&scope.import("crate::runtime::multipart", "Multipart"))
}

/// How a member of a form is written.
fn style(scope: &Scope, encoding: &Encoding) -> TokenStream {
    let name = &encoding.name;
    let style = serialization(scope, encoding.serialization);
    quote!((#name, #style))
}

/// How a member of a form of parts is written.
fn part(scope: &Scope, encoding: &PartEncoding) -> TokenStream {
    let how = RustType::new(&scope.import("crate::runtime::multipart", "Encoding"));
    match encoding {
        PartEncoding::Style(Encoding {
            name,
            serialization: style,
        }) => {
            let style = serialization(scope, *style);
            quote!((#name, #how::Style(#style)))
        }
        PartEncoding::ContentType { name, media_type } => {
            quote!((#name, #how::ContentType(#media_type)))
        }
    }
}
