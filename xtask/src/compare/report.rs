//! The comparison, as Markdown.

use crate::cargo::Verdict;
use crate::corpus::documents::Document;
use crate::markdown::{number, table};
use std::thread;

/// A crate, or why there is none.
pub(super) type Attempt = Result<Made, String>;

/// What a generator made of a document.
#[derive(Default)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) lines: usize,
    /// Seconds, with the files written.
    pub(super) generate: f64,
    /// MiB.
    pub(super) peak: u64,
    pub(super) verdict: Verdict,
    /// Seconds.
    pub(super) check: f64,
}

impl Made {
    fn compiles(&self) -> bool {
        self.verdict.errors == 0
    }
}

/// One generator on all documents.
pub(super) struct Attempts {
    /// With its version.
    pub(super) name: String,
    pub(super) usage: String,
    pub(super) attempts: Vec<Attempt>,
}

/// The first of `tried` is ours.
pub(super) fn render(documents: &[Document], tried: &[Attempts]) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut text = format!("{INTRODUCTION}The machine had {cores} cores.\n\n");
    for one in tried {
        text.push_str(&format!("- {}: `{}`\n", one.name, one.usage));
    }
    text.push_str("\n## Outcome\n\n");
    text.push_str(&outcome(documents.len(), tried));
    text.push_str("\n## On the documents that both compile\n\n");
    text.push_str(&ratios(tried));
    let numbers = |title: &str, cell: fn(&Made) -> String| {
        format!("\n## {title}\n\n{}", by_document(documents, tried, cell))
    };
    text.push_str(&numbers("Errors and warnings of `cargo check`", verdict));
    text.push_str(&numbers("Lines of Rust", |made| number(made.lines)));
    text.push_str(&numbers("Seconds to generate", |made| {
        format!("{:.2}", made.generate)
    }));
    text.push_str(&numbers("Seconds of `cargo check`", |made| {
        format!("{:.1}", made.check)
    }));
    text.push_str("\n## What stopped them\n\n");
    text.push_str(&faults(documents, tried));
    text
}

fn outcome(documents: usize, tried: &[Attempts]) -> String {
    let rows = tried.iter().map(|one| {
        let made = || one.attempts.iter().flatten();
        let compiled = made().filter(|made| made.compiles()).count();
        let clean = made().filter(|made| made.verdict.is_clean()).count();
        let warnings: usize = made().map(|made| made.verdict.warnings).sum();
        let peak = made().map(|made| made.peak).max().unwrap_or(0);
        vec![
            one.name.clone(),
            format!("{} of {documents}", made().count()),
            number(compiled),
            number(clean),
            number(warnings),
            number(peak),
        ]
    });
    let head = [
        "generator",
        "generated",
        "compile",
        "without a warning",
        "warnings",
        "peak, MiB",
    ];
    table(&head, 1, &rows.collect::<Vec<_>>())
}

/// Sums of each peer beside ours, over the documents whose crates compile for both.
fn ratios(tried: &[Attempts]) -> String {
    let Some((ours, peers)) = tried.split_first() else {
        return String::new();
    };
    let rows = peers.iter().map(|peer| {
        let pairs = ours.attempts.iter().zip(&peer.attempts);
        let both: Vec<(&Made, &Made)> = pairs
            .filter_map(|(ours, theirs)| Some((ours.as_ref().ok()?, theirs.as_ref().ok()?)))
            .filter(|(ours, theirs)| ours.compiles() && theirs.compiles())
            .collect();
        let pair = |value: fn(&Made) -> f64, digits: usize| {
            let ours: f64 = both.iter().map(|(ours, _)| value(ours)).sum();
            let theirs: f64 = both.iter().map(|(_, theirs)| value(theirs)).sum();
            format!("{theirs:.digits$} / {ours:.digits$}")
        };
        vec![
            peer.name.clone(),
            number(both.len()),
            pair(|made| made.lines as f64, 0),
            pair(|made| made.generate, 1),
            pair(|made| made.check, 0),
        ]
    });
    let head = [
        "theirs / ours",
        "documents",
        "lines",
        "generate, s",
        "check, s",
    ];
    table(&head, 1, &rows.collect::<Vec<_>>())
}

fn by_document(
    documents: &[Document],
    tried: &[Attempts],
    cell: impl Fn(&Made) -> String,
) -> String {
    let mut head = vec!["document"];
    head.extend(tried.iter().map(|one| &*one.name));
    let rows = documents.iter().enumerate().map(|(index, document)| {
        let cells = tried.iter().map(|one| match one.attempts.get(index) {
            Some(Ok(made)) => cell(made),
            _ => "no crate".to_owned(),
        });
        std::iter::once(document.name.clone())
            .chain(cells)
            .collect()
    });
    table(&head, 1, &rows.collect::<Vec<_>>())
}

fn verdict(made: &Made) -> String {
    match (made.verdict.errors, made.verdict.warnings) {
        (0, 0) => "clean".to_owned(),
        (0, warnings) => format!("{} warnings", number(warnings)),
        (errors, _) => format!("{} errors", number(errors)),
    }
}

fn faults(documents: &[Document], tried: &[Attempts]) -> String {
    let mut rows = Vec::new();
    for one in tried {
        for (document, attempt) in documents.iter().zip(&one.attempts) {
            let why = match attempt {
                Ok(made) if made.compiles() => continue,
                Ok(made) => made.verdict.first.clone().unwrap_or_default(),
                Err(why) => why.clone(),
            };
            rows.push(vec![one.name.clone(), document.name.clone(), why]);
        }
    }
    match rows.is_empty() {
        true => "Nothing.\n".to_owned(),
        false => table(&["generator", "document", "the first message"], 3, &rows),
    }
}

const INTRODUCTION: &str = "\
# Other generators

Made by `cargo xtask compare`, which installs the peers from crates.io and fetches the documents from npm. All
get the same file and the options below, and write to the same disk; what they write is checked with its default
features, one crate at a time, dependencies built before, without incremental compilation. Times are seconds of
processor. What the numbers mean is in [docs/comparison.md](../comparison.md).
";
