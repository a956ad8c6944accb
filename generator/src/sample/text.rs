//! Texts: of a length, or of a pattern.

use super::random::Random;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Characters of one to four bytes, and those that JSON escapes.
pub const LETTERS: &[char] = &['a', 'b', 'Z', '0', '7', '-', ' ', '"', '\n', 'é', '€', '😀'];

/// So many times at most a part is repeated beyond what it has to be.
const MOST_REPEATED: u32 = 3;

/// A text of so many of these letters.
pub fn of_length(random: &mut Random, letters: &[char], length: usize) -> String {
    let letter = |_| random.of_list(letters).copied().unwrap_or('a');
    (0..length).map(letter).collect()
}

/// A text that a pattern likely matches; none where the pattern is of another dialect.
pub fn of_pattern(random: &mut Random, pattern: &str) -> Option<String> {
    repeating(random, pattern, MOST_REPEATED)
}

/// The same, where a part is repeated so many times at most beyond what it has to be.
pub fn repeating(random: &mut Random, pattern: &str, more: u32) -> Option<String> {
    // In ECMA-262 these classes are ASCII; a class may stand in a class here.
    let pattern = pattern
        .replace(r"\d", "[0-9]")
        .replace(r"\w", "[0-9A-Za-z_]");
    let pattern = regex_syntax::parse(&pattern).ok()?;
    let mut text = String::new();
    write(random, &pattern, more, &mut text);
    Some(text)
}

fn write(random: &mut Random, part: &Hir, most_repeated: u32, text: &mut String) {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(of_class(random, class)),
        HirKind::Repetition(repetition) => {
            let least = repetition.min;
            let most = repetition.max.unwrap_or(u32::MAX);
            let most = most.min(least.saturating_add(most_repeated));
            let more = random.below(most.saturating_sub(least) as usize + 1);
            for _ in 0..least.min(1000) as usize + more {
                write(random, &repetition.sub, most_repeated, text);
            }
        }
        HirKind::Capture(capture) => write(random, &capture.sub, most_repeated, text),
        HirKind::Concat(parts) => {
            for part in parts {
                write(random, part, most_repeated, text);
            }
        }
        HirKind::Alternation(parts) => {
            if let Some(part) = random.of_list(parts) {
                write(random, part, most_repeated, text);
            }
        }
    }
}

fn of_class(random: &mut Random, class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let range = random.of_list(class.ranges())?;
    let (first, last) = (u32::from(range.start()), u32::from(range.end()));
    // The rare characters of a wide range are no better than its first ones.
    let width = (last - first + 1).min(64) as usize;
    char::from_u32(first + u32::try_from(random.below(width)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::of_pattern;
    use crate::sample::random::Random;

    #[test]
    fn a_pattern_matches_what_is_made_of_it() {
        let mut random = Random::of("test");
        for pattern in ["^[a-z]{2,5}-(x|yy)+$", r"^\d{4}$", "é?.", ""] {
            let text = of_pattern(&mut random, pattern).unwrap();
            let regex = regress::Regex::with_flags(pattern, "u").unwrap();
            assert!(regex.find(&text).is_some(), "{pattern}: {text}");
        }
    }
}
