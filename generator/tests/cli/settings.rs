//! `typewright.toml`: the options of a crate, kept beside it.

use super::{GOOD, Run, folder, typewright};
use std::fs;

const SETTINGS: &str = r#"
spec = "good.yaml"
output = "client"
name = "kept"
deny = "warnings"
"#;

fn run(settings: &str, arguments: &[&str]) -> (Run, tempfile::TempDir) {
    let temp = folder();
    fs::write(temp.path().join("typewright.toml"), settings).unwrap();
    let run = typewright(temp.path(), &[&["generate"], arguments].concat(), "");
    (run, temp)
}

#[test]
fn the_file_says_what_is_generated() {
    let (done, temp) = run(SETTINGS, &[]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let manifest = fs::read_to_string(temp.path().join("client/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"kept\""), "{manifest}");
    let check = typewright(temp.path(), &["generate", "--check"], "");
    assert_eq!(
        (check.code, &*check.stdout),
        (Some(0), "client is up to date\n")
    );

    fs::remove_file(temp.path().join("client/Cargo.toml")).unwrap();
    let check = typewright(temp.path(), &["generate", "--check"], "");
    let told = check.stdout.lines().last();
    assert_eq!(told, Some("run: typewright generate"));
}

#[test]
fn the_command_line_wins() {
    let (done, temp) = run(SETTINGS, &["--name", "given", "--output", "other"]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let manifest = fs::read_to_string(temp.path().join("other/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"given\""), "{manifest}");
    assert!(!temp.path().join("client").exists());

    // A list replaces the other, so `deny` is no more than this code.
    let warned = GOOD.replace("minLength: 3", "minLength: 3, maxLength: 1");
    fs::write(temp.path().join("good.yaml"), warned).unwrap();
    let denied = typewright(temp.path(), &["generate"], "");
    assert_eq!(denied.code, Some(1));
    let allowed = typewright(temp.path(), &["generate", "--deny", "TW0101"], "");
    assert_eq!(allowed.code, Some(0), "{}", allowed.stderr);
}

/// A document that is named has nothing to do with the file.
#[test]
fn a_named_document_is_not_of_the_file() {
    let (done, temp) = run("no = TOML", &["good.yaml", "--output", "out"]);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(temp.path().join("out/Cargo.toml").is_file());
}

#[test]
fn faults_of_the_file() {
    for (settings, why) in [
        (
            "\nouptut = \"x\"",
            "typewright.toml:2: there is no key `ouptut`: did you mean `output`?",
        ),
        (
            "check = true",
            "typewright.toml:1: there is no key `check`: there are spec, output",
        ),
        ("exact = \"yes\"", "`exact` has to be true or false"),
        (
            "overlay = [1]",
            "`overlay` has to be text, or a list of texts",
        ),
        ("name = \"fn\"", "this name is reserved"),
        ("include = \"issues\"", "write `tag:NAME`"),
        ("deny = [\"TW214\"]", "did you mean `TW0214`?"),
        ("spec = \"good.yaml\"", "typewright.toml has no `output`"),
        ("output = \"x\"", "typewright.toml has no `spec`"),
        (
            "spec = \"a\"\noutput = \"b\"\nallow = \"TW0101\"",
            "means nothing without `deny`",
        ),
        ("spec = ", "typewright.toml:1: "),
    ] {
        let (failed, _temp) = run(settings, &[]);
        assert_eq!((failed.code, &*failed.stdout), (Some(2), ""), "{settings}");
        assert!(failed.stderr.contains(why), "{}", failed.stderr);
    }
    let temp = folder();
    let none = typewright(temp.path(), &["generate"], "");
    assert_eq!(none.code, Some(2));
    assert!(
        none.stderr.contains("or write a typewright.toml"),
        "{}",
        none.stderr
    );
}
