use crate::runtime::dfa::Dfa;
use crate::runtime::ecma_pattern::{self, EcmaPattern};
use crate::runtime::regex_pattern::{self, RegexPattern};

static LARGE: RegexPattern = RegexPattern::new(|| regex_pattern::build("[ab]*a[ab]{40}"));
static LOOK_AROUND: EcmaPattern = EcmaPattern::new(|| ecma_pattern::build("^(?!-)[a-z-]+$"));

#[test]
fn engines_search() {
    assert!(LARGE.is_match(&format!("xx a{}", "b".repeat(40))));
    assert!(!LARGE.is_match(&"b".repeat(41)));
    assert!(LOOK_AROUND.is_match("a-b"));
    assert!(!LOOK_AROUND.is_match("-b"));
}

/// `^[a-z]+(-[a-z]+)*$`
static SLUG: Dfa = Dfa::new(
    &[(b'-', b'-', 1), (b'a', b'z', 2)],
    &[[0, 0, 0], [0, 0, 2], [0, 1, 2]],
    &[2],
);

#[test]
fn a_table_agrees_with_an_engine_on_every_short_text() {
    let engine = regex::Regex::new("^[a-z]+(-[a-z]+)*$").unwrap();
    let mut matches = 0;
    for length in 0..=10 {
        for number in 0..3_usize.pow(length) {
            let letter = |place| ["a", "-", "!"][number / 3_usize.pow(place) % 3];
            let text: String = (0..length).map(letter).collect();
            assert_eq!(SLUG.is_match(&text), engine.is_match(&text), "{text}");
            matches += usize::from(engine.is_match(&text));
        }
    }
    assert_eq!(matches, 143);
}
