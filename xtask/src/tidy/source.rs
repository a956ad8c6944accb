//! The texts that people write, and how rules read them.

use std::fs;
use std::io;
use std::path::Path;
use typewright::disk::is_ours;

/// One file.
pub(super) struct Source {
    /// Relative to the workspace, `/`-separated.
    pub(super) path: String,
    pub(super) text: String,
}

/// Where people write; among them tests beside generated files.
const FOLDERS: &[&str] = &["", ".ci", "docs", "generated", "generator", "spec", "xtask"];

/// Test inputs and expected outputs are as they must be, not as we like them.
const DATA: &[&str] = &["snapshots", "snippets", "corpus", "fixtures", "target"];

impl Source {
    /// All of them, sorted by path.
    pub(super) fn all(root: &Path) -> io::Result<Vec<Self>> {
        let mut found = Vec::new();
        for &folder in FOLDERS {
            if root.join(folder).is_dir() {
                collect(root, folder, &mut found)?;
            }
        }
        found.sort_by(|one: &Self, other| one.path.cmp(&other.path));
        Ok(found)
    }

    /// Whether it is Rust.
    pub(super) fn is_rust(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "rs")
    }

    /// Whether it lies in a folder.
    pub(super) fn is_in(&self, folder: &str) -> bool {
        self.path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Its lines with their numbers, from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .split_terminator('\n')
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// The lines that are not comments.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Whether `text` has `word` with no letter, digit or `_` next to its ends.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let inner = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        let open = !word.starts_with(inner) || !before.is_some_and(inner);
        let close = !word.ends_with(inner) || !after.is_some_and(inner);
        open && close
    })
}

fn collect(root: &Path, folder: &str, found: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() {
            name.clone()
        } else {
            format!("{folder}/{name}")
        };
        let kind = entry.file_type()?;
        if kind.is_dir() && !folder.is_empty() && !DATA.contains(&name.as_str()) {
            collect(root, &path, found)?;
        } else if kind.is_file() && is_text(&path) {
            let text = fs::read_to_string(entry.path())
                .map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))?;
            // For what is generated, the generator answers.
            if !is_ours(text.as_bytes()) {
                found.push(Source { path, text });
            }
        }
    }
    Ok(())
}

fn is_text(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|text| text.to_str());
    path == ".ci/run" || matches!(extension, Some("rs" | "toml" | "md" | "yaml" | "yml"))
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn words_end_where_identifiers_end() {
        assert!(has_word("syn::parse_str(x)", "parse_str"));
        assert!(!has_word("parse_string(x)", "parse_str"));
        assert!(!has_word("reparse_str(x)", "parse_str"));
        assert!(has_word(
            "x.parse::<TokenStream>()",
            ".parse::<TokenStream>"
        ));
    }
}
