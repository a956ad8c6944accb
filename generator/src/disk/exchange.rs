//! One thing in the place of another, in one step where the system has one.

use super::{ASIDE, STAGE, fault, kind};
use std::fs;
use std::io;
use std::path::Path;

/// What was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    /// It is now in the stage, under the name of what took its place.
    Staged,
    /// It is now in [`ASIDE`], in the stage.
    Aside,
}

/// Puts `.src.stage/<path>` in the place of `<path>`; both below `root`.
pub(super) fn put(root: &Path, path: &Path) -> io::Result<Before> {
    let (new, target) = (root.join(STAGE).join(path), root.join(path));
    if kind::of(&target)?.is_none() {
        rename(&new, &target)?;
        return Ok(Before::Nothing);
    }
    match exchange(&new, &target) {
        Ok(()) => return Ok(Before::Staged),
        Err(error) if !cannot(&error) => {
            return Err(fault::at("put the new files in place of", &target)(error));
        }
        Err(_) => {}
    }
    let aside = root.join(STAGE).join(ASIDE).join(path);
    if let Some(folder) = aside.parent() {
        fs::create_dir_all(folder).map_err(fault::at("create the folder", folder))?;
    }
    rename(&target, &aside)?;
    if let Err(error) = rename(&new, &target) {
        rename(&aside, &target)?;
        return Err(error);
    }
    Ok(Before::Aside)
}

/// Takes a [`put`] back.
pub(super) fn take_back(root: &Path, path: &Path, before: Before) -> io::Result<()> {
    let (new, target) = (root.join(STAGE).join(path), root.join(path));
    match before {
        Before::Nothing => rename(&target, &new),
        Before::Staged => exchange(&new, &target).map_err(fault::at("restore", &target)),
        Before::Aside => {
            rename(&target, &new)?;
            rename(&root.join(STAGE).join(ASIDE).join(path), &target)
        }
    }
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to).map_err(fault::at("put the new files in place of", to))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether an error means that this file system or kernel has no exchange.
fn cannot(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}
