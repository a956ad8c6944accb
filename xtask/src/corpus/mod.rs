//! `cargo xtask corpus [--compile] [FILTER]`: what becomes of the public documents of the world.

mod compile;
pub(crate) mod documents;
mod generate;
mod packages;
mod report;

use crate::cargo;
use documents::Document;
use generate::{Generator, Outcome};
use report::Report;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The documents whose crates are compiled.
const COMPILED: &str = include_str!("compile.txt");
const REPORT: &str = "docs/reports/corpus.md";

/// Generates all, and compiles some; whether nothing failed. A full run writes the report.
pub(crate) fn run(root: &Path, compile: bool, filter: Option<&str>) -> io::Result<bool> {
    let binary = cargo::release(root)?;
    let cache = cache(&binary)?;
    let crates = cache.join("crates");
    let documents = documents::all(&cache)?;
    let chosen = |document: &Document| filter.is_none_or(|part| document.name.contains(part));
    let documents: Vec<_> = documents.into_iter().filter(chosen).collect();
    let keep: BTreeSet<&str> = match compile {
        true => documents::listed(COMPILED).collect(),
        false => BTreeSet::new(),
    };
    eprintln!("generating {} documents", documents.len());
    let start = Instant::now();
    let generator = Generator {
        binary: &binary,
        crates: &crates,
        keep: &keep,
    };
    let generated = generator.all(&documents)?;
    let seconds = start.elapsed().as_secs_f64();
    // Both are sorted by name.
    let pairs = documents.iter().zip(&generated);
    let kept: Vec<&Document> = pairs
        .filter(|(_, one)| one.outcome == Outcome::Done && keep.contains(&*one.name))
        .map(|(document, _)| document)
        .collect();
    let report = Report {
        seconds,
        compiled: compile::all(root, &crates, &kept)?,
        generated,
    };
    let text = report.render();
    if filter.is_none() {
        fs::write(root.join(REPORT), text)?;
        println!("wrote {REPORT}");
    } else {
        println!("{text}");
    }
    Ok(report.is_clean())
}

/// The folder for what is fetched and made: beside what cargo builds, so git does not see it.
pub(crate) fn cache(binary: &Path) -> io::Result<PathBuf> {
    let target = binary.ancestors().nth(2).unwrap_or(binary);
    let cache = target.join("corpus");
    fs::create_dir_all(&cache)?;
    Ok(cache)
}
