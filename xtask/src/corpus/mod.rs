//! `cargo xtask corpus [--compile] [FILTER]`: what becomes of the public documents of the world.

mod compile;
mod documents;
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
    let (documents, crates) = documents(&binary)?;
    let chosen = |document: &Document| filter.is_none_or(|part| document.name.contains(part));
    let documents: Vec<Document> = documents.into_iter().filter(chosen).collect();
    let keep: BTreeSet<String> = match compile {
        true => listed(COMPILED).map(str::to_owned).collect(),
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
    let done: BTreeSet<&str> = generated
        .iter()
        .filter(|one| one.outcome == Outcome::Done && keep.contains(&one.name))
        .map(|one| &*one.name)
        .collect();
    let kept = documents.iter().filter(|document| done.contains(&*document.name));
    let kept: Vec<&Document> = kept.collect();
    let report = Report {
        seconds,
        compiled: compile::all(root, &crates, &kept)?,
        generated,
    };
    let text = report.render();
    if compile && filter.is_none() {
        let path = root.join(REPORT);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, text)?;
        println!("wrote {REPORT}");
    } else {
        println!("{text}");
    }
    Ok(report.is_clean())
}

/// All documents, fetched if need be, and the folder for crates. Both are beside what cargo
/// builds, so git does not see them.
fn documents(binary: &Path) -> io::Result<(Vec<Document>, PathBuf)> {
    let target = binary.ancestors().nth(2).unwrap_or(binary);
    let cache = target.join("corpus");
    let crates = cache.join("crates");
    fs::create_dir_all(&crates)?;
    Ok((documents::all(&cache)?, crates))
}

/// The names of a list; `#` begins a comment.
fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
