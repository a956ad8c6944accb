//! `cargo xtask oracle [FILTER]`: generated types and an independent validator judge the same
//! values, and have to agree.

mod dialect;
mod driver;
mod instance;
mod judge;
mod mutation;
mod random;
mod report;
mod subject;
mod tally;
mod text;
mod validator;

use crate::cargo::judge as build;
use crate::corpus::cache;
use crate::corpus::documents::{self, Document};
use crate::crates::workspace;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use subject::Subject;
use tally::Tally;
use typewright::generate::Reading;

const DOCUMENTS: &str = include_str!("documents.txt");
const REPORT: &str = "docs/reports/oracle.md";

/// Whether nothing differs that the generator did not name. A run without a filter writes the report.
pub(crate) fn run(root: &Path, filter: Option<&str>) -> io::Result<bool> {
    let cache = cache(&env::current_exe()?)?;
    let listed: Vec<&str> = documents::listed(DOCUMENTS)
        .filter(|name| filter.is_none_or(|part| name.contains(part)))
        .collect();
    let documents = documents::all(&cache)?;
    let documents: Vec<&Document> = documents
        .iter()
        .filter(|document| listed.contains(&&*document.name))
        .collect();
    let folder = cache.join("oracle");
    let subjects = subjects(root, &folder, &documents)?;
    let (mut letter, mut meant) = (Tally::default(), Tally::default());
    for subject in &subjects {
        let tally = match subject.reading {
            Reading::Letter => &mut letter,
            Reading::Meant => &mut meant,
        };
        let program = folder.join("target/debug/examples").join(&subject.package);
        judge::all(subject, &program, tally)?;
        eprintln!(
            "{}: {} differences",
            subject.package,
            tally.differences.len()
        );
    }
    fs::write(
        folder.join("differences.txt"),
        report::differences(&[&letter, &meant]),
    )?;
    let text = report::render(&letter, &meant);
    match filter {
        None => fs::write(root.join(REPORT), text)?,
        Some(_) => println!("{text}"),
    }
    Ok(letter.differences.is_empty() && meant.differences.is_empty())
}

/// Generates and builds: all by the letter, and every fourth as meant too.
fn subjects(root: &Path, folder: &Path, documents: &[&Document]) -> io::Result<Vec<Subject>> {
    let mut subjects = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let readings = match number % 4 {
            0 => &[Reading::Letter, Reading::Meant][..],
            _ => &[Reading::Letter],
        };
        for reading in readings {
            match Subject::new(document, *reading)? {
                Some((subject, files)) => {
                    subject.write(folder, &files)?;
                    subjects.push(subject);
                }
                None => eprintln!("{}: the document has errors", document.name),
            }
        }
    }
    let names: Vec<String> = subjects
        .iter()
        .map(|subject| subject.package.clone())
        .collect();
    workspace(folder, &names)?;
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    // Nobody debugs these, and there are many.
    fs::write(manifest, text + "\n[profile.dev]\ndebug = false\n")?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    eprintln!("building {} crates", names.len());
    let options = [
        "--workspace",
        "--no-default-features",
        "--examples",
        "--keep-going",
    ];
    let built = build(folder, &[&["build"], &options[..]].concat())?;
    let failed = |subject: &Subject| {
        let verdict = built.verdicts.get(&subject.package);
        verdict.filter(|verdict| verdict.errors > 0).cloned()
    };
    for subject in &subjects {
        if let Some(verdict) = failed(subject) {
            eprintln!("{}: {}", subject.package, verdict.first.unwrap_or_default());
        }
    }
    subjects.retain(|subject| failed(subject).is_none());
    Ok(subjects)
}
