//! The program that asks the types of a crate.

use crate::{cargo, process};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Far beyond what the instances of one component take.
const LIMIT: Duration = Duration::from_secs(300);

const PROGRAM: &str = include_str!("program.rs");

/// The text of the program for these types.
pub(super) fn source(types: &[&str]) -> String {
    let judges: Vec<String> = types
        .iter()
        .map(|name| format!("    judge::<{name}>,\n"))
        .collect();
    let judges = judges.concat();
    format!("{PROGRAM}\nstatic JUDGES: &[fn(&str) -> &'static str] = &[\n{judges}];\n")
}

/// Builds the crate of a package and its program; where the program is.
pub(super) fn build(workspace: &Path, package: &str) -> io::Result<PathBuf> {
    let options = [
        "--no-default-features",
        "--package",
        package,
        "--example",
        package,
    ];
    let built = cargo::judge(workspace, &[&["build"], &options[..]].concat())?;
    let mut verdicts = built.verdicts.into_values();
    if let Some(broken) = verdicts.find(|verdict| verdict.errors > 0) {
        let first = broken.first.unwrap_or_default();
        return Err(io::Error::other(format!("{package}: {first}")));
    }
    Ok(workspace.join("target/debug/examples").join(package))
}

/// What the type of a number says about each instance.
pub(super) fn ask(program: &Path, number: usize, instances: &[String]) -> io::Result<Vec<String>> {
    let file = program.with_extension("txt");
    fs::write(&file, instances.join("\n"))?;
    let mut command = Command::new(program);
    let run = process::run(command.arg(number.to_string()).arg(&file), LIMIT)?;
    let answers: Vec<String> = run.stdout.lines().map(str::to_owned).collect();
    if answers.len() != instances.len() {
        let name = program.display();
        return Err(io::Error::other(format!(
            "{name} {number}: {}",
            run.stderr.trim()
        )));
    }
    Ok(answers)
}
