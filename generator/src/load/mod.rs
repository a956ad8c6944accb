//! Text to document: JSON or YAML, guarded, with references resolved on demand.

mod dynamic;
mod files;
mod finding;
mod grammar;
mod json;
pub mod limit;
mod lost;
mod number;
mod origin;
mod outline;
mod position;
mod reference;
mod resource;
mod retrieve;
mod schemas;
mod text;
mod version;
mod yaml;

pub(crate) use files::{Gathered, gather};
pub(crate) use grammar::METHODS;
pub use lost::ReferenceError;
pub use origin::Origins;
pub use position::Positions;
pub use retrieve::{Refusal, Retrieve};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, code};
use crate::pointer::Pointer;
use grammar::Kind;
use resource::Resources;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The text of a document.
#[derive(Clone, Debug)]
pub struct Source {
    /// How diagnostics call it, as the user wrote its path.
    pub name: String,
    /// Its bytes as read.
    pub bytes: Vec<u8>,
}

/// The OpenAPI version that a document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// OpenAPI 3.0.x: schemas are its own dialect.
    V3_0,
    /// OpenAPI 3.1.x and 3.2.x: schemas are JSON Schema 2020-12.
    V3_1,
}

/// A document as read: a tree of values whose version is known.
#[derive(Clone, Debug)]
pub struct Document {
    /// The whole document.
    pub root: Value,
    /// The version it declares.
    pub version: Version,
    /// The parts that have names besides their places.
    resources: Resources,
    /// The schemas whose meaning depends on where they are come to from.
    dynamic: BTreeSet<Pointer>,
    /// References into other files that lead nowhere, by their text.
    lost: BTreeMap<String, ReferenceError>,
}

/// Reads a document; `None` when an error was pushed.
pub fn load(source: &Source, diagnostics: &mut Diagnostics) -> Option<Document> {
    let root = read(source, diagnostics);
    let root = root.map_err(|error| diagnostics.push(*error)).ok()?;
    document(root, BTreeMap::new(), diagnostics)
}

/// Takes a tree for a document, with what is known of references that lead nowhere; `None` when an error was pushed.
pub(crate) fn document(
    mut root: Value,
    lost: BTreeMap<String, ReferenceError>,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let version = version::read(&mut root, diagnostics)?;
    let document = Document::new(root, version, diagnostics);
    Some(Document { lost, ..document })
}

impl Document {
    /// A document of a version.
    pub fn new(root: Value, version: Version, diagnostics: &mut Diagnostics) -> Self {
        let mut document = Self::of_kind(root, version, Kind::Api, diagnostics);
        document.dynamic = document.find_dynamic();
        document
    }

    /// Another file, as far as references lead into it.
    fn of_file(root: Value, version: Version) -> Self {
        let kind = match root.get("openapi") {
            Some(_) => Kind::Api,
            None => Kind::Unknown,
        };
        // What there is to say is said of the document that its parts come into.
        Self::of_kind(root, version, kind, &mut Diagnostics::default())
    }

    fn of_kind(root: Value, version: Version, kind: Kind, diagnostics: &mut Diagnostics) -> Self {
        // Schemas of 3.0 have no identifiers.
        let resources = match version {
            Version::V3_0 => Resources::default(),
            Version::V3_1 => Resources::find(&root, kind, diagnostics),
        };
        Self {
            root,
            version,
            resources,
            dynamic: BTreeSet::new(),
            lost: BTreeMap::new(),
        }
    }
}

/// Reads any JSON or YAML text, without asking what it describes.
pub(crate) fn read(
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Box<Diagnostic>> {
    let mut aliases = limit::alias_bytes(source.bytes.len());
    read_within(source, &mut aliases, diagnostics)
}

/// The same, where `aliases` is what YAML aliases may repeat in several texts together.
fn read_within(
    source: &Source,
    aliases: &mut usize,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Box<Diagnostic>> {
    let text = text::decode(&source.bytes)?;
    if text.trim_start().starts_with('<') && !text.trim_start().starts_with("<<") {
        // A saved error page, more often than not; a YAML parser would call it a text.
        let start = text.len() - text.trim_start().len();
        let message = "this looks like HTML or XML, not like JSON or YAML";
        return Err(
            Diagnostic::error(code::YAML_SYNTAX, Place::Bytes(start..start + 1), message)
                .help("open the file: it may be a page that a server sent instead of the document")
                .into(),
        );
    }
    match Format::guess(source, &text) {
        Format::Json => json::read(&text, diagnostics),
        Format::Yaml => yaml::read(&text, aliases, diagnostics),
        Format::JsonOrYaml => {
            // `end` comes after the last value, so a failure has pushed nothing yet.
            json::read(&text, diagnostics).or_else(|_| yaml::read(&text, aliases, diagnostics))
        }
    }
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// Never as YAML, whose parsers fail on surrogate pairs, long keys and DEL.
    Json,
    Yaml,
    /// Begins as JSON does, but is named as YAML: JSON first, then YAML in flow style.
    JsonOrYaml,
}

impl Format {
    fn guess(source: &Source, text: &str) -> Self {
        if !text.trim_start().starts_with(['{', '[']) {
            return Self::Yaml;
        }
        let name = source.name.to_ascii_lowercase();
        if name.ends_with(".yaml") || name.ends_with(".yml") {
            Self::JsonOrYaml
        } else {
            Self::Json
        }
    }
}
