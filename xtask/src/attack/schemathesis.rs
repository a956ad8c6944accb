//! Schemathesis, fetched with pip, and its settings.

use crate::process;
use crate::subject::Subject;
use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use typewright::ir::SchemeKind;

pub(super) const VERSION: &str = "4.32.5";

/// So many requests at most of an operation are drawn, beside those that stand at the bounds of its schemas.
pub(super) const EXAMPLES: usize = 20;

/// For fetching it, and for the attack on one document.
const LIMIT: Duration = Duration::from_secs(3600);

/// Those that need a server which remembers.
const NOT_CHECKED: &str = "use_after_free,ensure_resource_availability,object_level_authorization";

/// Where it is, fetched before if it is not there.
pub(super) fn fetch(cache: &Path) -> io::Result<PathBuf> {
    let folder = cache.join(format!("schemathesis-{VERSION}"));
    let binary = folder.join("bin/schemathesis");
    if !binary.exists() {
        done(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut pip = Command::new(folder.join("bin/pip"));
        let package = format!("schemathesis=={VERSION}");
        done(pip.args(["install", "--quiet", &package]))?;
    }
    Ok(binary)
}

fn done(command: &mut Command) -> io::Result<()> {
    let run = process::run(command, LIMIT)?;
    match run.succeeded() {
        true => Ok(()),
        false => Err(io::Error::other(format!(
            "{command:?}: {}",
            run.stderr.trim()
        ))),
    }
}

/// Attacks a server; the events of the run, a line each.
pub(super) fn attack(
    binary: &Path,
    folder: &Path,
    subject: &Subject,
    document: &Value,
    url: &str,
) -> io::Result<String> {
    let at = |extension: &str| folder.join(format!("{}.{extension}", subject.package()));
    let (settings, document_file, events) = (at("toml"), at("json"), at("ndjson"));
    fs::write(&settings, self::settings(subject))?;
    fs::write(&document_file, document.to_string())?;
    let mut command = Command::new(binary);
    command.arg("--config-file").arg(&settings).arg("run");
    command.arg(&document_file).args(["--url", url]);
    command.args(["--phases", "examples,coverage,fuzzing"]);
    command.args(["--checks", "all", "--exclude-checks", NOT_CHECKED]);
    command.args(["--max-examples", &EXAMPLES.to_string()]);
    command.args(["--generation-deterministic", "--no-shrink"]);
    command.arg("--continue-on-failure");
    command.args(["--suppress-health-check", "all", "--no-color"]);
    command
        .args(["--report", "ndjson", "--report-ndjson-path"])
        .arg(&events);
    let run = process::run(command.current_dir(folder), LIMIT)?;
    fs::write(at("txt"), &run.stdout)?;
    match run.status.and_then(|status| status.code()) {
        // Findings are no failure of the program.
        Some(0 | 1) => fs::read_to_string(events),
        _ => Err(io::Error::other(format!("{}{}", run.stdout, run.stderr))),
    }
}

/// The credentials, and what is refused and what is not: every answer to a valid request has to be a success.
fn settings(subject: &Subject) -> String {
    let mut text = "[checks]\n\
        positive_data_acceptance.expected-statuses = [\"2xx\", \"3xx\"]\n\
        negative_data_rejection.expected-statuses = [400, 401, 404, 405, 413, 414, 415, 422, 431]\n"
        .to_owned();
    for scheme in &subject.api.schemes {
        let credential = match scheme.kind {
            SchemeKind::Basic => "username = \"user\"\npassword = \"password\"",
            SchemeKind::Bearer => "bearer = \"token\"",
            _ => "api_key = \"token\"",
        };
        text += &format!("\n[auth.openapi.{:?}]\n{credential}\n", scheme.name);
    }
    text
}
