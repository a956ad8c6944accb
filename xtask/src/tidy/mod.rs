//! `cargo xtask tidy`: the rules of the house that no compiler knows. Each says why it is one.

mod allow;
mod docs;
mod layers;
mod lines;
mod source;
mod words;

use source::Source;
use std::fmt;
use std::io;
use std::path::Path;

/// A breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// Relative to the workspace, `/`-separated.
    path: String,
    /// From 1; 0 for the file as a whole.
    line: usize,
    text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.text),
            line => write!(f, "{}:{line}: {}", self.path, self.text),
        }
    }
}

/// Prints all findings; whether there are none.
pub(crate) fn run(root: &Path) -> io::Result<bool> {
    let found = findings(root)?;
    for finding in &found {
        println!("{finding}");
    }
    println!("tidy: {} findings", found.len());
    Ok(found.is_empty())
}

fn findings(root: &Path) -> io::Result<Vec<Finding>> {
    let sources = Source::all(root)?;
    let mut found = Vec::new();
    for source in &sources {
        lines::check(source, &mut found);
        words::check(source, &mut found);
        allow::check(source, &mut found);
        layers::check(source, &mut found);
    }
    docs::check(root, &sources, &mut found);
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Source, findings};
    use std::fs;

    /// The findings of one rule about one file.
    pub(super) fn about(
        rule: fn(&Source, &mut Vec<super::Finding>),
        path: &str,
        text: &str,
    ) -> Vec<String> {
        let mut found = Vec::new();
        let source = Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        rule(&source, &mut found);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn this_workspace_is_tidy() {
        let found = findings(&crate::root()).unwrap();
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "\n{}", lines.join("\n"));
    }

    #[test]
    fn findings_are_sorted_and_say_where() {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("generator/src/emit");
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join("b.rs"),
            "use crate::load::Source;\nfn a() {} \n",
        )
        .unwrap();
        fs::write(temp.path().join("README.md"), "").unwrap();
        let found = findings(temp.path()).unwrap();
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "CHANGELOG.md: there is none",
                "generator/src/emit/b.rs:1: `emit` must not know `crate::load`",
                "generator/src/emit/b.rs:2: white space at the end of the line",
            ]
        );
    }
}
