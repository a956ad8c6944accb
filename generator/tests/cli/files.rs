//! Documents in many files, from the command line.

use super::{Run, typewright};
use std::fs;
use std::path::Path;

const DOCUMENT: &str = r#"
openapi: 3.0.3
info: { title: Jobs, version: "1" }
paths: {}
components:
  schemas:
    Job: { $ref: schemas/job.yaml }
    Error: { $ref: ../common/error.yaml }
"#;

/// A document in `work/api`, which refers to a file beneath its folder, and to one beside that.
fn disk() -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("work/api/openapi.yaml", DOCUMENT),
        (
            "work/api/schemas/job.yaml",
            "type: string\nminLength: 3\nmaxLength: 1\n",
        ),
        ("work/common/error.yaml", "type: string\nminLength: 3\n"),
    ] {
        let path = temp.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    temp
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = ["generate", "--output", "out"];
    typewright(folder, &[&output[..], arguments].concat(), "")
}

#[test]
fn a_folder_is_allowed() {
    let temp = disk();
    let work = temp.path().join("work");
    let refused = run(&work, &["api/openapi.yaml"]);
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    for told in [
        "TW0137",
        "files are read beneath `api`",
        "allow more: `--root .`",
        " --> api/openapi.yaml:8:",
    ] {
        assert!(refused.stderr.contains(told), "{told}: {}", refused.stderr);
    }
    // The help does what it says, and from other folders too.
    let done = run(&work, &["api/openapi.yaml", "--root", "."]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(
        done.stderr.contains(" --> api/schemas/job.yaml:2:12"),
        "{}",
        done.stderr
    );
    let refused = run(&work.join("api"), &["openapi.yaml"]);
    assert!(refused.stderr.contains("`--root ..`"), "{}", refused.stderr);
    assert_eq!(
        run(&work.join("api"), &["openapi.yaml", "--root", ".."]).code,
        Some(0)
    );
    // Another folder than the one that is needed.
    let refused = run(&work, &["api/openapi.yaml", "--root", "api/schemas"]);
    assert!(
        refused.stderr.contains("beneath `api` and `api/schemas`"),
        "{}",
        refused.stderr
    );
}

#[test]
fn findings_name_the_file() {
    let temp = disk();
    let work = temp.path().join("work");
    let json = run(
        &work,
        &["api/openapi.yaml", "--root", ".", "--format", "json"],
    );
    let found: serde_json::Value = serde_json::from_str(&json.stderr).unwrap();
    assert_eq!(
        (&found[0]["file"], &found[0]["line"]),
        (&"api/schemas/job.yaml".into(), &2.into())
    );
    let github = run(
        &work,
        &["api/openapi.yaml", "--root", ".", "--format", "github"],
    );
    assert!(
        github.stderr.contains("file=api/schemas/job.yaml,line=2"),
        "{}",
        github.stderr
    );
}

/// A change of any file makes the crate stale; the folder that it lies in is no matter.
#[test]
fn what_is_up_to_date() {
    let temp = disk();
    let work = temp.path().join("work");
    let all = ["api/openapi.yaml", "--root", "."];
    assert_eq!(run(&work, &all).code, Some(0));
    let check = [&all[..], &["--check"]].concat();
    assert_eq!(run(&work, &check).code, Some(0));
    let moved = temp.path().join("elsewhere");
    fs::create_dir(&moved).unwrap();
    fs::rename(work.join("api"), moved.join("other")).unwrap();
    fs::rename(work.join("common"), moved.join("common")).unwrap();
    fs::rename(work.join("out"), moved.join("out")).unwrap();
    let check = ["other/openapi.yaml", "--root", ".", "--check"];
    let same = run(&moved, &check);
    assert_eq!(same.code, Some(0), "{}", same.stdout);
    fs::write(
        moved.join("common/error.yaml"),
        "type: string\nminLength: 4\n",
    )
    .unwrap();
    let stale = run(&moved, &check);
    assert_eq!(stale.code, Some(1));
    assert!(
        stale.stdout.contains("src/types/error.rs"),
        "{}",
        stale.stdout
    );
    let told = "run: typewright generate other/openapi.yaml --output out --root .\n";
    assert!(stale.stdout.ends_with(told), "{}", stale.stdout);
}

/// Standard input is of no folder, unless it is said of which.
#[test]
fn standard_input() {
    let temp = disk();
    let work = temp.path().join("work");
    let text = DOCUMENT
        .replace("../common", "api/../common")
        .replace("schemas/job", "api/schemas/job");
    let arguments = ["generate", "-", "--output", "out"];
    let refused = typewright(&work, &arguments, &text);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.stderr.contains("or its folder: `--root .`"),
        "{}",
        refused.stderr
    );
    let done = typewright(&work, &[&arguments[..], &["--root", "."]].concat(), &text);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(
        done.stderr.contains(" --> ./api/schemas/job.yaml:2:"),
        "{}",
        done.stderr
    );
}

#[test]
fn settings_have_a_root() {
    let temp = disk();
    let work = temp.path().join("work");
    let settings = "spec = \"api/openapi.yaml\"\noutput = \"out\"\nroot = \".\"\n";
    fs::write(work.join("typewright.toml"), settings).unwrap();
    let done = typewright(&work, &["generate"], "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    // The command line wins.
    let refused = typewright(&work, &["generate", "--root", "api"], "");
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
}
