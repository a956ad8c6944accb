//! The page of each code: its document gives the finding that it shows, and the way out gives it no more.
//!
//! `INSTA_UPDATE=always` writes the findings into the pages, and the table of `docs/diagnostics.md`.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::sync::Arc;
use typewright::diagnostic::code::{self, Code};
use typewright::diagnostic::{Diagnostic, Diagnostics, Severity, human};
use typewright::generate::{Options, Reading, generate};
use typewright::load::{Refusal, Retrieve, Source};

/// What no example of a few lines of text can show.
const WITHOUT_EXAMPLE: &[&str] = &[
    code::NOT_TEXT,
    code::NUL,
    code::TOO_LARGE,
    code::TOO_DEEP,
    code::ALIAS_BOMB,
    code::EXAMPLE_UNCHECKED,
    code::SCHEMA_TOO_DEEP,
    code::NOT_RUST,
];

/// A folder that is empty, with files around it.
#[derive(Debug)]
struct Empty;

impl Retrieve for Empty {
    fn retrieve(&self, path: &str) -> Result<Source, Refusal> {
        match path.starts_with("..") {
            true => Err(Refusal::Outside {
                folders: vec!["api".to_owned()],
                common: Some(".".to_owned()),
            }),
            false => Err(Refusal::Missing),
        }
    }
}

/// With what the document of a page is generated.
fn options(code: &str) -> Options {
    let mut options = Options::default();
    let mut include = |selector: &str| options.filter.include = vec![selector.parse().unwrap()];
    match code {
        code::INTEGER_BITS => options.reading = Reading::Letter,
        code::REFERENCE_FILE | code::REFERENCE_OUTSIDE => options.files = Some(Arc::new(Empty)),
        code::FILTER_UNMATCHED | code::FILTER_REFERENCE => include("tag:jobs"),
        _ => {}
    }
    options
}

/// The parts of a page between its lines of three ticks.
struct Page<'p> {
    prose: Vec<&'p str>,
    /// Language and text.
    blocks: Vec<(&'p str, &'p str)>,
}

fn read(page: &str) -> Page<'_> {
    let mut prose = Vec::new();
    let mut blocks = Vec::new();
    for (index, part) in page.split("```").enumerate() {
        match index % 2 {
            1 => blocks.push(part.split_once('\n').unwrap()),
            _ => prose.push(part),
        }
    }
    Page { prose, blocks }
}

/// A piece of a document, with what it lacks to be one; behind it, so that its lines keep their numbers.
fn whole(language: &str, piece: &str) -> Source {
    let has = |key: &str| piece.lines().any(|line| line.starts_with(key));
    let is_piece = (has("components:") || has("paths:")) && !has("info:");
    let mut text = piece.to_owned();
    for (key, line) in [
        ("openapi:", "openapi: 3.1.0\n"),
        ("info:", "info: { title: Jobs, version: \"1\" }\n"),
        ("paths:", "paths: {}\n"),
    ] {
        if is_piece && !has(key) {
            text.push_str(line);
        }
    }
    Source {
        name: format!("openapi.{language}"),
        bytes: text.into_bytes(),
    }
}

/// What an overlay on a page is applied to.
const OVERLAID: &str = r#"
openapi: 3.1.0
info: { title: Jobs, version: "1" }
paths: { /jobs: {} }
components:
  schemas:
    Job: { type: object, properties: { name: { type: string } } }
"#;

/// All that is said about the document of a code's page, or about an overlay, as it is shown.
fn said(source: Source, code: &str, wanted: impl Fn(&Diagnostic) -> bool) -> String {
    let mut options = options(code);
    let mut document = source;
    if document.bytes.starts_with(b"overlay") {
        let mut overlay = whole("yaml", OVERLAID);
        std::mem::swap(&mut overlay, &mut document);
        overlay.name = "overlay.yaml".to_owned();
        options.overlays = vec![overlay];
    }
    let generated = generate(&document, &options);
    let mut shown = Diagnostics::default();
    for finding in generated
        .diagnostics
        .iter()
        .filter(|finding| wanted(finding))
    {
        shown.push(finding.clone());
    }
    human::render(&shown, generated.texts(&document, &options), false)
}

#[test]
fn pages_show_what_is_said() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/explain");
    let mut wrong = Vec::new();
    for Code { name, page, .. } in code::ALL {
        let Page { prose, blocks } = read(page);
        assert!(prose[0].len() > 60, "{name} says too little");
        if WITHOUT_EXAMPLE.contains(name) {
            assert!(blocks.is_empty(), "{name} has an example after all");
            continue;
        }
        let [(language, piece), ("text", shown), ..] = blocks[..] else {
            panic!("{name}: a document and the finding have to come first");
        };
        let said = said(whole(language, piece), name, |finding| {
            finding.code == *name
        });
        if said.is_empty() {
            wrong.push(format!("the example of {name} does not give it"));
        } else if said != shown
            && std::env::var_os("INSTA_UPDATE").is_some_and(|mode| mode == "always")
        {
            let from = format!("```text\n{shown}```");
            let to = format!("```text\n{said}```");
            fs::write(format!("{folder}/{name}.md"), page.replace(&from, &to)).unwrap();
        } else if said != shown {
            wrong.push(format!("{name} shows\n{shown}where it is\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Who follows a page gets rid of the finding, and gets no other but a note.
#[test]
fn the_way_out_is_one() {
    let mut wrong = Vec::new();
    for Code { name, page, .. } in code::ALL {
        let Page { prose, blocks } = read(page);
        let way_out = prose.get(2).copied().or_else(|| page.split("\n\n").nth(1));
        assert!(
            way_out.is_some_and(|text| text.len() > 20),
            "{name} has no way out"
        );
        for (language, piece) in blocks.iter().skip(2) {
            let text = said(whole(language, piece), name, |finding| {
                finding.code == *name || finding.severity != Severity::Note
            });
            if !text.is_empty() {
                wrong.push(format!("after the way out of {name}:\n{text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Nothing lies beside the pages, and the table of the documentation is made of the codes.
#[test]
fn codes_are_documented() {
    assert!(code::ALL.is_sorted_by(|a, b| a.name < b.name));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/explain");
    assert_eq!(fs::read_dir(folder).unwrap().count(), code::ALL.len());

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diagnostics.md");
    let text = fs::read_to_string(path).unwrap();
    let (head, table) = text.split_once("|---|---|\n").unwrap();
    let rows = code::ALL.iter().map(|Code { name, meaning, .. }| {
        format!("| [`{name}`](../generator/src/diagnostic/explain/{name}.md) | {meaning} |\n")
    });
    let rows: String = rows.collect();
    if std::env::var_os("INSTA_UPDATE").is_some_and(|mode| mode == "always") {
        fs::write(path, format!("{head}|---|---|\n{rows}")).unwrap();
    } else {
        assert_eq!(table, rows);
    }
}
