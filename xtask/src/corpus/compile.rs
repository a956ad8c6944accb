//! Crates of the corpus through check, clippy and rustdoc: one workspace, so that what they
//! depend on is built once.

use super::documents::Document;
use crate::cargo::{Verdict, judge};
use crate::crates::{check, lines, remove, workspace};
use crate::subject::METHODS;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use typewright::diagnostic::Diagnostics;
use typewright::load::{Source, load};

/// Rustdoc takes longer than all else, so it reads the crates of at most this many lines.
pub(super) const DOCUMENTED: usize = 20_000;

/// All that change what is compiled of a crate; TLS and encodings are of others.
const FEATURES: &[&str] = &["client", "blocking", "tracing", "mock", "webhooks"];

/// What became of a crate.
pub(super) struct Compiled {
    pub(super) operations: usize,
    pub(super) check: Verdict,
    pub(super) clippy: Verdict,
    /// `None` of a crate that is too long.
    pub(super) doc: Option<Verdict>,
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
    eprintln!("cargo clippy on {} crates", names.len());
    let all = features(crates, &names)?;
    let mut clippy = judge(
        crates,
        &[&["clippy", "--workspace"], &*options(&all)].concat(),
    )?
    .verdicts;
    let short = short(crates, &names)?;
    eprintln!("cargo doc on {} crates", short.len());
    let mut verb = vec!["doc", "--no-deps"];
    verb.extend(short.iter().flat_map(|name| ["--package", name]));
    let mut doc = judge(crates, &[verb, options(&all)].concat())?.verdicts;
    // The pages would fill the disk.
    remove(&crates.join("target/doc"))?;
    eprintln!("cargo check, one crate at a time");
    let mut compiled = BTreeMap::new();
    for (document, name) in documents.iter().zip(&names) {
        let own = features(crates, std::slice::from_ref(name))?;
        let (check, seconds) = check(crates, name, &options(&own))?;
        let entry = Compiled {
            operations: operations(document)?,
            check,
            clippy: clippy.remove(name).unwrap_or_default(),
            doc: short
                .contains(&**name)
                .then(|| doc.remove(name).unwrap_or_default()),
            seconds,
        };
        compiled.insert(document.name.clone(), entry);
    }
    Ok(compiled)
}

/// The features that one of the crates has at least: cargo refuses others.
fn features(crates: &Path, names: &[String]) -> io::Result<String> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for name in names {
        let manifest = fs::read_to_string(crates.join(name).join("Cargo.toml"))?;
        let is_known = |feature: &&str| manifest.contains(&format!("\n{feature} = ["));
        known.extend(FEATURES.iter().copied().filter(is_known));
    }
    Ok(known.into_iter().collect::<Vec<_>>().join(","))
}

/// One crate that fails does not keep the others from being judged.
fn options(features: &str) -> Vec<&str> {
    vec![
        "--no-default-features",
        "--features",
        features,
        "--keep-going",
    ]
}

/// The crates that rustdoc reads.
fn short<'a>(crates: &Path, names: &'a [String]) -> io::Result<BTreeSet<&'a str>> {
    let mut short = BTreeSet::new();
    for name in names {
        if lines(&crates.join(name))? <= DOCUMENTED {
            short.insert(&**name);
        }
    }
    Ok(short)
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
    let paths = loaded.root["paths"].as_object();
    Ok(paths
        .into_iter()
        .flat_map(|paths| paths.values())
        .map(|path| {
            METHODS
                .iter()
                .filter(|method| path.get(*method).is_some())
                .count()
        })
        .sum())
}
