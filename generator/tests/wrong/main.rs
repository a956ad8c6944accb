//! Mistakes that people make: what is said of each, and that who follows it gets rid of it.
//!
//! Each document is a good one with one slip in it. `mends.txt` has what takes the slip out again; where the author
//! alone can know that, the document is in `ONLY_THE_AUTHOR_KNOWS`, else a help line names it.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use typewright::diagnostic::{Diagnostic, Files, code, human};
use typewright::generate::{Generated, Options, generate};
use typewright::load::Source;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wrong/documents");

/// Documents whose help says what is wanted, and not in which words.
const ONLY_THE_AUTHOR_KNOWS: &[&str] = &[
    "012-anchor-in-itself.yaml",
    "024-swagger-2.yaml",
    "025-info-missing.yaml",
    "026-title-missing.yaml",
    "061-bounds-crossed.yaml",
    "062-example-too-short.yaml",
    "064-pattern-flag.yaml",
    "100-description-missing.yaml",
    "106-server-variable-undeclared.yaml",
    "112-api-key-without-name.yaml",
];

/// A slip: its document, and a text in it with what takes its place.
struct Mend {
    name: &'static str,
    wrong: String,
    right: String,
}

/// Reads `mends.txt`: `== NAME`, then lines to take out, with a `-`, and lines to put in, with a `+`.
fn mends() -> Vec<Mend> {
    let parts = include_str!("mends.txt").split("== ").skip(1);
    let mends = parts.map(|part| {
        let (name, lines) = part.split_once('\n').unwrap();
        let marked = |mark: char| {
            let lines = lines.lines().filter_map(|line| line.strip_prefix(mark));
            lines.collect::<Vec<_>>().join("\n")
        };
        let (wrong, right) = (marked('-'), marked('+'));
        Mend { name, wrong, right }
    });
    mends.collect()
}

fn document(name: &str) -> String {
    fs::read_to_string(format!("{FOLDER}/{name}")).unwrap()
}

fn run(name: &str, text: &str) -> (Source, Generated) {
    let source = Source {
        name: name.split_once('-').unwrap().1.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let generated = generate(&source, &Options::default());
    (source, generated)
}

/// All findings but the one that says how a discriminator is read, which no mend takes away.
fn findings(generated: &Generated) -> Vec<&Diagnostic> {
    let all = generated.diagnostics.iter();
    all.filter(|finding| finding.code != code::DISCRIMINATOR_DECIDES)
        .collect()
}

#[test]
fn each_is_told() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for Mend { name, .. } in &mends() {
            let (source, generated) = run(name, &document(name));
            assert!(
                !findings(&generated).is_empty(),
                "nothing is said of {name}"
            );
            let files = Files::new(&source, [&[], &[]], &generated.origins);
            let said = human::render(&generated.diagnostics, files, false);
            let stem = name.split('.').next().unwrap();
            insta::assert_snapshot!(stem, said);
        }
    });
}

#[test]
fn who_follows_the_help_gets_rid_of_it() {
    for Mend { name, wrong, right } in &mends() {
        let text = document(name);
        assert_eq!(text.matches(wrong).count(), 1, "{name}: {wrong:?}");
        let (_, generated) = run(name, &text.replace(wrong, right));
        let left = findings(&generated);
        assert!(left.is_empty(), "{name}: {left:#?}");
        assert!(!generated.files.is_empty(), "{name}");
    }
}

/// The words that a mend adds stand in a help line.
#[test]
fn the_help_has_the_words() {
    let mut without = BTreeSet::new();
    for Mend { name, wrong, right } in &mends() {
        let (_, generated) = run(name, &document(name));
        let helps = generated.diagnostics.iter();
        let helps: String = helps.filter_map(|finding| finding.help.clone()).collect();
        let old: BTreeSet<&str> = words(wrong).collect();
        let is_named = |word: &str| old.contains(word) || words(&helps).any(|known| known == word);
        if helps.is_empty() || !words(right).all(is_named) {
            without.insert(*name);
        }
    }
    let expected: BTreeSet<&str> = ONLY_THE_AUTHOR_KNOWS.iter().copied().collect();
    assert_eq!(without, expected);
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[test]
fn each_document_is_looked_at() {
    let files = fs::read_dir(FOLDER).unwrap();
    let files: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let known: BTreeSet<String> = mends().iter().map(|mend| mend.name.to_owned()).collect();
    assert_eq!(files, known);
}
