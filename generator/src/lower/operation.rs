//! `paths`: each method of each path item is an operation.

use super::Lowering;
use super::piece::Piece;
use crate::diagnostic::{brief, code};
use crate::ir::{Docs, Operation, Success};
use crate::load::METHODS;
use crate::pointer::Pointer;
use serde_json::Value;

impl<'d> Lowering<'d> {
    pub(super) fn operations(&mut self) {
        let Some(root) = self.root() else { return };
        self.surroundings(&root);
        let global = (self.security(&root), Self::scopes(&root));
        for (path, value, pointer) in root.entries("paths") {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.piece(value, pointer) else {
                continue;
            };
            for (method, piece) in self.methods(&item) {
                self.call((&method, path), &item, &piece, &global);
            }
        }
        self.settle_server();
        self.webhooks(&root);
    }

    /// The operations of a path item, by their methods.
    pub(super) fn methods(&mut self, item: &Piece<'d>) -> Vec<(String, Piece<'d>)> {
        let mut methods = Vec::new();
        for (key, value) in item.members {
            if METHODS.contains(&key.as_str())
                && let Some(piece) = self.piece(value, item.pointer.child(key))
            {
                methods.push((key.to_ascii_uppercase(), piece));
            }
        }
        for (method, value, pointer) in item.entries("additionalOperations") {
            if let Some(method) = self.method(method, &pointer)
                && let Some(piece) = self.piece(value, pointer)
            {
                methods.push((method.to_owned(), piece));
            }
        }
        methods
    }

    /// A method of `additionalOperations`, which has to be a token of HTTP.
    fn method(&mut self, method: &'d str, pointer: &Pointer) -> Option<&'d str> {
        let is_token =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if !method.is_empty() && method.bytes().all(is_token) {
            return Some(method);
        }
        let message = format!("`{}` is no method of HTTP", brief(method));
        self.warn(code::OBJECT_MALFORMED, pointer, message, "left out");
        None
    }

    /// An operation that a client calls.
    fn call(
        &mut self,
        (method, path): (&str, &str),
        item: &Piece<'d>,
        piece: &Piece<'d>,
        global: &(Vec<Vec<String>>, Vec<String>),
    ) {
        let id = piece
            .text("operationId")
            .map(str::trim)
            .filter(|id| !id.is_empty());
        let id = id.map_or_else(
            || format!("{} {path}", method.to_lowercase()),
            str::to_owned,
        );
        self.keep_callbacks(&id, piece);
        let index = self.api.operations.len();
        let mut operation = self.operation((id, index), (method, path), item, piece);
        self.match_template(path, (item, piece), &mut operation.parameters);
        operation
            .parameters
            .sort_by_key(|parameter| !parameter.required);
        (operation.security, operation.scopes) = match piece.members.contains_key("security") {
            true => (self.security(piece), Self::scopes(piece)),
            false => global.clone(),
        };
        operation.server = self.own_server(item, piece);
        self.api.operations.push(operation);
    }

    /// What calls and webhooks share: `index` is the one that types are named by.
    pub(super) fn operation(
        &mut self,
        (id, index): (String, usize),
        (method, path): (&str, &str),
        item: &Piece<'d>,
        piece: &Piece<'d>,
    ) -> Operation {
        let mut parameters = self.parameters(item, piece, index);
        parameters.sort_by_key(|parameter| !parameter.required);
        let [body, form] = self.request_bodies(piece, index);
        let responses = self.responses(piece, index);
        let text = |name| piece.text(name).map(str::to_owned);
        Operation {
            id,
            pointer: piece.pointer.clone(),
            method: method.to_owned(),
            server: None,
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
            form,
            success: match method {
                "HEAD" => Success::Empty,
                _ => responses.success,
            },
            headers: responses.headers,
            accept: match method {
                "HEAD" => "*/*".to_owned(),
                _ => responses.accept,
            },
            streaming: responses.streaming.filter(|_| method != "HEAD"),
            successes: responses.successes,
            sample: None,
            paging: None,
            errors: responses.errors,
            security: Vec::new(),
            scopes: Vec::new(),
        }
    }
}
