//! `patterns.rs`: what checks the patterns of strings.

use super::runtime::Needs;
use super::rust_type::ident;
use super::{Chunk, Context, Module, docs};
use crate::ir::{Kind, PatternUse, SchemaId, StringRule};
use crate::pattern::{Dfa, Engine};
use quote::quote;
use std::fmt::Write;

/// The file, if there is any pattern.
pub(super) fn module(context: &Context, needs: &mut Needs) -> Option<Module> {
    let mut chunks = Vec::new();
    let mut found: Vec<(&PatternUse, &String)> = Vec::new();
    for (item, names) in context.api.types.iter().zip(&context.names.types) {
        if let Kind::String(rules) = &item.kind {
            let patterns = rules.iter().filter_map(|rule| match rule {
                StringRule::Pattern(pattern) => Some(pattern),
                _ => None,
            });
            found.extend(patterns.zip(&names.patterns));
        }
    }
    for SchemaId(index) in context.api.carried_schemas() {
        let patterns = context.api.schemas[index].schema.patterns();
        for (source, constant) in &context.names.schemas[index].patterns {
            let pattern = patterns.iter().find(|pattern| pattern.source == *source);
            found.extend(pattern.map(|pattern| (*pattern, constant)));
        }
    }
    for (pattern, constant) in found {
        needs.engine(&pattern.engine);
        chunks.push(constant_of(pattern, constant));
    }
    if chunks.is_empty() {
        return None;
    }
    chunks.insert(
        0,
        Chunk::Text(format!(
            "//! The patterns of the document, compiled.\n{}",
            needs.pattern_imports()
        )),
    );
    Some(Module {
        path: "src/patterns.rs".to_owned(),
        chunks,
    })
}

fn constant_of(pattern: &PatternUse, constant: &str) -> Chunk {
    let comment = docs::code(&pattern.source);
    match &pattern.engine {
        Engine::Dfa(dfa) => Chunk::Text(format!("/// {comment}\n{}", table(dfa, constant))),
        Engine::Regex(expression) => engine(
            &comment,
            constant,
            "RegexPattern",
            "regex_pattern",
            expression,
        ),
        Engine::Ecma => engine(
            &comment,
            constant,
            "EcmaPattern",
            "ecma_pattern",
            &pattern.source,
        ),
    }
}

fn engine(comment: &str, constant: &str, kind: &str, module: &str, expression: &str) -> Chunk {
    let (constant, kind, module) = (ident(constant), ident(kind), ident(module));
    let comment = docs::attributes(&[comment.to_owned()]);
    Chunk::Face(quote! {
        #comment
        pub(crate) static #constant: #kind = #kind::new(|| #module::build(#expression));
    })
}

/// A table that a reader can follow: ranges of bytes with their classes, then a row a state.
fn table(dfa: &Dfa, constant: &str) -> String {
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
    let mut text = format!("pub(crate) static {constant}: Dfa = Dfa::new(\n");
    let _ = writeln!(text, "    &[{}],\n    &[", classes.join(", "));
    for row in &dfa.next {
        let row: Vec<String> = row.iter().map(u8::to_string).collect();
        let _ = writeln!(text, "        [{}],", row.join(", "));
    }
    let _ = writeln!(text, "    ],\n    &[{}],\n);", accept.join(", "));
    text
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
