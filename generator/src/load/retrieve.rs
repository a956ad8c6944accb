//! Where the files come from that references lead to. Loading itself touches no disk.

use super::Source;
use std::fmt;

/// Supplies the files beside a document.
pub trait Retrieve: fmt::Debug + Send + Sync {
    /// The file at a path that is relative to the folder of the document: separated by `/`, without `.`, and with `..`
    /// in front alone.
    fn retrieve(&self, path: &str) -> Result<Source, Refusal>;
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none.
    Missing,
    /// It stands in none of the folders that files are read from.
    Outside {
        /// These folders, as they are told.
        folders: Vec<String>,
        /// One that holds both the document and the file, if there is one that can be told.
        common: Option<String>,
    },
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// It cannot be read.
    Unreadable(String),
    /// Others were read before it, and more are not.
    Limit(String),
    /// The document comes from no folder.
    NoFolder,
    /// Nothing asked for it: the reference came into the document later, or the file has errors.
    NotAsked,
}

/// Files in memory, each named by its path.
impl Retrieve for Vec<Source> {
    fn retrieve(&self, path: &str) -> Result<Source, Refusal> {
        let found = self.iter().find(|source| source.name == path);
        found.cloned().ok_or(Refusal::Missing)
    }
}
