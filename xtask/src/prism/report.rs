//! `docs/reports/prism.md`.

use super::exceptions::EXCEPTIONS;
use super::outcome::{Outcome, Verdict};
use super::server;
use crate::excepted::{self, Excepted};
use crate::markdown::{number, table};
use typewright::load::Version;

/// What no run can tell: how, and what was mended.
const TEXT: &str = include_str!("report.md");

/// A document and what came of its calls.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) version: Version,
    pub(super) operations: usize,
    pub(super) outcomes: Vec<Outcome>,
}

impl Row {
    fn count(&self, is: impl Fn(&Verdict) -> bool) -> usize {
        let verdicts = self.outcomes.iter().map(|outcome| &outcome.verdict);
        verdicts.filter(|verdict| is(verdict)).count()
    }

    fn excepted(&self, name: &str) -> usize {
        self.count(|verdict| matches!(verdict, Verdict::Excepted(names) if names.contains(name)))
    }

    pub(super) fn failed(&self) -> usize {
        self.count(|verdict| matches!(verdict, Verdict::Failed(_)))
    }
}

/// All that did not pass, a line each.
pub(super) fn found(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let outcomes = row.outcomes.iter();
        for outcome in outcomes.filter(|outcome| outcome.verdict != Verdict::Passed) {
            let (operation, extent, verdict) =
                (&outcome.operation, outcome.extent, &outcome.verdict);
            text += &format!("{} {operation} {extent:?}: {verdict:?}\n", row.name);
        }
    }
    text
}

/// The exceptions, and how often each is needed.
pub(super) fn exceptions(rows: &[Row]) -> Vec<Excepted> {
    let count = |name| rows.iter().map(|row| row.excepted(name)).sum();
    let all = EXCEPTIONS.iter().map(|exception| Excepted {
        name: exception.name,
        reason: exception.reason,
        count: count(exception.name),
    });
    all.collect()
}

/// What came of the last document, in a line.
pub(super) fn line(rows: &[Row]) -> String {
    let last = rows.last();
    last.map_or_else(String::new, |row| {
        let (requests, failed) = (row.outcomes.len(), row.failed());
        format!("{}: {requests} requests, {failed} failed", row.name)
    })
}

pub(super) fn render(rows: &[Row]) -> String {
    let text = TEXT.replace("PRISM", server::VERSION);
    let (head, foot) = text.split_once("TABLES\n").unwrap_or((&text, ""));
    let documents = documents(rows);
    let exceptions = excepted::render(&exceptions(rows), "requests");
    format!("{head}{documents}\nThe exceptions:\n\n{exceptions}{foot}")
}

fn documents(rows: &[Row]) -> String {
    let head = [
        "document",
        "OpenAPI",
        "operations",
        "requests",
        "passed",
        "answer breaks the document",
        "no valid input",
        "exceptions",
        "failed",
    ];
    let numbers = |row: &Row| {
        [
            row.operations,
            row.outcomes.len(),
            row.count(|verdict| *verdict == Verdict::Passed),
            row.count(|verdict| matches!(verdict, Verdict::Answer(_))),
            row.count(|verdict| matches!(verdict, Verdict::Unmade(_))),
            row.count(|verdict| matches!(verdict, Verdict::Excepted(_))),
            row.failed(),
        ]
    };
    let line = |name: &str, version: &str, numbers: [usize; 7]| {
        let numbers = numbers.map(|value| number(value as u64));
        [name.to_owned(), version.to_owned()]
            .into_iter()
            .chain(numbers)
            .collect()
    };
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut sums = [0; 7];
    for row in rows {
        let numbers = numbers(row);
        sums.iter_mut()
            .zip(numbers)
            .for_each(|(sum, value)| *sum += value);
        let version = match row.version {
            Version::V3_0 => "3.0",
            Version::V3_1 => "3.1",
        };
        lines.push(line(&row.name, version, numbers));
    }
    lines.push(line("all", "", sums));
    table(&head, 2, &lines)
}
