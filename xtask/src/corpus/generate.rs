//! All documents through the released binary, as a user runs it, as many at once as there are cores.

use super::documents::Document;
use crate::crates::{lines, remove};
use crate::process::{self, Run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Far beyond what the largest document takes: who needs longer hangs.
const LIMIT: Duration = Duration::from_secs(300);

/// What became of a document.
pub(super) struct Generated {
    pub(super) name: String,
    pub(super) outcome: Outcome,
    pub(super) findings: Vec<Finding>,
    /// Lines of Rust, those of the runtime among them.
    pub(super) lines: usize,
    pub(super) seconds: f64,
    pub(super) peak: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// The document has errors, and the findings name them.
    Refused,
    /// The generator is at fault: a panic, a signal, no answer in time.
    Failed,
}

/// A line of what the generator said.
pub(super) struct Finding {
    pub(super) severity: String,
    pub(super) code: String,
    pub(super) message: String,
}

pub(super) struct Generator<'a> {
    pub(super) binary: &'a Path,
    /// Where the crates go, a folder each.
    pub(super) crates: &'a Path,
    /// The documents whose crates stay; the rest would fill the disk.
    pub(super) keep: &'a BTreeSet<&'a str>,
}

impl Generator<'_> {
    pub(super) fn all(&self, documents: &[Document]) -> io::Result<Vec<Generated>> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::new());
        let work = || -> io::Result<()> {
            while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                let generated = self.one(document)?;
                if generated.outcome == Outcome::Failed {
                    eprintln!("failed: {}", document.name);
                }
                done.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(generated);
            }
            Ok(())
        };
        let cores = thread::available_parallelism()?.get();
        thread::scope(|scope| {
            let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| {
                let broken = |_| Err(io::Error::other("a worker panicked"));
                worker.join().unwrap_or_else(broken)
            })
        })?;
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(done)
    }

    fn one(&self, document: &Document) -> io::Result<Generated> {
        let folder = self.crates.join(document.crate_name());
        // A crate of an earlier run would make this one faster than it is.
        remove(&folder)?;
        let run = process::run(
            Command::new(self.binary)
                .arg("generate")
                .arg(&document.path)
                .arg("--output")
                .arg(&folder)
                .args(["--name", &document.crate_name(), "--format", "json"]),
            LIMIT,
        )?;
        let (outcome, findings) = judge(&run);
        let lines = if outcome == Outcome::Done {
            lines(&folder)?
        } else {
            0
        };
        if !self.keep.contains(&*document.name) {
            remove(&folder)?;
        }
        Ok(Generated {
            name: document.name.clone(),
            outcome,
            findings,
            lines,
            seconds: run.seconds,
            peak: run.peak,
        })
    }
}

fn judge(run: &Run) -> (Outcome, Vec<Finding>) {
    let parsed = serde_json::from_str::<Vec<Value>>(&run.stderr);
    let findings = parsed.map(|list| list.iter().map(finding).collect());
    let code = run.status.and_then(|status| status.code());
    match (code, findings) {
        (Some(0), Ok(findings)) => (Outcome::Done, findings),
        (Some(1), Ok(findings)) => (Outcome::Refused, findings),
        _ => {
            let said = run.stderr.lines().next().unwrap_or("no answer in time");
            let finding = Finding {
                severity: "error".to_owned(),
                code: String::new(),
                message: said.to_owned(),
            };
            (Outcome::Failed, vec![finding])
        }
    }
}

fn finding(value: &Value) -> Finding {
    let field = |name| value[name].as_str().unwrap_or_default().to_owned();
    Finding {
        severity: field("severity"),
        code: field("code"),
        message: field("message"),
    }
}
