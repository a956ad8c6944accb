//! Generated crates, written for cargo to compile as one workspace.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use typewright::generate::File;

/// Writes the files of a crate. Those of an earlier run that are not among them would be in the way.
pub(crate) fn write_crate(folder: &Path, files: &[File]) {
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
    for file in files {
        write_if_changed(&folder.join(&file.path), &file.contents);
    }
}

/// Makes a folder the workspace of crates in it; `more` is the rest of its manifest.
pub(crate) fn write_workspace(root: &Path, members: &[String], more: &str) {
    let members: String = members
        .iter()
        .map(|name| format!("    {name:?},\n"))
        .collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n{more}");
    write_if_changed(&root.join("Cargo.toml"), &manifest);
    // The versions of this workspace, so that nothing has to be fetched.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).unwrap();
}

/// Cargo goes by time stamps, so a file that stays the same is left alone.
pub(crate) fn write_if_changed(path: &Path, contents: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == contents) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}
