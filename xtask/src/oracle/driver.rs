//! The program that asks the types of a crate.

use crate::process;
use std::fs;
use std::io;
use std::path::Path;
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
