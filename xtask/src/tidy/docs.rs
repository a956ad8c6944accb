//! **What was decided can be found**: every decision is linked from where a reader starts.

use super::Finding;
use super::source::Source;
use std::path::Path;

const DECISIONS: &str = "docs/decisions";
const STARTS: &[&str] = &["ARCHITECTURE.md", "docs/decisions/README.md"];
const REQUIRED: &[&str] = &["README.md", "CHANGELOG.md"];

pub(super) fn check(root: &Path, sources: &[Source], found: &mut Vec<Finding>) {
    let mut report = |path: &str, text: &str| {
        found.push(Finding {
            path: path.to_owned(),
            line: 0,
            text: text.to_owned(),
        });
    };
    for path in REQUIRED {
        if !root.join(path).is_file() {
            report(path, "there is none");
        }
    }
    let starts: Vec<_> = sources
        .iter()
        .filter(|source| STARTS.contains(&source.path.as_str()))
        .collect();
    for source in sources {
        let Some(name) = source.path.strip_prefix("docs/decisions/") else {
            continue;
        };
        let from_above = format!("({DECISIONS}/{name}");
        let from_beside = format!("({name}");
        let linked = starts
            .iter()
            .any(|start| start.text.contains(&from_above) || start.text.contains(&from_beside));
        if name != "README.md" && !linked {
            report(
                &source.path,
                "no link from ARCHITECTURE.md or docs/decisions/README.md",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::check;

    #[test]
    fn a_decision_without_a_link_is_found() {
        let temp = tempfile::tempdir().unwrap();
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let sources = [
            source("ARCHITECTURE.md", "[one](docs/decisions/0001-a.md)"),
            source("docs/decisions/README.md", "[two](0002-b.md)"),
            source("docs/decisions/0001-a.md", ""),
            source("docs/decisions/0002-b.md", ""),
            source("docs/decisions/0003-c.md", ""),
        ];
        let mut found = Vec::new();
        check(temp.path(), &sources, &mut found);
        let paths: Vec<_> = found.iter().map(|finding| &*finding.path).collect();
        assert_eq!(
            paths,
            ["README.md", "CHANGELOG.md", "docs/decisions/0003-c.md"]
        );
    }
}
