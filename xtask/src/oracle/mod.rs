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

use crate::corpus::cache;
use crate::corpus::documents::{self, Document};
use crate::crates;
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
    let subjects = subjects(&folder, &documents)?;
    workspace(root, &folder, &subjects)?;
    let (mut letter, mut meant) = (Tally::default(), Tally::default());
    for subject in &subjects {
        let tally = match subject.reading {
            Reading::Letter => &mut letter,
            Reading::Meant => &mut meant,
        };
        let program = driver::build(&folder, &subject.package)?;
        judge::all(subject, &program, tally)?;
        let known = tally.differences.len();
        eprintln!("{}: {known} differences so far", subject.package);
        let differences = report::differences(&[&letter, &meant]);
        fs::write(folder.join("differences.txt"), differences)?;
    }
    let text = report::render(&letter, &meant);
    match filter {
        None => fs::write(root.join(REPORT), text)?,
        Some(_) => println!("{text}"),
    }
    Ok(letter.differences.is_empty() && meant.differences.is_empty())
}

/// Generates: all by the letter, and every fourth as meant too.
fn subjects(folder: &Path, documents: &[&Document]) -> io::Result<Vec<Subject>> {
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
    Ok(subjects)
}

/// One workspace, so that what the crates depend on is built once.
fn workspace(root: &Path, folder: &Path, subjects: &[Subject]) -> io::Result<()> {
    let names: Vec<String> = subjects
        .iter()
        .map(|subject| subject.package.clone())
        .collect();
    crates::workspace(folder, &names)?;
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    // Nobody debugs these, and there are many.
    fs::write(manifest, text + "\n[profile.dev]\ndebug = false\n")?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map(drop)
}
