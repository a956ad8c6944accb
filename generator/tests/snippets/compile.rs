//! The crates of all snippets, compiled together: no warning of rustc, clippy or rustdoc.

use crate::pages::generated;
use crate::workspace::{write_crate, write_workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

/// All that change what is compiled of a crate; TLS takes longer to build than all snippets.
const FEATURES: &str = "client,blocking,tracing,mock,webhooks";

/// Those that have more of the client than others, for a browser: forms with files, servers, tokens, XML.
const IN_BROWSERS: &[&str] = &[
    "multipart.yaml",
    "by_status.yaml",
    "servers.yaml",
    "xml.yaml",
];
const BROWSER: &str = "wasm32-unknown-unknown";

#[test]
fn snippets_compile_without_a_warning() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snippets");
    let (mut members, mut in_browsers) = (Vec::new(), Vec::new());
    for (index, path) in inputs().iter().enumerate() {
        let (_, mut generated) = generated(path);
        let name = format!("snippet-{index:02}");
        for file in &mut generated.files {
            let own = format!("name = \"{name}\"");
            file.contents = file.contents.replace("name = \"sample\"", &own);
        }
        write_crate(&root.join(&name), &generated.files);
        if IN_BROWSERS.iter().any(|file| path.ends_with(file)) {
            in_browsers.push(name.clone());
        }
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
    compile_for_browsers(&root, &in_browsers);
}

/// Where the target is installed. What the crates need there is built, and perhaps fetched, for the
/// whole workspace.
fn compile_for_browsers(root: &Path, members: &[String]) {
    assert_eq!(members.len(), IN_BROWSERS.len());
    let mut rustc = Command::new("rustc");
    let folder = rustc.args(["--print", "target-libdir", "--target", BROWSER]);
    let folder = String::from_utf8(folder.output().unwrap().stdout).unwrap();
    if !Path::new(folder.trim()).is_dir() {
        return;
    }
    let packages = members.iter().flat_map(|name| ["--package", name]);
    let options = ["clippy", "--quiet", "--target", BROWSER];
    let features = ["--no-default-features", "--features", "client,tracing"];
    let arguments = options.into_iter().chain(features).chain(packages);
    let arguments: Vec<&str> = arguments.chain(["--", "-D", "warnings"]).collect();
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    cargo_in(root, &shared, &arguments, "");
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
    cargo_in(root, &root.join("target"), arguments, rustdoc_flags);
}

fn cargo_in(root: &Path, target: &Path, arguments: &[&str], rustdoc_flags: &str) {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(root)
        .args(arguments)
        .env("RUSTDOCFLAGS", rustdoc_flags)
        .env("CARGO_TARGET_DIR", target);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {}:\n{text}",
        arguments.join(" ")
    );
}
