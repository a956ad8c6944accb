//! The crates of all snippets, compiled together: no warning of rustc, clippy or rustdoc.

use crate::pages::generated;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn snippets_compile_without_a_warning() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snippets");
    let mut members = String::new();
    for (index, path) in inputs().iter().enumerate() {
        let (_, generated) = generated(path);
        let name = format!("snippet-{index:02}");
        for file in &generated.files {
            let contents = file
                .contents
                .replace("name = \"sample\"", &format!("name = \"{name}\""));
            write_if_changed(&root.join(&name).join(&file.path), &contents);
        }
        let _ = writeln!(members, "    {name:?},");
    }
    write_if_changed(
        &root.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n"),
    );
    // The versions of this workspace, so that nothing has to be fetched.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, root.join("Cargo.lock")).unwrap();
    cargo(
        &root,
        &[
            "clippy",
            "--workspace",
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
        &["doc", "--workspace", "--quiet", "--offline", "--no-deps"],
        "-D warnings",
    );
}

fn inputs() -> Vec<PathBuf> {
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

/// Cargo goes by time stamps, so a file that stays the same is left alone.
fn write_if_changed(path: &Path, contents: &str) {
    if std::fs::read_to_string(path).is_ok_and(|old| old == contents) {
        return;
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, contents).unwrap();
}

fn cargo(root: &Path, arguments: &[&str], rustdoc_flags: &str) {
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
