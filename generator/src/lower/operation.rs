//! `paths`: each method of each path item is an operation.

use super::Lowering;
use super::piece::Piece;
use crate::diagnostic::{Diagnostic, Place, code};
use crate::ir::{Docs, Location, Operation, Parameter, Serialization, Style, Success, TypeRef};
use serde_json::Value;

/// The methods of a path item, with their names in HTTP.
const METHODS: &[(&str, &str)] = &[
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
];

impl<'d> Lowering<'d> {
    pub(super) fn operations(&mut self) {
        let Some(root) = self.root() else { return };
        self.surroundings(&root);
        let global = self.security(&root);
        for (path, value, pointer) in root.entries("paths") {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.piece(value, pointer) else {
                continue;
            };
            for (key, value) in item.members {
                if let Some((_, method)) = METHODS.iter().find(|(name, _)| name == key)
                    && let Some(piece) = self.piece(value, item.pointer.child(key))
                {
                    self.operation(path, method, &item, &piece, &global);
                }
            }
        }
        for unread in ["webhooks"] {
            if root.members.contains_key(unread) {
                self.diagnostics.push(
                    Diagnostic::warning(
                        code::OPERATION_UNSUPPORTED,
                        Place::Key(root.pointer.child(unread)),
                        "webhooks are not generated",
                    )
                    .label("left out"),
                );
            }
        }
    }

    fn operation(
        &mut self,
        path: &str,
        method: &'static str,
        item: &Piece<'d>,
        piece: &Piece<'d>,
        global: &[Vec<String>],
    ) {
        let index = self.api.operations.len();
        let id = piece
            .text("operationId")
            .map(str::trim)
            .filter(|id| !id.is_empty());
        let id = id.map_or_else(
            || format!("{} {path}", method.to_lowercase()),
            str::to_owned,
        );
        let mut parameters = self.parameters(item, piece, index);
        self.match_template(path, piece, &mut parameters);
        parameters.sort_by_key(|parameter| !parameter.required);
        let body = self.body(piece, index);
        let responses = self.responses(piece, index);
        let security = if piece.members.contains_key("security") {
            self.security(piece)
        } else {
            global.to_vec()
        };
        if piece.members.contains_key("callbacks") {
            self.diagnostics.push(
                Diagnostic::warning(
                    code::OPERATION_UNSUPPORTED,
                    Place::Key(piece.pointer.child("callbacks")),
                    "callbacks are not generated",
                )
                .label("left out"),
            );
        }
        let text = |name| piece.text(name).map(str::to_owned);
        self.api.operations.push(Operation {
            id,
            pointer: piece.pointer.clone(),
            method,
            path: path.to_owned(),
            tag: piece.texts("tags").into_iter().next(),
            docs: Docs {
                title: text("summary"),
                description: text("description"),
                deprecated: piece.is_true("deprecated"),
                ..Docs::default()
            },
            external_docs: piece
                .members
                .get("externalDocs")
                .and_then(|docs| docs.get("url"))
                .and_then(Value::as_str)
                .map(str::to_owned),
            permission: text("x-required-permission"),
            parameters,
            body,
            success: match method {
                "HEAD" => Success::Empty,
                _ => responses.success,
            },
            streaming: responses.streaming.filter(|_| method != "HEAD"),
            errors: responses.errors,
            security,
        });
    }

    /// Each `{name}` of the path is a parameter, and each path parameter is in the path.
    fn match_template(&mut self, path: &str, piece: &Piece<'d>, parameters: &mut Vec<Parameter>) {
        let names = template_names(path);
        parameters.retain(|parameter| {
            let is_used =
                parameter.location != Location::Path || names.contains(&parameter.name.as_str());
            if !is_used {
                let message = format!(
                    "the path has no `{{{}}}`",
                    crate::diagnostic::brief(&parameter.name)
                );
                self.warn(
                    code::PATH_PARAMETER,
                    &piece.pointer,
                    message,
                    "the parameter is left out",
                );
            }
            is_used
        });
        for name in names {
            let is_known = |parameter: &Parameter| {
                parameter.location == Location::Path && parameter.name == name
            };
            if !parameters.iter().any(is_known) {
                let message = format!(
                    "no parameter says what `{{{}}}` in the path is",
                    crate::diagnostic::brief(name)
                );
                self.warn(
                    code::PATH_PARAMETER,
                    &piece.pointer,
                    message,
                    "any text is taken",
                );
                parameters.push(Parameter {
                    name: name.to_owned(),
                    location: Location::Path,
                    required: true,
                    value: TypeRef::String,
                    serialization: Serialization::new(Style::Simple, None, false),
                    docs: Docs::default(),
                });
            }
        }
    }
}

/// The names in the braces of a path template, each once.
fn template_names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !name.is_empty()
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
