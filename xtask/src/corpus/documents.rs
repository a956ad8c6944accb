//! The documents of all packages, each under a name of its own.

use super::packages::PACKAGES;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document of the corpus.
pub(crate) struct Document {
    /// Its package and its path there: `directory/stripe.com`.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl Document {
    /// The name as the name of a crate, which has no dots and slashes.
    pub(crate) fn crate_name(&self) -> String {
        self.name
            .chars()
            .map(|character| match character {
                'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_ascii_lowercase(),
                _ => '-',
            })
            .collect()
    }
}

/// All documents, sorted by name.
pub(crate) fn all(cache: &Path) -> io::Result<Vec<Document>> {
    let mut found = BTreeMap::new();
    for package in PACKAGES {
        let folder = package.folder(cache)?;
        for path in package.paths {
            let path = folder.join(path);
            let base = if path.is_dir() { &path } else { path.parent().unwrap_or(&path) };
            collect(&path, base, package.label, &mut found)?;
        }
    }
    Ok(found
        .into_iter()
        .map(|(name, path)| Document { name, path })
        .collect())
}

/// The documents that a list names, one a line in its order; `#` begins a comment.
pub(crate) fn named(list: &str, all: Vec<Document>) -> io::Result<Vec<Document>> {
    let mut by_name: BTreeMap<_, _> = all
        .into_iter()
        .map(|document| (document.name.clone(), document))
        .collect();
    let names = list.lines().filter(|line| !line.starts_with('#'));
    names
        .filter(|line| !line.is_empty())
        .map(|name| {
            let missing = || io::Error::other(format!("no package has the document `{name}`"));
            by_name.remove(name).ok_or_else(missing)
        })
        .collect()
}

fn collect(
    path: &Path,
    base: &Path,
    label: &str,
    found: &mut BTreeMap<String, PathBuf>,
) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), base, label, found)?;
        }
        return Ok(());
    }
    let text = path.strip_prefix(base).map_err(io::Error::other)?.to_string_lossy();
    let (stem, extension) = text.rsplit_once('.').unwrap_or((&text, ""));
    if matches!(extension, "json" | "yaml" | "yml") {
        found.insert(format!("{label}/{stem}"), path.to_owned());
    }
    Ok(())
}
