//! What the user reads. Findings and failures go to stderr, results to stdout.

use super::arguments::Format;
use std::io::{self, Write};
use std::path::Path;
use typewright::diagnostic::{Diagnostics, Place, Severity};
use typewright::disk::Report;
use typewright::load::Source;

/// Prints the findings about a document.
pub(super) fn diagnostics(diagnostics: &Diagnostics, source: &Source, _format: Format) {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = match &diagnostic.place {
            Place::Value(pointer) | Place::Key(pointer) => format!("{}: {pointer}", source.name),
            Place::Bytes(range) => format!("{}: byte {}", source.name, range.start),
            Place::Document => source.name.clone(),
        };
        text.push_str(&format!(
            "{severity}[{}]: {} at {place}\n",
            diagnostic.code, diagnostic.message
        ));
    }
    to(io::stderr().lock(), &text);
}

/// Prints why a run failed.
pub(super) fn failure(message: &str) {
    to(io::stderr().lock(), &format!("error: {message}\n"));
}

/// Prints a line of the result.
pub(super) fn line(line: &str) {
    to(io::stdout().lock(), &format!("{line}\n"));
}

/// One line on what was written where.
pub(super) fn summary(report: Report, folder: &Path) -> String {
    let files = if report.written == 1 { "file" } else { "files" };
    let mut rest = format!("{} unchanged", report.unchanged);
    if report.removed > 0 {
        rest.push_str(&format!(", {} removed", report.removed));
    }
    format!(
        "wrote {} {files} to {} ({rest})",
        report.written,
        folder.display()
    )
}

/// A reader that went away, such as `head`, is no failure of ours.
fn to(mut stream: impl Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
}
