//! `cargo xtask oracle [FILTER]`: generated types and an independent validator judge the same
//! values, and have to agree.

mod driver;
mod judge;
mod mutation;
mod report;
mod subject;
mod tally;

use crate::corpus::cache;
use crate::corpus::documents::{self, Document};
use crate::crates;
use crate::markdown;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use subject::Subject;
use tally::Tally;

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
    let mut tally = Tally::default();
    for subject in &subjects {
        let judged = driver::build(&folder, &subject.package)
            .and_then(|program| judge::all(subject, &program, &mut tally));
        if let Err(error) = judged {
            eprintln!("{error}");
            tally.broken += 1;
        }
        let (instances, known) = (tally.instances, tally.differences.len());
        let package = &subject.package;
        eprintln!("{package}: {known} differences of {instances} instances so far");
        fs::write(folder.join("differences.txt"), report::differences(&tally))?;
    }
    let text = report::render(&tally);
    markdown::publish(root, REPORT, &text, filter.is_none())?;
    Ok(tally.differences.is_empty() && tally.broken == 0)
}

fn subjects(folder: &Path, documents: &[&Document]) -> io::Result<Vec<Subject>> {
    let mut subjects = Vec::new();
    for document in documents {
        match Subject::new(document)? {
            Some((subject, files)) => {
                subject.write(folder, &files)?;
                subjects.push(subject);
            }
            None => eprintln!("{}: the document has errors", document.name),
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
