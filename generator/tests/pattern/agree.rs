//! Compiled patterns against `regress`, an ECMA-262 engine of its own making.

use crate::matcher::Matcher;
use crate::real;
use crate::texts::{Random, texts};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn tables_agree_with_an_engine(index in 0..real::PATTERNS.len(), seed: u64, own: String) {
        let pattern = real::PATTERNS[index];
        let matcher = Matcher::new(pattern).unwrap();
        let engine = regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern)).unwrap();
        let mut tried = texts(pattern, &matcher, 60, &mut Random::new(seed));
        tried.push(own);
        for text in tried {
            prop_assert_eq!(matcher.is_match(&text), engine.find(&text).is_some(), "{:?} on {:?}", pattern, text);
        }
    }

    #[test]
    fn no_text_breaks_the_compiler(pattern in "\\PC{0,40}|[\\\\()\\[\\]{}^$.|?*+0-9a-z,<>=!:-]{0,40}") {
        if let Ok(matcher) = Matcher::new(&pattern) {
            let mut random = Random::new(pattern.len() as u64);
            for text in texts(&pattern, &matcher, 20, &mut random) {
                matcher.is_match(&text);
            }
        }
    }
}

#[test]
fn most_real_patterns_are_tables() {
    let kinds: Vec<_> = real::PATTERNS
        .iter()
        .map(|pattern| (Matcher::new(pattern).unwrap().kind(), *pattern))
        .collect();
    let others: Vec<_> = kinds.iter().filter(|(kind, _)| *kind != "table").collect();
    assert!(others.len() <= 5, "{others:#?}");
}
