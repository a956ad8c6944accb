//! Findings that a caller does not accept: they become errors.

use super::{Diagnostics, Severity};
use std::collections::BTreeMap;

/// What is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Every warning.
    Warnings,
    /// Every finding with this code, also a note.
    Code(&'static str),
}

impl Denied {
    fn holds(self, severity: Severity, code: &str) -> bool {
        match self {
            Self::Warnings => severity == Severity::Warning,
            Self::Code(denied) => denied == code,
        }
    }
}

impl Diagnostics {
    /// Makes errors of what is denied, and not allowed after all.
    pub fn deny(&mut self, denied: &[Denied], allowed: &[&str]) {
        let weigh = |severity: Severity, code: &str| {
            let is_denied = denied.iter().any(|denied| denied.holds(severity, code));
            match is_denied && !allowed.contains(&code) {
                true => Severity::Error,
                false => severity,
            }
        };
        for finding in &mut self.kept {
            finding.severity = weigh(finding.severity, finding.code);
        }
        for counts in [&mut self.counts, &mut self.dropped] {
            let mut weighed = BTreeMap::new();
            for ((severity, code), count) in std::mem::take(counts) {
                *weighed.entry((weigh(severity, code), code)).or_default() += count;
            }
            *counts = weighed;
        }
    }
}
