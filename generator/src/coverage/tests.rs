//! The tables against what the generator does.

use super::grammar::Kind;
use super::{Coverage, Standing, finding};
use crate::diagnostic::code;
use crate::generate::{File, Generated, Options, generate};
use crate::load::Source;
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

/// What taking out a keyword changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Nothing,
    Comments,
    Code,
}

/// Takes out one member, and tells which keyword that was, what it came to, and what changes.
fn effect(document: &Value, before: &Generated, pointer: &Pointer) -> Option<(Key, Effect)> {
    let (mutated, name) = without(document, pointer);
    let after = run(&mutated);
    let coverage = after.coverage.unwrap_or_default();
    let (kind, standing) = lost(before.coverage.as_ref()?, &coverage, &name)?;
    let effect = match before.files == after.files {
        true => Effect::Nothing,
        false if code_of(&before.files) == code_of(&after.files) => Effect::Comments,
        false => Effect::Code,
    };
    Some(((kind, name, standing), effect))
}

type Key = (Kind, String, Standing);

/// Takes out each keyword, and looks at what changes most wherever it stands.
#[test]
fn the_tables_say_what_the_generator_does() {
    let (document, before) = every_keyword();
    let mut pointers = Vec::new();
    members(&document, &Pointer::root(), &mut pointers);
    let half = pointers.len().div_ceil(2);
    let effects = |pointers: &[Pointer]| -> Vec<(Key, Effect)> {
        let effects = pointers.iter();
        effects
            .filter_map(|pointer| effect(&document, &before, pointer))
            .collect()
    };
    let found = std::thread::scope(|scope| {
        let halves: Vec<_> = pointers
            .chunks(half)
            .map(|half| scope.spawn(|| effects(half)))
            .collect();
        let halves = halves.into_iter().map(|half| half.join().unwrap());
        halves.flatten().collect::<Vec<_>>()
    });
    let mut most: BTreeMap<Key, Effect> = BTreeMap::new();
    for (key, effect) in found {
        let known = most.entry(key).or_insert(effect);
        *known = effect.max(*known);
    }
    let wrong = most.iter().filter(|((_, name, standing), effect)| {
        let expected = match standing {
            Standing::Honoured => Effect::Code,
            Standing::Documented => Effect::Comments,
            Standing::Approximated => return false,
            _ if NEEDED.contains(&name.as_str()) => return false,
            Standing::Refused | Standing::Ignored | Standing::Unknown => Effect::Nothing,
        };
        **effect != expected
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
