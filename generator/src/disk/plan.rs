//! What a run would do.

use super::kind::{self, Kind};
use super::root::Root;
use super::{SRC, fault, mark, path};
use crate::generate::File;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// How an output folder differs from the files that are wanted; paths are relative to the folder,
/// `/`-separated and sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Ours, with other contents than wanted.
    pub changed: Vec<String>,
    /// Wanted, but not there.
    pub missing: Vec<String>,
    /// Ours, in `src/`, but not wanted any more.
    pub orphan: Vec<String>,
    /// In `src/`, neither ours nor wanted: a run leaves them alone.
    pub foreign: Vec<String>,
    /// How many files are as wanted.
    pub unchanged: usize,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_clean(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.orphan.is_empty()
    }

    /// Each file that is not as wanted, with one word for why, sorted by path.
    pub fn findings(&self) -> Vec<(&str, &'static str)> {
        let mut all: Vec<_> = [
            (&self.changed, "changed"),
            (&self.missing, "missing"),
            (&self.orphan, "orphan"),
        ]
        .into_iter()
        .flat_map(|(paths, word)| paths.iter().map(move |path| (path.as_str(), word)))
        .collect();
        all.sort_unstable();
        all
    }
}

/// Compares the output folder `dir` with the files that are wanted in it; writes nothing.
///
/// # Errors
/// When something that is not ours stands where a file is wanted, or on what the system reports.
pub fn plan(dir: &Path, files: &[File]) -> io::Result<Plan> {
    path::check(files)?;
    if let Some(root) = Root::to_read(dir)? {
        let mut survey = survey(&root.path, files)?;
        survey.take_unmarked(&root.path)?;
        return Ok(survey.clear(&root.path)?.plan);
    }
    let mut missing: Vec<_> = files.iter().map(|file| file.path.clone()).collect();
    missing.sort_unstable();
    Ok(Plan {
        missing,
        ..Plan::default()
    })
}

/// A plan, with what is needed to carry it out.
pub(super) struct Survey<'a> {
    pub(super) plan: Plan,
    /// Files to write, by path relative to the output folder.
    pub(super) write: BTreeMap<PathBuf, &'a [u8]>,
    /// Everything that is in `src` now, by path relative to the output folder.
    pub(super) present: BTreeMap<PathBuf, Kind>,
    /// Those of them that the next tree is without.
    pub(super) orphan: BTreeSet<PathBuf>,
    /// What stands where a file is wanted and stays, with what it is.
    in_the_way: BTreeMap<PathBuf, &'static str>,
}

/// What a file is that has no mark.
const UNMARKED: &str = "not written by typewright";

impl Survey<'_> {
    /// In a folder that is ours, a wanted file without a mark is one that somebody has changed. A
    /// run will refuse to overwrite it, and say so.
    fn take_unmarked(&mut self, root: &Path) -> io::Result<()> {
        let manifest = root.join("Cargo.toml");
        if kind::of(&manifest)? != Some(Kind::File) || !mark::file_is_ours(&manifest)? {
            return Ok(());
        }
        let plan = &mut self.plan;
        self.in_the_way.retain(|path, why| {
            let is_unmarked = *why == UNMARKED;
            plan.changed.extend(is_unmarked.then(|| slashes(path)));
            !is_unmarked
        });
        plan.changed.sort_unstable();
        Ok(())
    }

    /// The survey, unless something stands in the way.
    pub(super) fn clear(self, root: &Path) -> io::Result<Self> {
        if self.in_the_way.is_empty() {
            Ok(self)
        } else {
            Err(blocked(root, &self.in_the_way))
        }
    }
}

/// Looks at everything that a run could touch.
pub(super) fn survey<'a>(root: &Path, files: &'a [File]) -> io::Result<Survey<'a>> {
    let mut plan = Plan::default();
    let mut write = BTreeMap::new();
    let mut wanted = BTreeSet::new();
    let mut in_the_way = BTreeMap::new();
    let src = Path::new(SRC);
    let present = match kind::of(&root.join(src))? {
        Some(Kind::Folder) => kind::walk(root, src)?,
        Some(other) => {
            let found = BTreeMap::from([(src.to_owned(), other.noun())]);
            return Err(blocked(root, &found));
        }
        None => BTreeMap::new(),
    };
    for file in files {
        let path: PathBuf = file.path.split('/').collect();
        match state(root, &path, file)? {
            State::Equal => plan.unchanged += 1,
            State::Blocked(at, why) => {
                in_the_way.insert(at, why);
            }
            State::Changed => {
                plan.changed.push(file.path.clone());
                write.insert(path.clone(), file.contents.as_bytes());
            }
            State::Missing => {
                plan.missing.push(file.path.clone());
                write.insert(path.clone(), file.contents.as_bytes());
            }
        }
        wanted.insert(path);
    }
    let mut orphan = BTreeSet::new();
    for (path, &kind) in &present {
        if kind == Kind::Folder || wanted.contains(path) {
            continue;
        }
        if kind == Kind::File && mark::file_is_ours(&root.join(path))? {
            plan.orphan.push(slashes(path));
            orphan.insert(path.clone());
        } else {
            plan.foreign.push(slashes(path));
        }
    }
    plan.changed.sort_unstable();
    plan.missing.sort_unstable();
    Ok(Survey {
        plan,
        write,
        present,
        orphan,
        in_the_way,
    })
}

enum State {
    Equal,
    Changed,
    Missing,
    /// Something that stays stands there; what it is, for a message.
    Blocked(PathBuf, &'static str),
}

fn state(root: &Path, path: &Path, wanted: &File) -> io::Result<State> {
    let folders: Vec<_> = path.ancestors().skip(1).collect();
    for &folder in folders.iter().rev().skip(1) {
        match kind::of(&root.join(folder))? {
            None => return Ok(State::Missing),
            Some(Kind::Folder) => {}
            Some(other) => return Ok(State::Blocked(folder.to_owned(), other.noun())),
        }
    }
    let full = root.join(path);
    Ok(match kind::of(&full)? {
        None => State::Missing,
        Some(Kind::File) if mark::file_equals(&full, wanted.contents.as_bytes())? => State::Equal,
        Some(Kind::File) if mark::file_is_ours(&full)? => State::Changed,
        Some(Kind::File) => State::Blocked(path.to_owned(), UNMARKED),
        Some(other) => State::Blocked(path.to_owned(), other.noun()),
    })
}

fn blocked(root: &Path, found: &BTreeMap<PathBuf, &'static str>) -> io::Error {
    let lines: Vec<_> = found
        .iter()
        .map(|(path, what)| format!("`{}` is {what}", root.join(path).display()))
        .collect();
    fault::refuse(format!(
        "{}: it stays as it is, so choose another output folder, or move it away",
        lines.join("; ")
    ))
}

/// The form in which a plan names a path.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
