//! The report.

use super::tally::Tally;
use crate::markdown::{number, table};
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn render(letter: &Tally, meant: &Tally) -> String {
    let mut text = HEAD.to_owned();
    let row = |name: &str, value: fn(&Tally) -> usize| {
        vec![
            name.to_owned(),
            number(value(letter) as u64),
            number(value(meant) as u64),
        ]
    };
    let named = |tally: &Tally| tally.named.values().sum();
    let rows = [
        row("documents", |tally| tally.documents),
        row("component schemas", |tally| tally.components),
        row("schemas without a type of their own", |tally| tally.untyped),
        row("keywords that the generator says it leaves out", |tally| {
            tally.left_out
        }),
        row("schemas that the validator does not read", |tally| {
            tally.unread.len()
        }),
        row("instances", |tally| tally.instances),
        row("of these valid", |tally| tally.valid),
        row("both say the same", |tally| tally.agreed),
        row("differences that the generator names", named),
        row("differences that it does not name", |tally| {
            tally.differences.len()
        }),
        row("accepted, written, read again, and the same", |tally| {
            tally.round_trips
        }),
    ];
    text.push_str(&table(&["", "`--exact`", "as meant"], 1, &rows));
    for (title, tally) in [("`--exact`", letter), ("As meant", meant)] {
        let rows: Vec<_> = tally
            .named
            .iter()
            .map(|(name, count)| vec![name.clone(), number(*count as u64)])
            .collect();
        if !rows.is_empty() {
            let _ = write!(
                text,
                "\n{title}, differences by what the generator says:\n\n"
            );
            text.push_str(&table(&["said", "instances"], 1, &rows));
        }
    }
    text
}

/// For those who look for the cause: a few differences of each component.
pub(super) fn differences(tallies: &[&Tally]) -> String {
    let mut text = String::new();
    for tally in tallies {
        let mut by_component: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for difference in &tally.differences {
            by_component
                .entry(&difference.component)
                .or_default()
                .push(difference);
        }
        for (component, found) in by_component {
            let _ = writeln!(text, "\n{component}: {}", found.len());
            for difference in found.iter().take(3) {
                let _ = writeln!(
                    text,
                    "  {}\n    ours: {}\n    theirs: {}",
                    difference.instance, difference.ours, difference.theirs
                );
            }
        }
        for (component, reason) in &tally.unread {
            let _ = writeln!(text, "\n{component}: unread: {reason}");
        }
    }
    text
}

const HEAD: &str = "\
# Types against another validator

What the generated types accept, held against the crate `jsonschema`, an implementation of its own, with an engine of
ECMA-262 for patterns. The documents are those of `xtask/src/oracle/documents.txt`; each component schema gets 256
values, made after the schema and then changed at random, the same on every run. Every value that a type accepts is
written and read again.

`cargo xtask oracle` writes this file.

";
