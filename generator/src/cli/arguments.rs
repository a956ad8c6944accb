//! What the command line takes.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use typewright::diagnostic::{Denied, explain};
use typewright::filter::Selector;

/// Turns an OpenAPI document into a Rust crate
#[derive(Debug, Parser)]
#[command(
    name = "typewright",
    version,
    after_help = "Example: typewright generate openapi.yaml --output client"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Generate(Generate),
    Explain(Explain),
}

/// Write the crate, or check that it is up to date
///
/// All files are written, or none. Files of others are left alone.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  typewright generate openapi.yaml --output client
  typewright generate - --output client < openapi.json
  typewright generate openapi.yaml --output client --check
  typewright generate openapi.yaml --output client --include tag:issues

Selectors, each of which may be given several times:
  tag:NAME          operations with this tag
  path:/PATH        operations at this path
  operationId:ID    the operation with this operationId
In all of them `*` is any text without a `/`, and `**` any text.

Without SPEC, the options come from typewright.toml in the current folder. Its
keys are `spec` and the names of the options; those given here win.

Exit codes:
  0  the crate is written, or up to date; warnings are on stderr
  1  the document has errors or denied findings, or --check found a stale crate
  2  wrong usage, or a file that could not be read or written")]
pub(super) struct Generate {
    /// The OpenAPI document, YAML or JSON; `-` reads standard input
    #[arg(value_name = "SPEC", requires = "output")]
    pub(super) spec: Option<PathBuf>,

    /// The folder of the crate; made if there is none
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// The name of the crate [default: from the document's title]
    #[arg(short, long, value_name = "CRATE", value_parser = crate_name)]
    pub(super) name: Option<String>,

    /// Write nothing; exit with 1 if the crate is not up to date
    #[arg(long)]
    pub(super) check: bool,

    /// Read files beneath DIR too, not beneath the folder of SPEC alone
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,

    /// Change the document first, as an OpenAPI Overlay 1.0 or 1.1 says
    #[arg(long, value_name = "FILE")]
    pub(super) overlay: Vec<PathBuf>,

    /// Generate these operations alone, and the schemas that they need
    #[arg(long, value_name = "SELECTOR")]
    pub(super) include: Vec<Selector>,

    /// Leave these operations out, and the schemas that only they need
    #[arg(long, value_name = "SELECTOR")]
    pub(super) exclude: Vec<Selector>,

    /// Read schemas by the letter, not as their authors mean them
    #[arg(long)]
    pub(super) exact: bool,

    /// Take these findings for errors: `warnings`, or a code
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = denied)]
    pub(super) deny: Vec<Denied>,

    /// Codes that `--deny warnings` leaves as they are
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = code)]
    pub(super) allow: Vec<&'static str>,

    /// Also print what becomes of each keyword that the document uses
    #[arg(long)]
    pub(super) coverage: bool,

    /// How findings and results are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

/// Say what the code of a finding means, with an example and the way out
#[derive(Args, Debug)]
#[command(after_help = "Example: typewright explain TW0214")]
pub(super) struct Explain {
    /// The code; without one, all are listed
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With an excerpt of the document, for people
    Human,
    /// A line of JSON, for programs
    Json,
    /// Annotations of GitHub Actions
    Github,
}

/// A code, by its name.
pub(super) fn code(name: &str) -> Result<&'static str, String> {
    match explain::find(name) {
        Ok(code) => Ok(code.name),
        Err(near) => Err(explain::unknown(name, near)),
    }
}

pub(super) fn denied(what: &str) -> Result<Denied, String> {
    match what {
        "warnings" => Ok(Denied::Warnings),
        _ => code(what).map(Denied::Code),
    }
}

/// Names that cargo refuses for a package, or that no dependent could write: keywords, cargo's own
/// folders, and crates that every program has already.
const TAKEN: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "build",
    "const",
    "continue",
    "core",
    "crate",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "incremental",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc-macro",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

pub(super) fn crate_name(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    if !text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err("a crate name begins with a letter".to_owned());
    }
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    {
        return Err("a crate name has only letters, digits, `-` and `_`".to_owned());
    }
    if text.len() > 64 {
        return Err("a crate name has at most 64 characters".to_owned());
    }
    if TAKEN.contains(&lower.as_str()) {
        return Err("this name is reserved by Rust or cargo".to_owned());
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Arguments, crate_name};
    use clap::CommandFactory;

    #[test]
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn crate_names() {
        for good in ["northflank", "a", "my-api_2", "Api"] {
            assert_eq!(crate_name(good), Ok(good.to_owned()));
        }
        for bad in [
            "",
            "2fa",
            "-x",
            "a b",
            "é",
            "fn",
            "Self",
            "std",
            "a\"b",
            &"x".repeat(65),
        ] {
            assert!(crate_name(bad).is_err(), "{bad:?}");
        }
    }
}
