//! Findings as annotations of GitHub Actions: workflow commands, one line each.
//!
//! What is printed there acts on the runner, so text of a document must not look like a command of its own. Control
//! characters are escaped as everywhere, and `%`, `:` and `,` as the rules of workflow commands say.

use super::escape::scrub;
use super::page::{Files, Pages};
use super::select::{Limits, select};
use super::{Diagnostic, Diagnostics, Severity};

/// GitHub shows ten of a severity, and the rest in the log.
const LIMITS: Limits = Limits {
    all: 100,
    per_code: 10,
};
/// Other places told with the first.
const RELATED: usize = 4;

/// All findings, a line each.
pub fn render<'a>(diagnostics: &Diagnostics, files: impl Into<Files<'a>>) -> String {
    let files = files.into();
    let texts = files.texts();
    let pages = Pages::new(files, &texts);
    let (shown, more) = select(diagnostics, &LIMITS);
    let findings = shown.into_iter().map(|finding| annotation(&pages, finding));
    let counts = more.iter().map(|more| {
        let title = [("title", more.code.to_owned())];
        command(more.severity, &title, &more.message())
    });
    findings.chain(counts).collect()
}

/// An error that is about no place in the document.
pub fn error(message: &str) -> String {
    command(Severity::Error, &[], &scrub(message, 800))
}

fn annotation(pages: &Pages<'_>, finding: &Diagnostic) -> String {
    let spot = pages.spot(&finding.place);
    let mut properties = vec![("file", scrub(&spot.page.source.name, 400))];
    if spot.bytes.is_some() {
        let (start, end) = spot.positions();
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        // Columns are taken of a finding within one line only.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    properties.push(("title", finding.code.to_owned()));
    command(finding.severity, &properties, &message(pages, finding))
}

fn message(pages: &Pages<'_>, finding: &Diagnostic) -> String {
    let mut lines = vec![scrub(&finding.message, 800)];
    lines.extend(finding.label.as_ref().map(|label| scrub(label, 200)));
    for (place, label) in finding.related.iter().take(RELATED) {
        let spot = pages.spot(place);
        let name = scrub(&spot.page.source.name, 400);
        let line = spot.positions().0.line;
        lines.push(format!("{name}:{line}: {}", scrub(label, 200)));
    }
    if let Some(pointer) = finding.place.pointer() {
        lines.push(format!("at {}", scrub(&pointer.to_string(), 400)));
    }
    let help = finding.help.as_ref();
    lines.extend(help.map(|help| format!("help: {}", scrub(help, 800))));
    lines.push(format!("more: typewright explain {}", finding.code));
    lines.join("\n")
}

fn command(severity: Severity, properties: &[(&str, String)], message: &str) -> String {
    let name = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let properties = properties.iter().map(|(key, value)| {
        let value = data(value).replace(':', "%3A").replace(',', "%2C");
        format!("{key}={value}")
    });
    let properties: Vec<String> = properties.collect();
    let space = if properties.is_empty() { "" } else { " " };
    format!(
        "::{name}{space}{}::{}\n",
        properties.join(","),
        data(message)
    )
}

/// `%` first, as it begins the others.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}
