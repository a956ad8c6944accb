//! Names and IR to the text of files; one IR kind a file.
//!
//! A file is a row of chunks: faces, which are Rust items, and tables, which say what the wire
//! sees. Document text reaches them as identifiers made by `name`, as literal tokens, and as
//! comments made by [`scrub`]; in no other form.

mod alias;
mod body;
mod checked;
mod choice;
mod collection;
mod context;
mod docs;
mod idempotency;
mod manifest;
mod mock;
mod needs;
mod number;
mod object;
mod operation;
mod operation_docs;
mod operations;
mod paging;
mod pattern;
mod response_headers;
mod root;
mod runtime;
mod rust_type;
mod schema;
mod scrub;
mod server;
mod server_answer;
mod server_request;
mod shape;
mod streaming;
mod string;
mod surroundings;
mod table;
mod types;
mod union;
mod webhook;
mod xml;

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

/// The making of one file. Tokens cannot be sent to another thread, and a large crate is many times
/// larger as tokens than as text, so who renders a file makes it, too.
pub(crate) type Job<'c> = Box<dyn FnOnce() -> Module + Send + 'c>;

/// All files of the crate, each still to be made.
pub(crate) fn emit<'c>(context: &'c Context) -> Vec<Job<'c>> {
    let has_client = !context.api.operations.is_empty();
    let needs = needs::Needs::of(context);
    let mut jobs = runtime::jobs(&needs, has_client, operations::have_builders(context));
    jobs.extend(types::jobs(context));
    jobs.extend(schema::jobs(context));
    jobs.push(Box::new({
        let needs = needs.clone();
        move || root::module(context, &needs, has_client)
    }));
    jobs.push(Box::new(move || {
        manifest::module(context, &needs, has_client)
    }));
    if has_client {
        jobs.push(Box::new(|| root::api(context)));
        jobs.extend(operations::jobs(context));
        jobs.extend(server::jobs(context));
        jobs.extend(mock::jobs(context));
        jobs.extend(xml::jobs(context));
    }
    jobs.extend(webhook::jobs(context));
    jobs
}
