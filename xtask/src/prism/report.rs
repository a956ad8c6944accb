//! `docs/reports/prism.md`.

use super::outcome::{Outcome, Verdict};
use super::server;
use crate::markdown::{number, table};

/// A document and what came of its calls.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) operations: usize,
    pub(super) outcomes: Vec<Outcome>,
}

impl Row {
    pub(super) fn is_clean(&self) -> bool {
        self.outcomes
            .iter()
            .all(|outcome| matches!(outcome.verdict, Verdict::Clean))
    }
}

/// All that was not clean, a line each.
pub(super) fn found(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        for outcome in &row.outcomes {
            if outcome.verdict != Verdict::Clean {
                let (operation, extent, verdict) =
                    (&outcome.operation, outcome.extent, &outcome.verdict);
                text += &format!("{} {operation} {extent:?}: {verdict:?}\n", row.name);
            }
        }
    }
    text
}

pub(super) fn render(rows: &[Row]) -> String {
    let head = [
        "document",
        "operations",
        "requests",
        "clean",
        "not made",
        "refused",
        "invalid",
        "answer",
        "alone",
        "failed",
    ];
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let count = |is: fn(&Verdict) -> bool| {
                number(
                    row.outcomes
                        .iter()
                        .filter(|outcome| is(&outcome.verdict))
                        .count() as u64,
                )
            };
            vec![
                row.name.clone(),
                number(row.operations as u64),
                number(row.outcomes.len() as u64),
                count(|v| matches!(v, Verdict::Clean)),
                count(|v| matches!(v, Verdict::NotMade(_))),
                count(|v| matches!(v, Verdict::Refused(_))),
                count(|v| matches!(v, Verdict::Invalid(_))),
                count(|v| matches!(v, Verdict::Answer(_))),
                count(|v| matches!(v, Verdict::Alone(_))),
                count(|v| matches!(v, Verdict::Failed(_))),
            ]
        })
        .collect();
    format!("Prism {}\n\n{}", server::VERSION, table(&head, 1, &lines))
}
