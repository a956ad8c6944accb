//! OpenAPI objects other than schemas, read one by one into the types of `openapiv3`.
//!
//! One by one, so that a malformed object loses itself and not the document; without the schemas
//! in them, which are read from the tree by their own vocabulary.

use super::Lowering;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::pointer::Pointer;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Members that hold schemas or free values; left out of a piece.
const LEFT_OUT: &[&str] = &[
    "schema", "content", "example", "examples", "headers", "links",
];

/// An object of the document, at the end of its references.
#[derive(Clone, Debug)]
pub(super) struct Piece<'d> {
    pub(super) members: &'d Map<String, Value>,
    pub(super) pointer: Pointer,
}

impl<'d> Piece<'d> {
    pub(super) fn text(&self, name: &str) -> Option<&'d str> {
        self.members.get(name)?.as_str()
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.members.get(name) == Some(&Value::Bool(true))
    }

    /// The named values under a member.
    pub(super) fn entries(&self, name: &str) -> Vec<(&'d str, &'d Value, Pointer)> {
        let at = self.pointer.child(name);
        let members = self.members.get(name).and_then(Value::as_object);
        members
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value, at.child(key)))
            .collect()
    }

    /// The values in an array under a member.
    pub(super) fn items(&self, name: &str) -> Vec<(&'d Value, Pointer)> {
        let at = self.pointer.child(name);
        let items = self
            .members
            .get(name)
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        items
            .iter()
            .enumerate()
            .map(|(index, value)| (value, at.index(index)))
            .collect()
    }

    /// The strings in an array under a member.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        self.items(name)
            .into_iter()
            .filter_map(|(value, _)| value.as_str().map(str::to_owned))
            .collect()
    }
}

impl<'d> Lowering<'d> {
    /// An object, at the end of its references.
    pub(super) fn piece(&mut self, value: &'d Value, pointer: Pointer) -> Option<Piece<'d>> {
        let (pointer, value) = match value.get("$ref").and_then(Value::as_str) {
            None => (pointer, value),
            Some(reference) => match self.document.follow(reference, &pointer) {
                Ok(found) => found,
                Err(error) => {
                    self.diagnostics
                        .push(error.into_diagnostic(Place::Value(pointer.child("$ref"))));
                    return None;
                }
            },
        };
        match value.as_object() {
            Some(members) => Some(Piece { members, pointer }),
            None => {
                let place = Place::Value(pointer.clone());
                let is_said = |finding: &Diagnostic| {
                    finding.code == code::OBJECT_MALFORMED && finding.place == place
                };
                if !self.diagnostics.iter().any(is_said) {
                    let message = "an object has to stand here";
                    self.warn(code::OBJECT_MALFORMED, &pointer, message, "left out");
                }
                None
            }
        }
    }

    /// Says of keywords that they are not read.
    pub(super) fn unread(&mut self, piece: &Piece<'d>, keywords: &[&str]) {
        for keyword in keywords {
            if piece.members.contains_key(*keyword) {
                let place = Place::Key(piece.pointer.child(keyword));
                let message = format!("`{keyword}` is not read");
                let diagnostic = Diagnostic::note(code::OPERATION_KEYWORD, place, message);
                self.diagnostics.push(diagnostic.label("left out"));
            }
        }
    }

    /// Whether a finding speaks of what an object lacks, or of a field of a wrong form in it.
    fn has_fault(&self, pointer: &Pointer) -> bool {
        let mut faults = self.diagnostics.iter();
        faults.any(|finding| {
            let at = finding.place.pointer().map(Pointer::as_str);
            let below = at.and_then(|at| at.strip_prefix(pointer.as_str()));
            match below {
                Some("") => finding.code == code::FIELD_MISSING,
                Some(below) => below.starts_with('/') && finding.code == code::OBJECT_MALFORMED,
                None => false,
            }
        })
    }

    /// Reads an object into its `openapiv3` type.
    pub(super) fn read<T: DeserializeOwned>(&mut self, piece: &Piece<'d>, what: &str) -> Option<T> {
        let mut members = piece.members.clone();
        members.retain(|key, _| !LEFT_OUT.contains(&key.as_str()));
        // Parameters and headers are read as such only with one of the two members left out.
        if what == "parameter" {
            members.insert("schema".to_owned(), Value::Object(Map::new()));
        }
        match serde_json::from_value(Value::Object(members)) {
            Ok(read) => Some(read),
            Err(error) => {
                let message = match self.has_fault(&piece.pointer) {
                    true => format!("without that, this is no {what}"),
                    false => format!(
                        "this is no {what} of OpenAPI: {}",
                        brief(&error.to_string())
                    ),
                };
                self.diagnostics.push(
                    Diagnostic::warning(
                        code::OBJECT_MALFORMED,
                        Place::Value(piece.pointer.clone()),
                        message,
                    )
                    .label("left out"),
                );
                None
            }
        }
    }
}
