//! The tables against what the generator does.

use super::grammar::Kind;
use super::{Coverage, Standing, finding};
use crate::diagnostic::code;
use crate::generate::{File, Generated, Options, generate};
use crate::load::Source;
use crate::pointer::Pointer;
use serde_json::Value;

const EVERY_KEYWORD: &str = include_str!("../../tests/coverage/fixtures/every_keyword.yaml");

/// Not read, but an object without them is none, and is left out.
const NEEDED: &[&str] = &[
    "flows",
    "scopes",
    "authorizationUrl",
    "tokenUrl",
    "openIdConnectUrl",
];

fn run(document: &Value) -> Generated {
    let source = Source {
        name: "every.json".to_owned(),
        bytes: document.to_string().into_bytes(),
    };
    let options = Options {
        coverage: true,
        ..Options::default()
    };
    generate(&source, &options)
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

/// Takes out each keyword, and looks at what changes: code, comments or nothing.
#[test]
fn the_tables_say_what_the_generator_does() {
    let (document, before) = every_keyword();
    let (coverage, code) = (before.coverage.unwrap(), code_of(&before.files));
    let mut pointers = Vec::new();
    members(&document, &Pointer::root(), &mut pointers);
    let mut wrong = Vec::new();
    for pointer in pointers {
        let (mutated, name) = without(&document, &pointer);
        let after = run(&mutated);
        let lost = lost(&coverage, &after.coverage.unwrap_or_default(), &name);
        let Some((kind, standing)) = lost else {
            continue;
        };
        let effect = if code != code_of(&after.files) {
            "code"
        } else if before.files != after.files {
            "comments"
        } else {
            "nothing"
        };
        let expected = match standing {
            Standing::Honoured => "code",
            Standing::Documented => "comments",
            _ if NEEDED.contains(&&*name) || standing == Standing::Approximated => continue,
            _ => "nothing",
        };
        if effect != expected {
            wrong.push(format!(
                "{pointer}: {name} of {} is {}, but decides {effect}",
                kind.name(),
                standing.name(),
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_document_of_every_keyword_has_every_keyword() {
    let (_, generated) = every_keyword();
    let coverage = generated.coverage.unwrap();
    let mut missing = Vec::new();
    for kind in Kind::ALL {
        for keyword in kind.keywords() {
            // Headers have the keywords of parameters; once is enough.
            let is_there = coverage.keywords.contains_key(&(*kind, keyword.to_owned()));
            if !is_there && *kind != Kind::Header {
                missing.push(format!("{keyword} of {}", kind.name()));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn each_code_about_keywords_has_a_rule() {
    for (code, _) in code::ALL {
        let is_about_keywords = code.starts_with("TW03") || code.starts_with("TW04");
        let has_rule = finding::codes().any(|known| known == *code);
        assert!(has_rule || !is_about_keywords, "{code}");
    }
}
