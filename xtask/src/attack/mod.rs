//! `cargo xtask attack [DOCUMENT..]`: generated servers, attacked by a program that others wrote and that reads the
//! same document: Schemathesis. Why so: docs/decisions/0027-attack.md.

mod answers;
mod document;
mod driver;
mod exceptions;
mod outcome;
mod report;
mod schemathesis;

use crate::corpus::cache;
use crate::loopback::Server;
use crate::subject::{Subject, each};
use crate::{crates, excepted, markdown};
use report::Row;
use serde_json::Value;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

const DOCUMENTS: &str = include_str!("documents.txt");
const REPORT: &str = "docs/reports/server.md";

/// Whether nothing was found but what has a reason. Without a document, those of the list, and the report is written.
pub(crate) fn run(root: &Path, documents: &[String]) -> io::Result<bool> {
    let cache = cache(&env::current_exe()?)?;
    let binary = schemathesis::fetch(&cache)?;
    let folder = cache.join("attack");
    let (rows, has_failed) = each(root, &cache, documents, DOCUMENTS, |subject, rows| {
        let row = one(root, &folder, &binary, &subject)?;
        eprintln!("{}: {} failed", row.name, row.failed());
        rows.push(row);
        fs::write(folder.join("found.txt"), report::found(rows))
    })?;
    markdown::publish(root, REPORT, &report::render(&rows), documents.is_empty())?;
    let is_part = !documents.is_empty();
    let has_reasons = is_part || excepted::are_needed(&report::exceptions(&rows));
    Ok(!has_failed && has_reasons && rows.iter().all(|row| row.failed() == 0))
}

fn one(root: &Path, folder: &Path, binary: &Path, subject: &Subject) -> io::Result<Row> {
    subject.write(folder, &driver::source(subject), driver::DEPENDENCIES)?;
    let package = subject.package();
    let options = ["--no-default-features", "--features", "server"];
    let program = crates::example(root, folder, &package, &options)?;
    let answers = answers::all(subject);
    let unanswered = answers.iter().filter(|answers| answers.is_empty()).count();
    let file = program.with_extension("json");
    fs::write(&file, Value::from_iter(answers).to_string())?;
    let server = Server::start(|port| {
        let mut command = Command::new(&program);
        command.arg(port.to_string()).arg(&file);
        command
    })?;
    let document = document::attacked(subject);
    let events = schemathesis::attack(binary, folder, subject, &document, &server.base_url())?;
    let outcome = outcome::read(subject, &events)?;
    Ok(Row {
        name: subject.name.clone(),
        version: subject.document.version,
        operations: subject.api.operations.len(),
        unanswered,
        outcome,
    })
}
