//! Names and IR to the text of files; one IR kind a file.
//!
//! A file is a row of chunks: faces, which are Rust items, and tables, which say what the wire
//! sees. Document text reaches them as identifiers made by `name`, as literal tokens, and as
//! comments made by [`scrub`]; in no other form.

mod alias;
mod checked;
mod choice;
mod collection;
mod context;
mod docs;
mod manifest;
mod number;
mod object;
mod operation;
mod operation_docs;
mod operations;
mod pattern;
mod root;
mod runtime;
mod rust_type;
mod schema;
mod scrub;
mod string;
mod table;
mod types;
mod union;

pub(crate) use context::Context;

use proc_macro2::TokenStream;

/// A file of the crate before it is text.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// Relative, with `/`.
    pub(crate) path: String,
    /// What it holds, from top to bottom.
    pub(crate) chunks: Vec<Chunk>,
}

/// A part of a file.
#[derive(Clone, Debug)]
pub(crate) enum Chunk {
    /// Items, formatted as Rust is.
    Face(TokenStream),
    /// Text that stands as it is: a wire table, or a whole file that is carried verbatim.
    Text(String),
}

/// All files of the crate, made one by one: a large crate is many times larger as tokens than as
/// text.
pub(crate) fn emit<'c>(context: &'c Context) -> impl Iterator<Item = Module> + 'c {
    let has_client = !context.api.operations.is_empty();
    let mut needs = runtime::Needs::of(context);
    let patterns = pattern::module(context, &mut needs);
    let schemas = schema::module(context, &mut needs);
    let mut small = runtime::modules(&needs, has_client, operations::have_builders(context));
    let private = root::Private {
        patterns: patterns.is_some(),
        schemas: schemas.is_some(),
    };
    small.push(root::module(context, has_client, private));
    small.push(manifest::module(context, &needs, has_client));
    small.extend(patterns);
    small.extend(schemas);
    small.extend(has_client.then(|| root::api(context)));
    let operations = has_client.then(|| operations::modules(context));
    small
        .into_iter()
        .chain(types::modules(context))
        .chain(operations.into_iter().flatten())
}
