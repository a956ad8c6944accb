//! A third opinion on answers: the crate `jsonschema`.

use crate::instance::dialect::bundle;
use crate::instance::validator;
use crate::place::followed;
use serde_json::Value;
use std::collections::BTreeSet;
use typewright::ir::Operation;
use typewright::load::Document;
use typewright::pointer::Pointer;

/// Judges the answers to the calls of one document.
pub(super) struct Answers<'d> {
    pub(super) document: &'d Document,
}

impl Answers<'_> {
    /// What is wrong with an answer by the letter of the document; none where nothing is.
    pub(super) fn fault(&self, of: &Operation, status: u64, body: &str) -> Option<String> {
        let place = self.place(of, status)?;
        let body: Value = match serde_json::from_str(body) {
            Ok(body) => body,
            Err(error) => return Some(error.to_string()),
        };
        let bundle = bundle(self.document, &BTreeSet::new(), Some("writeOnly"), place);
        let validator = validator::build(&bundle.schema, false).ok()?;
        let is_valid = validator.is_valid(&body);
        (!is_valid).then(|| validator::reason(&validator, &body))
    }

    /// Whether the document says what a success is.
    pub(super) fn has_success(&self, of: &Operation) -> bool {
        let responses = self.document.get(&of.pointer.child("responses"));
        let mut statuses = responses
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|all| all.keys());
        statuses.any(|status| status.starts_with('2') || status == "default")
    }

    /// Where the schema of an answer stands.
    fn place(&self, of: &Operation, status: u64) -> Option<Pointer> {
        let responses = of.pointer.child("responses");
        let known = [
            status.to_string(),
            format!("{}XX", status / 100),
            "default".to_owned(),
        ];
        let mut places = known.iter().map(|status| responses.child(status));
        let response = places.find(|place| self.document.get(place).is_some())?;
        let content = followed(self.document, response)?.child("content");
        let media = self.document.get(&content)?.as_object()?;
        let json = media.keys().find(|name| name.contains("json"));
        Some(content.child(json.or(media.keys().next())?).child("schema"))
    }
}
