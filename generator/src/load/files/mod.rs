//! Documents in many files: one tree, with all that references into other files lead to.
//!
//! A reference that OpenAPI knows is turned into one to a component. What stands where OpenAPI has no references (an
//! operation, a map, a list) and path items take the place of the reference. So all later stages see a document in one
//! file; [`Origins`] knows where its parts were written. Why so: `docs/decisions/0025-files.md`.

mod home;
mod part;
mod path;
mod refer;
mod shelf;
mod survey;
mod target;
mod write;

use super::{Document, Origins, ReferenceError, Retrieve, Source, Version};
use crate::diagnostic::Diagnostics;
use home::Homes;
use serde_json::Value;
use shelf::{Page, Shelf};
use std::collections::BTreeMap;
use std::path::Path;
use write::Writer;

/// A document with the parts of other files that it needs.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) root: Value,
    /// Where its parts were written.
    pub(crate) origins: Origins,
    /// References that lead nowhere, by their text.
    pub(crate) lost: BTreeMap<String, ReferenceError>,
    /// The files that were read.
    pub(crate) sources: Vec<Source>,
}

/// Puts a document together. Findings give `first` as number to the first of its other files. Whether they are errors is
/// for the caller to look at.
pub(crate) fn gather(
    root: Value,
    name: &str,
    retrieve: Option<&dyn Retrieve>,
    first: usize,
    diagnostics: &mut Diagnostics,
) -> Gathered {
    if !refers_elsewhere(&root) {
        return Gathered {
            root,
            ..Gathered::default()
        };
    }
    let declared = root
        .get("openapi")
        .map(Value::to_string)
        .unwrap_or_default();
    let version = match declared.trim_start_matches(['"', ' ']).starts_with("3.0") {
        true => Version::V3_0,
        false => Version::V3_1,
    };
    let own = Path::new(name).file_name().unwrap_or_default();
    let page = Page {
        path: own.to_string_lossy().into_owned(),
        document: Document::of_file(root, version),
    };
    let mut shelf = Shelf::new(retrieve, page, name, first, diagnostics);
    let targets = survey::survey(&mut shelf);
    let mut homes = Homes::default();
    homes.claim(&mut shelf);
    let moved = homes.name(&shelf, targets);
    let mut writer = Writer::new(&mut shelf, homes);
    let root = writer.document(&moved);
    let Writer { origins, lost, .. } = writer;
    Gathered {
        root,
        origins,
        lost,
        sources: shelf.into_sources(),
    }
}

/// Whether there is a reference that does not lead into the document itself.
fn refers_elsewhere(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(key, value)| match value {
            Value::String(text) if key == "$ref" => !text.starts_with('#'),
            Value::Object(_) if key == "mapping" => {
                let mapped = value.as_object().into_iter().flat_map(|all| all.values());
                let mut texts = mapped.filter_map(Value::as_str);
                texts.any(|text| !text.starts_with('#') && part::is_reference(text))
                    || refers_elsewhere(value)
            }
            _ => refers_elsewhere(value),
        }),
        Value::Array(items) => items.iter().any(refers_elsewhere),
        _ => false,
    }
}
