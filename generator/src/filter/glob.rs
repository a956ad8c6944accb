//! Patterns of texts: `*` is any text without a `/`, `**` any text; all else is itself.

/// Whether a text as a whole fits a pattern. Time is the product of both lengths at worst.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // Whether what was read of the pattern fits the first so many characters.
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    let mut pattern = pattern.chars().peekable();
    while let Some(wanted) = pattern.next() {
        if wanted != '*' {
            for end in (1..=text.len()).rev() {
                reached[end] = reached[end - 1] && text[end - 1] == wanted;
            }
            reached[0] = false;
            continue;
        }
        let any = pattern.next_if_eq(&'*').is_some();
        for end in 1..=text.len() {
            reached[end] |= reached[end - 1] && (any || text[end - 1] != '/');
        }
    }
    reached[text.len()]
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn stars() {
        for (pattern, text) in [
            ("issues", "issues"),
            ("/repos/{owner}/*", "/repos/{owner}/{repo}"),
            ("/repos/**", "/repos/{owner}/{repo}/issues"),
            ("**/issues", "/repos/{owner}/{repo}/issues"),
            ("*s", "issues"),
            ("issues/*", "issues/list"),
            ("é*", "été"),
            ("a*b*c", "abbcc"),
            ("*", ""),
        ] {
            assert!(fits(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("issues", "issue"),
            ("issue", "issues"),
            ("/repos/*", "/repos/{owner}/{repo}"),
            ("Issues", "issues"),
            ("a*b", "abc"),
            ("", "a"),
            ("/repos/**", "/repos"),
        ] {
            assert!(!fits(pattern, text), "{pattern} {text}");
        }
        assert!(!fits(&"*a".repeat(500), &"a".repeat(400)));
    }
}
