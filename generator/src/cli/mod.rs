//! The command line.

mod arguments;
mod command;
mod explain;
mod generate;
mod report;
mod settings;
mod shell;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// How a run ended; its exit code is part of the stable contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The crate is written, or is as it should be.
    Done,
    /// The document has errors, or `--check` found a stale crate.
    Refused,
    /// Wrong usage, or a file that could not be read or written.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Refused => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the command that the arguments ask for.
pub(crate) fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    outcome.into()
}
