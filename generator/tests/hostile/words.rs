//! Text that tries to leave its comment, literal, attribute or file: put into every place of a document at once, it
//! makes the same crate as harmless text does, but for identifiers and literals.

use crate::Row;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use serde_json::{Value, json};
use typewright::generate::{File, Options, generate};
use typewright::load::Source;

const HARMLESS: &str = "plain words";

const WORDS: &[&str] = &[
    "*/ fn injected() {} /*",
    "\"; fn injected() {} \"",
    "\"# fn injected() {} \"#",
    "\"]\n#![allow(warnings)]\n#[doc = \"",
    "]\n//! injected",
    "\n\n#![feature(rustc_private)]",
    "\rfn injected() {}",
    "\u{2028}fn injected() {}",
    "\u{85}fn injected() {}",
    "\\\" \\\\ \\u{22} \\x22",
    "'a' b'a' r\"a\" 'a",
    "/* open",
    "// line",
    "```\nfn main() { panic!() }\n```",
    "    indented_code();",
    "<script>alert(1)</script>",
    "<!-- comment",
    "[std::process::abort](crate::runtime) [`Client`]",
    "[link]: https://example.com",
    "{} {0} {name} {:?} {{",
    "%s %n $(id) `id` ${HOME}",
    "include_str!(\"/etc/passwd\")",
    "concat!(env!(\"HOME\"))",
    "../../../outside.rs",
    "/etc/passwd",
    "C:\\outside.rs",
    "CON",
    "aux.rs",
    "r#fn",
    "crate::types",
    "Self",
    "\u{202E}txet desrever\u{202C}",
    "zero\u{200B}width\u{FEFF}",
    "e\u{301}\u{1F600}\u{10FFFF}",
    "\u{0}\u{1}\u{1B}[31m",
    "\"\nbuild = \"injected.rs\"\n[dependencies]\ninjected = \"1\"\n#",
    "'''\n[lib]\npath = \"injected.rs\"",
    "]]>&lt;&amp;",
];

pub(crate) fn rows() -> Vec<Row> {
    let twin = shape(&crate_of(HARMLESS));
    let mut rows: Vec<Row> = WORDS
        .iter()
        .map(|word| (shown(word), told(word, &twin)))
        .collect();
    let long = "n".repeat(300);
    rows.push(("a word of 300 letters".to_owned(), told(&long, &twin)));
    rows
}

/// A text as a literal between ticks.
fn shown(word: &str) -> String {
    let literal = word.escape_debug().to_string();
    let literal: String = literal
        .chars()
        .flat_map(|c| match c.is_ascii() {
            true => vec![c],
            false => c.escape_unicode().collect(),
        })
        .collect();
    format!("`` \"{literal}\" ``")
}

fn told(word: &str, twin: &[String]) -> String {
    let files = crate_of(word);
    for file in &files {
        assert!(
            is_inside(&file.path),
            "{word:?} is written to {}",
            file.path
        );
    }
    let own = shape(&files);
    if own != twin {
        let mut differing = own.iter().filter(|shape| !twin.contains(shape));
        panic!("{word:?} changes the crate: {:?}", differing.next());
    }
    "the same but for identifiers and literals".to_owned()
}

/// Whether a path stays in its folder, and is a file name on every system.
fn is_inside(path: &str) -> bool {
    path.split('/').all(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let is_device = ["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&stem);
        !stem.is_empty() && !is_device && part.len() < 200 && part.chars().all(is_plain)
    })
}

fn crate_of(word: &str) -> Vec<File> {
    let source = Source {
        name: "a.json".to_owned(),
        bytes: document(word).to_string().into_bytes(),
    };
    let generated = generate(&source, &Options::default());
    let errors = generated
        .diagnostics
        .iter()
        .filter(|finding| finding.severity.name() == "error");
    assert_eq!(errors.count(), 0, "{word:?}: {:#?}", generated.diagnostics);
    generated.files
}

/// What each file consists of but for identifiers, literals and comments; without the order of files, which is that of
/// their names.
fn shape(files: &[File]) -> Vec<String> {
    let mut shapes: Vec<String> = files
        .iter()
        .map(|file| match file.path.ends_with(".rs") {
            true => items(file),
            // Of other files, the keys, and how many lines there are.
            false => {
                let lines = file.contents.lines();
                let key = |line: &str| line.split(['=', '"']).next().unwrap_or_default().to_owned();
                lines.map(|line| key(line) + "\n").collect()
            }
        })
        .collect();
    shapes.sort();
    shapes
}

/// The items of a file. A table of a pattern is as large as its pattern has it: that it is one, counts.
fn items(file: &File) -> String {
    let parsed = syn::parse_file(&file.contents);
    let parsed = parsed.unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let mut shape = String::new();
    for attribute in &parsed.attrs {
        tokens(attribute.to_token_stream(), &mut shape);
    }
    for item in parsed.items {
        match item {
            syn::Item::Static(item) => tokens(item.ty.to_token_stream(), &mut shape),
            item => tokens(item.to_token_stream(), &mut shape),
        }
        shape.push('\n');
    }
    // Whether a place has a comment, and of how many lines, depends on its text.
    let shape = shape.replace("#[i=l]", "").replace("#![i=l]", "");
    shape.replace(",>", ">")
}

fn tokens(stream: TokenStream, shape: &mut String) {
    for token in stream {
        match token {
            TokenTree::Ident(_) => shape.push('i'),
            TokenTree::Literal(_) => shape.push('l'),
            TokenTree::Punct(punct) => shape.push(punct.as_char()),
            TokenTree::Group(group) => {
                let [open, close] = match group.delimiter() {
                    Delimiter::Brace => ['{', '}'],
                    Delimiter::Bracket => ['[', ']'],
                    _ => ['(', ')'],
                };
                shape.push(open);
                tokens(group.stream(), shape);
                // Where a list takes several lines, its last one has a comma too.
                if shape.ends_with(',') {
                    shape.pop();
                }
                shape.push(close);
            }
        }
    }
}

/// A document with the text in every place that takes any text.
fn document(word: &str) -> Value {
    let reference = word
        .replace('%', "%25")
        .replace('~', "~0")
        .replace('/', "~1");
    let schema = json!({ "$ref": format!("#/components/schemas/{reference}") });
    let path: String = word.chars().filter(|c| !"{}/?:".contains(*c)).collect();
    // A class of characters holds any of them, but for those that are syntax there.
    let inner: String = word
        .chars()
        .filter(|c| c.is_alphanumeric() || "*/\"# ".contains(*c))
        .collect();
    let pattern = format!("^[a{inner}]");
    // A header has a type where HTTP allows its name.
    let token = |c: &char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c);
    let header: String = word.chars().filter(token).collect();
    let header = format!("h{header}");
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": word, "summary": word, "description": word, "version": word, "termsOfService": word,
            "contact": { "name": word, "url": word, "email": word },
            "license": { "name": word, "identifier": word },
        },
        "servers": [{
            "url": "https://example.com/{v}", "description": word, "name": word,
            "variables": { "v": { "default": "a", "description": word } },
        }],
        "tags": [{ "name": word, "description": word }],
        "externalDocs": { "url": word, "description": word },
        "security": [{ "key": [word] }],
        "x-a": word,
        "paths": { format!("/a/{path}"): {
            "get": {
                "operationId": word, "summary": word, "description": word, "tags": [word], "x-required-permission": word,
                "externalDocs": { "url": word, "description": word },
                "parameters": [
                    { "name": format!("q{word}"), "in": "query", "description": word, "schema": { "type": "string", "default": word } },
                    { "name": format!("c{word}"), "in": "cookie", "description": word, "schema": { "type": "string", "enum": [format!("a{word}"), format!("b{word}")] } },
                ],
                "responses": {
                    "200": { "description": word, "headers": { header: { "description": word, "schema": { "type": "string" } } },
                        "content": { "application/json": { "schema": schema, "example": word } } },
                    "404": { "description": word, "content": { "application/json": { "schema": schema } } },
                },
            },
            "post": {
                "operationId": format!("post {word}"),
                "requestBody": { "description": word, "content": { format!("application/x-{word}"): { "schema": { "type": "string" } } } },
                "responses": { "204": { "description": word } },
            },
            "put": {
                "operationId": format!("put {word}"),
                "requestBody": { "content": { "application/xml": { "schema": {
                    "type": "object", "xml": { "name": word, "namespace": word, "prefix": word },
                    "properties": {
                        "a": { "type": "string", "xml": { "name": word, "namespace": word, "prefix": word } },
                        "l": { "type": "array", "items": { "type": "string", "xml": { "name": word } } },
                    },
                } } } },
                "responses": { "204": { "description": word } },
            },
        } },
        "components": {
            "securitySchemes": { "key": { "type": "apiKey", "in": "query", "name": format!("k{word}"), "description": word } },
            "schemas": {
                word: {
                    "type": "object", "title": word, "description": word, "required": [format!("r{word}")], "x-a": word,
                    "properties": {
                        format!("r{word}"): { "type": "string", "description": word, "pattern": pattern },
                        format!("e{word}"): { "type": "string", "enum": [format!("a{word}"), format!("b{word}")], "default": format!("a{word}") },
                        format!("c{word}"): { "const": word },
                        format!("n{word}"): { "type": "array", "items": { "type": "object", "properties": { format!("i{word}"): { "type": "string", "format": word } } } },
                    },
                    "patternProperties": { "^x-": { "type": "string", "default": word } },
                },
                "Open": { "enum": [word, 1, { word: [word] }] },
            },
        },
    })
}
