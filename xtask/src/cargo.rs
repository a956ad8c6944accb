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
    /// The first error, or else the first warning, with its code and its place.
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
    build.args([
        "build",
        "--release",
        "--package",
        "typewright",
        "--bin",
        "typewright",
    ]);
    build.arg("--message-format=json").current_dir(root);
    let run = process::run(&mut build, LIMIT)?;
    let binary = messages(&run).find_map(|message| Some(message["executable"].as_str()?.into()));
    binary.ok_or_else(|| io::Error::other(format!("no binary was built:\n{}", run.stderr)))
}

/// What cargo said in one run.
pub(crate) struct Judgement {
    /// By the folder of the crate; who is not here had nothing to say.
    pub(crate) verdicts: BTreeMap<String, Verdict>,
    pub(crate) seconds: f64,
    /// Whether something was built that is not of the workspace.
    pub(crate) built_dependency: bool,
}

/// Runs a verb of cargo in a workspace whose artifacts are its own.
pub(crate) fn judge(workspace: &Path, arguments: &[&str]) -> io::Result<Judgement> {
    let mut command = cargo();
    command.args(arguments).arg("--message-format=json");
    command.env("CARGO_TARGET_DIR", workspace.join("target"));
    command.env("CARGO_INCREMENTAL", "0").current_dir(workspace);
    let run = process::run(&mut command, LIMIT)?;
    let mut judgement = Judgement {
        verdicts: BTreeMap::new(),
        seconds: run.seconds,
        built_dependency: false,
    };
    let workspace = workspace.canonicalize()?;
    for message in messages(&run) {
        let manifest = Path::new(message["manifest_path"].as_str().unwrap_or_default());
        let Ok(inside) = manifest.strip_prefix(&workspace) else {
            judgement.built_dependency |= message["fresh"] == false;
            continue;
        };
        if message["reason"] == "compiler-message" {
            let folder = inside.parent().unwrap_or(inside).to_string_lossy();
            let verdict = judgement.verdicts.entry(folder.into_owned());
            count(verdict.or_default(), &message["message"]);
        }
    }
    // Without a message there would be a failure that no one sees.
    let mut verdicts = judgement.verdicts.values();
    if !run.succeeded() && verdicts.all(|verdict| verdict.errors == 0) {
        let said = run.stderr.trim();
        let failure = format!("cargo {}: {said}", arguments.join(" "));
        return Err(io::Error::other(failure));
    }
    Ok(judgement)
}

fn count(verdict: &mut Verdict, message: &Value) {
    let spans = message["spans"].as_array().map_or(&[][..], Vec::as_slice);
    let code = message["code"]["code"].as_str();
    // "3 warnings emitted" is no warning.
    if spans.is_empty() && code.is_none() {
        return;
    }
    let tells_more = match message["level"].as_str() {
        Some("error") => {
            verdict.errors += 1;
            verdict.errors == 1
        }
        Some("warning") => {
            verdict.warnings += 1;
            verdict.first.is_none()
        }
        _ => return,
    };
    if tells_more {
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
    run.stdout
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
}

#[cfg(test)]
mod tests {
    use super::{Verdict, count};
    use serde_json::json;

    #[test]
    fn warnings_and_errors_are_counted_and_the_first_error_is_told() {
        let mut verdict = Verdict::default();
        let spans = json!([{"file_name": "src/lib.rs", "line_start": 7}]);
        for (level, text, code, spans) in [
            ("warning", "unused", json!({"code": "dead_code"}), &spans),
            (
                "error",
                "mismatched types",
                json!({"code": "E0308"}),
                &spans,
            ),
            ("error", "expected `;`", json!(null), &spans),
            ("note", "see there", json!(null), &spans),
            ("warning", "1 warning emitted", json!(null), &json!([])),
            (
                "error",
                "aborting due to 2 previous errors",
                json!(null),
                &json!([]),
            ),
        ] {
            let message = json!({"level": level, "message": text, "code": code, "spans": spans});
            count(&mut verdict, &message);
        }
        assert_eq!((verdict.errors, verdict.warnings), (2, 1));
        let first = verdict.first.unwrap();
        assert_eq!(first, "mismatched types (E0308) at src/lib.rs:7");
    }
}
