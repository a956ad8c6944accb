//! A document, its crate, and what the crate calls things.

use crate::corpus::documents::{self, Document, listed};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use typewright::diagnostic::{Diagnostics, code};
use typewright::filter::{Filter, filter};
use typewright::generate::{File, Options, generate};
use typewright::ir::Api;
use typewright::load::{self, Source};
use typewright::lower;
use typewright::name::{Names, name};
use typewright::sample::sample;

pub(crate) struct Subject {
    /// As the list and the report name it.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) document: load::Document,
    pub(crate) api: Api,
    pub(crate) names: Names,
    /// Whether a type was guessed.
    pub(crate) is_guessed: bool,
    /// The names of read-only properties.
    pub(crate) read_only: BTreeSet<String>,
    files: Vec<File>,
}

impl Subject {
    /// A line of a list: one of `known` by its name, or else a path of the workspace; of it, what the selectors
    /// behind take.
    pub(crate) fn named(root: &Path, known: &[Document], line: &str) -> io::Result<Self> {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let selectors: Vec<&str> = words.collect();
        let document = known.iter().find(|document| document.name == name);
        let path = document.map_or_else(|| root.join(name), |document| document.path.clone());
        Self::new(name, &path, &selectors)
    }

    /// Reads and generates, as a user does.
    fn new(name_of: &str, path: &Path, selectors: &[&str]) -> io::Result<Self> {
        let source = Source {
            name: path.to_string_lossy().into_owned(),
            bytes: fs::read(path)?,
        };
        let include = selectors.iter().map(|selector| {
            let read = selector.parse();
            read.map_err(|_| io::Error::other(format!("`{selector}` is no selector")))
        });
        let options = Options {
            // A number is no name of a crate.
            crate_name: Some(format!("letter-{}", crate_name(name_of))),
            filter: Filter {
                include: include.collect::<io::Result<_>>()?,
                exclude: Vec::new(),
            },
            ..Options::default()
        };
        let failed = || io::Error::other(format!("{name_of}: the document has errors"));
        let files = generate(&source, &options).files;
        let mut said = Diagnostics::default();
        let mut document = load::load(&source, &mut said).ok_or_else(failed)?;
        filter(&mut document, &options.filter, &mut said).ok_or_else(failed)?;
        let mut api = lower(&document, options.reading, &mut said);
        sample(&document, &mut api);
        if files.is_empty() {
            return Err(failed());
        }
        let mut read_only = BTreeSet::new();
        collect_read_only(&document.root, &mut read_only);
        Ok(Self {
            is_guessed: said
                .iter()
                .any(|finding| finding.code == code::TYPE_GUESSED),
            read_only,
            name: name_of.to_owned(),
            path: path.to_owned(),
            names: name(&api, options.crate_name.as_deref()),
            document,
            api,
            files,
        })
    }

    /// The package of the crate, and the folder that it stands in.
    pub(crate) fn package(&self) -> String {
        self.names.package()
    }

    /// Writes the crate and its program, which needs `dependencies` too: lines of the manifest. What is there
    /// already and the same is not built again.
    pub(crate) fn write(
        &self,
        workspace: &Path,
        program: &str,
        dependencies: &str,
    ) -> io::Result<()> {
        let folder = workspace.join(self.package());
        let put = |path: &str, contents: &str| {
            let path = folder.join(path);
            if fs::read_to_string(&path).is_ok_and(|old| old == contents) {
                return Ok(());
            }
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, contents)
        };
        for file in &self.files {
            match &*file.path {
                // Those of its tests stand last.
                "Cargo.toml" => put(&file.path, &format!("{}{dependencies}", file.contents))?,
                path => put(path, &file.contents)?,
            }
        }
        put(&format!("examples/{}.rs", self.package()), program)
    }
}

/// The methods that a path item has operations for.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Does something with the documents that are named, or else with those of a list; what it adds, and whether some of it
/// could not be done.
pub(crate) fn each<R>(
    root: &Path,
    cache: &Path,
    documents: &[String],
    list: &str,
    mut work: impl FnMut(Subject, &mut Vec<R>) -> io::Result<()>,
) -> io::Result<(Vec<R>, bool)> {
    let lines: Vec<&str> = match documents.is_empty() {
        true => listed(list).collect(),
        false => documents.iter().map(String::as_str).collect(),
    };
    let known = documents::all(cache)?;
    let (mut rows, mut has_failed) = (Vec::new(), false);
    for line in lines {
        let subject = Subject::named(root, &known, line);
        if let Err(error) = subject.and_then(|subject| work(subject, &mut rows)) {
            eprintln!("{line}: {error}");
            has_failed = true;
        }
    }
    Ok((rows, has_failed))
}

fn collect_read_only(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_read_only(item, names)),
        Value::Object(members) => {
            for (name, member) in members {
                if member.get("readOnly") == Some(&Value::Bool(true)) {
                    names.insert(name.clone());
                }
                collect_read_only(member, names);
            }
        }
        _ => {}
    }
}

/// A name as a part of the name of a crate.
fn crate_name(name: &str) -> String {
    let letters = name.chars().take(50).map(|character| match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_ascii_lowercase(),
        _ => '-',
    });
    letters.collect()
}
