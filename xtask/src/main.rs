//! The chores of this workspace, one verb a file: `cargo xtask <verb>`.

mod attack;
mod browser;
mod cargo;
mod codegen;
mod compare;
mod corpus;
mod crates;
mod excepted;
mod instance;
mod kills;
mod loopback;
mod markdown;
mod oracle;
mod place;
mod prism;
mod process;
mod subject;
mod tidy;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The chores of this workspace
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Generate the crate in generated/ from spec/openapi.yaml
    Codegen {
        /// Write nothing; exit with 1 and name the files that are not up to date
        #[arg(long)]
        check: bool,
    },
    /// Generate crates for public documents, fetched with npm
    Corpus {
        /// Compile those of xtask/src/corpus/compile.txt too
        #[arg(long)]
        compile: bool,
        /// Only the documents whose name has this text; without a filter, write the report
        filter: Option<String>,
    },
    /// Try other generators on some of these documents
    Compare {
        /// Only the documents whose name has this text; without a filter, write the report
        filter: Option<String>,
    },
    /// Hold the types of public documents against another validator
    Oracle {
        /// Only the documents whose name has this text; without a filter, write the report
        filter: Option<String>,
    },
    /// Call every operation of generated clients against a server that others wrote
    Prism {
        /// Only these: names of public documents or paths, each with what `--include` takes; without one, write the
        /// report
        documents: Vec<String>,
    },
    /// Attack generated servers with a program that others wrote
    Attack {
        /// Only these: names of public documents or paths, each with what `--include` takes; without one, write the
        /// report
        documents: Vec<String>,
    },
    /// Call every operation of generated clients against the mocks of their own crates
    Mock {
        /// Only these, as for `prism`; without one, write the report
        documents: Vec<String>,
    },
    /// Call a generated client from WebAssembly, in Node.js
    Browser {
        /// Browsers to call it in as well: Chromium, Firefox, by the names of their programs; then the report is written
        programs: Vec<String>,
    },
    /// Kill the generator at 200 random moments
    Kills {
        /// The document, a large one
        document: PathBuf,
    },
    /// Check the rules of the house that no compiler knows
    Tidy,
}

fn main() -> ExitCode {
    let root = root();
    let done = match Arguments::parse().verb {
        Verb::Codegen { check } => codegen::run(&root, check),
        Verb::Corpus { compile, filter } => corpus::run(&root, compile, filter.as_deref()),
        Verb::Compare { filter } => compare::run(&root, filter.as_deref()),
        Verb::Oracle { filter } => oracle::run(&root, filter.as_deref()),
        Verb::Prism { documents } => prism::run(&root, &documents),
        Verb::Attack { documents } => attack::run(&root, &documents),
        Verb::Mock { documents } => prism::mock(&root, &documents),
        Verb::Browser { programs } => browser::run(&root, &programs),
        Verb::Kills { document } => kills::run(&root, &document),
        Verb::Tidy => tidy::run(&root),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map_or_else(PathBuf::new, PathBuf::from)
}
