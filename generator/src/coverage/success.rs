//! The responses that a client reads as a success: the headers of no others have types.

use crate::load::{Document, METHODS};
use crate::lower::read_as_success;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashSet;

/// Where they stand.
#[derive(Debug, Default)]
pub(super) struct Successes(HashSet<Pointer>);

impl Successes {
    /// Those of all operations that are called, wherever they refer to.
    pub(super) fn of(document: &Document) -> Self {
        let mut found = Self::default();
        let paths = document.root.get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            let at = Pointer::root().child("paths").child(path);
            let (at, item) = follow(document, at, item);
            let additional = at.child("additionalOperations");
            let methods = item.as_object().into_iter().flatten();
            let methods = methods.filter(|(method, _)| METHODS.contains(&method.as_str()));
            for (method, operation) in methods {
                found.operation(document, at.child(method), operation);
            }
            let others = item.get("additionalOperations").and_then(Value::as_object);
            for (method, operation) in others.into_iter().flatten() {
                found.operation(document, additional.child(method), operation);
            }
        }
        found
    }

    fn operation(&mut self, document: &Document, at: Pointer, operation: &Value) {
        let responses = operation.get("responses").and_then(Value::as_object);
        let Some(responses) = responses else { return };
        let is_read = read_as_success(&mut responses.keys().map(String::as_str));
        for (status, response) in responses {
            if is_read(status) {
                let at = at.child("responses").child(status);
                self.0.insert(follow(document, at, response).0);
            }
        }
    }

    /// Whether the response is one of which this is a keyword.
    pub(super) fn has(&self, keyword: &Pointer) -> bool {
        let holder = keyword.split_last().map(|(holder, _)| holder);
        holder.is_some_and(|holder| self.0.contains(&holder))
    }
}

/// The end of the references of a value.
fn follow<'d>(document: &'d Document, at: Pointer, value: &'d Value) -> (Pointer, &'d Value) {
    let reference = value.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| document.follow(reference, &at).ok());
    target.unwrap_or((at, value))
}
