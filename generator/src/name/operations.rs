//! Names of operations, their parameters and their files.

use super::ident::{camel, module, raw, snake};
use super::scope::Scope;
use super::server;
use super::types::TypeNames;
use crate::ir::{Api, Location, Operation, Success, Webhook, WebhookOrigin};
use std::collections::{BTreeMap, BTreeSet};

/// The names of an operation and its parts.
#[derive(Clone, Debug, Default)]
pub struct OperationNames {
    /// The method of the client.
    pub method: String,
    /// The method that sends its form instead of its body.
    pub form: String,
    /// Its name as the beginning of the names of its types.
    pub camel: String,
    /// The builder of its optional parts.
    pub builder: String,
    /// The module of `operations` for its tag.
    pub folder: String,
    /// The file in it.
    pub module: String,
    /// Its parameters, in the order of the IR.
    pub parameters: Vec<String>,
    /// The body.
    pub body: String,
    /// The struct of the headers of its successes.
    pub headers: String,
    /// The fields of it.
    pub header_fields: Vec<String>,
    /// What makes each answer of a server, successes first.
    pub answers: Vec<String>,
}

/// Methods that the client and its builders have already.
const RESERVED_METHODS: &[&str] = &[
    "builder", "call", "clone", "cmp", "from_env", "new", "request",
];

/// Methods that every call has already.
const RESERVED_PARAMETERS: &[&str] = &[
    "add",
    "attempt_timeout",
    "bitand",
    "bitor",
    "bitxor",
    "clone",
    "div",
    "header",
    "into",
    "into_call",
    "into_future",
    "mul",
    "rem",
    "retries",
    "self",
    "send",
    "shl",
    "shr",
    "strict_responses",
    "sub",
    "timeout",
    "try_into",
];

/// Names the operations, and behind them the webhooks.
pub(super) fn name(api: &Api) -> Vec<OperationNames> {
    let mut methods = Scope::without(RESERVED_METHODS);
    let mut camels = Scope::default();
    // A tag is a module of each of these, and no module has the name of the one that it is in.
    let mut folders = Scope::without(&["operations", "server", "mock"]);
    let mut by_tag: BTreeMap<&str, (String, Scope)> = BTreeMap::new();
    let mut names = Vec::new();
    for operation in &api.operations {
        let tag = operation.tag.as_deref().unwrap_or("");
        let (folder, files) = by_tag.entry(tag).or_insert_with(|| {
            let name = module(if tag.is_empty() { "untagged" } else { tag });
            let folder = folders.take_snake(name);
            let mut files = Scope::default();
            files.take_snake(folder.clone());
            (folder, files)
        });
        let method = methods.take_snake(or_else(snake(&operation.id), "operation"));
        names.push(OperationNames {
            method: raw(&method),
            camel: camels.take(or_else(camel(&operation.id), "Operation")),
            folder: folder.clone(),
            module: files.take_snake(module(&method)),
            ..parameters(operation)
        });
    }
    let mut modules = [
        Scope::without(&["webhooks"]),
        Scope::without(&["callbacks"]),
    ];
    for Webhook { origin, operation } in &api.webhooks {
        let (folder, files) = match (origin, &mut modules) {
            (WebhookOrigin::Webhook, [files, _]) => ("webhooks", files),
            (WebhookOrigin::Callback(_), [_, files]) => ("callbacks", files),
        };
        names.push(OperationNames {
            camel: camels.take(or_else(camel(&operation.id), "Webhook")),
            folder: folder.to_owned(),
            module: files.take_snake(module(&or_else(snake(&operation.id), "webhook"))),
            ..parameters(operation)
        });
    }
    // None of them takes the name of an operation.
    for (operation, names) in api.operations.iter().zip(&mut names) {
        if operation.form.is_some() {
            names.form =
                methods.take_snake(format!("{}_form", names.method.trim_start_matches("r#")));
        }
    }
    names
}

/// Names the builders like their operations, unless a type has that name, and behind them the structs
/// of headers.
pub(super) fn name_structs(names: &mut [OperationNames], types: &[TypeNames]) {
    let taken: BTreeSet<&str> = types
        .iter()
        .flat_map(|names| [Some(names.name.as_str()), names.required.as_deref()])
        .flatten()
        .collect();
    let free = |wanted: String, instead: &str| match taken.contains(wanted.as_str()) {
        true => wanted + instead,
        false => wanted,
    };
    let mut scope = Scope::default();
    for names in &mut *names {
        names.builder = scope.take(free(names.camel.clone(), "Call"));
    }
    for names in names {
        if !names.header_fields.is_empty() {
            let wanted = format!("{}Headers", names.camel);
            names.headers = scope.take(free(wanted, "OfAnswer"));
        }
    }
}

fn parameters(operation: &Operation) -> OperationNames {
    let has_stream = operation.streaming.is_some() || matches!(operation.success, Success::Bytes);
    let mut scope = Scope::without(RESERVED_PARAMETERS);
    if has_stream {
        scope.take_snake("stream".to_owned());
    }
    if operation.paging.is_some() {
        scope.take_snake("pages".to_owned());
        scope.take_snake("items".to_owned());
    }
    let body = "body".to_owned();
    let body = if operation.bodies().next().is_some() {
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
    let mut fields = Scope::default();
    let headers = operation.headers.iter();
    let headers =
        headers.map(|header| raw(&fields.take_snake(or_else(snake(&header.name), "header"))));
    OperationNames {
        parameters: parameters.collect(),
        body,
        header_fields: headers.collect(),
        answers: server::answers(operation),
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
