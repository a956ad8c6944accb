//! The JSON Schema Test Suite judges the generated types.
//!
//! Each schema of the suite becomes a component of a document, each document a crate, and a program decodes each
//! instance of the suite as the type of its schema, strictly. What the suite calls valid has to be read, and nothing
//! else. Where that is not so stands in `exceptions.txt`, with the code by which the generator says it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;
mod crates;
mod document;
mod draft;
mod exceptions;
mod runner;
#[path = "../support/workspace.rs"]
mod workspace;

use draft::Draft;
use exceptions::Exceptions;

#[test]
fn types_and_suite_agree() {
    let exceptions = Exceptions::read();
    let mut program = runner::Program::default();
    let documents: Vec<_> = [Draft::V2020_12, Draft::V4]
        .into_iter()
        .flat_map(document::documents)
        .map(|document| crates::write(document, &mut program))
        .collect();
    program.build();
    let complaints = exceptions.judge(&documents, &program);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
