//! Crates of the corpus through check, clippy and rustdoc: one workspace, so that what they
//! depend on is built once.

use super::documents::Document;
use crate::cargo::{Verdict, judge};
use crate::crates::{check, workspace};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use typewright::diagnostic::Diagnostics;
use typewright::load::{Source, load};

/// What became of a crate.
#[derive(Default)]
pub(super) struct Compiled {
    pub(super) operations: usize,
    pub(super) check: Verdict,
    pub(super) clippy: Verdict,
    pub(super) doc: Verdict,
    /// Of the check, in which all dependencies were built before.
    pub(super) seconds: f64,
}

/// Compiles the crates of these documents, which are there.
pub(super) fn all(
    root: &Path,
    crates: &Path,
    documents: &[&Document],
) -> io::Result<BTreeMap<String, Compiled>> {
    if documents.is_empty() {
        return Ok(BTreeMap::new());
    }
    let names: Vec<String> = documents
        .iter()
        .map(|document| document.crate_name())
        .collect();
    workspace(crates, &names)?;
    // The versions that this workspace is tested with, and which are on the machine.
    fs::copy(root.join("Cargo.lock"), crates.join("Cargo.lock"))?;
    let step = |verb: &[&str]| {
        eprintln!("cargo {} on {} crates", verb.join(" "), names.len());
        let options = ["--workspace", "--features", "blocking", "--keep-going"];
        judge(crates, &[verb, &options[..]].concat())
    };
    let mut clippy = step(&["clippy"])?.verdicts;
    let mut doc = step(&["doc", "--no-deps"])?.verdicts;
    eprintln!("cargo check, one crate at a time");
    let mut compiled = BTreeMap::new();
    for (document, name) in documents.iter().zip(&names) {
        let (check, seconds) = check(crates, name, &["--features", "blocking"])?;
        let entry = Compiled {
            operations: operations(document)?,
            check,
            clippy: clippy.remove(name).unwrap_or_default(),
            doc: doc.remove(name).unwrap_or_default(),
            seconds,
        };
        compiled.insert(document.name.clone(), entry);
    }
    Ok(compiled)
}

/// How many operations a document has.
fn operations(document: &Document) -> io::Result<usize> {
    let source = Source {
        name: document.name.clone(),
        bytes: fs::read(&document.path)?,
    };
    let Some(loaded) = load(&source, &mut Diagnostics::default()) else {
        return Ok(0);
    };
    let methods = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let paths = loaded.root["paths"].as_object();
    Ok(paths
        .into_iter()
        .flat_map(|paths| paths.values())
        .map(|path| {
            methods
                .iter()
                .filter(|method| path.get(*method).is_some())
                .count()
        })
        .sum())
}
