//! What the user reads. Findings and failures go to stderr, results to stdout.

use super::arguments::Format;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use typewright::coverage::{self, Coverage};
use typewright::diagnostic::{Diagnostics, Files, explain, github, human, json};
use typewright::disk::Report;

/// Prints the findings about a document.
pub(super) fn diagnostics(diagnostics: &Diagnostics, files: Files<'_>, format: Format) {
    let stderr = io::stderr().lock();
    let mut text = match format {
        Format::Human => for_people(diagnostics, files, in_colour(&stderr)),
        Format::Json => json::render(diagnostics, files),
        Format::Github => github::render(diagnostics, files),
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    to(stderr, &text);
}

fn for_people(diagnostics: &Diagnostics, files: Files<'_>, in_colour: bool) -> String {
    let mut text = human::render(diagnostics, files, in_colour);
    if let Some(code) = explain::foremost(diagnostics) {
        text.push_str(&format!(
            "\nMore on a finding and the way out: typewright explain {code}\n"
        ));
    }
    text
}

/// Prints what becomes of each keyword.
pub(super) fn coverage(coverage: &Coverage, format: Format) {
    match format {
        Format::Human | Format::Github => line(&coverage::human::render(coverage)),
        Format::Json => line(&json::escaped(&serde_json::json!({
            "coverage": coverage::json::value(coverage),
        }))),
    }
}

/// Colour is for people who look at a terminal and did not ask for none: <https://no-color.org>.
fn in_colour(stream: &impl IsTerminal) -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !plain && stream.is_terminal()
}

/// Prints that the crate is not up to date where a reader of a pull request sees it.
pub(super) fn stale(folder: &Path, command: &str) {
    let message = format!("{} is not up to date, run: {command}", folder.display());
    to(io::stderr().lock(), &github::error(&message));
}

/// Prints why a run failed.
pub(super) fn failure(message: &str) {
    to(io::stderr().lock(), &format!("error: {message}\n"));
}

/// Prints a line of the result.
pub(super) fn line(line: &str) {
    text(&format!("{line}\n"));
}

/// Prints lines of the result, each with its break.
pub(super) fn text(text: &str) {
    to(io::stdout().lock(), text);
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
