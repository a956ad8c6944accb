//! For build scripts: a crate that is generated whenever its document changes, and never committed.
//!
//! ```no_run
//! // build.rs
//! use typewright::generate::Options;
//!
//! fn main() -> std::io::Result<()> {
//!     typewright::build_script::run("openapi.yaml", &Options::default())
//! }
//! ```
//!
//! The crate's own `src/lib.rs` takes what was generated as all of it; attributes of the crate may stand above:
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
//! ```
//!
//! Cargo reads a manifest before it runs a build script, so features and dependencies have to be there already: those
//! of a `Cargo.toml` that `typewright generate` has written once.

use crate::diagnostic::{Severity, human, line};
use crate::folder::{self, Folder};
use crate::generate::{Generated, Options, generate};
use crate::load::{Retrieve, Source};
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Generates from a document in the folder of the package into the folder that cargo gives to build scripts. Warnings
/// become warnings of cargo; errors fail the build.
///
/// Files that the document refers to are read beneath its folder. Where some stand elsewhere, `files` says so:
/// `Some(Arc::new(Folder::of("api/openapi.yaml").root("common")))`, with [`Folder`].
pub fn run(spec: &str, options: &Options) -> io::Result<()> {
    let folder = env::var_os("OUT_DIR").ok_or_else(|| {
        io::Error::other("there is no OUT_DIR: this function is for build scripts of cargo")
    })?;
    let source = folder::source(spec.to_owned(), fs::File::open(spec))?;
    let beside = || Arc::new(Folder::of(spec)) as Arc<dyn Retrieve>;
    let options = Options {
        files: Some(options.files.clone().unwrap_or_else(beside)),
        ..options.clone()
    };
    let generated = generate(&source, &options);
    print!("{}", instructions(&source, &options, &generated));
    write(&source, &options, &generated, Path::new(&folder))
}

/// What a build script tells cargo.
fn instructions(source: &Source, options: &Options, generated: &Generated) -> String {
    let files = std::iter::once(source).chain(&options.overlays);
    let files = files.chain(&generated.sources);
    let watched = files.map(|file| format!("cargo::rerun-if-changed={}\n", file.name));
    let files = generated.texts(source, options);
    let lines = line::render(&generated.diagnostics, files, Severity::Warning);
    let told = lines.iter().map(|line| format!("cargo::warning={line}\n"));
    watched.chain(told).collect()
}

fn write(
    source: &Source,
    options: &Options,
    generated: &Generated,
    folder: &Path,
) -> io::Result<()> {
    if generated.diagnostics.has_errors() {
        let files = generated.texts(source, options);
        eprint!("{}", human::render(&generated.diagnostics, files, false));
        return Err(io::Error::other("the document has errors"));
    }
    for file in &generated.files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        match file.path.as_str() {
            "src/lib.rs" => fs::write(path, without_head(&file.contents))?,
            _ => fs::write(path, &file.contents)?,
        }
    }
    Ok(())
}

/// A root module as `include!` takes it: without the documentation and the attributes of the whole crate.
fn without_head(root: &str) -> String {
    let is_head = |line: &&str| line.starts_with("//!") || line.starts_with("#![");
    let lines = root.lines().filter(|line| !is_head(line));
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::{instructions, write};
    use crate::generate::{Options, generate};
    use crate::load::Source;
    use std::sync::Arc;

    const DOCUMENT: &str = "openapi: 3.1.0
info: { title: A, version: '1' }
paths: {}
components: { schemas: { A: { type: string, minLength: 3, maxLength: 1 } } }
";

    fn source(name: &str, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn cargo_is_told_what_to_watch_and_what_was_found() {
        let document = source("a.yaml", DOCUMENT);
        let overlay = "overlay: 1.0.0\nactions: [{ target: $.x, remove: true }]\n";
        let options = Options {
            overlays: vec![source("b.yaml", overlay)],
            ..Options::default()
        };
        let generated = generate(&document, &options);
        assert_eq!(
            instructions(&document, &options, &generated),
            "cargo::rerun-if-changed=a.yaml\n\
             cargo::rerun-if-changed=b.yaml\n\
             cargo::warning=b.yaml:2:21: warning[TW0143]: the target of this action selects nothing\n\
             cargo::warning=a.yaml:4:56: warning[TW0210]: `minLength` 3 is above `maxLength` 1: \
             no string is valid\n"
        );
    }

    #[test]
    fn files_that_are_referred_to_are_watched() {
        let document = source(
            "api/a.yaml",
            &DOCUMENT.replace("maxLength: 1", "$ref: b.yaml"),
        );
        let options = Options {
            files: Some(Arc::new(vec![source("b.yaml", "maxLength: 1\n")])),
            ..Options::default()
        };
        let generated = generate(&document, &options);
        let told = instructions(&document, &options, &generated);
        let watched: Vec<&str> = told.lines().take(2).collect();
        let changed = "cargo::rerun-if-changed=";
        assert_eq!(
            watched,
            [format!("{changed}api/a.yaml"), format!("{changed}b.yaml")]
        );
    }

    #[test]
    fn a_document_with_errors_writes_nothing() {
        let temp = tempfile::tempdir().unwrap();
        let document = source("a.yaml", "openapi: 9\n");
        let options = Options::default();
        let generated = generate(&document, &options);
        assert!(write(&document, &options, &generated, temp.path()).is_err());
        assert_eq!(std::fs::read_dir(temp.path()).unwrap().count(), 0);
    }
}
