//! The documents of all packages, each under a name of its own.

use super::packages::PACKAGES;
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
    /// The name as the name of a crate, which has no dots and slashes, and at most 64 characters.
    pub(crate) fn crate_name(&self) -> String {
        self.name
            .chars()
            .take(64)
            .map(|character| match character {
                'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_ascii_lowercase(),
                _ => '-',
            })
            .collect()
    }
}

/// All documents, sorted by name.
pub(crate) fn all(cache: &Path) -> io::Result<Vec<Document>> {
    let mut found = Vec::new();
    for package in PACKAGES {
        let folder = package.folder(cache)?;
        for (label, path) in package.documents {
            found.extend(all_in(&folder, path, label)?);
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The names of a list, one a line; `#` begins a comment.
pub(crate) fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The documents at a path of a package: itself, or those below it.
fn all_in(folder: &Path, path: &str, label: &str) -> io::Result<Vec<Document>> {
    let path = folder.join(path);
    let base = if path.is_dir() {
        &path
    } else {
        path.parent().unwrap_or(folder)
    };
    let mut found = Vec::new();
    let mut open = vec![path.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                open.push(entry?.path());
            }
            continue;
        }
        let inside = path.strip_prefix(base).map_err(io::Error::other)?;
        let text = inside.to_string_lossy();
        let (stem, extension) = text.rsplit_once('.').unwrap_or((&text, ""));
        if matches!(extension, "json" | "yaml" | "yml") {
            let name = format!("{label}/{stem}");
            found.push(Document { name, path });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{all_in, listed};

    #[test]
    fn documents_are_named_by_their_path() {
        let temp = tempfile::tempdir().unwrap();
        let put = |path: &str| {
            let path = temp.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        };
        put("api/a.com.json");
        put("api/b.com/v1.yaml");
        put("api/index.js");
        put("one/openapi.yaml");
        put("other.json");
        let names = |path: &str| -> Vec<String> {
            let found = all_in(temp.path(), path, "label").unwrap();
            found.into_iter().map(|document| document.name).collect()
        };
        assert_eq!(names("api"), ["label/a.com", "label/b.com/v1"]);
        assert_eq!(names("one/openapi.yaml"), ["label/openapi"]);
    }

    #[test]
    fn a_list_has_comments() {
        let names: Vec<_> = listed("# all\n\na\nb/c\n").collect();
        assert_eq!(names, ["a", "b/c"]);
    }
}
