//! `cargo xtask mock [DOCUMENT..]`: every operation of generated clients, called against the mocks of their own crates. So two
//! readings of a document meet, that of the client and that of the server, and answers that are made meet the types.

use super::driver::{self, Callee};
use super::{LIMIT, attempts};
use crate::corpus::cache;
use crate::markdown::{number, publish, table};
use crate::subject::{Subject, each};
use crate::{crates, process};
use serde_json::Value;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use typewright::ir::{Operation, Origin};

const DOCUMENTS: &str = include_str!("mock.txt");
const REPORT: &str = "docs/reports/mock.md";
const TEXT: &str = include_str!("mock.md");

/// What became of a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The mock found nothing wrong with the request, and the client, strictly, nothing with the answer.
    Passed,
    /// There is no answer: the schema has no value, or none was found.
    NoSample,
    /// No valid arguments were found.
    Unmade,
    /// Something else.
    Failed,
}

struct Row {
    name: String,
    operations: usize,
    /// Operations by where their answers come from: the document, mended, made, a status alone.
    origins: [usize; 4],
    verdicts: Vec<Verdict>,
}

impl Row {
    fn count(&self, verdict: Verdict) -> usize {
        let verdicts = self.verdicts.iter();
        verdicts.filter(|found| **found == verdict).count()
    }
}

/// Whether all calls that could be made were answered with what their types take.
pub(crate) fn mock(root: &Path, documents: &[String]) -> io::Result<bool> {
    let cache = cache(&env::current_exe()?)?;
    let folder = cache.join("mock");
    let (rows, has_failed) = each(root, &cache, documents, DOCUMENTS, |subject, rows| {
        rows.push(one(root, &folder, &subject)?);
        Ok(())
    })?;
    let text = TEXT.replace("TABLE\n", &render(&rows));
    publish(root, REPORT, &text, documents.is_empty())?;
    let is_sound = rows.iter().all(|row| row.count(Verdict::Failed) == 0);
    Ok(!has_failed && is_sound)
}

fn one(root: &Path, folder: &Path, subject: &Subject) -> io::Result<Row> {
    let calls = driver::calls(subject);
    let program = driver::source(subject, &calls, Callee::Mock);
    subject.write(folder, &program, "")?;
    let program = crates::example(root, folder, &subject.package(), &["--features", "mock"])?;
    let (attempts, lines) = attempts(subject, &calls);
    let file = program.with_extension("txt");
    fs::write(&file, lines.join("\n"))?;
    let run = process::run(Command::new(&program).arg("").arg(&file), LIMIT)?;
    let answers = run.stdout.lines().map(serde_json::from_str::<Value>);
    let answers = answers.collect::<Result<Vec<Value>, _>>()?;
    if answers.len() != attempts.len() {
        return Err(io::Error::other(run.stderr.trim().to_owned()));
    }
    let mut verdicts = Vec::new();
    for (attempt, answer) in attempts.iter().zip(&answers) {
        let verdict = verdict(attempt.operation, !attempt.missing.is_empty(), answer);
        if verdict == Verdict::Failed {
            eprintln!("{}: {}: {answer}", subject.name, attempt.operation.id);
        }
        verdicts.push(verdict);
    }
    let mut origins = [0; 4];
    for sample in subject
        .api
        .operations
        .iter()
        .filter_map(|operation| operation.sample.as_ref())
    {
        let index = match (&sample.media_type, sample.origin) {
            (None, _) => 3,
            (_, Origin::Example) => 0,
            (_, Origin::Mended) => 1,
            (_, Origin::Made) => 2,
        };
        origins[index] += 1;
    }
    let row = Row {
        name: subject.name.clone(),
        operations: subject.api.operations.len(),
        origins,
        verdicts,
    };
    let failed = row.count(Verdict::Failed);
    eprintln!(
        "{}: {} calls, {failed} failed",
        row.name,
        row.verdicts.len()
    );
    Ok(row)
}

fn verdict(operation: &Operation, has_missing: bool, answer: &Value) -> Verdict {
    let is_success = answer["status"]
        .as_u64()
        .is_some_and(|status| (200..300).contains(&status));
    match () {
        () if answer["refused"].is_string() && has_missing => Verdict::Unmade,
        () if is_success && answer["error"].is_null() => Verdict::Passed,
        () if answer["status"] == 501 && operation.sample.is_none() => Verdict::NoSample,
        () => Verdict::Failed,
    }
}

fn render(rows: &[Row]) -> String {
    let head = [
        "document",
        "operations",
        "example",
        "mended",
        "made",
        "status alone",
        "calls",
        "passed",
        "no answer",
        "no valid input",
        "failed",
    ];
    let mut sums = [0; 10];
    let mut lines: Vec<Vec<String>> = Vec::new();
    let line = |name: &str, numbers: [usize; 10]| {
        let name = std::iter::once(name.to_owned());
        name.chain(numbers.map(number)).collect()
    };
    for row in rows {
        let [example, mended, made, alone] = row.origins;
        let numbers = [
            row.operations,
            example,
            mended,
            made,
            alone,
            row.verdicts.len(),
            row.count(Verdict::Passed),
            row.count(Verdict::NoSample),
            row.count(Verdict::Unmade),
            row.count(Verdict::Failed),
        ];
        sums.iter_mut()
            .zip(numbers)
            .for_each(|(sum, count)| *sum += count);
        lines.push(line(&row.name, numbers));
    }
    lines.push(line("all", sums));
    table(&head, 1, &lines)
}
