//! A Rust type as it is written: a path with arguments.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use std::fmt;

/// A path with arguments. Displays as in a table, and is tokens in a face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RustType {
    path: String,
    arguments: Vec<RustType>,
}

impl RustType {
    /// A path whose segments are identifiers already.
    pub(super) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            arguments: Vec::new(),
        }
    }

    /// The type with one more argument.
    pub(super) fn of(mut self, argument: Self) -> Self {
        self.arguments.push(argument);
        self
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (index, argument) in self.arguments.iter().enumerate() {
            write!(f, "{}{argument}", if index == 0 { "<" } else { ", " })?;
        }
        f.write_str(if self.arguments.is_empty() { "" } else { ">" })
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if self.path == "()" {
            tokens.append_all(quote!(()));
            return;
        }
        for (index, segment) in self.path.split("::").enumerate() {
            if index > 0 {
                tokens.append(Punct::new(':', Spacing::Joint));
                tokens.append(Punct::new(':', Spacing::Alone));
            }
            tokens.append(ident(segment));
        }
        if !self.arguments.is_empty() {
            let arguments = &self.arguments;
            tokens.append_all(quote!(<#(#arguments),*>));
        }
    }
}

/// An identifier that `name` made.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
