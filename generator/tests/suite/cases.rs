//! The files of the suite.

use crate::draft::Draft;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A schema with instances.
pub(crate) struct Group {
    /// The file, as exceptions call it: `draft4/optional/bignum.json`.
    pub(crate) file: String,
    /// What its type is called.
    pub(crate) component: String,
    pub(crate) description: String,
    pub(crate) schema: Value,
    pub(crate) tests: Vec<Test>,
}

/// An instance with the verdict of the suite.
pub(crate) struct Test {
    pub(crate) description: String,
    pub(crate) data: Value,
    pub(crate) valid: bool,
}

pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data")
}

/// All groups of a draft, a list for each file: those of the suite, and more that were found wanting once.
pub(crate) fn files(draft: Draft) -> Vec<Vec<Group>> {
    let more = data().with_file_name("more");
    let roots = [data().join("tests"), more];
    let paths = roots
        .iter()
        .flat_map(|root| json_files(&root.join(draft.folder())));
    let groups = |path: PathBuf| {
        let file = roots
            .iter()
            .find_map(|root| path.strip_prefix(root).ok())
            .unwrap();
        let file = file.to_str().unwrap().replace('\\', "/");
        let read: Vec<Value> = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let groups = read.into_iter().enumerate();
        let groups = groups.map(|(index, group)| Group::read(&file, index, group));
        groups.filter(|group| draft.has(&group.schema)).collect()
    };
    paths.map(groups).collect()
}

/// The JSON files in a folder and the folders in it, sorted.
pub(crate) fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(json_files(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

impl Group {
    fn read(file: &str, index: usize, mut group: Value) -> Self {
        let text = |value: &Value| value["description"].as_str().unwrap().to_owned();
        let tests = group["tests"].as_array().unwrap().iter();
        let tests = tests.map(|test| Test {
            description: text(test),
            data: test["data"].clone(),
            valid: test["valid"].as_bool().unwrap(),
        });
        Self {
            file: file.to_owned(),
            component: format!("{}{index:02}", component(file)),
            description: text(&group),
            tests: tests.collect(),
            schema: group["schema"].take(),
        }
    }
}

/// `draft4/optional/bignum.json` as `OptionalBignum`.
fn component(file: &str) -> String {
    let (_, path) = file.split_once('/').unwrap();
    let words = path.trim_end_matches(".json").split(['/', '-', '_']);
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    words.map(capital).collect()
}
