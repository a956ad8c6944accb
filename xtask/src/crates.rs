//! Crates that were generated for a measure.

use crate::cargo::{Judgement, Verdict, judge};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Makes a folder the workspace of the crates in these folders of it.
pub(crate) fn workspace(folder: &Path, names: &[String]) -> io::Result<()> {
    let members: Vec<String> = names
        .iter()
        .map(|name| format!("    {name:?},\n"))
        .collect();
    let members = members.concat();
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    fs::write(folder.join("Cargo.toml"), text)
}

/// Builds the program of a crate, an example of the same name; where it is.
pub(crate) fn example(
    root: &Path,
    folder: &Path,
    package: &str,
    options: &[&str],
) -> io::Result<PathBuf> {
    workspace(folder, &[package.to_owned()])?;
    let what = ["--package", package, "--example", package];
    build(root, folder, &[&what, options].concat())?;
    Ok(folder.join("target/debug/examples").join(package))
}

/// Builds something of a workspace, of the versions that this one has, and without what debuggers need.
pub(crate) fn build(root: &Path, folder: &Path, what: &[&str]) -> io::Result<()> {
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    let quick = "\n[profile.dev]\ndebug = false\n";
    if !text.ends_with(quick) {
        fs::write(&manifest, text + quick)?;
    }
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let built = judge(folder, &[&["build"], what].concat())?;
    let mut verdicts = built.verdicts.into_iter();
    match verdicts.find(|(_, verdict)| verdict.errors > 0) {
        None => Ok(()),
        Some((package, broken)) => {
            let first = broken.first.unwrap_or_default();
            Err(io::Error::other(format!("{package}: {first}")))
        }
    }
}

/// Checks one crate of a workspace; how long that took without its dependencies.
pub(crate) fn check(workspace: &Path, name: &str, options: &[&str]) -> io::Result<(Verdict, f64)> {
    let verb = ["check", "--package", name];
    let run = || judge(workspace, &[&verb, options].concat());
    let mut judgement: Judgement = run()?;
    if judgement.built_dependency {
        let library = File::options()
            .append(true)
            .open(workspace.join(name).join("src/lib.rs"))?;
        library.set_modified(SystemTime::now())?;
        judgement = run()?;
    }
    let verdict = judgement.verdicts.remove(name).unwrap_or_default();
    Ok((verdict, judgement.seconds))
}

/// The lines of all Rust files in a folder.
pub(crate) fn lines(folder: &Path) -> io::Result<usize> {
    let mut sum = 0;
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sum += fs::read_to_string(path)?.lines().count();
            }
        }
    }
    Ok(sum)
}

/// Removes a folder that may not be there.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
