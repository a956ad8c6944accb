//! The tables against what the generator does.

use super::grammar::Kind;
use super::{Coverage, Reason, Standing, finding};
use crate::diagnostic::{Diagnostics, code};
use crate::generate::{File, Generated, Options, generate};
use crate::load::{Source, load};
use crate::lower::{Reading, lower};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::BTreeMap;

const EVERY_KEYWORD: &str = include_str!("../../tests/coverage/fixtures/every_keyword.yaml");

/// Not read, but an object without them is none, and is left out.
const NEEDED: &[&str] = &[
    "flows",
    "scopes",
    "authorizationUrl",
    "tokenUrl",
    "openIdConnectUrl",
];

/// They say what is taken for granted without them.
const ASSUMED: &[&str] = &["$schema", "jsonSchemaDialect"];

fn source(document: &Value) -> Source {
    Source {
        name: "every.json".to_owned(),
        bytes: document.to_string().into_bytes(),
    }
}

fn run(document: &Value) -> Generated {
    let options = Options {
        coverage: true,
        ..Options::default()
    };
    generate(&source(document), &options)
}

fn every_keyword() -> (Value, Generated) {
    let document = serde_yaml::from_str(EVERY_KEYWORD).unwrap();
    let generated = run(&document);
    assert!(!generated.diagnostics.has_errors());
    (document, generated)
}

/// The files without comments, and without the line of the manifest that is one.
fn code_of(files: &[File]) -> Vec<(&str, String)> {
    let is_code = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with("description = ")
    };
    let code = |file: &File| file.contents.lines().filter(is_code).collect();
    files.iter().map(|file| (&*file.path, code(file))).collect()
}

/// The pointers to all members of all objects.
fn members(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                found.push(at.child(name));
                self::members(value, &at.child(name), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                members(item, &at.index(index), found);
            }
        }
        _ => {}
    }
}

fn without(document: &Value, pointer: &Pointer) -> (Value, String) {
    let mut document = document.clone();
    let (holder, name) = pointer.split_last().unwrap();
    let holder = document.pointer_mut(holder.as_str()).unwrap();
    holder.as_object_mut().unwrap().shift_remove(&name);
    (document, name)
}

/// The one use of a keyword of this name that was lost; `None` where there were more, or none.
fn lost(before: &Coverage, after: &Coverage, name: &str) -> Option<(Kind, Standing)> {
    let mut lost = Vec::new();
    for ((kind, keyword), row) in &before.keywords {
        let left = after.keywords.get(&(*kind, keyword.clone()));
        for standing in Standing::ALL.into_iter().filter(|_| keyword == name) {
            let left = left.map_or(0, |row| row.counts[standing as usize]);
            let difference = row.counts[standing as usize].saturating_sub(left);
            lost.extend(vec![(*kind, standing); difference]);
        }
    }
    match lost[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// What taking out a keyword changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Nothing,
    Comments,
    Code,
}

fn expected(standing: Standing) -> Effect {
    match standing {
        Standing::Honoured => Effect::Code,
        Standing::Documented => Effect::Comments,
        _ => Effect::Nothing,
    }
}

/// The coverage alone, which costs far less than a crate.
fn coverage(document: &Value) -> Coverage {
    let mut diagnostics = Diagnostics::default();
    let document = load(&source(document), &mut diagnostics);
    let Some(document) = document else {
        return Coverage::default();
    };
    lower(&document, Reading::Meant, &mut diagnostics);
    Coverage::of(&document, Reading::Meant, &diagnostics)
}

/// Takes out each keyword, and looks at what changes most wherever it stands.
#[test]
fn the_tables_say_what_the_generator_does() {
    let (document, before) = every_keyword();
    let covered = before.coverage.unwrap();
    let code = code_of(&before.files);
    let mut pointers = Vec::new();
    members(&document, &Pointer::root(), &mut pointers);
    // Two places of a keyword are enough, if they show what is expected.
    let mut most: BTreeMap<(Kind, String, Standing), (Effect, usize)> = BTreeMap::new();
    for pointer in pointers {
        let (mutated, name) = without(&document, &pointer);
        let Some((kind, standing)) = lost(&covered, &coverage(&mutated), &name) else {
            continue;
        };
        let known = most.entry((kind, name, standing));
        let (known, tries) = known.or_insert((Effect::Nothing, 0));
        *tries += 1;
        if *tries > 2 && *known == expected(standing) {
            continue;
        }
        let files = run(&mutated).files;
        *known = (*known).max(match before.files == files {
            true => Effect::Nothing,
            false if code == code_of(&files) => Effect::Comments,
            false => Effect::Code,
        });
    }
    let wrong = most.iter().filter(|((_, name, standing), (effect, _))| {
        let is_exempt = [NEEDED, ASSUMED].concat().contains(&name.as_str());
        *effect != expected(*standing) && !is_exempt && *standing != Standing::Approximated
    });
    let wrong: Vec<String> = wrong.map(|wrong| format!("{wrong:?}")).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_document_of_every_keyword_has_every_keyword() {
    let (_, generated) = every_keyword();
    let coverage = generated.coverage.unwrap();
    let mut missing = Vec::new();
    for kind in Kind::ALL {
        for keyword in kind.keywords() {
            let is_there = coverage.keywords.contains_key(&(*kind, keyword.to_owned()));
            if !is_there {
                missing.push(format!("{keyword} of {}", kind.name()));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// What is refused is told by a finding, where it stands or where it is referred to.
#[test]
fn nothing_is_refused_without_a_finding() {
    let (_, generated) = every_keyword();
    let mut silent = Vec::new();
    for ((kind, name), keyword) in generated.coverage.unwrap().keywords {
        for (standing, reason) in keyword.reasons.keys() {
            let is_inside = *reason == Reason::INSIDE;
            if *standing == Standing::Refused && reason.code.is_none() && !is_inside {
                silent.push(format!("{name} of {}: {}", kind.name(), reason.text));
            }
        }
    }
    assert!(silent.is_empty(), "\n{}", silent.join("\n"));
}

#[test]
fn each_code_about_keywords_has_a_rule() {
    for code in code::ALL.iter().map(|code| code.name) {
        let is_about_keywords = code.starts_with("TW03") || code.starts_with("TW04");
        let has_rule = finding::codes().any(|known| known == code);
        assert!(has_rule || !is_about_keywords, "{code}");
    }
}
