//! Names of operations, their parameters and their files.

use super::ident::{TRAIT_METHODS, camel, module, raw, shouty, snake};
use super::scope::Scope;
use crate::ir::{Api, Location, Operation};
use std::collections::BTreeMap;

/// The names of an operation and its parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationNames {
    /// The method of the client.
    pub method: String,
    /// The builder of its optional parts.
    pub camel: String,
    /// The constant that describes it.
    pub constant: String,
    /// The file that it stands in, which is a module of `operations`.
    pub module: String,
    /// Its parameters, in the order of the IR.
    pub parameters: Vec<String>,
    /// The body.
    pub body: String,
}

/// Methods that the client and its builders have already.
const RESERVED_METHODS: &[&str] = &["new", "builder", "from_env", "request", "call"];

/// Methods that every call has already.
const RESERVED_PARAMETERS: &[&str] = &[
    "send",
    "timeout",
    "header",
    "headers",
    "strict_responses",
    "into_future",
    "into_call",
    "self",
];

pub(super) fn name(api: &Api) -> Vec<OperationNames> {
    let mut methods = Scope::without(&[RESERVED_METHODS, TRAIT_METHODS]);
    let mut builders = Scope::default();
    let mut constants = Scope::default();
    let mut files = Scope::without(&[&["mod"]]);
    let mut by_tag: BTreeMap<&str, String> = BTreeMap::new();
    let mut names = Vec::new();
    for operation in &api.operations {
        let tag = operation.tag.as_deref().unwrap_or("");
        let file = by_tag.entry(tag).or_insert_with(|| {
            files.take_snake(module(if tag.is_empty() { "untagged" } else { tag }))
        });
        let method = methods.take_snake(or_else(snake(&operation.id), "operation"));
        names.push(OperationNames {
            method: raw(&method),
            camel: builders.take(or_else(camel(&operation.id), "Operation")),
            constant: constants.take_snake(or_else(shouty(&operation.id), "OPERATION")),
            module: file.clone(),
            ..parameters(operation)
        });
    }
    names
}

fn parameters(operation: &Operation) -> OperationNames {
    let mut scope = Scope::without(&[RESERVED_PARAMETERS, TRAIT_METHODS]);
    let body = "body".to_owned();
    let body = if operation.body.is_some() {
        raw(&scope.take_snake(body))
    } else {
        body
    };
    let parameters = operation.parameters.iter().map(|parameter| {
        let name = snake(&parameter.name);
        let name = or_else(
            name,
            match parameter.location {
                Location::Path => "segment",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            },
        );
        raw(&scope.take_snake(name))
    });
    OperationNames {
        parameters: parameters.collect(),
        body,
        ..OperationNames::default()
    }
}

fn or_else(name: String, default: &str) -> String {
    if name.is_empty() {
        default.to_owned()
    } else {
        name
    }
}
