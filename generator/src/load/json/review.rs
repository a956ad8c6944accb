//! The second look at JSON in which something was in doubt: reports each finding with its places.

use crate::diagnostic::{Diagnostics, Place, code};
use crate::load::outline::{Content, Entry, Outline};
use crate::load::{finding, number};
use std::collections::BTreeMap;

/// Reports keys that stand twice and integers that lost digits.
pub(super) fn report(text: &str, diagnostics: &mut Diagnostics) {
    let Some(outline) = Outline::of_json(text) else {
        // The readers disagree on this text, so there are no places to show.
        diagnostics.push(crate::diagnostic::Diagnostic::warning(
            code::DUPLICATE_KEY,
            Place::Document,
            "an object has a key twice, or an integer is beyond 64 bits",
        ));
        return;
    };
    for node in outline.nodes() {
        match &node.content {
            Content::Mapping(entries) => duplicates(entries, diagnostics),
            Content::Scalar => {
                let written = text.get(node.range.clone()).unwrap_or_default();
                if number::is_rounded_integer(written) {
                    let place = Place::Bytes(node.range.clone());
                    diagnostics.push(finding::rounded(written, place));
                }
            }
            _ => {}
        }
    }
}

fn duplicates(entries: &[Entry], diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for entry in entries {
        if let Some(first) = seen.insert(entry.key.as_str(), entry.key_range.clone()) {
            let second = Place::Bytes(entry.key_range.clone());
            diagnostics.push(finding::duplicate(&entry.key, Place::Bytes(first), second));
        }
    }
}
