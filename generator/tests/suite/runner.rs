//! The program that decodes: one line in for each instance, one line out for each verdict.

use crate::crates::Written;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use typewright::generate::File;

/// The program, in parts, while crates are added to it.
#[derive(Default)]
pub(crate) struct Program {
    members: Vec<String>,
    arms: String,
}

/// What the types say: `Ok` when an instance was read, and the reason why not.
pub(crate) type Verdict = Result<(), String>;

const MAIN: &str = r#"
fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<(), String> {
    serde_json::from_str::<T>(text).map(drop).map_err(|error| error.to_string())
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (name, text) = line.split_once('\t').unwrap();
        match verdict(name, text) {
            Ok(()) => println!("valid"),
            Err(error) => println!("{}", error.replace('\n', " ")),
        }
    }
}
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("suite")
}

impl Program {
    pub(crate) fn add(&mut self, written: &Written, files: &[File]) {
        let name = &written.document.crate_name;
        let folder = root().join(name);
        remove_others(&folder, files);
        for file in files {
            write_if_changed(&folder.join(&file.path), &file.contents);
        }
        self.members.push(name.clone());
        for group in written.groups() {
            let path = format!("{}::types::{}", name.replace('-', "_"), group.component);
            let key = written.key(group);
            let _ = writeln!(self.arms, "        \"{key}\" => decode::<{path}>(text),");
        }
    }

    /// Compiles the program.
    pub(crate) fn build(&self) {
        self.write();
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["build", "--quiet", "--offline", "--package", "runner"])
            .current_dir(root())
            .env("CARGO_TARGET_DIR", root().join("target"));
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "the crates do not compile:\n{text}"
        );
    }

    /// Has the program judge instances, each by the type of its key.
    pub(crate) fn judge(&self, instances: &[(String, &str)]) -> Vec<Verdict> {
        let mut input = String::new();
        for (key, text) in instances {
            let _ = writeln!(input, "{key}\t{text}");
        }
        let mut child = Command::new(root().join("target/debug/runner"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        assert!(output.status.success(), "the program failed");
        let lines = String::from_utf8(output.stdout).unwrap();
        let verdict = |line: &str| match line {
            "valid" => Ok(()),
            reason => Err(reason.to_owned()),
        };
        let verdicts: Vec<Verdict> = lines.lines().map(verdict).collect();
        assert_eq!(verdicts.len(), instances.len());
        verdicts
    }

    fn write(&self) {
        let arms = &self.arms;
        let unknown = "_ => Err(\"unknown\".to_owned()),";
        let main = format!(
            "//! Decodes instances of the suite.\n{MAIN}\n\
             fn verdict(name: &str, text: &str) -> Result<(), String> {{\n    \
             match name {{\n{arms}        {unknown}\n    }}\n}}\n"
        );
        write_if_changed(&root().join("runner/src/main.rs"), &main);
        let crates = self.members.iter();
        let crates: String = crates
            .map(|name| format!("{name} = {{ path = \"../{name}\" }}\n"))
            .collect();
        let manifest = format!(
            "[package]\nname = \"runner\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nserde = {{ version = \"1.0.228\", default-features = false }}\n\
             serde_json = \"1.0.145\"\n{crates}"
        );
        write_if_changed(&root().join("runner/Cargo.toml"), &manifest);
        let members = self.members.join("\", \"");
        // Compiled once and run for a moment.
        let profile = "[profile.dev]\ndebug = false\nincremental = false\n";
        let workspace = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\"runner\", \"{members}\"]\n\n{profile}"
        );
        write_if_changed(&root().join("Cargo.toml"), &workspace);
        // The versions of this workspace, so that nothing has to be fetched.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, root().join("Cargo.lock")).unwrap();
    }
}

/// Cargo goes by time stamps, so a file that stays the same is left alone.
fn write_if_changed(path: &Path, contents: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == contents) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}

/// Files of an earlier run that are not written any more would be in the way.
fn remove_others(folder: &Path, files: &[File]) {
    let kept: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if !kept.contains(&path) {
                fs::remove_file(path).unwrap();
            }
        }
    }
}
