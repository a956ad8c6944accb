//! What stands at a path. **Nothing here follows a link.**

use super::fault;
use std::collections::BTreeMap;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a socket, a device: never opened, since that could wait forever.
    Other,
}

impl Kind {
    /// How a message calls it.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Other => "a special file",
        }
    }
}

impl From<FileType> for Kind {
    fn from(file_type: FileType) -> Self {
        if file_type.is_symlink() {
            Self::Link
        } else if file_type.is_dir() {
            Self::Folder
        } else if file_type.is_file() {
            Self::File
        } else {
            Self::Other
        }
    }
}

/// What stands at `path`; `None` when nothing does.
pub(super) fn of(path: &Path) -> io::Result<Option<Kind>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type().into())),
        // The second: a file stands where a folder of the path should be.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(fault::at("look at", path)(error)),
    }
}

/// Everything below `folder`, by path relative to `base`, parents before children.
pub(super) fn walk(base: &Path, folder: &Path) -> io::Result<BTreeMap<PathBuf, Kind>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let path = base.join(&folder);
        for entry in fs::read_dir(&path).map_err(fault::at("list", &path))? {
            let entry = entry.map_err(fault::at("list", &path))?;
            let kind = Kind::from(entry.file_type().map_err(fault::at("list", &path))?);
            let below = folder.join(entry.file_name());
            if kind == Kind::Folder {
                open.push(below.clone());
            }
            found.insert(below, kind);
        }
    }
    Ok(found)
}

/// Opens a regular file to read it.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    // Between a look and an opening, a link or a pipe may take the place of the file.
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path).map_err(fault::at("read", path))
}
