//! The same language as a pattern of the `regex` crate, for automata too large for a table.
//!
//! `regex-syntax` prints patterns too, but takes repeated repetitions apart: `(?:a{2})?` becomes
//! the lazy `a{2}?`.

use super::ast::{Look, Node};
use super::error::{PatternError, Result};
use super::parse::{Mode, Parsed};
use super::set::{LAST_CODE_POINT, SURROGATES, Set};
use regex_automata::nfa::thompson;
use std::fmt::Write;

/// Longer patterns have no place in readable code.
const MAX_TEXT: usize = 1 << 16;

/// Characters that halves written apart may stand for.
const MAX_PAIRS: usize = 1 << 13;

/// Prints a pattern that is not opaque, and makes sure that `regex` takes it.
pub(super) fn print(parsed: &Parsed, steps: &mut u64) -> Result<String> {
    let too_large = || PatternError::too_large("pattern needs too large an automaton");
    let mut printer = Printer {
        mode: parsed.mode,
        text: String::new(),
        too_large: false,
    };
    printer.node(&parsed.node);
    let text = printer.text;
    if printer.too_large || text.len() > MAX_TEXT {
        return Err(too_large());
    }
    let hir = regex_syntax::parse(&text).map_err(|_| too_large())?;
    let budget = usize::try_from(*steps).unwrap_or(usize::MAX);
    let config = thompson::Config::new().nfa_size_limit(Some(budget));
    let nfa = thompson::Compiler::new()
        .configure(config)
        .build_from_hir(&hir);
    let spent = nfa.as_ref().map_or(budget, thompson::NFA::memory_usage);
    *steps = steps.saturating_sub(spent as u64);
    match nfa {
        Ok(_) => Ok(text),
        Err(_) => Err(too_large()),
    }
}

struct Printer {
    mode: Mode,
    text: String,
    too_large: bool,
}

impl Printer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty | Node::Opaque => self.text.push_str("(?:)"),
            Node::Set(set) => self.set(&self.scalars(set)),
            Node::Look(Look::Start) => self.text.push_str(r"\A"),
            Node::Look(Look::End) => self.text.push_str(r"\z"),
            Node::Look(Look::Word) => self.text.push_str(r"(?-u:\b)"),
            Node::Look(Look::NotWord) => self.text.push_str(r"(?-u:\B)"),
            Node::Concat(parts) => self.concat(parts),
            Node::Alternate(branches) => {
                for (index, branch) in branches.iter().enumerate() {
                    if index > 0 {
                        self.text.push('|');
                    }
                    self.node(branch);
                }
            }
            Node::Repeat { body, min, max } => {
                self.grouped(body, matches!(**body, Node::Set(_)));
                self.count(*min, *max);
            }
        }
    }

    fn grouped(&mut self, node: &Node, bare: bool) {
        if bare {
            self.node(node);
        } else {
            self.text.push_str("(?:");
            self.node(node);
            self.text.push(')');
        }
    }

    fn count(&mut self, min: u32, max: Option<u32>) {
        // Writing to a string does not fail.
        let _ = match (min, max) {
            (0, None) => write!(self.text, "*"),
            (1, None) => write!(self.text, "+"),
            (0, Some(1)) => write!(self.text, "?"),
            (_, None) => write!(self.text, "{{{min},}}"),
            (_, Some(max)) if min == max => write!(self.text, "{{{min}}}"),
            (_, Some(max)) => write!(self.text, "{{{min},{max}}}"),
        };
    }

    /// Prints neighbours; two halves of one character become that character.
    fn concat(&mut self, parts: &[Node]) {
        let mut rest = parts;
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match (first, after.split_first()) {
                (Node::Set(lead), Some((Node::Set(trail), after)))
                    if self.mode == Mode::Legacy && is_pair(lead, trail) =>
                {
                    self.pair(lead, trail);
                    rest = after;
                }
                _ => self.grouped(first, !matches!(first, Node::Alternate(_))),
            }
        }
    }

    fn pair(&mut self, lead: &Set, trail: &Set) {
        let leads = lead.ranges().iter().flat_map(|&(first, last)| first..=last);
        let joined = leads.flat_map(|lead| {
            let base = 0x1_0000 + ((lead - 0xD800) << 10);
            let trails = trail.ranges().iter();
            trails.map(move |&(first, last)| (base + first - 0xDC00, base + last - 0xDC00))
        });
        let characters: Vec<_> = joined.take(MAX_PAIRS + 1).collect();
        self.too_large |= characters.len() > MAX_PAIRS;
        if !self.too_large {
            self.set(&Set::from_ranges(characters));
        }
    }

    /// The characters of a set. In legacy mode a set that holds every half character holds, one
    /// step coarser than ECMA-262, every whole one.
    fn scalars(&self, set: &Set) -> Set {
        let whole = self.mode == Mode::Legacy && set.contains_range(SURROGATES);
        let astral = whole.then_some((0x1_0000, LAST_CODE_POINT));
        Set::from_ranges(set.ranges().iter().copied().chain(astral).collect())
    }

    fn set(&mut self, set: &Set) {
        let inverse = set.complement(LAST_CODE_POINT);
        match set.ranges() {
            [(only, last)] if only == last && char::from_u32(*only).is_some() => self.symbol(*only),
            _ if inverse.ranges().is_empty() => self.text.push_str(r"[\s\S]"),
            _ if set.contains(LAST_CODE_POINT) => self.class("[^", &inverse),
            _ => self.class("[", set),
        }
    }

    fn class(&mut self, open: &str, set: &Set) {
        let before = self.text.len();
        self.text.push_str(open);
        let inside = self.text.len();
        for range in [(0, SURROGATES.0 - 1), (SURROGATES.1 + 1, LAST_CODE_POINT)] {
            for &(first, last) in set.within(range).ranges() {
                self.symbol(first);
                if first < last {
                    self.text.push('-');
                    self.symbol(last);
                }
            }
        }
        // Lone surrogates alone: no text holds one.
        if self.text.len() == inside {
            self.text.truncate(before);
            self.text
                .push_str(if open == "[" { r"[^\s\S]" } else { r"[\s\S]" });
            return;
        }
        self.text.push(']');
    }

    fn symbol(&mut self, symbol: u32) {
        match char::from_u32(symbol) {
            Some(symbol) if symbol.is_ascii_graphic() || symbol == ' ' => {
                regex_syntax::escape_into(symbol.encode_utf8(&mut [0; 4]), &mut self.text);
            }
            _ => {
                let _ = write!(self.text, "\\x{{{symbol:X}}}");
            }
        }
    }
}

fn is_pair(lead: &Set, trail: &Set) -> bool {
    let within = |set: &Set, range| !set.ranges().is_empty() && set.within(range) == *set;
    within(lead, (0xD800, 0xDBFF)) && within(trail, (0xDC00, 0xDFFF))
}

#[cfg(test)]
mod tests {
    use super::super::parse::{Mode, parse};
    use super::print;

    #[test]
    fn prints_what_regex_reads_alike() {
        for (pattern, mode, printed) in [
            (r"^(\d{12})?$", Mode::Unicode, r"\A(?:[0-9]{12})?\z"),
            (r"(?:a|b)c|(a*)*?", Mode::Unicode, r"(?:a|b)c|(?:a*)*"),
            (
                r"^.[^]\b",
                Mode::Unicode,
                r"\A[^\x{A}\x{D}\x{2028}-\x{2029}][\s\S](?-u:\b)",
            ),
            (
                r"[]|[\ud800]|[^\ud800]",
                Mode::Unicode,
                r"[^\s\S]|[^\s\S]|[\s\S]",
            ),
            (r"[\]\-&~^#]{2,}\.", Mode::Unicode, r"[\#\&\-\]-\^\~]{2,}\."),
            (
                r"\-😀[\ud83d][\ude00-\ude02]",
                Mode::Legacy,
                r"\-\x{1F600}[\x{1F600}-\x{1F602}]",
            ),
            (r"[^\-]", Mode::Legacy, r"[^\-]"),
        ] {
            let text = print(&parse(pattern, mode).unwrap(), &mut 100_000).unwrap();
            assert_eq!(text, printed);
            assert!(regex::Regex::new(&text).is_ok(), "{text}");
        }
    }
}
