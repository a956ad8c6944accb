//! The report.

use super::tally::{Difference, Tally};
use crate::markdown::{number, table};
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn render(tally: &Tally) -> String {
    let mut text = HEAD.to_owned();
    let row = |name: &str, count: usize| vec![name.to_owned(), number(count as u64)];
    let rows = [
        row("documents", tally.documents),
        row("documents whose types could not be asked", tally.broken),
        row("component schemas", tally.components),
        row("schemas without a type of their own", tally.untyped),
        row(
            "keywords that the generator says it leaves out",
            tally.left_out,
        ),
        row(
            "schemas that the validator does not read",
            tally.unread.len(),
        ),
        row("instances", tally.instances),
        row("of these valid", tally.valid),
        row("both say the same", tally.agreed),
        row(
            "differences that are named below",
            tally.named.values().sum(),
        ),
        row("differences without a name", tally.differences.len()),
        row(
            "accepted, written, read again, and the same",
            tally.round_trips,
        ),
    ];
    text.push_str(&table(&["", ""], 1, &rows));
    let rows: Vec<_> = tally
        .named
        .iter()
        .map(|(name, count)| row(name, *count))
        .collect();
    if !rows.is_empty() {
        text.push_str("\nThe differences that have a name:\n\n");
        text.push_str(&table(&["name", "instances"], 1, &rows));
    }
    text
}

/// For those who look for the cause: a few differences of each component.
pub(super) fn differences(tally: &Tally) -> String {
    let mut text = String::new();
    let mut by_component: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for difference in &tally.differences {
        let known = by_component.entry(&difference.component);
        known.or_default().push(difference);
    }
    for (component, found) in by_component {
        let _ = writeln!(text, "\n{component}: {}", found.len());
        for difference in found.iter().take(3) {
            let Difference {
                instance,
                ours,
                theirs,
                ..
            } = difference;
            let _ = writeln!(text, "  {instance}\n    ours: {ours}\n    theirs: {theirs}");
        }
    }
    for (component, reason) in &tally.unread {
        let _ = writeln!(text, "\n{component}: unread: {reason}");
    }
    text
}

const HEAD: &str = "\
# Types against another validator

What the generated types accept, held against the crate `jsonschema`, an implementation of its own, with an engine of
ECMA-262 for patterns. The documents are those of `xtask/src/oracle/documents.txt`, read with `--exact`; each component
schema gets 256 values, made after the schema and then changed at random, the same on every run. Every value that a type
accepts is written and read again. `serde_json` has its feature `float_roundtrip` here: without it, the last bit of some
numbers is lost before a type sees them. Neither side checks `format`.

`cargo xtask oracle` writes this file.

";
