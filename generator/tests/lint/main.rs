//! Lint: what is found in documents that contradict themselves, and that nothing else is.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agree;
mod contradictions;
mod examples;
mod hostile;
mod reference;

use typewright::diagnostic::{Diagnostic, Diagnostics, human};
use typewright::lint::lint;
use typewright::load::{Source, load};

/// What lint says about a text.
fn found(text: &str) -> (Source, Diagnostics) {
    let source = Source {
        name: "a.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut diagnostics = Diagnostics::default();
    let document = load(&source, &mut diagnostics);
    let document = document.unwrap_or_else(|| panic!("{:#?}", diagnostics.iter().next()));
    let mut diagnostics = Diagnostics::default();
    lint(&document, &mut diagnostics);
    (source, diagnostics)
}

/// The same, as people see it.
fn shown(text: &str) -> String {
    let (source, diagnostics) = found(text);
    human::render(&diagnostics, &source, false)
}

/// The messages alone.
fn messages(text: &str) -> Vec<String> {
    let (_, diagnostics) = found(text);
    let message = |finding: &Diagnostic| format!("{} {}", finding.code, finding.message);
    diagnostics.iter().map(message).collect()
}

/// A document of schemas alone, from their YAML in flow style.
fn schemas(version: &str, schemas: &str) -> String {
    format!("openapi: {version}\ncomponents:\n  schemas: {schemas}\n")
}
