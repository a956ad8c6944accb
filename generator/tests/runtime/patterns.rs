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
