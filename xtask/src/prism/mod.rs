//! `cargo xtask prism [DOCUMENT..]`: every operation of generated clients, called against a server that others
//! wrote and that checks requests: Prism. Why so: docs/decisions/0026-prism.md.

mod answers;
mod driver;
mod exceptions;
mod inputs;
mod mock;
mod outcome;
mod report;
mod server;

use crate::corpus::cache;
use crate::instance::Extent;
use crate::subject::{Subject, each};
use crate::{crates, excepted, markdown, process};
use answers::Answers;
use driver::{Call, Callee};
use inputs::Inputs;
pub(crate) use mock::mock;
use outcome::{Attempt, Outcome};
use report::Row;
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const DOCUMENTS: &str = include_str!("documents.txt");
const REPORT: &str = "docs/reports/prism.md";

/// For the calls of one document.
const LIMIT: Duration = Duration::from_secs(1200);

/// Whether no request was refused and no answer was misread, but for the exceptions. Without a document, those of
/// the list, and the report is written.
pub(crate) fn run(root: &Path, documents: &[String]) -> io::Result<bool> {
    let cache = cache(&env::current_exe()?)?;
    let prism = server::fetch(&cache)?;
    let folder = cache.join("prism");
    let (rows, has_failed) = each(root, &cache, documents, DOCUMENTS, |subject, rows| {
        rows.push(one(root, &folder, &prism, subject)?);
        eprintln!("{}", report::line(rows));
        fs::write(folder.join("found.txt"), report::found(rows))
    })?;
    let text = report::render(&rows);
    markdown::publish(root, REPORT, &text, documents.is_empty())?;
    let is_part = !documents.is_empty();
    let has_reasons = is_part || excepted::are_needed(&report::exceptions(&rows));
    Ok(!has_failed && has_reasons && rows.iter().all(|row| row.failed() == 0))
}

fn one(root: &Path, folder: &Path, prism: &Path, subject: Subject) -> io::Result<Row> {
    let calls = driver::calls(&subject);
    let program = driver::source(&subject, &calls, Callee::Server);
    subject.write(folder, &program, "")?;
    let options = ["--features", "client"];
    let program = crates::example(root, folder, &subject.package(), &options)?;
    let (attempts, lines) = attempts(&subject, &calls);
    let answers = ask(prism, &subject.path, &program, &lines)?;
    let judge = Answers {
        document: &subject.document,
    };
    let outcomes = attempts.iter().zip(&answers);
    let outcomes: Vec<Outcome> = outcomes
        .map(|(attempt, answer)| Outcome::of(attempt, answer, &judge))
        .collect();
    Ok(Row {
        name: subject.name.clone(),
        version: subject.document.version,
        operations: subject.api.operations.len(),
        outcomes,
    })
}

/// What the program says of each line of arguments. A server that ends on a request is started again for the next.
fn ask(prism: &Path, document: &Path, program: &Path, lines: &[String]) -> io::Result<Vec<Value>> {
    let file = program.with_extension("txt");
    let mut answers: Vec<Value> = Vec::new();
    while answers.len() < lines.len() {
        let left = &lines[answers.len()..];
        fs::write(&file, left.join("\n"))?;
        let server = server::start(prism, document)?;
        let mut command = Command::new(program);
        let run = process::run(command.arg(server.base_url()).arg(&file), LIMIT)?;
        let said = run.stdout.lines();
        let said: Vec<Value> = said
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        if said.len() != left.len() {
            let message = format!("{}: {}", program.display(), run.stderr.trim());
            return Err(io::Error::other(message));
        }
        let is_broken =
            |answer: &Value| matches!(answer["kind"].as_str(), Some("Connect" | "Transport"));
        let broken = said.iter().position(is_broken);
        answers.extend(
            said.into_iter()
                .take(broken.map_or(left.len(), |index| index + 1)),
        );
    }
    Ok(answers)
}

/// Each call twice: with what has to be there, and with all that may be there. And the lines that the program reads.
fn attempts<'s>(subject: &'s Subject, calls: &[Call<'s>]) -> (Vec<Attempt<'s>>, Vec<String>) {
    let inputs = Inputs { subject };
    let (mut attempts, mut lines) = (Vec::new(), Vec::new());
    for (number, call) in calls.iter().enumerate() {
        let mut before = None;
        for extent in [Extent::Least, Extent::All] {
            let (arguments, missing) = inputs.of(call, extent);
            if before.as_ref() == Some(&arguments) {
                continue;
            }
            lines.push(json!([number, arguments]).to_string());
            attempts.push(Attempt {
                operation: call.operation,
                body: call.body,
                extent,
                is_guessed: subject.is_guessed,
                read_only: &subject.read_only,
                is_composed: inputs.is_composed(call),
                has_siblings: inputs.has_siblings(call),
                missing,
            });
            before = Some(arguments);
        }
    }
    (attempts, lines)
}
