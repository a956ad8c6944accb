//! The command line as its users meet it.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(test)]
mod contract;
#[cfg(test)]
mod files;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod same;
#[cfg(test)]
mod settings;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const GOOD: &str = r#"
openapi: 3.0.3
info: { title: Tags, version: "1" }
paths: {}
components:
  schemas:
    Tag: { type: string, minLength: 3 }
"#;

#[derive(Debug, PartialEq)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the command in `folder`.
fn typewright(folder: &Path, arguments: &[&str], stdin: &str) -> Run {
    typewright_in(folder, &[], arguments, stdin)
}

/// Runs the command in `folder`, with more environment variables.
fn typewright_in(
    folder: &Path,
    environment: &[(&str, &str)],
    arguments: &[&str],
    stdin: &str,
) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_typewright"))
        .args(arguments)
        .current_dir(folder)
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that reads no input may be gone before all of it is written.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn folder() -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("good.yaml"), GOOD).unwrap();
    fs::write(temp.path().join("bad.yaml"), "just: words\n").unwrap();
    temp
}

const GENERATE: [&str; 4] = ["generate", "good.yaml", "--output", "out"];
