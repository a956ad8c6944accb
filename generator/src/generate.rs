//! Document in, crate out: the stages in a row. Pure, and the same bytes for the same document.

use crate::coverage::{self, Coverage};
use crate::diagnostic::{Denied, Diagnostics, Files};
use crate::emit::{Context, emit};
use crate::filter::{Filter, filter};
use crate::lint::lint;
use crate::load::{self, Gathered, Origins, Retrieve, Source};
pub use crate::lower::Reading;
use crate::lower::lower;
use crate::name::name;
use crate::overlay::overlay;
use crate::parallel;
use crate::render::render;
use crate::sample::sample;
use std::sync::Arc;

/// What a caller may choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name of the crate; `None` takes it from the document's title.
    pub crate_name: Option<String>,
    /// Where the files come from that references lead to; without it, a reference into a file is an error.
    pub files: Option<Arc<dyn Retrieve>>,
    /// Changes to the document, in their order.
    pub overlays: Vec<Source>,
    /// Which operations are generated.
    pub filter: Filter,
    /// How schemas are read where the letter and the author's meaning part.
    pub reading: Reading,
    /// Findings that are errors to the caller.
    pub deny: Vec<Denied>,
    /// Codes that are no errors, although `deny` names all warnings.
    pub allow: Vec<&'static str>,
    /// Whether to say what becomes of each keyword.
    pub coverage: bool,
}

/// A crate, or the reasons why there is none.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The files of the crate, sorted by path; none when there are errors.
    pub files: Vec<File>,
    /// What there is to say about the document.
    pub diagnostics: Diagnostics,
    /// Which parts of the document stand in other files: overlays, and behind them the sources.
    pub origins: Origins,
    /// The files that references led to, in the order in which they were read.
    pub sources: Vec<Source>,
    /// What becomes of each keyword; of a document that was read, if asked for.
    pub coverage: Option<Coverage>,
}

/// One file of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where in the crate, `/`-separated: `src/types/job.rs`.
    pub path: String,
    /// All of its text.
    pub contents: String,
}

impl Generated {
    /// All texts that findings point into.
    pub fn texts<'a>(&'a self, document: &'a Source, options: &'a Options) -> Files<'a> {
        Files::new(document, [&options.overlays, &self.sources], &self.origins)
    }
}

/// Turns a document into the files of a crate.
pub fn generate(source: &Source, options: &Options) -> Generated {
    let mut generated = Generated::default();
    let files = files(source, options, &mut generated).unwrap_or_default();
    generated.diagnostics.deny(&options.deny, &options.allow);
    if !generated.diagnostics.has_errors() {
        generated.files = files;
    }
    generated
}

fn files(source: &Source, options: &Options, generated: &mut Generated) -> Option<Vec<File>> {
    let diagnostics = &mut generated.diagnostics;
    let root = load::read(source, diagnostics);
    let root = root.map_err(|error| diagnostics.push(*error)).ok()?;
    let first = 1 + options.overlays.len();
    let gathered = load::gather(
        root,
        &source.name,
        options.files.as_deref(),
        first,
        diagnostics,
    );
    let Gathered { mut root, lost, .. } = gathered;
    (generated.origins, generated.sources) = (gathered.origins, gathered.sources);
    if diagnostics.has_errors() {
        return None;
    }
    overlay(
        &mut root,
        &options.overlays,
        &mut generated.origins,
        diagnostics,
    )?;
    let mut document = load::document(root, lost, diagnostics)?;
    filter(&mut document, &options.filter, diagnostics)?;
    lint(&document, diagnostics);
    coverage::unknown(&document, diagnostics);
    let mut api = lower(&document, options.reading, diagnostics);
    generated.coverage = options
        .coverage
        .then(|| Coverage::of(&document, options.reading, diagnostics));
    if diagnostics.has_errors() {
        return None;
    }
    sample(&document, &mut api);
    let names = name(&api, options.crate_name.as_deref());
    let context = Context::new(&api, &names);
    let rendered = parallel::map(emit(&context), |job| render(&job()));
    let mut files = match rendered.into_iter().collect::<Result<Vec<File>, _>>() {
        Ok(files) => files,
        Err(fault) => {
            diagnostics.push(*fault);
            return None;
        }
    };
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Some(files)
}
