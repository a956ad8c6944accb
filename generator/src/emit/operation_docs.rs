//! The comment of an operation: what it does, what it needs, what it answers when it fails.

use super::context::Scope;
use super::docs;
use super::response_headers;
use super::scrub;
use crate::ir::{Answer, Body, BodyKind, Operation, TypeRef};
use crate::name::OperationNames;

/// The lines of the comment.
pub(super) fn comment(
    scope: &Scope,
    (operation, names): (&Operation, &OperationNames),
    body: Option<&Body>,
) -> Vec<String> {
    let line = docs::code(&format!("{} {}", operation.method, operation.path));
    let mut plain = operation.docs.clone();
    plain.deprecated = false;
    let mut lines = docs::lines(&plain, "");
    if lines == [""] {
        lines = vec![line];
    } else {
        lines.extend([String::new(), line]);
    }
    let form = operation.form.as_ref().zip(body);
    if form.is_some_and(|(form, body)| form.pointer == body.pointer) {
        lines.extend(["", "Sends a form with files."].map(str::to_owned));
    }
    let range = body.map(|body| &body.media_type);
    if let Some(range) = range.filter(|range| range.contains('*') && is_bytes(body)) {
        let range = docs::code(range);
        let line = format!("Which of {range} the body is, `.header(\"content-type\", ..)` says.");
        lines.extend([String::new(), line]);
    }
    if operation.paging.is_some() {
        let text = "The answer is a page of a list: `pages()` reads on.";
        lines.extend(["", text].map(str::to_owned));
    }
    if let Some(permission) = &operation.permission {
        lines.extend([
            String::new(),
            format!("Required permission: {}.", docs::code(permission)),
        ]);
    }
    if !operation.scopes.is_empty() {
        let scopes = operation.scopes.iter().map(|scope| docs::code(scope));
        let scopes: Vec<String> = scopes.collect();
        lines.extend([
            String::new(),
            format!("Scopes of the token: {}.", scopes.join(", ")),
        ]);
    }
    if let Some(page) = operation
        .external_docs
        .as_deref()
        .map(scrub::summary)
        .filter(|page| !page.is_empty())
    {
        lines.extend([String::new(), format!("More: {page}")]);
    }
    lines.extend(response_headers::lines(operation, names));
    if !operation.errors.is_empty() {
        lines.extend(["", "# Errors", ""].map(str::to_owned));
    }
    lines.extend(
        operation
            .errors
            .iter()
            .map(|error| error_line(scope, error)),
    );
    lines
}

fn is_bytes(body: Option<&Body>) -> bool {
    body.is_some_and(|body| matches!(body.kind, BodyKind::Bytes))
}

/// What it does, in short: a server needs no more of it.
pub(super) fn short(operation: &Operation) -> Vec<String> {
    let line = docs::code(&format!("{} {}", operation.method, operation.path));
    short_above(operation, line)
}

/// What it does, in short, above a line that says more.
pub(super) fn short_above(operation: &Operation, line: String) -> Vec<String> {
    let texts = [&operation.docs.title, &operation.docs.description];
    let mut texts = texts.into_iter().flatten().map(|text| scrub::summary(text));
    match texts.find(|text| !text.is_empty()) {
        Some(text) => vec![text, String::new(), line],
        None => vec![line],
    }
}

/// `- status: what it means. Body: its type.`
pub(super) fn error_line(scope: &Scope, error: &Answer) -> String {
    let mut description = scrub::summary(&error.description);
    let xml = error.xml().filter(|_| !scope.is_qualified());
    let value = error.json().or(xml.map(|xml| &xml.value));
    let body = value.map(|body| match body {
        TypeRef::Named(id) => {
            let name = &scope.context.type_names(*id).name;
            // rustdoc refuses an address where the label alone would lead there.
            let module = if scope.is_qualified() { "" } else { "types::" };
            format!(" Body: [`{module}{name}`](crate::types::{name}).")
        }
        // A comment needs no import, so the file's own scope is left alone.
        other => format!(
            " Body: {}.",
            docs::code(&Scope::new(scope.context, None).rust_type(other).to_string())
        ),
    });
    let in_xml = xml.map(|xml| {
        let name = &scope.context.names.xml.bodies[xml];
        format!(" It is [XML](crate::xml::{name}).")
    });
    let headers: Vec<String> = error.headers.iter().map(|name| docs::code(name)).collect();
    let headers = match &headers[..] {
        [] => String::new(),
        headers => format!(" Headers: {}.", headers.join(", ")),
    };
    let more = body.unwrap_or_default() + &in_xml.unwrap_or_default() + &headers;
    if !more.is_empty() && description.ends_with(char::is_alphanumeric) {
        description.push('.');
    }
    let line = format!("- {}: {description}{more}", docs::code(&error.status));
    line.trim_end().to_owned()
}
