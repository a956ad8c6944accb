//! One thing in the place of another, in one step where the system has one.

use super::{ASIDE, STAGE, fault, kind};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One thing that is to take its place. All that can be known before is: between the steps of a
/// run, a kill would find some files old and some new, so as little as possible happens there.
pub(super) struct Step {
    /// In the stage.
    new: PathBuf,
    target: PathBuf,
    /// Where the old one waits if the file system has no exchange.
    aside: PathBuf,
    /// Whether there is an old one.
    old: bool,
}

/// Where the old one is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// There was none.
    Nothing,
    /// In the stage, under the name of what took its place.
    Staged,
    /// In [`ASIDE`], in the stage.
    Aside,
}

impl Step {
    /// `.src.stage/<path>` is to take the place of `<path>`; both below `root`.
    pub(super) fn new(root: &Path, path: &Path) -> io::Result<Self> {
        let target = root.join(path);
        Ok(Self {
            new: root.join(STAGE).join(path),
            aside: root.join(STAGE).join(ASIDE).join(path),
            old: kind::of(&target)?.is_some(),
            target,
        })
    }

    pub(super) fn put(&self) -> io::Result<Before> {
        if !self.old {
            rename(&self.new, &self.target)?;
            return Ok(Before::Nothing);
        }
        match exchange(&self.new, &self.target) {
            Ok(()) => Ok(Before::Staged),
            Err(error) if cannot(&error) => self.put_aside(),
            Err(error) => Err(fault::at("put the new files in place of", &self.target)(
                error,
            )),
        }
    }

    /// The same in two steps; a kill between them leaves nothing there, until the next run.
    fn put_aside(&self) -> io::Result<Before> {
        if let Some(folder) = self.aside.parent() {
            fs::create_dir_all(folder).map_err(fault::at("create the folder", folder))?;
        }
        rename(&self.target, &self.aside)?;
        if let Err(error) = rename(&self.new, &self.target) {
            rename(&self.aside, &self.target)?;
            return Err(error);
        }
        Ok(Before::Aside)
    }

    /// Takes a [`put`](Self::put) back.
    pub(super) fn take_back(&self, before: Before) -> io::Result<()> {
        match before {
            Before::Nothing => rename(&self.target, &self.new),
            Before::Staged => {
                exchange(&self.new, &self.target).map_err(fault::at("restore", &self.target))
            }
            Before::Aside => {
                rename(&self.target, &self.new)?;
                rename(&self.aside, &self.target)
            }
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
    use super::{Before, Step};
    use std::fs;
    use std::path::Path;

    #[test]
    fn each_way_can_be_taken_back() {
        for way in [Step::put, Step::put_aside] {
            let temp = tempfile::tempdir().unwrap();
            let (old, new) = (temp.path().join("src"), temp.path().join(".src.stage/src"));
            fs::create_dir_all(&old).unwrap();
            fs::create_dir_all(&new).unwrap();
            fs::write(old.join("old"), "").unwrap();
            fs::write(new.join("new"), "").unwrap();
            let step = Step::new(temp.path(), Path::new("src")).unwrap();
            let before = way(&step).unwrap();
            assert_ne!(before, Before::Nothing);
            assert!(old.join("new").exists() && !old.join("old").exists());
            step.take_back(before).unwrap();
            assert!(old.join("old").exists() && new.join("new").exists());
        }
    }

    #[test]
    fn a_failure_leaves_what_was_there() {
        for way in [Step::put, Step::put_aside] {
            let temp = tempfile::tempdir().unwrap();
            fs::create_dir_all(temp.path().join(".src.stage")).unwrap();
            fs::write(temp.path().join("Cargo.toml"), "old").unwrap();
            let step = Step::new(temp.path(), Path::new("Cargo.toml")).unwrap();
            way(&step).unwrap_err();
            let text = fs::read_to_string(temp.path().join("Cargo.toml")).unwrap();
            assert_eq!(text, "old");
        }
    }
}
