//! Findings as one line each, where there is no room for more.

use super::escape::scrub;
use super::page::{Files, Pages};
use super::select::{Limits, select};
use super::{Diagnostics, Severity};

const LIMITS: Limits = Limits {
    all: 50,
    per_code: 5,
};

/// The findings that weigh at least so much: `openapi.yaml:3:9: warning[TW0214]: ..`.
pub fn render<'a>(
    diagnostics: &Diagnostics,
    files: impl Into<Files<'a>>,
    least: Severity,
) -> Vec<String> {
    let files = files.into();
    let texts = files.texts();
    let pages = Pages::new(files, &texts);
    let (shown, more) = select(diagnostics, &LIMITS);
    let shown = shown
        .into_iter()
        .filter(|finding| finding.severity <= least);
    let lines = shown.map(|finding| {
        let spot = pages.spot(&finding.place);
        let at = spot.positions().0;
        let name = scrub(&spot.page.source.name, 400);
        let (severity, code) = (finding.severity.name(), finding.code);
        let message = scrub(&finding.message, 400);
        format!(
            "{name}:{}:{}: {severity}[{code}]: {message}",
            at.line, at.column
        )
    });
    let more = more.iter().filter(|more| more.severity <= least);
    lines.chain(more.map(|more| more.message())).collect()
}
