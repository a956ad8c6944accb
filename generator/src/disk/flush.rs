//! Bytes to the medium before names: a power cut must not leave new names on empty files.

use super::fault;
use super::kind::{self, Kind};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// From so many files on, one flush of the file system is cheaper than one of each file.
#[cfg(target_os = "linux")]
const MANY: usize = 8;

/// Files that were written and are still to be flushed.
#[derive(Default)]
pub(super) struct Flush {
    files: Vec<(File, PathBuf)>,
    written: usize,
}

impl Flush {
    /// Notes a file; open files are few, so most are flushed or closed at once.
    pub(super) fn file(&mut self, file: File, path: &Path) -> io::Result<()> {
        self.written += 1;
        #[cfg(target_os = "linux")]
        if self.written > MANY {
            // The flush of the whole file system will take these along.
            self.files.clear();
            return Ok(());
        }
        #[cfg(not(target_os = "linux"))]
        if self.files.len() >= 32 {
            self.each()?;
        }
        self.files.push((file, path.to_owned()));
        Ok(())
    }

    /// Flushes everything noted, and the names in and below the folder `stage`.
    pub(super) fn run(mut self, stage: &Path) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        if self.written > MANY {
            let folder = File::open(stage).map_err(fault::at("flush", stage))?;
            return rustix::fs::syncfs(&folder)
                .map_err(io::Error::from)
                .map_err(fault::at("flush", stage));
        }
        self.each()?;
        for (path, kind) in kind::walk(stage, Path::new(""))? {
            if kind == Kind::Folder {
                folder(&stage.join(path))?;
            }
        }
        folder(stage)
    }

    fn each(&mut self) -> io::Result<()> {
        for (file, path) in self.files.drain(..) {
            file.sync_all().map_err(fault::at("flush", &path))?;
        }
        Ok(())
    }
}

/// Flushes the names in a folder, where the system can.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = File::open(path).map_err(fault::at("flush", path))?;
        // Some file systems refuse this for folders; what they promise without it must do.
        match folder.sync_all() {
            Err(error) if error.kind() != io::ErrorKind::InvalidInput => {
                return Err(fault::at("flush", path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}
