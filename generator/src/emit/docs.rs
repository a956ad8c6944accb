//! Documentation comments.

use super::scrub::{scrub, summary};
use crate::ir::Docs;
use crate::pointer::Pointer;
use proc_macro2::TokenStream;
use quote::quote;

/// The longest default that is shown.
const LONGEST_DEFAULT: usize = 80;

/// The lines of a comment: what the document says, then what else is worth knowing.
pub(super) fn lines(docs: &Docs, fallback: &str) -> Vec<String> {
    let title = docs.title.as_deref().map(scrub).unwrap_or_default();
    let description = docs.description.as_deref().map(scrub).unwrap_or_default();
    let mut lines = title;
    // A title that the description repeats says nothing more.
    if lines.is_empty()
        || description
            .first()
            .is_some_and(|first| first.starts_with(&lines[0]))
    {
        lines = description;
    } else if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    let facts = facts(docs);
    if lines.is_empty() {
        lines.push(fallback.to_owned());
        for fact in facts {
            lines[0].push(' ');
            lines[0].push_str(&fact);
        }
    } else if !facts.is_empty() {
        lines.extend([String::new(), facts.join(" ")]);
    }
    lines
}

/// What is worth knowing beside the description, a sentence each.
fn facts(docs: &Docs) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(format) = &docs.format {
        facts.push(format!("Format: {}.", code(format)));
    }
    if let Some(default) = docs
        .default
        .as_ref()
        .filter(|default| default.len() <= LONGEST_DEFAULT)
    {
        facts.push(format!("Default: {}.", code(default)));
    }
    facts.extend(docs.remark.map(str::to_owned));
    if docs.deprecated {
        facts.push("Deprecated.".to_owned());
    }
    facts
}

/// The lines of a comment that ends with the place in the document.
pub(super) fn lines_at(docs: &Docs, fallback: &str, pointer: &Pointer) -> Vec<String> {
    let mut lines = lines(docs, fallback);
    lines.extend([String::new(), code(&pointer.to_string())]);
    lines
}

/// A text as a code span: one line, in which nothing can end the span.
pub(super) fn code(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|character| {
            if is_plain(character) {
                character
            } else {
                '\u{fffd}'
            }
        })
        .collect();
    format!("`{}`", clean.trim())
}

fn is_plain(character: char) -> bool {
    character == ' '
        || (character.is_alphanumeric() || character.is_ascii_graphic()) && character != '`'
}

/// An item of a list: a name, and what the document says of it.
pub(super) fn item(name: &str, description: &str) -> String {
    let line = format!("- {}: {}", code(name), summary(description));
    line.trim_end_matches([':', ' ']).to_owned()
}

/// Lines as attributes.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}
