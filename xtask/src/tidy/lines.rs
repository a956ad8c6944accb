//! **A file fits a head, and its lines end where they seem to.**

use super::Finding;
use super::source::Source;

const MOST: usize = 400;

pub(super) fn check(source: &Source, found: &mut Vec<Finding>) {
    for (line, text) in source.lines() {
        if text.ends_with([' ', '\t', '\r']) {
            found.push(Finding {
                path: source.path.clone(),
                line,
                text: "white space at the end of the line".to_owned(),
            });
        }
    }
    let lines = source.lines().count();
    if source.is_rust() && lines > MOST {
        found.push(Finding {
            path: source.path.clone(),
            line: 0,
            text: format!("{lines} lines; split it, {MOST} are the most"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::about;
    use super::check;

    #[test]
    fn white_space_and_length() {
        assert_eq!(
            about(check, "docs/a.md", "fine\nnot \nnot\t\n"),
            [
                "docs/a.md:2: white space at the end of the line",
                "docs/a.md:3: white space at the end of the line"
            ]
        );
        assert!(about(check, "generator/a.rs", &"x\n".repeat(400)).is_empty());
        assert_eq!(
            about(check, "generator/a.rs", &"x\n".repeat(401)),
            ["generator/a.rs: 401 lines; split it, 400 are the most"]
        );
    }
}
