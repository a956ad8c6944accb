//! Binary members: what is a string in JSON, and a file in a form of parts.

use super::Lowering;
use super::media::essence;
use super::schema::Schema;
use crate::ir::Files;
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// References inside references inside unions: deeper than this, nobody means a file.
const DEEPEST: usize = 4;

impl<'d> Lowering<'d> {
    /// What a property of these schemas is in a form of parts, where that is no value.
    pub(super) fn files(&self, schemas: &[Schema<'d>]) -> Option<Files> {
        let mut found = schemas
            .iter()
            .map(|schema| files_of(self.document, schema, DEEPEST));
        found.find(Option::is_some).flatten()
    }
}

/// Whether an object has a property that is a file in a form of parts.
pub(crate) fn has_files(document: &Document, schema: &Value, pointer: Pointer) -> bool {
    is_form(document, &Schema::new(schema, pointer), DEEPEST)
}

/// Whether a schema describes bytes, and no string of JSON.
pub(super) fn is_binary(document: &Document, schema: &Schema) -> bool {
    files_of(document, schema, DEEPEST) == Some(Files::One)
}

fn is_form(document: &Document, schema: &Schema, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    if let Some(reference) = schema.reference() {
        let followed = document.follow(reference, &schema.pointer);
        return followed
            .is_ok_and(|(pointer, value)| is_form(document, &Schema::new(value, pointer), depth));
    }
    let mut properties = schema.named("properties").into_iter();
    let mut parts = schema.list("allOf").into_iter();
    properties.any(|(_, property)| files_of(document, &property, DEEPEST).is_some())
        || parts.any(|part| is_form(document, &part, depth))
}

fn files_of(document: &Document, schema: &Schema, depth: usize) -> Option<Files> {
    let depth = depth.checked_sub(1)?;
    if let Some(reference) = schema.reference() {
        let (pointer, value) = document.follow(reference, &schema.pointer).ok()?;
        return files_of(document, &Schema::new(value, pointer), depth);
    }
    if is_file(schema) {
        return Some(Files::One);
    }
    if let Some(items) = schema.below("items") {
        return files_of(document, &items, depth).map(|_| Files::Many);
    }
    let parts = schema.list("allOf");
    let mut parts = parts.iter().map(|part| files_of(document, part, depth));
    let of_part = parts.find(Option::is_some).flatten();
    of_part.or_else(|| files_of_branches(document, schema, depth))
}

/// Alternatives that are all files, or `null`: many, where one of them is.
fn files_of_branches(document: &Document, schema: &Schema, depth: usize) -> Option<Files> {
    let mut branches = schema.list("anyOf");
    branches.extend(schema.list("oneOf"));
    branches.retain(|branch| branch.text("type") != Some("null"));
    let branches = branches
        .iter()
        .map(|branch| files_of(document, branch, depth));
    let found: Option<Vec<Files>> = branches.collect();
    let found = found?;
    match found.contains(&Files::Many) {
        true => Some(Files::Many),
        false => found.first().copied(),
    }
}

/// A string, or what names no type, of bytes: `format: binary` before OpenAPI 3.1, since then a
/// `contentMediaType` without a `contentEncoding`. Text that is JSON in a string is none.
fn is_file(schema: &Schema) -> bool {
    let is_string = match schema.get("type") {
        None => true,
        Some(Value::Array(types)) => types.iter().any(|name| name == "string"),
        Some(name) => name == "string",
    };
    let media_type = schema.text("contentMediaType").map(essence);
    let is_binary = media_type
        .is_some_and(|name| !name.starts_with("text/") && !super::media::is_json(&name))
        && schema.get("contentEncoding").is_none();
    is_string && (schema.text("format") == Some("binary") || is_binary)
}
