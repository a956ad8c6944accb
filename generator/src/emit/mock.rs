//! The files of `mock`: a folder a tag, in it a file an operation, which is its sample.

use super::context::Context;
use super::operations::{by_folder, tag_of};
use super::rust_type::ident;
use super::table::string;
use super::{Chunk, Job, Module, docs, root};
use crate::ir::{Origin, Sample};
use quote::quote;
use std::collections::BTreeMap;

/// The files, and the indices that name them.
pub(super) fn jobs<'c>(context: &'c Context) -> Vec<Job<'c>> {
    let mut jobs: Vec<Job> = Vec::new();
    for (index, operation) in context.api.operations.iter().enumerate() {
        if let Some(sample) = &operation.sample {
            jobs.push(Box::new(move || file(context, index, sample)));
        }
    }
    let folders = by_folder(context);
    let names: Vec<&str> = folders.keys().copied().collect();
    jobs.push(Box::new(move || index(context, &names)));
    for (folder, files) in folders {
        jobs.push(Box::new(move || tag(context, folder, &files)));
    }
    jobs
}

/// What an operation is answered with.
fn file(context: &Context, index: usize, sample: &Sample) -> Module {
    let operation = &context.api.operations[index];
    let origin = match (sample.origin, &sample.media_type) {
        (_, None) => "a status alone",
        (Origin::Example, _) => "the example of the document",
        (Origin::Mended, _) => "the example of the document, but for what breaks the schema",
        (Origin::Made, _) => "made by the schema, for the document has no example",
    };
    let media_type = match &sample.media_type {
        Some(media_type) => format!("Some({})", string(media_type)),
        None => "None".to_owned(),
    };
    let text = format!(
        "//! The answer of {}: {origin}.\n\nuse crate::runtime::mock::Sample;\n\n\
         pub(super) static SAMPLE: Sample = Sample {{\n    method: {},\n    path: {},\n    status: {},\n    \
         media_type: {media_type},\n    body: {},\n}};\n",
        docs::code(&operation.id),
        string(&operation.method),
        string(&operation.path),
        sample.status,
        literal(&sample.body),
    );
    let names = &context.names.operations[index];
    Module {
        path: format!("src/mock/{}/{}.rs", names.folder, names.module),
        chunks: vec![Chunk::Text(text)],
    }
}

/// A text of lines as lines; in a raw string where nothing in it ends one, or would have to be escaped.
fn literal(text: &str) -> String {
    let is_plain = |character: char| {
        character == '\n'
            || matches!(character, '"' | '\\' | '\'')
            || character.escape_debug().count() == 1
    };
    match text.contains('\n') && !text.contains("\"#") && text.chars().all(is_plain) {
        true => format!("r#\"{text}\"#"),
        false => string(text),
    }
}

/// The index of a tag: its samples.
fn tag(context: &Context, folder: &str, files: &BTreeMap<&str, usize>) -> Module {
    let tag = tag_of(context, files).map_or_else(
        || "without a tag".to_owned(),
        |tag| format!("tagged {}", docs::code(tag)),
    );
    let has_sample = |index: &usize| context.api.operations[*index].sample.is_some();
    let files = files.iter().filter(|(_, index)| has_sample(index));
    let names: Vec<&str> = files.map(|(module, _)| *module).collect();
    let modules: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    let rows: String = names
        .iter()
        .map(|name| format!("    &{name}::SAMPLE,\n"))
        .collect();
    let text = format!(
        "//! What operations {tag} are answered with.\n\n{modules}\nuse crate::runtime::mock::Sample;\n\n\
         pub(super) static SAMPLES: &[&Sample] = &[\n{rows}];\n"
    );
    Module {
        path: format!("src/mock/{folder}/mod.rs"),
        chunks: vec![Chunk::Text(text)],
    }
}

/// The index of the tags.
fn index(context: &Context, folders: &[&str]) -> Module {
    let names: Vec<_> = folders.iter().map(|folder| ident(folder)).collect();
    let face = quote! {
        #(mod #names;)*

        pub use crate::runtime::mock::{Mock, Received, Sample};
        pub use axum::http::StatusCode;

        /// The answers, by the tags of their operations.
        pub(crate) static SAMPLES: &[&[&Sample]] = &[#(#names::SAMPLES),*];
    };
    let front = front(context);
    let front = front
        .lines()
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n");
    Module {
        path: "src/mock/mod.rs".to_owned(),
        chunks: vec![
            Chunk::Text(front.collect::<String>() + "\n"),
            Chunk::Face(face),
        ],
    }
}

/// The comment of the module: a test with a mock.
fn front(context: &Context) -> String {
    let mut text = "A server in the process of a test: requests are checked by the document, and answered with its examples.\n"
        .to_owned();
    let krate = &context.names.krate;
    let Some((index, call)) = root::simple_call(context) else {
        return text;
    };
    let names = &context.names.operations[index];
    let (folder, module, id) = (
        &names.folder,
        &names.module,
        string(&context.api.operations[index].id),
    );
    text.push_str(&format!(
        "\n```no_run\nuse {krate}::mock::{{Mock, StatusCode}};\nuse {krate}::server::{folder}::{module};\n\n\
         #[tokio::main]\nasync fn main() -> Result<(), {krate}::Error> {{\n    \
         let mock = Mock::new();\n    let client = mock.client()?;\n    \
         let response = client.{call}.await?; // the example\n    println!(\"{{response:?}}\");\n\n    \
         mock.on(|_: {module}::Request| StatusCode::CONFLICT);\n    \
         assert!(client.{call}.await.is_err());\n    \
         assert_eq!(mock.received_by({id}).len(), 2);\n    Ok(())\n}}\n```\n"
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::{literal, string};

    #[test]
    fn no_text_leaves_its_literal() {
        assert_eq!(literal("{}"), "\"{}\"");
        assert_eq!(literal("{\n  \"a\": 1\n}"), "r#\"{\n  \"a\": 1\n}\"#");
        for nasty in ["a\n\"#;", "a\n\r", "a\n\u{202e}", "a\n\0"] {
            assert_eq!(literal(nasty), string(nasty));
            assert!(string(nasty).is_ascii());
        }
    }
}
