//! `docs/reports/server.md`.

use super::exceptions::EXCEPTIONS;
use super::outcome::Outcome;
use super::schemathesis;
use crate::excepted::{self, Excepted};
use crate::markdown::{number, table};
use std::collections::BTreeMap;
use typewright::load::Version;

/// What no run can tell: how, and what was mended.
const TEXT: &str = include_str!("report.md");

/// A document and what came of the attack.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) version: Version,
    pub(super) operations: usize,
    /// Operations for which no valid answer was made.
    pub(super) unanswered: usize,
    pub(super) outcome: Outcome,
}

impl Row {
    fn excepted(&self, name: &str) -> usize {
        let findings = self.outcome.findings.iter();
        findings
            .filter(|finding| finding.exception == Some(name))
            .count()
    }

    pub(super) fn failed(&self) -> usize {
        let findings = self.outcome.findings.iter();
        let failed = findings.filter(|finding| finding.exception.is_none());
        failed.count() + self.outcome.errors.len()
    }
}

/// All that was found, a paragraph each.
pub(super) fn found(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        for error in &row.outcome.errors {
            text += &format!("{}: {error}\n\n", row.name);
        }
        for finding in &row.outcome.findings {
            text += &format!(
                "{} {} {} {:?}\n{}\n{}\n{}\n{}\n\n",
                row.name,
                finding.check,
                finding.operation,
                finding.exception,
                finding.message,
                finding.request,
                finding.answer,
                finding.case,
            );
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

pub(super) fn render(rows: &[Row]) -> String {
    TEXT.replace("SCHEMATHESIS", schemathesis::VERSION)
        .replace("EXAMPLES", &schemathesis::EXAMPLES.to_string())
        .replace("DOCUMENTS\n", &documents(rows))
        .replace("CHECKS\n", &checks(rows))
        .replace(
            "EXCEPTIONS\n",
            &excepted::render(&exceptions(rows), "findings"),
        )
}

fn documents(rows: &[Row]) -> String {
    let head = [
        "document",
        "OpenAPI",
        "operations",
        "no valid answer",
        "requests",
        "checks",
        "exceptions",
        "failed",
    ];
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut sums = [0; 6];
    let line = |name: &str, version: &str, numbers: [usize; 6]| {
        let head = [name.to_owned(), version.to_owned()];
        head.into_iter().chain(numbers.map(number)).collect()
    };
    for row in rows {
        let outcome = &row.outcome;
        let excepted = outcome.findings.len() + outcome.errors.len() - row.failed();
        let numbers = [
            row.operations,
            row.unanswered,
            outcome.requests,
            outcome.checks.values().sum(),
            excepted,
            row.failed(),
        ];
        let pairs = sums.iter_mut().zip(numbers);
        pairs.for_each(|(sum, value)| *sum += value);
        let version = match row.version {
            Version::V3_0 => "3.0",
            Version::V3_1 => "3.1",
        };
        lines.push(line(&row.name, version, numbers));
    }
    lines.push(line("all", "", sums));
    table(&head, 2, &lines)
}

fn checks(rows: &[Row]) -> String {
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, count) in rows.iter().flat_map(|row| &row.outcome.checks) {
        *sums.entry(name).or_default() += count;
    }
    let lines: Vec<Vec<String>> = sums
        .into_iter()
        .map(|(name, count)| vec![format!("`{name}`"), number(count)])
        .collect();
    table(&["check", "times"], 1, &lines)
}
