//! The output folder: found or made, judged, and locked.

use super::{fault, kind, mark};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// An output folder that no other run touches while this lives.
pub(super) struct Root {
    /// The folder, absolute, without links.
    pub(super) path: PathBuf,
    /// Held open for its lock, which the system lets go of with the process.
    lock: File,
    /// The outermost folder that had to be made.
    made: Option<PathBuf>,
}

impl Root {
    /// Finds the folder and locks it against writers; `None` when there is none.
    pub(super) fn to_read(dir: &Path) -> io::Result<Option<Self>> {
        if !dir.try_exists().map_err(fault::at("look at", dir))? {
            return Ok(None);
        }
        Self::lock(dir, None, false).map(Some)
    }

    /// Finds or makes the folder and locks it against all others.
    pub(super) fn to_write(dir: &Path) -> io::Result<Self> {
        let made = dir
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .last()
            .map(Path::to_owned);
        let root = loop {
            fs::create_dir_all(dir).map_err(fault::at("create the folder", dir))?;
            let root = Self::lock(dir, made.clone(), true)?;
            // A run that failed while this one waited may have taken the folder away.
            if root.is_there() {
                break root;
            }
        };
        root.refuse_shared_ground()?;
        Ok(root)
    }

    /// Takes the folders that were made for this run away again, if they stayed empty.
    pub(super) fn forget(&self) {
        if let Some(made) = &self.made {
            let Ok(made) = fs::canonicalize(made) else {
                return;
            };
            for folder in self.path.ancestors() {
                if !folder.starts_with(&made) || fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }

    fn lock(dir: &Path, made: Option<PathBuf>, alone: bool) -> io::Result<Self> {
        // The caller named this path, so it may be a link; nothing below it may.
        let path = fs::canonicalize(dir).map_err(fault::at("find", dir))?;
        if kind::of(&path)? != Some(kind::Kind::Folder) {
            return Err(fault::refuse(format!(
                "`{}` is not a folder: choose another output folder",
                dir.display()
            )));
        }
        let lock = lock(&path, alone).map_err(fault::at("lock", dir))?;
        Ok(Self { path, lock, made })
    }

    /// Whether the folder that is locked is the one that its path leads to.
    #[cfg(unix)]
    fn is_there(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let number = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
        let there = fs::symlink_metadata(&self.path).map(number);
        matches!((there, self.lock.metadata().map(number)), (Ok(one), Ok(other)) if one == other)
    }

    /// A folder with an open file in it stays.
    #[cfg(not(unix))]
    fn is_there(&self) -> bool {
        self.lock.metadata().is_ok()
    }

    /// A crate in `/` or in a home folder is a slip, unless there is one already.
    fn refuse_shared_ground(&self) -> io::Result<()> {
        let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
        let what = if self.path.parent().is_none() {
            "the root of the file system"
        } else if home.as_ref() == Some(&self.path) {
            "your home folder"
        } else {
            return Ok(());
        };
        let manifest = self.path.join("Cargo.toml");
        if kind::of(&manifest)? == Some(kind::Kind::File) && mark::file_is_ours(&manifest)? {
            return Ok(());
        }
        Err(fault::refuse(format!(
            "`{}` is {what}: name a folder of the crate's own",
            self.path.display()
        )))
    }
}

#[cfg(unix)]
fn lock(path: &Path, alone: bool) -> io::Result<File> {
    use rustix::fs::{FlockOperation, flock};
    let folder = File::open(path)?;
    let operation = if alone {
        FlockOperation::LockExclusive
    } else {
        FlockOperation::LockShared
    };
    loop {
        match flock(&folder, operation) {
            Ok(()) => return Ok(folder),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Folders cannot be locked here, so a file that no one else may open stands for the lock; the
/// system deletes it when it is closed, also by a kill.
#[cfg(windows)]
fn lock(path: &Path, _alone: bool) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const SHARING_VIOLATION: i32 = 32;
    loop {
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .share_mode(0)
            .custom_flags(DELETE_ON_CLOSE)
            .open(path.join(".src.lock"));
        match file {
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            done => return done,
        }
    }
}
