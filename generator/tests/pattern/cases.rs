//! Pattern by pattern: what it accepts, what it refuses, and which patterns are none.

use crate::matcher::Matcher;
use typewright::pattern::{Budget, Engine, PatternErrorKind, compile};

/// A pattern, texts that match, texts that do not.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

pub(crate) const CASES: &[Case] = &[
    // A search, unless anchored; anchors mean the text, not a line.
    ("", &["", "a"], &[]),
    ("b", &["b", "abc"], &["", "ac"]),
    ("^ab", &["abc"], &["cab", "\nab"]),
    ("ab$", &["cab"], &["abc", "ab\n"]),
    ("^$", &[""], &["a", "\n"]),
    ("a^b|$^", &[""], &["ab"]),
    ("^a|b$", &["ax", "xb"], &["xa", "bx"]),
    ("(^a)+$", &["a"], &["aa"]),
    ("x*", &["", "y"], &[]),
    // Classes of characters.
    (r"^\d$", &["0", "9"], &["٣", "a"]),
    (r"^\D$", &["a", "٣", "😀"], &["0"]),
    (r"^\w$", &["a", "Z", "0", "_"], &["é", "-", "ſ"]),
    (r"^\W$", &["é", "-", "\u{212a}"], &["_"]),
    (
        r"^\s$",
        &[
            " ", "\t", "\n", "\u{b}", "\u{c}", "\r", "\u{a0}", "\u{feff}", "\u{2028}", "\u{2029}",
            "\u{3000}", "\u{1680}", "\u{202f}",
        ],
        &["\u{85}", "\u{200b}", "\u{180e}", "a", "\u{1c}"],
    ),
    (r"^\S$", &["\u{85}", "😀"], &["\u{feff}", " "]),
    (
        "^.$",
        &["a", "\u{85}", "\u{b}", "😀"],
        &["\n", "\r", "\u{2028}", "\u{2029}", ""],
    ),
    ("^[^]$", &["\n", "😀"], &["", "ab"]),
    ("[]", &[], &["", "a"]),
    ("a[]|b", &["b"], &["a"]),
    ("^[a-c^]$", &["a", "c", "^"], &["d"]),
    ("^[^a-c]$", &["d", "é", "\n", "😀"], &["a", "b"]),
    (r"^[\]\-\\\^]$", &["]", "-", "\\", "^"], &["a"]),
    ("^[-a]$|^[b-]x$", &["-", "a", "bx", "-x"], &["b"]),
    (r"^[\b]$", &["\u{8}"], &["b"]),
    (r"^[\d\s]+$", &["1 2"], &["a"]),
    (r"^[^\W_]$", &["a"], &["_", "é"]),
    ("^[é-ü]$", &["é", "ö", "ü"], &["e", "à"]),
    ("^[😀-😎]$", &["😀", "😎"], &["😏", "a"]),
    // Escapes.
    (r"^\t\n\v\f\r\0$", &["\t\n\u{b}\u{c}\r\0"], &["tnvfr0"]),
    (r"^\x41\u0042\u{43}\u{1F600}\cJ$", &["ABC😀\n"], &["ABCJ"]),
    (r"^\ud83d\ude00$", &["😀"], &["\u{fffd}"]),
    (r"^\ud83d$", &[], &["😀", "\u{fffd}"]),
    (r"\ud83d|a", &["a"], &["😀"]),
    (r"^[\ud800-\udfff]$", &[], &["😀", "a"]),
    (r"^[^\ud800-\udfff]$", &["😀", "a"], &[""]),
    (
        r"^\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/$",
        &["^$\\.*+?()[]{}|/"],
        &[""],
    ),
    ("^/$", &["/"], &["\\/"]),
    // Quantifiers.
    ("^a{2}$", &["aa"], &["a", "aaa"]),
    ("^a{2,}$", &["aa", "aaaa"], &["a"]),
    ("^a{2,3}?$", &["aa", "aaa"], &["a", "aaaa"]),
    ("^a{0}b$", &["b"], &["ab"]),
    ("^a*?b+?c??$", &["b", "aabbc"], &["a", "c"]),
    ("^(a*)*$", &["", "aaa"], &["b"]),
    ("^(a|b*)+$", &["", "abba"], &["c"]),
    ("^(?:(?:)|a){3}$", &["", "aaa"], &["aaaa"]),
    ("^a{1,4294967296}$", &["a", "aaa"], &[""]),
    ("^(){4294967295}$", &[""], &["a"]),
    ("^.{2}$", &["ab", "😀é"], &["😀", "abc"]),
    ("^[^/]{1,3}$", &["a", "éé", "😀😀😀"], &["", "😀/", "éééé"]),
    // Groups.
    ("^(?:ab)+(?<year>c)(d)$", &["ababcd"], &["abab"]),
    ("^(?<$_é1>a)$", &["a"], &["b"]),
    (r"^(?<\u0061>a)$", &["a"], &["b"]),
    // Word boundaries are of ASCII words.
    (r"\bfoo\b", &["foo", "a foo.", "éfoo"], &["afoo", "foo_"]),
    (r"\Bo", &["foo", "_o"], &["o", "-o", "éo"]),
    (r"^\B$", &[""], &["a"]),
    (r"\b", &["a", "é a"], &["", "é", "-"]),
    (r"\B", &["", "é", "ab"], &["a", "aéa"]),
    (r"^a\b.\B-", &["a--"], &["a-c", "ab-"]),
    // Look-around and references need an engine.
    ("^(?=.*[A-Z])(?!.*x).{2,}$", &["aB"], &["ab", "aBx"]),
    ("(?<=a)b(?<!cb)", &["ab"], &["cb"]),
    (r"^(a|b)\1$", &["aa", "bb"], &["ab"]),
    (r"^(?<q>a|b)\k<q>$", &["aa"], &["ab"]),
    (r"\1(a)", &["a"], &["b"]),
    // Properties.
    (r"^\p{L}\p{Lu}\P{L}$", &["éÉ1"], &["éé1"]),
    (
        r"^\p{Script=Greek}\p{sc=Cyrl}\p{scx=Deva}$",
        &["αжक"],
        &["aaa"],
    ),
    (r"^[\p{Letter}\p{gc=Nd}_-]+$", &["é٣_-"], &["."]),
    (
        r"^\p{ASCII_Hex_Digit}\p{Alphabetic}\p{Emoji}\p{Any}$",
        &["fé😀x"],
        &["géxx"],
    ),
    (r"^[^\p{ASCII}]$", &["é"], &["e"]),
    (r"^\P{Cs}$", &["a", "😀"], &[""]),
    // Legacy rules, in UTF-16 code units, when the flag `u` refuses the pattern.
    (r"^[\w-.]+$", &["a-b.c"], &["a b"]),
    (r"^\-\_\@\A\Z\h$", &["-_@AZh"], &["-_@"]),
    (r"^\a\e\g\i\-$", &["aegi-"], &[""]),
    ("^a{,2}$", &["a{,2}"], &["a", "aa"]),
    ("^{a}]$", &["{a}]"], &["a"]),
    ("^x{$", &["x{"], &["x"]),
    (r"^\1(a)\2$", &["a\u{2}"], &["a"]),
    (r"^\101\60\8\377\400\08$", &["A08\u{ff} 0\u{0}8"], &["A"]),
    (r"^[\101\8\c_\c]$", &["A", "8", "\u{1f}", "\\", "c"], &["B"]),
    (r"^\c1\-$", &["\\c1-"], &["c1-"]),
    (r"^\x4\u00\u{2}\-$", &["x4u00uu-"], &["x4u00u-"]),
    (r"^\p{L}\-\k<a>$", &["p{L}-k<a>"], &["a-k<a>"]),
    ("^[[:alpha:]]$", &["a]", ":]"], &["b", "b]"]),
    ("^(?=a)*b", &["b"], &["ab", "c"]),
    (r"^.\-$", &["a-", "é-"], &["😀-"]),
    (r"^..\-$", &["ab-", "😀-"], &["a-"]),
    (r"^[^\-]\-x$|^[^]{3}\-$", &["a-x", "a😀-"], &["😀-x"]),
    (r"^\-?😀+$", &["😀", "-😀"], &["😀😀"]),
    (r"^\-?[😀]+$", &["😀", "😀😀", "-😀"], &["a"]),
    (
        r"^\-?(?:\ud83c[\udf00-\udfff]|\ud83d[\udc00-\ude4f])+$",
        &["🌀😀", "-😀"],
        &["🚀", "a"],
    ),
    (r"\-?[\ud83d]\B", &["😀"], &["a"]),
];

/// What is no pattern: why, where, and whether help is offered.
pub(crate) const REFUSED: &[(&str, &str, usize, bool)] = &[
    ("(a", "unterminated group", 0, true),
    ("a(b(c)", "unterminated group", 1, true),
    ("a)", "unmatched `)`", 1, false),
    ("é[a", "unterminated brackets", 2, true),
    ("*a", "nothing to repeat", 0, false),
    ("a**", "nothing to repeat", 2, false),
    ("a|+", "nothing to repeat", 2, false),
    ("^*", "nothing to repeat", 1, false),
    ("{1}", "nothing to repeat", 0, false),
    ("a++", "nothing to repeat", 2, true),
    ("(?<=a)+", "nothing to repeat", 6, false),
    (r"\b+", "nothing to repeat", 2, false),
    ("a{2,1}", "numbers out of order in a quantifier", 1, false),
    ("[z-a]", "range out of order in brackets", 1, false),
    (r"[\w-a-\-z-a]", "range out of order in brackets", 8, false),
    ("\\", "`\\` at the end of the pattern", 0, false),
    ("(?i)a", "invalid group", 0, true),
    ("(?P<a>b)", "invalid group", 0, true),
    ("(?>a)", "invalid group", 0, true),
    ("(?#a)", "invalid group", 0, true),
    ("(?", "invalid group", 0, false),
    ("(?<1>a)", "invalid group name", 3, false),
    ("(?<>a)", "invalid group name", 3, false),
    ("(?<a", "invalid group name", 3, false),
    ("(?<a>x)(?<a>y)", "duplicate group name", 7, false),
    (
        r"(?<a>x)\k<b>",
        "reference to a group that does not exist",
        7,
        false,
    ),
    (r"(?<a>x)\k", "invalid named reference", 7, false),
];

#[test]
fn patterns_mean_what_ecma_262_says() {
    let mut wrong = Vec::new();
    for (pattern, accepted, refused) in CASES {
        let matcher = match Matcher::new(pattern) {
            Ok(matcher) => matcher,
            Err(error) => {
                wrong.push(format!("{pattern:?}: {error}"));
                continue;
            }
        };
        let expected = accepted
            .iter()
            .map(|text| (text, true))
            .chain(refused.iter().map(|text| (text, false)));
        for (text, expected) in expected {
            if matcher.is_match(text) != expected {
                wrong.push(format!(
                    "{pattern:?} ({}) on {text:?} should be {expected}",
                    matcher.kind()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn errors_name_the_place() {
    for (pattern, message, offset, helped) in REFUSED {
        let error = compile(pattern, &mut Budget::default()).unwrap_err();
        assert_eq!(
            (error.message, error.offset, error.help.is_some()),
            (*message, *offset, *helped),
            "{pattern:?}"
        );
        assert_eq!(error.kind, PatternErrorKind::Syntax);
    }
}

/// Patterns built to cost; what they cost is a matter of the budget, not of the clock.
#[test]
fn bombs_go_to_an_engine_or_are_refused() {
    let is_regex = |pattern: &str| matches!(compile(pattern, &mut Budget::default()), Ok(Engine::Regex(text)) if regex::Regex::new(&text).is_ok());
    assert!(is_regex("[ab]*a[ab]{40}"));
    assert!(is_regex("(?:a|b)*a(?:a|b){12}"));
    assert!(is_regex("^(?:a?){500}a{500}$"));
    for pattern in [
        "(a{1000}){1000}".to_owned(),
        r"(\p{L}{100}){100}".to_owned(),
        "a{4294967295}b{4294967295}".to_owned(),
        "(".repeat(65_000),
        "(a|".repeat(20_000),
        format!("[{}]", r"\p{L}\P{L}".repeat(6_000)),
        "a".repeat(70_000),
    ] {
        let error = compile(&pattern, &mut Budget::default()).unwrap_err();
        assert_eq!(error.kind, PatternErrorKind::TooLarge);
    }
}
