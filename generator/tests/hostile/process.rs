//! A run of the command under limits of memory and time.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// KiB of address space, which half a gibibyte are.
const MEMORY: &str = "524288";

/// An optimized build takes two seconds at most; others, and machines with other work, take their time.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 });

/// Runs `generate` in a folder, and tells how it ended.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v $0; exec \"$@\"", MEMORY])
        .args([env!("CARGO_BIN_EXE_typewright"), "generate"])
        .args(arguments)
        .args(["--format", "json"])
        .current_dir(folder)
        // An arena for each thread would reserve address space that nothing uses.
        .env("MALLOC_ARENA_MAX", "1")
        .env("HOME", folder.join("home"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(folder.join("stderr")).unwrap());
    let begin = Instant::now();
    let mut child = command.spawn().unwrap();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begin.elapsed() > LONGEST {
            child.kill().unwrap();
            child.wait().unwrap();
            fs::remove_file(folder.join("stderr")).unwrap();
            return format!("no end within {LONGEST:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let stderr = fs::read_to_string(folder.join("stderr")).unwrap();
    fs::remove_file(folder.join("stderr")).unwrap();
    match status.code() {
        Some(0) => format!("a crate{}", codes(&stderr)),
        Some(1) => format!("refused{}", codes(&stderr)),
        Some(2) => stderr
            .lines()
            .last()
            .unwrap_or_default()
            .replace(&*folder.to_string_lossy(), ".."),
        _ => panic!("{status}: {}", &stderr[..stderr.len().min(2_000)]),
    }
}

/// The codes of the findings; each is a line at most.
fn codes(stderr: &str) -> String {
    let findings: Vec<Value> = serde_json::from_str(stderr).unwrap();
    let codes = findings.iter().map(|finding| {
        let text = finding.to_string();
        assert!(text.len() < 8_192, "a finding of {} bytes", text.len());
        finding["code"].as_str().unwrap()
    });
    let codes: BTreeSet<&str> = codes.collect();
    let codes: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
    match codes.is_empty() {
        true => String::new(),
        false => format!(": {}", codes.join(", ")),
    }
}

/// Runs a document in a folder of its own; nothing but the output may come into it.
pub(crate) fn document(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let outcome = run(folder.path(), &[name, "--output", "out"]);
    let entries = fs::read_dir(folder.path()).unwrap();
    let entries: BTreeSet<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut expected = BTreeSet::from([name.to_owned()]);
    if outcome.starts_with("a crate") {
        expected.insert("out".to_owned());
    }
    assert_eq!(entries, expected, "{outcome}");
    outcome
}
