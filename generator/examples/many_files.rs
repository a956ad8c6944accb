//! What documents in many files come to: a row of `docs/reports/files.md` each. Also how a program generates from one.
//!
//! `cargo run --release -p typewright --example many_files -- openapi.yaml ..`

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use typewright::diagnostic::Severity;
use typewright::folder::Folder;
use typewright::generate::{Generated, Options, generate};
use typewright::load::Source;

fn main() -> std::io::Result<()> {
    println!(
        "| document | files | MB | operations | types | lines | seconds | errors | warnings |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for document in std::env::args().skip(1) {
        println!("{}", row(&document)?);
    }
    Ok(())
}

fn row(document: &str) -> std::io::Result<String> {
    let source = Source {
        name: document.to_owned(),
        bytes: std::fs::read(document)?,
    };
    let options = Options {
        files: Some(Arc::new(Folder::of(Path::new(document)))),
        ..Options::default()
    };
    let begin = Instant::now();
    let generated = generate(&source, &options);
    let took = begin.elapsed().as_secs_f64();
    let sources = || std::iter::once(&source).chain(&generated.sources);
    let bytes: usize = sources().map(|source| source.bytes.len()).sum();
    let files = sources().count();
    let megabytes = bytes as f64 / 1e6;
    let operations = count(&generated, "src/operations/", |line| {
        line.contains("static OPERATION: Operation")
    });
    let types = count(&generated, "src/types/", |line| {
        ["pub struct ", "pub enum ", "pub type "]
            .iter()
            .any(|start| line.starts_with(start))
    });
    let lines = count(&generated, "", |_| true);
    let said = |severity| generated.diagnostics.count(severity);
    Ok(format!(
        "| `{document}` | {files} | {megabytes:.1} | {operations} | {types} | {lines} | {took:.2} | {} | {} |",
        said(Severity::Error),
        said(Severity::Warning)
    ))
}

/// How many lines of the files in a folder are such.
fn count(generated: &Generated, folder: &str, is: impl Fn(&str) -> bool) -> usize {
    let files = generated
        .files
        .iter()
        .filter(|file| file.path.starts_with(folder));
    files
        .flat_map(|file| file.contents.lines())
        .filter(|line| is(line))
        .count()
}
