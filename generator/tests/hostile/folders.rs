//! Outputs that are no folder of ours. What more there is to a folder is in `tests/disk`.

use crate::Row;
use crate::process::run;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

const GOOD: &str = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n";

/// A folder with a document, and what a case puts beside it.
fn case(prepare: impl FnOnce(&Path), output: &str, held: impl FnOnce(&Path)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.yaml"), GOOD).unwrap();
    prepare(path);
    let outcome = run(path, &["a.yaml", "--output", output]);
    held(path);
    outcome
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

pub(crate) fn rows() -> Vec<Row> {
    let rows = [
        (
            "a file",
            case(
                |at| fs::write(at.join("out"), "mine").unwrap(),
                "out",
                |at| {
                    assert_eq!(text(&at.join("out")), "mine");
                },
            ),
        ),
        (
            "the document itself",
            case(
                |_| (),
                "a.yaml",
                |at| assert_eq!(text(&at.join("a.yaml")), GOOD),
            ),
        ),
        (
            "the folder that the document is in",
            case(
                |_| (),
                ".",
                |at| {
                    assert_eq!(text(&at.join("a.yaml")), GOOD);
                    assert!(at.join("src/lib.rs").exists());
                },
            ),
        ),
        (
            "a folder with a `Cargo.toml` and a `src` of its own",
            case(
                |at| {
                    fs::create_dir_all(at.join("out/src")).unwrap();
                    fs::write(at.join("out/Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
                    fs::write(at.join("out/src/lib.rs"), "// mine\n").unwrap();
                },
                "out",
                |at| {
                    assert_eq!(text(&at.join("out/src/lib.rs")), "// mine\n");
                    assert!(text(&at.join("out/Cargo.toml")).contains("mine"));
                },
            ),
        ),
        (
            "a folder whose `src` is a link to another one",
            case(
                |at| {
                    fs::create_dir_all(at.join("out")).unwrap();
                    fs::create_dir_all(at.join("other")).unwrap();
                    symlink(at.join("other"), at.join("out/src")).unwrap();
                },
                "out",
                |at| assert_eq!(fs::read_dir(at.join("other")).unwrap().count(), 0),
            ),
        ),
        (
            "a link to nothing",
            case(
                |at| symlink(at.join("nothing"), at.join("out")).unwrap(),
                "out",
                |at| {
                    assert!(!at.join("nothing").exists());
                },
            ),
        ),
        (
            "a path below a file",
            case(
                |_| (),
                "a.yaml/out",
                |at| assert_eq!(text(&at.join("a.yaml")), GOOD),
            ),
        ),
        (
            "a name of 300 characters",
            case(|_| (), &"n".repeat(300), |_| ()),
        ),
        (
            "the root of the disk",
            case(|_| (), "/", |_| assert!(!Path::new("/src").exists())),
        ),
        (
            "the home of the user",
            case(
                |at| fs::create_dir(at.join("home")).unwrap(),
                "home",
                |at| assert_eq!(fs::read_dir(at.join("home")).unwrap().count(), 0),
            ),
        ),
        (
            "a folder of the kernel",
            case(|_| (), "/proc/self/out", |_| ()),
        ),
        ("files that may have no byte", full()),
        ("one folder, from eight runs at once", at_once()),
    ];
    rows.map(|(output, outcome)| (output.to_owned(), outcome.replace(&"n".repeat(300), "n..")))
        .into()
}

/// As on a full disk: each write fails.
fn full() -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), GOOD).unwrap();
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" generate a.yaml --output out";
    let run = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_typewright")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(!folder.path().join("out/src/lib.rs").exists());
    assert_eq!(run.status.code(), Some(2));
    let text = String::from_utf8(run.stderr).unwrap();
    text.trim_end()
        .replace(&*folder.path().to_string_lossy(), "..")
}

fn at_once() -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), GOOD).unwrap();
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_typewright"));
        command.args(["generate", "a.yaml", "--output", "out"]);
        command.current_dir(folder.path()).stdout(Stdio::null());
        command.spawn().unwrap()
    };
    let runs: Vec<_> = (0..8).map(|_| start()).collect();
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    let check = run(folder.path(), &["a.yaml", "--output", "out", "--check"]);
    let mut left = fs::read_dir(folder.path()).unwrap();
    assert!(
        left.all(
            |entry| ["a.yaml", "out"].contains(&&*entry.unwrap().file_name().to_string_lossy())
        )
    );
    check
}
