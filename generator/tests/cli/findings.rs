//! What the command says about a document, and what the caller makes of it.

use super::{GENERATE, GOOD, folder, typewright};
use std::fs;

#[test]
fn a_code_is_explained() {
    let temp = folder();
    let explain = |code: &[&str]| typewright(temp.path(), &[&["explain"], code].concat(), "");
    let run = explain(&["tw0103"]);
    assert_eq!((run.code, &*run.stderr), (Some(0), ""));
    let title = "# TW0103: the file holds no document\n\n";
    assert!(run.stdout.starts_with(title), "{}", run.stdout);
    assert!(run.stdout.contains("error[TW0103]"), "{}", run.stdout);

    let all = explain(&[]);
    assert_eq!(all.code, Some(0));
    let line = "TW0103  the file holds no document\n";
    assert!(all.stdout.contains(line), "{}", all.stdout);

    let run = explain(&["TW01O3"]);
    assert_eq!((run.code, &*run.stdout), (Some(2), ""));
    let error = "error: there is no code `TW01O3`: did you mean `TW0103`?\n";
    assert_eq!(run.stderr, error);
    let run = explain(&["nonsense"]);
    assert!(run.stderr.contains("`typewright explain` lists all"));
}

/// Who reads findings is told once where there is more; programs are not.
#[test]
fn findings_end_with_where_there_is_more() {
    let temp = folder();
    let run = typewright(
        temp.path(),
        &["generate", "bad.yaml", "--output", "out"],
        "",
    );
    let told = "typewright explain TW0122\n";
    assert!(run.stderr.ends_with(told), "{}", run.stderr);
    assert_eq!(run.stderr.matches("typewright explain").count(), 1);
    assert_eq!(typewright(temp.path(), &GENERATE, "").stderr, "");
}

/// Has a warning, a contradiction in an enum whose text tries to be a command of its own, and a note.
const FAULTY: &str = r#"
openapi: 3.1.0
info: { title: Sizes, version: "1" }
paths: {}
components:
  schemas:
    Size: { type: string, enum: [s, "100%,\n::set-output name=x::y"], maxLength: 3 }
    Any: { maxLength: 3 }
"#;

const FINDINGS: [&str; 4] = ["generate", "faulty.yaml", "--output", "out"];

#[test]
fn annotations_of_github_actions() {
    let temp = folder();
    fs::write(temp.path().join("faulty.yaml"), FAULTY).unwrap();
    let github = [&FINDINGS[..], &["--format", "github"]].concat();
    let run = typewright(temp.path(), &github, "");
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("wrote "), "{}", run.stdout);
    insta::assert_snapshot!(run.stderr);

    fs::remove_file(temp.path().join("out/src/lib.rs")).unwrap();
    let run = typewright(temp.path(), &[&github[..], &["--check"]].concat(), "");
    assert_eq!(run.code, Some(1));
    let last = run.stderr.lines().last().unwrap();
    let command = "typewright generate faulty.yaml --output out";
    assert_eq!(
        last,
        format!("::error::out is not up to date, run: {command}")
    );
}

#[test]
fn what_is_denied_is_an_error() {
    let temp = folder();
    fs::write(temp.path().join("faulty.yaml"), FAULTY).unwrap();
    let run = |more: &[&str]| typewright(temp.path(), &[&FINDINGS[..], more].concat(), "");
    for denied in [
        &["--deny", "warnings"][..],
        &["--deny", "TW0214"],
        &["--deny", "tw0308"], // a note
        &["--deny", "TW0101,TW0214"],
        &["--deny", "warnings", "--allow", "TW0220"],
    ] {
        let run = run(denied);
        assert_eq!((run.code, &*run.stdout), (Some(1), ""), "{denied:?}");
        assert!(run.stderr.contains("error[TW"), "{}", run.stderr);
        assert!(!temp.path().join("out").exists());
    }
    for allowed in [
        &["--deny", "TW0101"][..],
        &["--deny", "warnings", "--allow", "TW0214"],
    ] {
        let run = run(allowed);
        assert_eq!(run.code, Some(0), "{allowed:?}: {}", run.stderr);
        assert!(run.stderr.contains("warning[TW0214]"), "{}", run.stderr);
    }
    let run = run(&["--deny", "TW214"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("did you mean `TW0214`?"),
        "{}",
        run.stderr
    );
}

/// Who pastes the command that `--check` suggests gets what was checked.
#[test]
fn the_suggested_command_has_all_options() {
    let temp = folder();
    let operations =
        "paths: { /x/y: { get: { responses: {} } }, /z: { get: { tags: [y], responses: {} } } }";
    let document = GOOD.replace("paths: {}", operations);
    fs::write(temp.path().join("good.yaml"), document).unwrap();
    fs::write(temp.path().join("o.yaml"), "overlay: 1.0.0\nactions: []\n").unwrap();
    let words = "--name tags --overlay o.yaml --include path:/x/** --exclude tag:y --deny warnings --allow TW0214 --exact";
    let options: Vec<&str> = words.split(' ').collect();
    let check = [&GENERATE[..], &options, &["--check"]].concat();
    let run = typewright(temp.path(), &check, "");
    let command = run.stdout.lines().last().unwrap();
    let words: Vec<&str> = command.split(' ').skip(2).collect();
    let words: Vec<&str> = words.iter().map(|word| word.trim_matches('\'')).collect();
    assert_eq!(words, [&GENERATE[..], &options].concat());
    assert_eq!(typewright(temp.path(), &words, "").code, Some(0));
    assert_eq!(typewright(temp.path(), &check, "").code, Some(0));
    // A word that a shell would take apart is in quotes.
    assert!(command.contains(" 'path:/x/**' "), "{command}");
}

const OVERLAY: &str = r#"
overlay: 1.0.0
info: { title: Sizes, version: "1" }
actions:
  - target: $.components.schemas.Tag
    update: { maxLength: 2 }
"#;

/// In each format, a finding about what an overlay brought names the overlay.
#[test]
fn findings_name_the_overlay() {
    let temp = folder();
    fs::write(temp.path().join("o.yaml"), OVERLAY).unwrap();
    for (format, told) in [
        ("human", "\n ::: o.yaml:6:26\n"),
        ("json", "\"file\":\"o.yaml\",\"line\":6,"),
        ("github", "%0Ao.yaml:6: the other bound%0A"),
    ] {
        let options = ["--overlay", "o.yaml", "--format", format];
        let run = typewright(temp.path(), &[&GENERATE[..], &options].concat(), "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    let none = [&GENERATE[..], &["--overlay", "none.yaml"]].concat();
    let run = typewright(temp.path(), &none, "");
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("cannot read `none.yaml`"),
        "{}",
        run.stderr
    );
}
