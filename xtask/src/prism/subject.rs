//! A document, its crate, and what the crate calls things.

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

pub(super) struct Subject {
    /// As the list and the report name it.
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) document: load::Document,
    pub(super) api: Api,
    pub(super) names: Names,
    /// Whether a type was guessed.
    pub(super) is_guessed: bool,
    /// The names of read-only properties.
    pub(super) read_only: BTreeSet<String>,
    files: Vec<File>,
}

impl Subject {
    /// Reads and generates, as a user does.
    pub(super) fn new(name_of: &str, path: &Path, selectors: &[&str]) -> io::Result<Self> {
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
    pub(super) fn package(&self) -> String {
        self.names.package()
    }

    /// Writes the crate and its program; what is there already and the same is not built again.
    pub(super) fn write(&self, workspace: &Path, program: String) -> io::Result<()> {
        let program = File {
            path: format!("examples/{}.rs", self.package()),
            contents: program,
        };
        for file in self.files.iter().chain([&program]) {
            let path = workspace.join(self.package()).join(&file.path);
            if fs::read_to_string(&path).is_ok_and(|old| old == file.contents) {
                continue;
            }
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, &file.contents)?;
        }
        Ok(())
    }
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
