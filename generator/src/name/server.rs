//! Names of the server: its traits, and the answers of each operation.

use super::ident::{camel, raw, snake};
use super::operations::OperationNames;
use super::scope::Scope;
use crate::ir::{Api, Operation, reason};
use std::collections::BTreeMap;

/// The names of a tag.
#[derive(Clone, Debug)]
pub struct TagNames {
    /// The trait of its operations.
    pub interface: String,
    /// The method that takes who implements it.
    pub method: String,
}

/// Methods that a server has already.
const RESERVED_METHODS: &[&str] = &[
    "authorize",
    "clone",
    "into_router",
    "max_body_bytes",
    "new",
    "otherwise",
    "route",
];

/// Methods that an answer has already.
const RESERVED_ANSWERS: &[&str] = &["header", "other", "into_response"];

/// Names each tag by its folder. All operations of a document without tags are `Api`.
pub(super) fn tags(api: &Api, operations: &[OperationNames]) -> BTreeMap<String, TagNames> {
    let has_tags = api
        .operations
        .iter()
        .any(|operation| operation.tag.is_some());
    let mut interfaces = Scope::default();
    let mut methods = Scope::without(RESERVED_METHODS);
    let mut tags = BTreeMap::new();
    for names in operations {
        tags.entry(names.folder.clone()).or_insert_with(|| {
            let word = if has_tags { &names.folder[..] } else { "api" };
            TagNames {
                interface: interfaces.take(camel(word)),
                method: raw(&methods.take_snake(snake(word))),
            }
        });
    }
    tags
}

/// Names what makes each answer of an operation, successes first.
pub(super) fn answers(operation: &Operation) -> Vec<String> {
    let mut scope = Scope::without(RESERVED_ANSWERS);
    let answers = operation.answers();
    answers
        .map(|answer| raw(&scope.take_snake(snake(&word(&answer.status)))))
        .collect()
}

/// The reason phrase, where there is one.
fn word(status: &str) -> String {
    match (reason(status), status) {
        (Some(phrase), _) => phrase.to_owned(),
        (None, "default") => "Default Answer".to_owned(),
        (None, other) => format!("status {}", other.to_lowercase()),
    }
}
