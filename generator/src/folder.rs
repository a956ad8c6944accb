//! The files beside a document on a disk, for those that read one: the command line and build scripts.
//!
//! A document may be of others, and what it names is read with the rights of who runs the generator. So nothing is read
//! that does not stand beneath the folder of the document or a folder that the caller names, links included, and nothing
//! but plain files.

use crate::load::limit::BYTES;
use crate::load::{Refusal, Retrieve, Source};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The folder of a document.
#[derive(Clone, Debug)]
pub struct Folder {
    own: PathBuf,
    /// Beneath which files are read as well.
    root: Option<PathBuf>,
}

impl Folder {
    /// The folder that a document stands in.
    pub fn of(document: impl AsRef<Path>) -> Self {
        let parent = document.as_ref().parent();
        Self::new(parent.unwrap_or(Path::new("")))
    }

    /// The folder that a document is taken to stand in.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            own: folder.into(),
            root: None,
        }
    }

    /// Files beneath this folder are read as well.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// The real paths of the folders that files are read from.
    fn allowed(&self) -> io::Result<Vec<PathBuf>> {
        let folders = std::iter::once(&self.own).chain(&self.root);
        folders
            .map(|folder| fs::canonicalize(here(folder)))
            .collect()
    }

    fn outside(&self, path: &str) -> Refusal {
        let folders = std::iter::once(&self.own).chain(&self.root);
        let up = path.split('/').take_while(|segment| *segment == "..");
        let common = up.fold(self.own.clone(), |folder, up| joined(&folder, up));
        let told = |folder: &PathBuf| here(folder).display().to_string();
        Refusal::Outside {
            folders: folders.map(told).collect(),
            common: path.starts_with("..").then(|| told(&common)),
        }
    }
}

impl Retrieve for Folder {
    fn retrieve(&self, path: &str) -> Result<Source, Refusal> {
        // On some systems a segment may be more than a name: a drive, or several names.
        let is_name = |segment: &str| {
            let mut parts = Path::new(segment).components();
            let first = parts.next();
            matches!(first, Some(Component::Normal(_) | Component::ParentDir))
                && parts.next().is_none()
        };
        if !path.split('/').all(is_name) {
            return Err(Refusal::Missing);
        }
        let allowed = self.allowed().map_err(unreadable)?;
        let is_allowed = |path: &Path| allowed.iter().any(|folder| path.starts_with(folder));
        // Before anything is asked of the disk: whether there is a file outside is no one's business either.
        let real = allowed.first().map(|own| joined(own, path));
        if !real.is_some_and(|real| is_allowed(&real)) {
            return Err(self.outside(path));
        }
        let named = joined(&self.own, path);
        let real = fs::canonicalize(&named).map_err(unreadable)?;
        if !is_allowed(&real) {
            return Err(self.outside(path));
        }
        let kind = fs::metadata(&real).map_err(unreadable)?;
        if !kind.is_file() {
            return Err(Refusal::NotAFile);
        }
        let bytes = File::open(&real).and_then(read).map_err(unreadable)?;
        let name = named.display().to_string();
        Ok(Source { name, bytes })
    }
}

/// Reads a document of this name; the error says which one cannot be read.
pub fn source(name: String, opened: io::Result<impl Read>) -> io::Result<Source> {
    let read = opened.and_then(read);
    let bytes = read.map_err(|error| {
        let message = format!("cannot read `{name}`: {error}");
        io::Error::new(error.kind(), message)
    })?;
    Ok(Source { name, bytes })
}

/// Reads no more than a byte beyond what a document may have: what is larger, or has no end, is refused for that when it
/// is loaded.
fn read(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let half = BYTES / 2;
    from.by_ref().take(half as u64).read_to_end(&mut bytes)?;
    if bytes.len() == half {
        // A vector that doubles once more would come to twice of what is read.
        let rest = BYTES + 1 - half;
        bytes.reserve_exact(rest);
        from.take(rest as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn unreadable(error: io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Refusal::Missing,
        _ => Refusal::Unreadable(error.to_string()),
    }
}

/// A folder as the system takes it: an empty path is the current folder.
fn here(folder: &Path) -> &Path {
    match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    }
}

/// A path from a folder, without steps down and up again.
fn joined(folder: &Path, path: &str) -> PathBuf {
    let mut whole = folder.to_path_buf();
    for segment in path.split('/') {
        let is_named = matches!(whole.components().next_back(), Some(Component::Normal(_)));
        match segment {
            ".." if is_named => {
                whole.pop();
            }
            segment => whole.push(segment),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::joined;
    use std::path::Path;

    #[test]
    fn names_are_short() {
        for (folder, path, whole) in [
            ("", "a.yaml", "a.yaml"),
            ("api", "../common/a.yaml", "common/a.yaml"),
            ("api", "../../a.yaml", "../a.yaml"),
            ("..", "../a.yaml", "../../a.yaml"),
            (".", "a/b.yaml", "./a/b.yaml"),
        ] {
            assert_eq!(
                joined(Path::new(folder), path),
                Path::new(whole),
                "{folder} {path}"
            );
        }
    }
}
