//! Which findings are shown when there are too many: some of each code, errors first, and a count of the rest.

use super::{Diagnostic, Diagnostics, Severity};
use std::collections::BTreeMap;

/// How many findings an output shows.
pub(super) struct Limits {
    pub(super) all: usize,
    pub(super) per_code: usize,
}

/// Findings that are not shown.
pub(super) struct More {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) count: usize,
}

impl More {
    pub(super) fn message(&self) -> String {
        let plural = if self.count == 1 { "" } else { "s" };
        format!(
            "and {} more {} {}{plural}",
            self.count,
            self.code,
            self.severity.name()
        )
    }
}

/// The findings to show, in the order they were made, and what is left out.
pub(super) fn select<'d>(
    diagnostics: &'d Diagnostics,
    limits: &Limits,
) -> (Vec<&'d Diagnostic>, Vec<More>) {
    let mut order: Vec<(usize, &Diagnostic)> = diagnostics.iter().enumerate().collect();
    order.sort_by_key(|(_, finding)| finding.severity);
    let mut left_out = diagnostics.dropped.clone();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for (index, finding) in order {
        let count = counts.entry(finding.code).or_default();
        if shown.len() < limits.all && *count < limits.per_code {
            *count += 1;
            shown.push((index, finding));
        } else {
            *left_out
                .entry((finding.severity, finding.code))
                .or_default() += 1;
        }
    }
    shown.sort_by_key(|(index, _)| *index);
    let more = left_out.into_iter().map(|((severity, code), count)| More {
        severity,
        code,
        count,
    });
    (
        shown.into_iter().map(|(_, finding)| finding).collect(),
        more.collect(),
    )
}
