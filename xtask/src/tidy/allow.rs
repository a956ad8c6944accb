//! **A lint is silenced for a reason, and the reason is written down**: as `reason = ".."`, or as a
//! comment on the same line or the line above.

use super::Finding;
use super::source::Source;

const FOLDERS: &[&str] = &["generator/src", "generator/runtime", "xtask/src"];

pub(super) fn check(source: &Source, found: &mut Vec<Finding>) {
    if !source.is_rust() || !FOLDERS.iter().any(|folder| source.is_in(folder)) {
        return;
    }
    let lines: Vec<_> = source.lines().map(|(_, text)| text.trim()).collect();
    for (index, text) in lines.iter().enumerate() {
        if silences(text) && !has_reason(&lines, index) {
            found.push(Finding {
                path: source.path.clone(),
                line: index + 1,
                text: "a lint is silenced without a reason".to_owned(),
            });
        }
    }
}

fn silences(text: &str) -> bool {
    ["#[allow(", "#![allow(", "#[expect(", "#![expect("]
        .iter()
        .any(|attribute| text.starts_with(attribute))
}

fn has_reason(lines: &[&str], index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| lines.get(above));
    if above.is_some_and(|text| is_comment(text)) {
        return true;
    }
    // The attribute ends in the first line that has its end; most are one line.
    let rest = lines.get(index..).unwrap_or_default();
    let length = rest
        .iter()
        .position(|text| text.contains(")]"))
        .map_or(rest.len(), |last| last + 1);
    rest.iter()
        .take(length)
        .any(|text| text.contains("reason =") || text.contains("// "))
}

/// A documentation comment is about the item, not about the lint.
fn is_comment(text: &str) -> bool {
    text.starts_with("//") && !text.starts_with("///") && !text.starts_with("//!")
}

#[cfg(test)]
mod tests {
    use super::super::tests::about;
    use super::check;

    #[test]
    fn reasons_count_in_three_places() {
        let path = "generator/src/a.rs";
        for good in [
            "// Why.\n#[allow(dead_code)]\n",
            "#[allow(dead_code)] // Why.\n",
            "#[allow(dead_code, reason = \"why\")]\n",
            "#[expect(\n    dead_code,\n    reason = \"why\"\n)]\n",
        ] {
            assert!(about(check, path, good).is_empty(), "{good}");
        }
        for bad in [
            "#[allow(dead_code)]\n",
            "/// What it is.\n#[allow(dead_code)]\n// Later.\n",
            "#[allow(\n    dead_code\n)]\n// reason = none\n",
        ] {
            assert_eq!(about(check, path, bad).len(), 1, "{bad}");
        }
        assert!(about(check, "generator/tests/a.rs", "#[allow(dead_code)]\n").is_empty());
    }
}
