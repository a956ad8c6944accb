//! Texts worth trying on a pattern: what it matches, near misses, and noise in its own letters.

use crate::matcher::{Matcher, step};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::{HashMap, VecDeque};
use typewright::pattern::Dfa;

/// A small generator of repeatable randomness (xorshift).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Letters that patterns tend to tell apart, whether they mean to or not.
const EDGES: &str = "aAzZmM09_-./:@ \t\n\r\u{b}\u{0}\u{7f}\u{80}\u{a0}é\u{17f}\u{212a}\u{200c}\u{2028}\u{2029}\
    \u{1680}\u{feff}\u{ffff}\u{d7ff}\u{e000}\u{7ff}\u{800}\u{10000}😀\u{10ffff}";

/// The letters of a pattern, as written.
pub(crate) fn letters(pattern: &str) -> Vec<char> {
    let mut letters: Vec<char> = pattern.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// About `count` texts for a pattern.
pub(crate) fn texts(
    pattern: &str,
    matcher: &Matcher,
    count: usize,
    random: &mut Random,
) -> Vec<String> {
    let own = letters(pattern);
    let edges: Vec<char> = EDGES.chars().collect();
    let mut alphabet = own.clone();
    alphabet.extend(&edges);
    let mut texts = vec![String::new(), pattern.to_owned()];
    texts.extend(edges.iter().map(|edge| edge.to_string()));
    for _ in 0..count / 3 {
        let matching = match matcher {
            Matcher::Table(table, _) => walk(table, &alphabet, random),
            Matcher::Regex(text, _) => grow(text, random),
            Matcher::Ecma(_) => noise(&own, random),
        };
        texts.push(mutate(&matching, &alphabet, random));
        texts.push(matching);
        let from = if own.is_empty() || random.below(3) == 0 {
            &alphabet
        } else {
            &own
        };
        texts.push(noise(from, random));
    }
    texts
}

fn noise(letters: &[char], random: &mut Random) -> String {
    if letters.is_empty() {
        return String::new();
    }
    let length = random.below(12);
    (0..length).map(|_| random.pick(letters)).collect()
}

/// One letter changed, added, dropped or doubled.
fn mutate(text: &str, alphabet: &[char], random: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = random.below(letters.len() + 1);
    let letter = random.pick(alphabet);
    match (random.below(4), at < letters.len()) {
        (0, true) => letters[at] = letter,
        (1, true) => drop(letters.remove(at)),
        (2, true) => letters.insert(at, letters[at]),
        _ => letters.insert(at, letter),
    }
    letters.into_iter().collect()
}

/// A text that a table accepts, wandering before it heads for an accepting state.
fn walk(table: &Dfa, alphabet: &[char], random: &mut Random) -> String {
    let mut text = String::new();
    let mut state = Dfa::START;
    for _ in 0..random.below(24) {
        let letter = random.pick(alphabet);
        let next = step(table, state, letter.encode_utf8(&mut [0; 4]).as_bytes());
        if next != 0 {
            text.push(letter);
            state = next;
        }
    }
    text + &shortest(table, state, alphabet)
}

/// The shortest way from a state to acceptance, as far as these letters lead there.
fn shortest(table: &Dfa, from: u8, alphabet: &[char]) -> String {
    let mut queue = VecDeque::from([from]);
    let mut texts = HashMap::from([(from, String::new())]);
    while let Some(state) = queue.pop_front() {
        let text = texts[&state].clone();
        if table.accept[usize::from(state)] {
            return text;
        }
        for letter in alphabet {
            let next = step(table, state, letter.encode_utf8(&mut [0; 4]).as_bytes());
            texts.entry(next).or_insert_with(|| {
                queue.push_back(next);
                format!("{text}{letter}")
            });
        }
    }
    String::new()
}

/// A text that a `regex` pattern matches, its conditions aside.
fn grow(pattern: &str, random: &mut Random) -> String {
    let mut text = String::new();
    if let Ok(hir) = regex_syntax::parse(pattern) {
        grow_into(&hir, random, &mut text);
    }
    text
}

fn grow_into(hir: &Hir, random: &mut Random, text: &mut String) {
    match hir.kind() {
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(Class::Unicode(class)) if !class.ranges().is_empty() => {
            let range = random.pick(class.ranges());
            let (first, last) = (u32::from(range.start()), u32::from(range.end()));
            let value = first + random.below((last - first + 1) as usize) as u32;
            text.push(char::from_u32(value).unwrap_or(range.start()));
        }
        HirKind::Repetition(repetition) => {
            let spread = repetition
                .max
                .map_or(3, |max| (max - repetition.min).min(300)) as usize;
            let more = if random.below(4) == 0 {
                spread
            } else {
                random.below(spread + 1)
            };
            for _ in 0..repetition.min as usize + more {
                if text.len() > 5_000 {
                    return;
                }
                grow_into(&repetition.sub, random, text);
            }
        }
        HirKind::Capture(capture) => grow_into(&capture.sub, random, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| grow_into(part, random, text)),
        HirKind::Alternation(parts) => grow_into(&parts[random.below(parts.len())], random, text),
        _ => {}
    }
}
