//! Names of the server: its traits, and the answers of each operation.

use super::ident::{camel, raw, snake};
use super::operations::OperationNames;
use super::scope::Scope;
use crate::ir::{Api, Operation};
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
        .map(|answer| scope.take_snake(snake(&word(&answer.status))))
        .collect()
}

/// The reason phrase of RFC 9110 and its like.
fn word(status: &str) -> String {
    let phrase = match status {
        "100" => "Continue",
        "101" => "Switching Protocols",
        "103" => "Early Hints",
        "200" => "Ok",
        "201" => "Created",
        "202" => "Accepted",
        "203" => "Non Authoritative",
        "204" => "No Content",
        "205" => "Reset Content",
        "206" => "Partial Content",
        "207" => "Multi Status",
        "300" => "Multiple Choices",
        "301" => "Moved Permanently",
        "302" => "Found",
        "303" => "See Other",
        "304" => "Not Modified",
        "307" => "Temporary Redirect",
        "308" => "Permanent Redirect",
        "400" => "Bad Request",
        "401" => "Unauthorized",
        "402" => "Payment Required",
        "403" => "Forbidden",
        "404" => "Not Found",
        "405" => "Method Not Allowed",
        "406" => "Not Acceptable",
        "408" => "Request Timeout",
        "409" => "Conflict",
        "410" => "Gone",
        "411" => "Length Required",
        "412" => "Precondition Failed",
        "413" => "Content Too Large",
        "415" => "Unsupported Media Type",
        "416" => "Range Not Satisfiable",
        "417" => "Expectation Failed",
        "421" => "Misdirected Request",
        "422" => "Unprocessable Content",
        "423" => "Locked",
        "424" => "Failed Dependency",
        "425" => "Too Early",
        "426" => "Upgrade Required",
        "428" => "Precondition Required",
        "429" => "Too Many Requests",
        "431" => "Request Header Fields Too Large",
        "451" => "Unavailable For Legal Reasons",
        "500" => "Internal Server Error",
        "501" => "Not Implemented",
        "502" => "Bad Gateway",
        "503" => "Service Unavailable",
        "504" => "Gateway Timeout",
        "505" => "Http Version Not Supported",
        "507" => "Insufficient Storage",
        "default" => "Default Answer",
        other => return format!("status {}", other.to_lowercase()),
    };
    phrase.to_owned()
}
