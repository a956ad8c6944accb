//! What an operation is asked: a struct, and the table that it is read by.

use super::context::Scope;
use super::docs;
use super::operation::serialization;
use super::rust_type::{RustType, ident};
use super::shape::{shape, shape_of};
use super::table::{Table, string};
use crate::ir::{Body, BodyKind, Encoding, Location, Operation, Parameter, TypeRef};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn face(scope: &Scope, index: usize) -> TokenStream {
    let operation = &scope.context.api.operations[index];
    let names = &scope.context.names.operations[index];
    let bytes = RustType::new("axum::body::Bytes");
    let fields = fields(scope, (operation, names), &bytes);
    let form = operation.form.as_ref().map(|form| {
        let value = scope.option(body_type(scope, form, &bytes));
        quote! {
            /// The form that was sent instead of the body.
            pub form: #value,
        }
    });
    let comment = docs::attributes(&[format!("What {} is asked.", docs::code(&operation.id))]);
    quote! {
        #comment
        #[non_exhaustive]
        pub struct Request {
            #fields
            #form
            /// The request as it came, without its body.
            pub parts: axum::http::request::Parts,
        }
    }
}

/// The fields of what is sent: the parameters, and the body.
pub(super) fn fields(
    scope: &Scope,
    (operation, names): (&Operation, &OperationNames),
    bytes: &RustType,
) -> TokenStream {
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let parameters = parameters.map(|(parameter, name)| {
        let name = ident(&field(name));
        let value = scope.rust_type(&parameter.value);
        let value = match parameter.required {
            true => value,
            false => scope.option(value),
        };
        let fallback = format!("{}.", docs::code(&parameter.name));
        let comment = docs::attributes(&docs::lines(&parameter.docs, &fallback));
        quote!(#comment pub #name: #value,)
    });
    let body = operation.body.as_ref().map(|body| {
        let name = ident(&names.body);
        let value = body_type(scope, body, bytes);
        let value = match body.required && operation.form.is_none() {
            true => value,
            false => scope.option(value),
        };
        let comment = docs::attributes(&docs::lines(&body.docs, "The body of the request."));
        quote!(#comment pub #name: #value,)
    });
    quote!(#(#parameters)* #body)
}

/// A field for a parameter: two names are taken.
fn field(name: &str) -> String {
    match name {
        "parts" | "form" => format!("{name}_"),
        name => name.to_owned(),
    }
}

fn body_type(scope: &Scope, body: &Body, bytes: &RustType) -> RustType {
    match &body.kind {
        BodyKind::Json(value) | BodyKind::Form(value, _) => scope.rust_type(value),
        BodyKind::Multipart(..) => RustType::new("axum::extract::Multipart"),
        BodyKind::Text => scope.rust_type(&TypeRef::String),
        BodyKind::Bytes | BodyKind::Xml(_) => bytes.clone(),
    }
}

pub(super) fn table(scope: &Scope, index: usize) -> String {
    let operation = &scope.context.api.operations[index];
    let names = &scope.context.names.operations[index];
    scope.bring("crate::runtime::server", "asked");
    rows(scope, (operation, names), ("asked", "Request: OPERATION"))
}

/// A table of a request.
pub(super) fn rows(
    scope: &Scope,
    (operation, names): (&Operation, &OperationNames),
    (name, head): (&'static str, &str),
) -> String {
    let mut table = Table::new(name, head);
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let mut rows: Vec<(String, String)> = parameters
        .map(|(parameter, name)| {
            let how = parameter_row(scope, parameter);
            (
                string(&parameter.name),
                format!("=> {}: {how};", field(name)),
            )
        })
        .collect();
    rows.extend(body_rows(scope, operation, &names.body));
    if rows.is_empty() {
        return format!("{name}! {{ {head} {{}} }}\n");
    }
    table.columns(rows);
    table.finish()
}

fn parameter_row(scope: &Scope, parameter: &Parameter) -> String {
    let presence = match parameter.required {
        true => "required",
        false => "optional",
    };
    let location = match parameter.location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Header",
        Location::Cookie => "Cookie",
    };
    let how = parameter.serialization;
    let style = text(&serialization(scope, how));
    let shape = shape_of(scope, how, &parameter.value);
    format!("{presence} {location}({style}, {shape})")
}

/// The rows of what is sent: a body, and the form that may be sent instead.
fn body_rows(scope: &Scope, operation: &Operation, name: &str) -> Vec<(String, String)> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let row = |name: &str, how: String| ("..".to_owned(), format!("=> {name}: {how};"));
    let media_type = string(&body.media_type);
    if operation.form.is_some() {
        let how = format!("json_unless_form({media_type}, {})", body.required);
        return vec![row(name, how), row("form", "form_instead()".to_owned())];
    }
    let presence = match body.required {
        true => "required",
        false => "optional",
    };
    let how = match &body.kind {
        BodyKind::Json(_) => format!("{presence}_json({media_type})"),
        BodyKind::Form(value, encodings) => {
            let encodings = encodings.iter().map(|encoding| {
                let Encoding {
                    name,
                    serialization: how,
                } = encoding;
                format!("({}, {})", string(name), text(&serialization(scope, *how)))
            });
            let encodings: Vec<String> = encodings.collect();
            let shape = shape(scope, value);
            format!(
                "{presence}_form({media_type}, &{shape}, &[{}])",
                encodings.join(", ")
            )
        }
        BodyKind::Multipart(..) => format!("{presence}_multipart({media_type})"),
        BodyKind::Text => format!("{presence}_text({media_type})"),
        BodyKind::Bytes | BodyKind::Xml(_) => format!("{presence}_bytes({media_type})"),
    };
    vec![row(name, how)]
}

/// Tokens of a path and its calls, as they are written by hand.
fn text(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}
