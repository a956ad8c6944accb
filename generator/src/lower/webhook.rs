//! `webhooks` and `callbacks`: requests that the API sends, and users receive.

use super::Lowering;
use super::piece::Piece;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::ir::{BodyKind, Location, Operation, Success, Webhook, WebhookOrigin};
use crate::pointer::Pointer;

/// Callbacks of an operation, which are lowered after all operations.
pub(super) struct Callbacks<'d> {
    /// The operation that they belong to.
    operation: String,
    piece: Piece<'d>,
}

impl<'d> Lowering<'d> {
    /// Keeps the callbacks of an operation.
    pub(super) fn keep_callbacks(&mut self, operation: &str, piece: &Piece<'d>) {
        if piece.members.contains_key("callbacks") {
            self.callbacks.push(Callbacks {
                operation: operation.to_owned(),
                piece: piece.clone(),
            });
        }
    }

    pub(super) fn webhooks(&mut self, root: &Piece<'d>) {
        for (name, value, pointer) in root.entries("webhooks") {
            if !name.starts_with("x-") {
                self.received((name, name), (value, pointer), &WebhookOrigin::Webhook);
            }
        }
        for Callbacks { operation, piece } in std::mem::take(&mut self.callbacks) {
            for (name, value, pointer) in piece.entries("callbacks") {
                let Some(callback) = self.piece(value, pointer) else {
                    continue;
                };
                let origin = WebhookOrigin::Callback(operation.clone());
                let name = format!("{operation} {name}");
                for (expression, value) in callback.members {
                    if !expression.starts_with("x-") {
                        let pointer = callback.pointer.child(expression);
                        self.received((&name, expression), (value, pointer), &origin);
                    }
                }
            }
        }
    }

    /// The requests of a path item.
    fn received(
        &mut self,
        (name, path): (&str, &str),
        (value, pointer): (&'d serde_json::Value, Pointer),
        origin: &WebhookOrigin,
    ) {
        let Some(item) = self.piece(value, pointer) else {
            return;
        };
        self.leave_servers(&item);
        let methods = self.methods(&item);
        let is_only = methods.len() == 1;
        for (method, piece) in methods {
            let id = match is_only {
                true => name.to_owned(),
                false => format!("{name} {}", method.to_lowercase()),
            };
            let index = self.api.operations.len() + self.api.webhooks.len();
            let mut operation = self.operation((id, index), (&method, path), &item, &piece);
            operation.success = Success::Empty; // Users answer; they read no answer.
            operation.streaming = None;
            operation.headers.clear();
            operation.security = self.security(&piece);
            self.leave_servers(&piece);
            self.settle_form(&mut operation);
            self.settle_path(&mut operation, (&item, &piece));
            if piece.members.contains_key("callbacks") {
                let place = Place::Key(piece.pointer.child("callbacks"));
                self.left_out(
                    place,
                    "callbacks of what is received itself are not generated",
                );
            }
            self.api.webhooks.push(Webhook {
                origin: origin.clone(),
                operation,
            });
        }
    }

    /// The URL is of whoever receives: nothing says where in it a parameter stands.
    fn settle_path(&mut self, operation: &mut Operation, pieces: (&Piece<'d>, &Piece<'d>)) {
        operation.parameters.retain(|parameter| {
            let is_read = parameter.location != Location::Path;
            if !is_read {
                let name = brief(&parameter.name);
                let message = format!("`{name}` is in the path, and the URL is the receiver's own");
                self.left_out(self.name_of_parameter(&parameter.name, pieces), message);
            }
            is_read
        });
    }

    /// So servers say nothing.
    fn leave_servers(&mut self, piece: &Piece<'d>) {
        if piece.members.contains_key("servers") {
            let place = Place::Key(piece.pointer.child("servers"));
            let message = "what is received comes to the receiver's own URL, not to a server";
            self.left_out(place, message);
        }
    }

    fn left_out(&mut self, place: Place, message: impl Into<String>) {
        let warning = Diagnostic::warning(code::WEBHOOK_PART, place, message);
        self.diagnostics.push(warning.label("left out"));
    }

    /// A form of parts is handed on as bytes, and so is XML.
    fn settle_form(&mut self, operation: &mut Operation) {
        let form = operation.form.take();
        let mut pointers: Vec<Pointer> = form.into_iter().map(|form| form.pointer).collect();
        let mut labels = vec!["left out"; pointers.len()];
        if let Some(body) = &mut operation.body
            && let BodyKind::Multipart(..) | BodyKind::Xml(_) = body.kind
        {
            labels.push(match body.kind {
                BodyKind::Xml(_) => "XML taken as bytes",
                _ => "taken as bytes",
            });
            body.kind = BodyKind::Bytes;
            pointers.push(body.pointer.clone());
        }
        for (pointer, label) in pointers.iter().zip(labels) {
            let message = match label {
                "XML taken as bytes" => "XML is not decoded where it is received",
                _ => "a form of parts is not decoded where it is received",
            };
            self.warn(code::WEBHOOK_PART, pointer, message, label);
        }
    }
}
