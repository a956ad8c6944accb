//! Clearing the stage: after a commit it holds the old tree, after a kill anything.
//!
//! **What is cleared is ours, or has another name or an equal or newer copy in the output folder.**
//! Whatever else is found (say, an editor saved a file while the trees were exchanged) moves there.

use super::kind::{self, Kind};
use super::{ASIDE, SRC, STAGE, fault, mark};
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// Why there is something to clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// The stage is complete.
    Commit,
    /// Files in the stage may be half-written.
    Failure,
}

/// Clears what a run left, if it left something, and restores what it put aside.
pub(super) fn clear(root: &Path, after: After) -> io::Result<()> {
    let stage = root.join(STAGE);
    match kind::of(&stage)? {
        None => return Ok(()),
        Some(Kind::Folder) => {}
        Some(other) => {
            return Err(fault::refuse(format!(
                "`{}` is {}, where the next tree is to be built: move it away",
                stage.display(),
                other.noun()
            )));
        }
    }
    let aside = stage.join(ASIDE);
    if kind::of(&aside)? == Some(Kind::Folder) {
        restore(&aside, root, after)?;
    }
    clear_folder(&stage, root, after)
}

/// Gives things put aside their places back where nothing took them.
fn restore(aside: &Path, root: &Path, after: After) -> io::Result<()> {
    let src = root.join(SRC);
    if kind::of(&aside.join(SRC))?.is_some() && kind::of(&src)?.is_none() {
        rename(&aside.join(SRC), &src)?;
    }
    let below = kind::walk(aside, Path::new(""))?;
    for (path, _) in below.iter().filter(|(_, kind)| **kind != Kind::Folder) {
        // The new `src` is without some files of the old one on purpose.
        if !path.starts_with(SRC) && kind::of(&root.join(path))?.is_none() {
            rename(&aside.join(path), &root.join(path))?;
        }
    }
    clear_folder(aside, root, after)
}

fn clear_folder(folder: &Path, twin: &Path, after: After) -> io::Result<()> {
    unlock(folder)?;
    for entry in fs::read_dir(folder).map_err(fault::at("list", folder))? {
        let entry = entry.map_err(fault::at("list", folder))?;
        let (path, twin) = (entry.path(), twin.join(entry.file_name()));
        match kind::of(&path)? {
            None => {}
            Some(Kind::Folder) => clear_folder(&path, &twin, after)?,
            Some(kind) => clear_file(&path, kind, &twin, after)?,
        }
    }
    fs::remove_dir(folder).map_err(fault::at("remove", folder))
}

fn clear_file(path: &Path, kind: Kind, twin: &Path, after: After) -> io::Result<()> {
    let metadata = fs::symlink_metadata(path).map_err(fault::at("look at", path))?;
    // Killed between making and writing a file: there is nothing in it to lose.
    let never_written = after == After::Failure && kind == Kind::File && metadata.len() == 0;
    if never_written || (kind == Kind::File && mark::file_is_ours(path)?) {
        return remove(path);
    }
    let Some(twin_kind) = kind::of(twin)? else {
        return move_back(path, twin);
    };
    let twin_metadata = fs::symlink_metadata(twin).map_err(fault::at("look at", twin))?;
    if same_file(&metadata, &twin_metadata) {
        return remove(path);
    }
    if twin_kind == Kind::Folder || (twin_kind == Kind::File && mark::file_is_ours(twin)?) {
        return Err(fault::refuse(format!(
            "`{}` is not ours, and `{}` took its place: move it away",
            path.display(),
            twin.display()
        )));
    }
    // Two states of one file of someone else's; a copy that a kill cut short is never the newer.
    let cut = after == After::Failure && metadata.len() < twin_metadata.len();
    if cut || modified(&metadata, path)? <= modified(&twin_metadata, twin)? {
        remove(path)
    } else {
        rename(path, twin)
    }
}

fn move_back(path: &Path, twin: &Path) -> io::Result<()> {
    if let Some(folder) = twin.parent() {
        fs::create_dir_all(folder).map_err(fault::at("create the folder", folder))?;
    }
    rename(path, twin)
}

fn modified(metadata: &Metadata, path: &Path) -> io::Result<std::time::SystemTime> {
    metadata.modified().map_err(fault::at("look at", path))
}

fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path).map_err(fault::at("remove", path))
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to).map_err(fault::at("move back", to))
}

/// A folder that forbids writing would keep its old names for ever.
#[cfg(unix)]
fn unlock(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::symlink_metadata(folder).map_err(fault::at("look at", folder))?;
    let mode = metadata.permissions().mode();
    if mode & 0o700 == 0o700 {
        return Ok(());
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(mode | 0o700))
        .map_err(fault::at("clear", folder))
}

#[cfg(not(unix))]
fn unlock(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Equal times and lengths must do where files have no public number.
#[cfg(not(unix))]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    one.len() == other.len() && one.modified().ok() == other.modified().ok()
}
