//! The files that were read: each once, within limits that hold for all together.

use crate::diagnostic::Diagnostics;
use crate::load::retrieve::{Refusal, Retrieve};
use crate::load::{Document, Source, Version, limit, read_within, text};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A place in one of the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Site {
    /// The number of the file; 0 is the document itself.
    pub(super) file: usize,
    pub(super) at: Pointer,
}

impl Site {
    pub(super) fn child(&self, token: &str) -> Self {
        Self {
            file: self.file,
            at: self.at.child(token),
        }
    }
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Page {
    /// From the folder of the document.
    pub(super) path: String,
    pub(super) document: Document,
}

/// All of them.
pub(super) struct Shelf<'r> {
    retrieve: Option<&'r dyn Retrieve>,
    pub(super) pages: Vec<Rc<Page>>,
    by_path: BTreeMap<String, Result<usize, Refusal>>,
    by_name: BTreeMap<String, usize>,
    /// Those beside the document, in the order in which they were read.
    sources: Vec<Source>,
    /// How many bytes they have.
    bytes: usize,
    /// What their YAML aliases may still repeat.
    aliases: usize,
    version: Version,
    /// Where pointers lead that meet references on their way.
    pub(super) ways: BTreeMap<Site, Option<Site>>,
    /// How many of these are being followed inside of one another.
    pub(super) steps: usize,
    /// By paths at which there is nothing: the ending with which there would be something.
    pub(super) endings: BTreeMap<String, Option<&'static str>>,
    /// The number that findings give to the first of them.
    first: usize,
    diagnostics: &'r mut Diagnostics,
}

impl<'r> Shelf<'r> {
    pub(super) fn new(
        retrieve: Option<&'r dyn Retrieve>,
        document: Page,
        name: &str,
        first: usize,
        diagnostics: &'r mut Diagnostics,
    ) -> Self {
        let version = document.document.version;
        Self {
            retrieve,
            by_path: BTreeMap::from([(document.path.clone(), Ok(0))]),
            by_name: BTreeMap::from([(name.to_owned(), 0)]),
            pages: vec![Rc::new(document)],
            sources: Vec::new(),
            bytes: 0,
            aliases: limit::alias_bytes(0),
            version,
            ways: BTreeMap::new(),
            steps: 0,
            endings: BTreeMap::new(),
            first,
            diagnostics,
        }
    }

    pub(super) fn page(&self, file: usize) -> Rc<Page> {
        Rc::clone(&self.pages[file])
    }

    /// The number of a file among those that findings are shown against.
    pub(super) fn number(&self, file: usize) -> usize {
        match file {
            0 => 0,
            file => self.first + file - 1,
        }
    }

    pub(super) fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }

    /// How many bytes were read.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn into_sources(self) -> Vec<Source> {
        self.sources
    }

    /// The number of the file at a path, read if it was not yet.
    pub(super) fn open(&mut self, path: &str) -> Result<usize, Refusal> {
        if let Some(known) = self.by_path.get(path) {
            return known.clone();
        }
        let opened = self.read(path);
        self.by_path.insert(path.to_owned(), opened.clone());
        opened
    }

    /// Whether there would be a file to read.
    pub(super) fn is_there(&self, path: &str) -> bool {
        let retrieve = self.retrieve.map(|retrieve| retrieve.retrieve(path));
        retrieve.is_some_and(|retrieved| retrieved.is_ok())
    }

    fn read(&mut self, path: &str) -> Result<usize, Refusal> {
        let retrieve = self.retrieve.ok_or(Refusal::NoFolder)?;
        if self.sources.len() >= limit::FILES {
            let message = format!("{} files were read, which are the most", limit::FILES);
            return Err(Refusal::Limit(message));
        }
        let source = retrieve.retrieve(path)?;
        // The same file by a detour.
        if let Some(file) = self.by_name.get(&source.name) {
            return Ok(*file);
        }
        self.bytes = self.bytes.saturating_add(source.bytes.len());
        if self.bytes > limit::BYTES {
            let most = limit::BYTES >> 20;
            let message = format!("all files together have more than {most} MiB");
            return Err(Refusal::Limit(message));
        }
        self.aliases += limit::alias_bytes(source.bytes.len()) - limit::alias_bytes(0);
        let mut found = Diagnostics::default();
        let root = match path.ends_with(".md") {
            true => text::decode(&source.bytes).map(|text| Value::String(text.into_owned())),
            false => read_within(&source, &mut self.aliases, &mut found),
        };
        self.by_name.insert(source.name.clone(), self.pages.len());
        self.sources.push(source);
        let number = self.number(self.sources.len());
        for finding in found.iter() {
            self.diagnostics.push(finding.clone().in_file(number));
        }
        let (root, opened) = match root {
            Ok(root) => (root, Ok(self.pages.len())),
            Err(error) => {
                self.diagnostics.push(error.in_file(number));
                (Value::Null, Err(Refusal::NotAsked))
            }
        };
        let document = Document::of_file(root, self.version);
        let path = path.to_owned();
        self.pages.push(Rc::new(Page { path, document }));
        opened
    }
}
