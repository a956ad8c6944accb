//! What checks patterns: a static each, in the file that uses it.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::{RustType, ident};
use crate::ir::PatternUse;
use crate::pattern::{Dfa, Engine};
use quote::quote;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The longest line that several rows share.
const WIDTH: usize = 92;

/// The static of each pattern, once a name; to stand at the end of the file.
pub(super) fn statics<'p>(
    scope: &Scope,
    patterns: impl Iterator<Item = (&'p PatternUse, &'p String)>,
) -> Vec<Chunk> {
    let mut done = BTreeSet::new();
    patterns
        .filter(|(_, constant)| done.insert(*constant))
        .map(|(pattern, constant)| constant_of(scope, pattern, constant))
        .collect()
}

fn constant_of(scope: &Scope, pattern: &PatternUse, constant: &str) -> Chunk {
    let comment = docs::code(&pattern.source);
    let (kind, module, expression) = match &pattern.engine {
        Engine::Dfa(dfa) => {
            let kind = scope.import("crate::runtime::dfa", "Dfa");
            return Chunk::Text(format!("/// {comment}\n{}", table(dfa, constant, &kind)));
        }
        Engine::Regex(expression) => ("RegexPattern", "regex_pattern", expression),
        Engine::Ecma => ("EcmaPattern", "ecma_pattern", &pattern.source),
    };
    let comment = docs::attributes(&[comment]);
    let constant = ident(constant);
    let kind = RustType::new(&scope.import(&format!("crate::runtime::{module}"), kind));
    let module = ident(module);
    Chunk::Face(quote! {
        #comment
        static #constant: #kind = #kind::new(|| crate::runtime::#module::build(#expression));
    })
}

/// A table that a reader can follow: ranges of bytes with their classes, a row for each state, and
/// the states in which a text may end.
fn table(dfa: &Dfa, constant: &str, kind: &str) -> String {
    let classes: Vec<String> = dfa
        .classes
        .iter()
        .map(|(first, last, class)| format!("({}, {}, {class})", byte(*first), byte(*last)))
        .collect();
    let accept = dfa
        .accept
        .iter()
        .enumerate()
        .filter(|(_, accepts)| **accepts)
        .map(|(state, _)| state.to_string());
    let accept: Vec<String> = accept.collect();
    let mut text = format!("static {constant}: {kind} = {kind}::new(\n");
    let _ = writeln!(text, "    &[{}],\n    &[", classes.join(", "));
    let rows = dfa.next.iter().map(|row| {
        let row: Vec<String> = row.iter().map(u8::to_string).collect();
        format!("[{}],", row.join(", "))
    });
    for line in fill(rows) {
        let _ = writeln!(text, "        {line}");
    }
    let _ = writeln!(text, "    ],\n    &[{}],\n);", accept.join(", "));
    text
}

/// Lines of as many words as they hold: an automaton of a long text has hundreds of small rows.
fn fill(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < WIDTH => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

fn byte(byte: u8) -> String {
    match byte {
        b'\'' | b'\\' => format!("b'\\{}'", char::from(byte)),
        b' '..=b'~' => format!("b'{}'", char::from(byte)),
        other => format!("0x{other:02x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_readable() {
        assert_eq!(byte(b'a'), "b'a'");
        assert_eq!(byte(b'\''), "b'\\''");
        assert_eq!(byte(0xff), "0xff");
    }
}
