//! Cargo on crates that are not of this workspace, and what it says about each.

use crate::process::{self, Run};
use serde_json::Value;
use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// For all crates of a corpus together.
const LIMIT: Duration = Duration::from_secs(4 * 60 * 60);

/// What the compiler said about a crate.
#[derive(Clone, Default)]
pub(crate) struct Verdict {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// The first of them, with its code and its place.
    pub(crate) first: Option<String>,
}

impl Verdict {
    pub(crate) fn is_clean(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }
}

/// The `cargo` that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Builds the released generator; where it is.
pub(crate) fn release(root: &Path) -> io::Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--release", "--package", "typewright", "--bin", "typewright"]);
    build.arg("--message-format=json").current_dir(root);
    let run = process::run(&mut build, LIMIT)?;
    let binary = messages(&run).find_map(|message| Some(message["executable"].as_str()?.into()));
    binary.ok_or_else(|| io::Error::other(format!("no binary was built:\n{}", run.stderr)))
}

/// Runs a verb of cargo in a workspace; what it says, by the folder of the crate.
pub(crate) fn judge(
    workspace: &Path,
    arguments: &[&str],
) -> io::Result<(BTreeMap<String, Verdict>, f64)> {
    let mut command = cargo();
    command.args(arguments).arg("--message-format=json");
    command.current_dir(workspace);
    let run = process::run(&mut command, LIMIT)?;
    let mut verdicts: BTreeMap<String, Verdict> = BTreeMap::new();
    for message in messages(&run).filter(|message| message["reason"] == "compiler-message") {
        let manifest = Path::new(message["manifest_path"].as_str().unwrap_or_default());
        let Ok(inside) = manifest.strip_prefix(workspace) else {
            continue;
        };
        let folder = inside.parent().unwrap_or(inside).to_string_lossy();
        count(verdicts.entry(folder.into_owned()).or_default(), &message["message"]);
    }
    // Without a message there would be a failure that no one sees.
    if !run.succeeded() && verdicts.values().all(|verdict| verdict.errors == 0) {
        let said = run.stderr.trim();
        return Err(io::Error::other(format!("cargo {}: {said}", arguments.join(" "))));
    }
    Ok((verdicts, run.seconds))
}

fn count(verdict: &mut Verdict, message: &Value) {
    let spans = message["spans"].as_array().map_or(&[][..], Vec::as_slice);
    let code = message["code"]["code"].as_str();
    // "3 warnings emitted" is no warning.
    if spans.is_empty() && code.is_none() {
        return;
    }
    match message["level"].as_str() {
        Some("error") => verdict.errors += 1,
        Some("warning") => verdict.warnings += 1,
        _ => return,
    }
    if verdict.first.is_none() {
        let place = spans.first().map_or_else(String::new, |span| {
            let file = span["file_name"].as_str().unwrap_or_default();
            format!(" at {file}:{}", span["line_start"])
        });
        let text = message["message"].as_str().unwrap_or_default();
        let code = code.map_or_else(String::new, |code| format!(" ({code})"));
        verdict.first = Some(format!("{text}{code}{place}"));
    }
}

fn messages(run: &Run) -> impl Iterator<Item = Value> {
    run.stdout.lines().filter_map(|line| serde_json::from_str(line).ok())
}
