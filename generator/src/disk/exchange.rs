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
        Ok(()) => Ok(Before::Staged),
        Err(error) if !cannot(&error) => {
            Err(fault::at("put the new files in place of", &target)(error))
        }
        Err(_) => put_aside(root, path),
    }
}

/// The same in two steps; a kill between them leaves nothing at `path`, until the next run.
fn put_aside(root: &Path, path: &Path) -> io::Result<Before> {
    let (new, target) = (root.join(STAGE).join(path), root.join(path));
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

#[cfg(test)]
mod tests {
    use super::{Before, put, put_aside, take_back};
    use std::fs;
    use std::path::Path;

    #[test]
    fn each_way_can_be_taken_back() {
        let path = Path::new("src");
        for way in [put, put_aside] {
            let temp = tempfile::tempdir().unwrap();
            let (old, new) = (temp.path().join("src"), temp.path().join(".src.stage/src"));
            fs::create_dir_all(&old).unwrap();
            fs::create_dir_all(&new).unwrap();
            fs::write(old.join("old"), "").unwrap();
            fs::write(new.join("new"), "").unwrap();
            let before = way(temp.path(), path).unwrap();
            assert_ne!(before, Before::Nothing);
            assert!(old.join("new").exists() && !old.join("old").exists());
            take_back(temp.path(), path, before).unwrap();
            assert!(old.join("old").exists() && new.join("new").exists());
        }
    }

    #[test]
    fn a_failure_leaves_what_was_there() {
        for way in [put, put_aside] {
            let temp = tempfile::tempdir().unwrap();
            fs::create_dir_all(temp.path().join(".src.stage")).unwrap();
            fs::write(temp.path().join("Cargo.toml"), "old").unwrap();
            way(temp.path(), Path::new("Cargo.toml")).unwrap_err();
            let text = fs::read_to_string(temp.path().join("Cargo.toml")).unwrap();
            assert_eq!(text, "old");
        }
    }
}
