//! The compiler, clippy and rustdoc themselves find nothing in what the scrubber wrote.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::nasty::NASTY;
use super::tests::TABLE;
use super::{scrub, summary};

/// Names a JSON file with an array of texts to try besides.
const MORE: &str = "SCRUB_TEXTS";

#[test]
fn no_lint_fires_and_no_code_is_tested() {
    let folder = folder();
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"proof\"\nedition = \"2024\"\n\n[workspace]\n",
    )
    .unwrap();
    std::fs::write(folder.join("src/lib.rs"), source(&texts())).unwrap();

    cargo(&folder, &["clippy", "--", "-Dwarnings"]);
    cargo(&folder, &["doc"]);
    let report = cargo(&folder, &["test", "--doc"]);
    assert!(report.contains("running 0 tests"), "{report}");
}

/// Beside the test binary, so that a second run finds what the first built.
fn folder() -> PathBuf {
    let binary = std::env::current_exe().unwrap();
    binary.ancestors().nth(2).unwrap().join("scrub-proof")
}

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = TABLE.iter().map(|(text, _)| (*text).to_owned()).collect();
    // A generator of its own: the same texts on every run.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut draw = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..300 {
        let length = 1 + draw(24);
        texts.push((0..length).map(|_| NASTY[draw(NASTY.len())]).collect());
    }
    if let Some(file) = std::env::var_os(MORE) {
        let more: Vec<String> = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        texts.extend(more);
    }
    texts
}

/// A crate whose items and fields the texts document.
fn source(texts: &[String]) -> String {
    let mut source = String::from(
        "//! Documented by others.\n\
         #![warn(rustdoc::unescaped_backticks, clippy::doc_comment_double_space_linebreaks)]\n\n",
    );
    for (index, text) in texts.iter().enumerate() {
        for line in scrub(text) {
            writeln!(source, "/// {line}").unwrap();
        }
        writeln!(source, "pub struct A{index} {{").unwrap();
        match summary(text) {
            summary if summary.is_empty() => {}
            summary => writeln!(source, "    /// - `field`: {summary}").unwrap(),
        }
        writeln!(source, "    pub field: (),\n}}\n").unwrap();
    }
    source
}

fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {arguments:?}\n{report}\n{errors}"
    );
    report
}
