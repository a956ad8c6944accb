//! Answers that are read as they come.

use super::context::Scope;
use super::docs;
use super::rust_type::RustType;
use crate::ir::{Framing, Operation, Streaming, Success, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of a stream.
pub(super) fn carried(scope: &Scope, stream: &Streaming) -> RustType {
    let name = match stream.framing {
        Framing::Events => "Events",
        Framing::Lines | Framing::Sequence => "JsonLines",
    };
    let value = stream.value.as_ref().unwrap_or(&TypeRef::String);
    RustType::new(&scope.import("crate::runtime::client", name)).of(scope.rust_type(value))
}

/// The step that reads it.
pub(super) fn read(stream: &Streaming) -> TokenStream {
    match (stream.framing, &stream.value) {
        (Framing::Events, Some(_)) => quote!(.events()),
        (Framing::Events, None) => quote!(.text_events()),
        (Framing::Lines, _) => quote!(.json_lines()),
        (Framing::Sequence, _) => quote!(.json_sequence()),
    }
}

/// What a builder has for an answer that can be read as it comes, or in whole.
pub(super) fn method(scope: &Scope, operation: &Operation) -> Option<TokenStream> {
    let (carried, step, media_type) = match (&operation.streaming, &operation.success) {
        (Some(stream), _) => {
            let (media_type, read) = (&stream.media_type, read(stream));
            let step = match stream.framing {
                // Which asks for its media type itself.
                Framing::Events => read,
                Framing::Lines | Framing::Sequence => quote!(.header("accept", #media_type)#read),
            };
            (carried(scope, stream), step, Some(media_type))
        }
        (None, Success::Bytes) => {
            let bytes = RustType::new(&scope.import("crate::runtime::client", "ByteStream"));
            (bytes, quote!(.stream()), None)
        }
        _ => return None,
    };
    let comment = match media_type {
        Some(media_type) => format!(
            "Reads the answer as it comes, as {}.",
            docs::code(media_type)
        ),
        None => "Reads the answer as it comes, in bounded memory.".to_owned(),
    };
    let comment = docs::attributes(&[comment]);
    let call = RustType::new(&scope.import("crate::runtime::client", "Call"));
    let surface = scope.surface();
    Some(quote! {
        #comment
        pub fn stream(self) -> #call<#carried, #surface> { self.0 #step }
    })
}
