//! What an operation answers: a function for each status that the document describes.

use super::context::Scope;
use super::docs;
use super::rust_type::{RustType, ident};
use super::scrub;
use crate::ir::Answer;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn face(scope: &Scope, index: usize) -> TokenStream {
    let operation = &scope.context.api.operations[index];
    let names = &scope.context.names.operations[index];
    let answers = operation.answers().zip(&names.answers);
    let makers: Vec<_> = answers
        .map(|(answer, name)| maker(scope, answer, name))
        .collect();
    let makers = (!makers.is_empty()).then(|| quote!(impl Response { #(#makers)* }));
    let reply = RustType::new(&scope.import("crate::runtime::server", "Reply"));
    let comment = docs::attributes(&[format!("What {} answers.", docs::code(&operation.id))]);
    quote! {
        #comment
        #[derive(Debug)]
        pub struct Response(#reply);

        #makers
    }
}

fn maker(scope: &Scope, answer: &Answer, name: &str) -> TokenStream {
    let name = ident(name);
    let comment = comment(answer);
    let reply = RustType::new(&scope.import("crate::runtime::server", "Reply"));
    let code = RustType::new(&scope.import("axum::http", "StatusCode"));
    let (status, status_argument, within) = match statuses(&answer.status) {
        Statuses::One(status) => (status_constant(&code, status), None, None),
        Statuses::Range(first, last) => {
            let (first, last) = (
                Literal::u16_unsuffixed(first),
                Literal::u16_unsuffixed(last),
            );
            (
                quote!(status),
                Some(quote!(status: #code,)),
                Some(quote!(.within(#first..=#last))),
            )
        }
    };
    let (argument, made) = match &answer.body {
        None => (None, quote!(#reply::empty(#status))),
        Some(body) => {
            let media_type = &body.media_type;
            let into = RustType::new(&scope.prelude("Into", "convert"));
            match &body.json {
                Some(value) => {
                    let borrow = RustType::new(&scope.import("std::borrow", "Borrow"));
                    let value = scope.rust_type(value);
                    (
                        Some(quote!(body: impl #borrow<#value>)),
                        quote!(#reply::json(#status, #media_type, body.borrow())),
                    )
                }
                None if is_text(media_type) => {
                    let text = scope.rust_type(&crate::ir::TypeRef::String);
                    (
                        Some(quote!(body: impl #into<#text>)),
                        quote!(#reply::text(#status, #media_type, body)),
                    )
                }
                None => (
                    Some(quote!(body: impl #into<axum::body::Body>)),
                    quote!(#reply::bytes(#status, #media_type, body)),
                ),
            }
        }
    };
    quote! {
        #comment
        pub fn #name(#status_argument #argument) -> Self {
            Self(#made #within)
        }
    }
}

fn comment(answer: &Answer) -> TokenStream {
    let summary = scrub::summary(&answer.description);
    let status = docs::code(&answer.status);
    let line = match summary.is_empty() {
        true => format!("{status}."),
        false => format!("{status}: {summary}"),
    };
    docs::attributes(&[line])
}

enum Statuses {
    One(u16),
    Range(u16, u16),
}

/// The statuses that a key of `responses` means.
fn statuses(key: &str) -> Statuses {
    let digits = key.as_bytes();
    match (key.parse(), digits) {
        (Ok(status @ 100..=999), _) => Statuses::One(status),
        (Err(_), [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x']) => {
            let first = u16::from(digit - b'0') * 100;
            Statuses::Range(first, first + 99)
        }
        _ => Statuses::Range(100, 599),
    }
}

/// A status that has a name in the crate `http`.
fn status_constant(code: &RustType, status: u16) -> TokenStream {
    let name = match status {
        200 => "OK",
        201 => "CREATED",
        202 => "ACCEPTED",
        204 => "NO_CONTENT",
        400 => "BAD_REQUEST",
        401 => "UNAUTHORIZED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "CONFLICT",
        422 => "UNPROCESSABLE_ENTITY",
        429 => "TOO_MANY_REQUESTS",
        500 => "INTERNAL_SERVER_ERROR",
        _ => {
            let status = Literal::u16_unsuffixed(status);
            return quote!(#code::from_u16(#status).unwrap_or_default());
        }
    };
    let name = ident(name);
    quote!(#code::#name)
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") && !media_type.starts_with("text/event-stream")
}
