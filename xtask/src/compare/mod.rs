//! `cargo xtask compare`: other generators on documents of the corpus.

mod peers;
mod report;

use crate::corpus::cache;
use crate::corpus::documents::{self, Document, listed};
use crate::crates::{check, lines, remove, workspace};
use crate::{cargo, process};
use peers::{Generator, PEERS, TYPEWRIGHT};
use report::{Attempt, Attempts, Made};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

/// The documents, in the order of the report.
const DOCUMENTS: &str = include_str!("documents.txt");
const REPORT: &str = "docs/reports/compare.md";
/// Far beyond what the slowest needs for the largest.
const LIMIT: Duration = Duration::from_secs(300);

/// Tries all generators on all documents and writes the report.
pub(crate) fn run(root: &Path) -> io::Result<bool> {
    let ours = cargo::release(root)?;
    let cache = cache(&ours)?;
    let mut all = documents::all(&cache)?;
    all.retain(|document| listed(DOCUMENTS).any(|name| name == document.name));
    all.sort_by_key(|document| listed(DOCUMENTS).position(|name| name == document.name));
    let mut tried = vec![attempts(&TYPEWRIGHT, &ours, &cache, &all)?];
    for peer in PEERS {
        tried.push(attempts(peer, &peer.install(&cache)?, &cache, &all)?);
    }
    fs::write(root.join(REPORT), report::render(&all, &tried))?;
    println!("wrote {REPORT}");
    Ok(true)
}

/// One generator on all documents, one after the other.
fn attempts(
    generator: &Generator,
    binary: &Path,
    cache: &Path,
    documents: &[Document],
) -> io::Result<Attempts> {
    eprintln!("{}: generate", generator.name);
    let folder = cache.join("compare").join(generator.name);
    fs::create_dir_all(&folder)?;
    let mut attempts = Vec::new();
    for document in documents {
        attempts.push(generate(generator, binary, &folder, document)?);
    }
    let made = |attempt: &Attempt| attempt.as_ref().ok().map(|made| made.name.clone());
    let names: Vec<_> = attempts.iter().filter_map(made).collect();
    workspace(&folder, &names)?;
    eprintln!("{}: check {} crates", generator.name, names.len());
    for made in attempts.iter_mut().flatten() {
        (made.verdict, made.check) = check(&folder, &made.name, &[])?;
    }
    Ok(Attempts {
        name: format!("{} {}", generator.name, generator.version),
        usage: generator.usage(),
        attempts,
    })
}

fn generate(
    generator: &Generator,
    binary: &Path,
    folder: &Path,
    document: &Document,
) -> io::Result<Attempt> {
    let name = document.crate_name();
    let output = folder.join(&name);
    remove(&output)?;
    let mut command = generator.command(binary, &document.path, &output, &name);
    let run = process::run(&mut command, LIMIT)?;
    if !run.succeeded() {
        return Ok(Err(reason(&run)));
    }
    generator.finish(&output, &name)?;
    Ok(Ok(Made {
        lines: lines(&output)?,
        name,
        generate: run.seconds,
        peak: run.peak,
        ..Made::default()
    }))
}

/// Why there is no crate, in one line.
fn reason(run: &process::Run) -> String {
    if run.status.is_none() {
        return "no answer in time".to_owned();
    }
    let lines = || run.stderr.lines().chain(run.stdout.lines());
    let telling = |line: &&str| {
        let line = line.to_lowercase();
        line.contains("error") || line.contains("panicked")
    };
    let told = lines().find(telling).or_else(|| lines().last());
    told.unwrap_or("no message")
        .trim()
        .chars()
        .take(200)
        .collect()
}
