//! The `typewright` command: arguments in, an exit code out. What it does is in the library.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
