//! Binary members: what is a string in JSON, and a file in a form of parts.

use super::Lowering;
use super::media::essence;
use super::schema::Schema;
use crate::ir::Files;
use serde_json::Value;

/// References inside references inside unions: deeper than this, nobody means a file.
const DEEPEST: usize = 4;

impl<'d> Lowering<'d> {
    /// What a property of these schemas is in a form of parts, where that is no value.
    pub(super) fn files(&self, schemas: &[Schema<'d>]) -> Option<Files> {
        let mut found = schemas.iter().map(|schema| self.files_of(schema, DEEPEST));
        found.find(Option::is_some).flatten()
    }

    fn files_of(&self, schema: &Schema<'d>, depth: usize) -> Option<Files> {
        let depth = depth.checked_sub(1)?;
        if let Some(reference) = schema.reference() {
            let (pointer, value) = self.document.follow(reference, &schema.pointer).ok()?;
            return self.files_of(&Schema::new(value, pointer), depth);
        }
        if is_file(schema) {
            return Some(Files::One);
        }
        if let Some(items) = schema.below("items") {
            return self.files_of(&items, depth).map(|_| Files::Many);
        }
        let parts = schema.list("allOf");
        if let Some(found) = parts.iter().find_map(|part| self.files_of(part, depth)) {
            return Some(found);
        }
        self.files_of_branches(schema, depth)
    }

    /// Alternatives that are all files, or `null`: many, where one of them is.
    fn files_of_branches(&self, schema: &Schema<'d>, depth: usize) -> Option<Files> {
        let mut branches = schema.list("anyOf");
        branches.extend(schema.list("oneOf"));
        branches.retain(|branch| branch.text("type") != Some("null"));
        let branches = branches.iter().map(|branch| self.files_of(branch, depth));
        let found: Option<Vec<Files>> = branches.collect();
        let found = found?;
        match found.contains(&Files::Many) {
            true => Some(Files::Many),
            false => found.first().copied(),
        }
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
