//! Documents in many files: each is the document that it would be in one.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(test)]
mod disk;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod identifiers;
#[cfg(test)]
mod names;
#[cfg(test)]
mod places;
#[cfg(test)]
mod whole;

use std::collections::BTreeMap;
use std::sync::Arc;
use typewright::diagnostic::human;
use typewright::generate::{Generated, Options, generate};
use typewright::load::Source;

fn source(name: &str, text: impl Into<Vec<u8>>) -> Source {
    Source {
        name: name.to_owned(),
        bytes: text.into(),
    }
}

/// The head of a document; what follows begins with `paths` or `components`.
fn document(rest: &str) -> String {
    let paths = if rest.contains("paths:") {
        ""
    } else {
        "paths: {}\n"
    };
    format!("openapi: 3.1.0\ninfo: {{ title: Jobs, version: '1' }}\n{paths}{rest}")
}

/// A document, `openapi.yaml`, and the files beside it.
fn with(document: &str, files: &[(&str, &str)], options: &Options) -> (Generated, String) {
    let document = source("openapi.yaml", document);
    let files = files.iter().map(|(name, text)| source(name, *text));
    let options = Options {
        files: Some(Arc::new(files.collect::<Vec<Source>>())),
        ..options.clone()
    };
    let generated = generate(&document, &options);
    let files = generated.texts(&document, &options);
    let said = human::render(&generated.diagnostics, files, false);
    (generated, said)
}

fn generated(document: &str, files: &[(&str, &str)]) -> (BTreeMap<String, String>, String) {
    let (generated, said) = with(document, files, &Options::default());
    let files = generated.files.into_iter();
    let files = files.map(|file| (file.path, file.contents));
    (files.collect(), said)
}

/// The crate of a document in many files is that of the document in one, byte for byte, and nothing is said of it.
fn same(document: &str, files: &[(&str, &str)], bundled: &str) {
    let (many, said) = generated(document, files);
    assert_eq!(said, "");
    let (one, said) = generated(bundled, &[]);
    assert_eq!(said, "");
    assert!(!one.is_empty());
    let mut all = many.keys().chain(one.keys());
    if let Some(path) = all.find(|path| many.get(*path) != one.get(*path)) {
        panic!("{path}:\n{:?}\n{:?}", many.get(path), one.get(path));
    }
}

/// The names of the types of a document.
fn types(document: &str, files: &[(&str, &str)]) -> Vec<String> {
    let (files, said) = generated(document, files);
    assert!(!files.is_empty(), "{said}");
    let texts = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/types/"));
    let lines = texts.flat_map(|(_, text)| text.lines());
    let names = lines.filter_map(|line| {
        let rest = line.strip_prefix("pub ")?;
        let mut words = rest.split([' ', '(', '<', ';']);
        let is_type = matches!(words.next()?, "struct" | "enum" | "type");
        is_type.then(|| words.next().unwrap().to_owned())
    });
    names.collect()
}
