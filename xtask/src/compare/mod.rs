//! `cargo xtask compare [FILTER]`: other generators on documents of the corpus.

mod peers;
mod report;

use crate::corpus::cache;
use crate::corpus::documents::{self, Document, listed};
use crate::crates::{check, lines, remove, workspace};
use crate::{cargo, markdown, process};
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

/// Tries all generators on all documents. A full run writes the report.
pub(crate) fn run(root: &Path, filter: Option<&str>) -> io::Result<bool> {
    let ours = cargo::release(root)?;
    let cache = cache(&ours)?;
    let mut all = documents::all(&cache)?;
    all.retain(|document| {
        listed(DOCUMENTS).any(|name| name == document.name)
            && filter.is_none_or(|part| document.name.contains(part))
    });
    all.sort_by_key(|document| listed(DOCUMENTS).position(|name| name == document.name));
    let mut tried = vec![attempts(&TYPEWRIGHT, &ours, &cache, &all)?];
    for peer in PEERS {
        tried.push(attempts(peer, &peer.install(&cache)?, &cache, &all)?);
    }
    let text = report::render(&all, &tried);
    if filter.is_none() {
        markdown::write(root, REPORT, &text)?;
    } else {
        println!("{text}");
    }
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
    let run = process::run(command.env("NO_COLOR", "1"), LIMIT)?;
    if !run.succeeded() {
        // Where the document was is a matter of this machine.
        let path = document.path.to_string_lossy();
        return Ok(Err(reason(&run).replace(&*path, &document.name)));
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
    let mut lines = run.stderr.lines().chain(run.stdout.lines());
    while let Some(line) = lines.next() {
        // The place in the generator's source says nothing to us; the message is on the next line.
        if line.contains("panicked at") {
            return format!("panic: {}", lines.next().unwrap_or_default());
        }
        if line.to_lowercase().contains("error") {
            return line.trim().to_owned();
        }
    }
    "no message".to_owned()
}

#[cfg(test)]
mod tests {
    use super::{process::Run, reason};

    #[test]
    fn the_line_that_tells_why() {
        for (stderr, why) in [
            (
                "loading\nError: no such type\nmore\n",
                "Error: no such type",
            ),
            (
                "thread 'main' panicked at a.rs:1:2:\nnot yet\n",
                "panic: not yet",
            ),
            ("", "no answer in time"),
        ] {
            let run = Run {
                status: (!stderr.is_empty()).then(Default::default),
                stdout: String::new(),
                stderr: stderr.to_owned(),
                seconds: 1.0,
                peak: 1,
            };
            assert_eq!(reason(&run), why);
        }
    }
}
