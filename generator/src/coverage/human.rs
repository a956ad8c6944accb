//! Coverage for people: a table, and what is not honoured with its places.

use super::grammar::Kind;
use super::{Coverage, Keyword, Reason, Standing, Uses};
use crate::diagnostic::escape::scrub;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The width of the column of names; all lines are shorter than 100.
const NAMES: usize = 30;
/// How many keywords of a reason are shown, and how many places of each.
const SHOWN_KEYWORDS: usize = 10;
const SHOWN_PLACES: usize = 3;

/// Coverage as text that ends in a line break.
pub fn render(coverage: &Coverage) -> String {
    let mut text = table(coverage);
    for standing in [Standing::Approximated, Standing::Refused, Standing::Unknown] {
        text.push_str(&section(coverage, standing));
    }
    if !coverage.unplaced.is_empty() {
        text.push_str(
            "\nnot counted: findings beyond those that are kept, or outside of what is told here\n",
        );
    }
    for (code, count) in &coverage.unplaced {
        line(&mut text, &format!("  {code}: {count}"));
    }
    text
}

/// Rows by kind of object, the most used keywords first.
fn table(coverage: &Coverage) -> String {
    let mut text = String::new();
    let names = ["uses"].into_iter();
    let names = names.chain(Standing::ALL.iter().map(|standing| standing.name()));
    row(&mut text, "keyword", names.map(str::to_owned));
    let mut all = Keyword::default();
    for (kind, mut keywords) in by_kind(coverage) {
        line(&mut text, &format!("\n{}", kind.name()));
        keywords.sort_by_key(|(name, keyword)| (std::cmp::Reverse(keyword.uses()), *name));
        for (name, keyword) in keywords {
            cells(&mut text, &format!("  {}", scrub(name, NAMES + 8)), keyword);
            for (total, count) in all.counts.iter_mut().zip(keyword.counts) {
                *total += count;
            }
        }
    }
    text.push('\n');
    cells(&mut text, "all", &all);
    text
}

fn by_kind(coverage: &Coverage) -> BTreeMap<Kind, Vec<(&str, &Keyword)>> {
    let mut kinds: BTreeMap<Kind, Vec<_>> = BTreeMap::new();
    for ((kind, name), keyword) in &coverage.keywords {
        kinds.entry(*kind).or_default().push((&**name, keyword));
    }
    kinds
}

fn cells(text: &mut String, name: &str, keyword: &Keyword) {
    let count = |count: usize| match count {
        0 => String::new(),
        count => count.to_string(),
    };
    let counts = keyword.counts.iter().map(|number| count(*number));
    row(
        text,
        name,
        [keyword.uses().to_string()].into_iter().chain(counts),
    );
}

/// A name, and a cell of the width of its heading for each column.
fn row(text: &mut String, name: &str, cells: impl Iterator<Item = String>) {
    let mut whole = format!("{name:<NAMES$}");
    let widths = [6].into_iter();
    let widths = widths.chain(Standing::ALL.map(|standing| standing.name().len() + 2));
    for (cell, width) in cells.zip(widths) {
        // Writing to a `String` cannot fail.
        let _ = write!(whole, "{cell:>width$}");
    }
    line(text, &whole);
}

/// What has a standing, by reason.
fn section(coverage: &Coverage, standing: Standing) -> String {
    let mut reasons: BTreeMap<Reason, Vec<(Kind, &str, &Uses)>> = BTreeMap::new();
    for ((kind, name), keyword) in &coverage.keywords {
        for ((_, reason), uses) in keyword.reasons.iter().filter(|(key, _)| key.0 == standing) {
            reasons
                .entry(*reason)
                .or_default()
                .push((*kind, name, uses));
        }
    }
    if reasons.is_empty() {
        return String::new();
    }
    let inside = reasons.remove(&Reason::INSIDE).unwrap_or_default();
    let mut text = format!("\n{}\n", standing.name());
    for (reason, keywords) in reasons {
        let code = reason.code.map(|code| format!("{code}: "));
        line(
            &mut text,
            &format!("  {}{}", code.unwrap_or_default(), reason.text),
        );
        list(&mut text, keywords);
    }
    let inside: usize = inside.iter().map(|(_, _, uses)| uses.count).sum();
    if inside > 0 {
        line(&mut text, &format!("  and {inside} more inside of these"));
    }
    text
}

/// Keywords with the first of their places.
fn list(text: &mut String, mut keywords: Vec<(Kind, &str, &Uses)>) {
    keywords.sort_by_key(|(.., uses)| std::cmp::Reverse(uses.count));
    for (kind, name, uses) in keywords.iter().take(SHOWN_KEYWORDS) {
        let name = scrub(name, NAMES + 8);
        line(
            text,
            &format!("    {name} of {}: {}", kind.name(), uses.count),
        );
        for place in uses.places.iter().take(SHOWN_PLACES) {
            line(
                text,
                &format!("      {}", scrub(&shortened(&place.to_string()), 120)),
            );
        }
        more(text, uses.count, SHOWN_PLACES, "      ");
    }
    more(text, keywords.len(), SHOWN_KEYWORDS, "    ");
}

/// A long pointer without its middle: where it begins and where it ends say most.
fn shortened(pointer: &str) -> String {
    const HEAD: usize = 35;
    const TAIL: usize = 55;
    let count = pointer.chars().count();
    if count <= HEAD + TAIL {
        return pointer.to_owned();
    }
    let head: String = pointer.chars().take(HEAD).collect();
    let tail: String = pointer.chars().skip(count - TAIL).collect();
    format!("{head}…{tail}")
}

fn more(text: &mut String, all: usize, shown: usize, indent: &str) {
    if all > shown {
        line(text, &format!("{indent}and {} more", all - shown));
    }
}

fn line(text: &mut String, line: &str) {
    text.push_str(line.trim_end());
    text.push('\n');
}
