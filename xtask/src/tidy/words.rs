//! **Text of a document never becomes code by being parsed**: tokens are built, so that no text
//! can break out of its place. And nothing half-done is committed.

use super::Finding;
use super::source::{Source, has_word};

// Written in pieces, so that this file may be checked too.
const PARSED: &[&str] = &[
    concat!("parse", "_str"),
    concat!("TokenStream", "::from_str"),
    concat!(".parse", "::<TokenStream>"),
    concat!(".parse", "::<proc_macro2::TokenStream>"),
];
const HALF_DONE: &[&str] = &[concat!("dbg", "!("), concat!("todo", "!(")];

pub(super) fn check(source: &Source, found: &mut Vec<Finding>) {
    if !source.is_rust() {
        return;
    }
    let rules = [
        (
            PARSED,
            "text must not become tokens: build them",
            "generator/src",
        ),
        (HALF_DONE, "left from work in progress", ""),
    ];
    for (words, why, folder) in rules {
        if !folder.is_empty() && !source.is_in(folder) {
            continue;
        }
        for (line, text) in source.code() {
            for word in words.iter().filter(|word| has_word(text, word)) {
                let word = word.trim_end_matches('(');
                found.push(Finding {
                    path: source.path.clone(),
                    line,
                    text: format!("`{word}`: {why}"),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::about;
    use super::{HALF_DONE, PARSED, check};

    #[test]
    fn each_word_is_found_outside_comments() {
        for word in PARSED {
            let text = format!("// {word}\nlet x = y{word}(z);\n").replace("yparse", "syn::parse");
            let text = text.replace("yToken", "y::Token");
            assert_eq!(
                about(check, "generator/src/emit/a.rs", &text).len(),
                1,
                "{word}"
            );
            assert!(about(check, "xtask/src/a.rs", &text).is_empty());
        }
        for word in HALF_DONE {
            assert_eq!(about(check, "xtask/src/a.rs", &format!("{word})")).len(), 1);
        }
    }
}
