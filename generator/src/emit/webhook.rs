//! The files of `webhooks` and `callbacks`: a file a request that the API sends.

use super::context::{Context, Scope};
use super::table::string;
use super::types::uses;
use super::{Chunk, Job, Module, docs, operation_docs, server_request};
use crate::ir::{Webhook, WebhookOrigin};
use crate::name::OperationNames;
use quote::quote;
use std::collections::BTreeMap;

/// The files, and the indices that name them.
pub(super) fn jobs<'c>(context: &'c Context) -> Vec<Job<'c>> {
    let mut jobs: Vec<Job> = Vec::new();
    let webhooks = context.api.webhooks.iter();
    let webhooks = webhooks.zip(&context.names.webhooks);
    let mut folders: BTreeMap<&str, Vec<(&Webhook, &OperationNames)>> = BTreeMap::new();
    for (webhook, names) in webhooks {
        folders
            .entry(&names.folder)
            .or_default()
            .push((webhook, names));
        jobs.push(Box::new(move || file(context, webhook, names)));
    }
    for (folder, webhooks) in folders {
        jobs.push(Box::new(move || index(context, folder, &webhooks)));
    }
    jobs
}

/// The folders that there are.
pub(super) fn folders(context: &Context) -> Vec<&'static str> {
    let has = |wanted: fn(&WebhookOrigin) -> bool| {
        let mut webhooks = context.api.webhooks.iter();
        webhooks.any(|webhook| wanted(&webhook.origin))
    };
    let callbacks =
        has(|origin| matches!(origin, WebhookOrigin::Callback(_))).then_some("callbacks");
    let webhooks = has(|origin| *origin == WebhookOrigin::Webhook).then_some("webhooks");
    callbacks.into_iter().chain(webhooks).collect()
}

/// What a webhook sends, and how it is read.
fn file(context: &Context, webhook: &Webhook, names: &OperationNames) -> Module {
    let scope = Scope::qualified(context);
    let operation = &webhook.operation;
    let fields = server_request::fields(&scope, (operation, names), &scope.bytes());
    let comment = docs::attributes(&comment(&scope, webhook));
    let face = quote! {
        #comment
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct Request {
            #fields
        }
    };
    scope.bring("crate::runtime::webhook", "received");
    let head = format!("Request: {}", string(&operation.id));
    let table = server_request::rows(&scope, (operation, names), ("received", &head));
    let line = format!("//! {}.\n", docs::code(&operation.id));
    Module {
        path: format!("src/{}/{}.rs", names.folder, names.module),
        chunks: vec![
            Chunk::Text(line),
            uses(&scope),
            Chunk::Face(face),
            Chunk::Text(table),
        ],
    }
}

/// What it says, where it goes, and what to answer.
fn comment(scope: &Scope, webhook: &Webhook) -> Vec<String> {
    let operation = &webhook.operation;
    let method = &operation.method;
    let line = match &webhook.origin {
        WebhookOrigin::Webhook => format!(
            "{} to the URL of the webhook {}.",
            docs::code(method),
            docs::code(&operation.path)
        ),
        WebhookOrigin::Callback(of) => format!(
            "{} to {}, as the request of {} says.",
            docs::code(method),
            docs::code(&operation.path),
            docs::code(of)
        ),
    };
    let mut lines = operation_docs::short_above(operation, line);
    let mut schemes: Vec<String> = operation
        .security
        .iter()
        .flatten()
        .map(|name| docs::code(name))
        .collect();
    schemes.sort_unstable();
    schemes.dedup();
    if !schemes.is_empty() {
        let line = format!(
            "Comes with a credential that nothing here checks: {}.",
            schemes.join(", ")
        );
        lines.extend([String::new(), line]);
    }
    let mut answers = operation.answers().peekable();
    if answers.peek().is_some() {
        lines.extend(["", "# Answers", ""].map(str::to_owned));
    }
    lines.extend(answers.map(|answer| operation_docs::error_line(scope, answer)));
    lines
}

/// The index of a folder; its comment shows how a request is read.
fn index(context: &Context, folder: &str, webhooks: &[(&Webhook, &OperationNames)]) -> Module {
    let mut modules: Vec<&str> = webhooks
        .iter()
        .map(|(_, names)| names.module.as_str())
        .collect();
    let first = modules.first().copied().unwrap_or_default();
    let what = match folder {
        "webhooks" => "Webhooks: requests that the API sends by itself.",
        _ => "Callbacks: requests that the API sends after one to it.",
    };
    let krate = &context.names.krate;
    let text = format!(
        "{what}\n\n\
         They are read from the head of a request and the bytes of its body, which any server has. What\n\
         breaks a rule is kept as it came, and listed; `strict()` makes it an error. A signature is of the\n\
         bytes as they came: whether it is right has to be known before.\n\n\
         ```no_run\nuse {krate}::{folder}::{{Error, {first}}};\n\n\
         fn receive(parts: &http::request::Parts, body: &[u8]) -> Result<(), Error> {{\n    \
         let request = {first}::Request::decode(parts, body)?;\n    \
         for violation in request.violations() {{\n        eprintln!(\"warning: {{violation}}\");\n    }}\n    \
         println!(\"{{request:?}}\");\n    Ok(())\n}}\n```"
    );
    let front = text
        .lines()
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n");
    let mut text: String = front.collect();
    text.push('\n');
    modules.sort_unstable();
    for module in modules {
        text.push_str(&format!("pub mod {module};\n"));
    }
    text.push_str("\npub use crate::runtime::reading::Fault;\npub use crate::runtime::webhook::{Error, Received};\n");
    Module {
        path: format!("src/{folder}/mod.rs"),
        chunks: vec![Chunk::Text(text)],
    }
}
