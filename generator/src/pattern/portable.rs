//! The same language as a pattern of the `regex` crate, for automata too large for a table.

use super::ast::{Look, Node};
use super::error::{PatternError, Result};
use super::parse::{Mode, Parsed};
use super::set::{SURROGATES, Set};
use regex_automata::nfa::thompson;
use regex_syntax::hir::{self, Class, ClassUnicode, ClassUnicodeRange, Hir};

/// Prints a pattern that is not opaque, and makes sure that `regex` takes it.
pub(super) fn print(parsed: &Parsed, steps: &mut u64) -> Result<String> {
    let hir = translate(&parsed.node, parsed.mode);
    let too_large = || PatternError::too_large("pattern needs too large an automaton");
    let budget = usize::try_from(*steps).unwrap_or(usize::MAX);
    let config = thompson::Config::new().nfa_size_limit(Some(budget));
    let nfa = thompson::Compiler::new()
        .configure(config)
        .build_from_hir(&hir)
        .map_err(|_| too_large());
    let spent = nfa.as_ref().map_or(budget, thompson::NFA::memory_usage);
    *steps = steps.saturating_sub(spent as u64);
    nfa?;
    let text = hir.to_string();
    match regex_syntax::parse(&text) {
        Ok(_) => Ok(text),
        Err(_) => Err(too_large()),
    }
}

fn translate(node: &Node, mode: Mode) -> Hir {
    match node {
        Node::Empty | Node::Opaque => Hir::empty(),
        Node::Set(set) => class(set, mode),
        Node::Look(Look::Start) => Hir::look(hir::Look::Start),
        Node::Look(Look::End) => Hir::look(hir::Look::End),
        Node::Look(Look::Word) => Hir::look(hir::Look::WordAscii),
        Node::Look(Look::NotWord) => Hir::look(hir::Look::WordAsciiNegate),
        Node::Concat(parts) => Hir::concat(concat(parts, mode)),
        Node::Alternate(branches) => {
            Hir::alternation(branches.iter().map(|part| translate(part, mode)).collect())
        }
        Node::Repeat { body, min, max } => Hir::repetition(hir::Repetition {
            min: *min,
            max: *max,
            greedy: true,
            sub: Box::new(translate(body, mode)),
        }),
    }
}

/// Translates neighbours; two halves of one character become that character.
fn concat(parts: &[Node], mode: Mode) -> Vec<Hir> {
    let mut hirs = Vec::with_capacity(parts.len());
    let mut rest = parts;
    while let Some((first, after)) = rest.split_first() {
        match (first, after.split_first()) {
            (Node::Set(lead), Some((Node::Set(trail), after)))
                if mode == Mode::Legacy && is_pair(lead, trail) =>
            {
                hirs.push(pair(lead, trail));
                rest = after;
            }
            _ => {
                hirs.push(translate(first, mode));
                rest = after;
            }
        }
    }
    hirs
}

fn is_pair(lead: &Set, trail: &Set) -> bool {
    let within = |set: &Set, range| !set.ranges().is_empty() && set.within(range) == *set;
    within(lead, (0xD800, 0xDBFF)) && within(trail, (0xDC00, 0xDFFF))
}

fn pair(lead: &Set, trail: &Set) -> Hir {
    let leads = lead.ranges().iter().flat_map(|&(first, last)| first..=last);
    let joined = leads.flat_map(|lead| {
        let base = 0x1_0000 + ((lead - 0xD800) << 10);
        trail
            .ranges()
            .iter()
            .map(move |&(first, last)| (base + first - 0xDC00, base + last - 0xDC00))
    });
    class(&Set::from_ranges(joined.collect()), Mode::Unicode)
}

/// A set of scalar values. In legacy mode a set that holds every half character holds, one step
/// coarser than ECMA-262, every whole one.
fn class(set: &Set, mode: Mode) -> Hir {
    let astral =
        (mode == Mode::Legacy && set.contains_range(SURROGATES)).then_some((0x1_0000, 0x10_FFFF));
    let below = set.within((0, SURROGATES.0 - 1));
    let above = set.within((SURROGATES.1 + 1, 0x10_FFFF));
    let ranges = below
        .ranges()
        .iter()
        .chain(above.ranges())
        .copied()
        .chain(astral);
    let scalars = ranges.filter_map(|(first, last)| {
        Some(ClassUnicodeRange::new(
            char::from_u32(first)?,
            char::from_u32(last)?,
        ))
    });
    Hir::class(Class::Unicode(ClassUnicode::new(scalars)))
}
