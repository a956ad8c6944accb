//! The crates of all snippets, compiled together: no warning of rustc, clippy or rustdoc.

use crate::pages::generated;
use crate::workspace::{write_crate, write_workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// All that change what is compiled of a crate; TLS takes longer to build than all snippets.
const FEATURES: &str = "client,blocking,tracing,mock,webhooks";

#[test]
fn snippets_compile_without_a_warning() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snippets");
    let mut members = Vec::new();
    for (index, path) in inputs().iter().enumerate() {
        let (_, mut generated) = generated(path);
        let name = format!("snippet-{index:02}");
        for file in &mut generated.files {
            let own = format!("name = \"{name}\"");
            file.contents = file.contents.replace("name = \"sample\"", &own);
        }
        write_crate(&root.join(&name), &generated.files);
        members.push(name);
    }
    write_workspace(&root, &members, "");
    cargo(
        &root,
        &[
            "clippy",
            "--workspace",
            "--no-default-features",
            "--features",
            FEATURES,
            "--quiet",
            "--offline",
            "--",
            "-D",
            "warnings",
        ],
        "",
    );
    cargo(
        &root,
        &[
            "doc",
            "--workspace",
            "--no-default-features",
            "--features",
            FEATURES,
            "--quiet",
            "--offline",
            "--no-deps",
        ],
        "-D warnings",
    );
}

pub(crate) fn inputs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snippets/inputs");
    let mut folders = vec![root];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

pub(crate) fn cargo(root: &Path, arguments: &[&str], rustdoc_flags: &str) {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(root)
        .args(arguments)
        .env("RUSTDOCFLAGS", rustdoc_flags)
        .env("CARGO_TARGET_DIR", root.join("target"));
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {}:\n{text}",
        arguments.join(" ")
    );
}
