//! Request bodies and responses.

use super::Lowering;
use super::media::{FORM, PARTS, chosen, essence, is_json, is_xml};
use super::piece::Piece;
use super::schema::Schema;
use crate::diagnostic::{brief, code};
use crate::ir::{Body, BodyKind, Docs, ErrorResponse, Naming, Streaming, Success, TypeRef};
use crate::pointer::Pointer;
use serde_json::Value;

/// A media type of a `content` map.
pub(super) struct Media<'d> {
    pub(super) name: &'d str,
    pub(super) value: &'d Value,
    pub(super) pointer: Pointer,
}

/// What answers carry.
pub(super) struct Responses {
    pub(super) success: Success,
    pub(super) streaming: Option<Streaming>,
    pub(super) errors: Vec<ErrorResponse>,
}

impl<'d> Lowering<'d> {
    pub(super) fn body(&mut self, operation: &Piece<'d>, index: usize) -> Option<Body> {
        let value = operation.members.get("requestBody")?;
        let piece = self.piece(value, operation.pointer.child("requestBody"))?;
        let media = self.chosen(&piece)?;
        let kind = match &essence(media.name)[..] {
            _ if is_json(media.name) => {
                let value = self.media_type(&media, index, "Body");
                BodyKind::Json(value.unwrap_or(TypeRef::Any))
            }
            FORM => {
                let value = self.media_type(&media, index, "Body");
                let value = value.unwrap_or(TypeRef::Map(Box::new(TypeRef::String)));
                BodyKind::Form(value, self.encodings(&media))
            }
            PARTS => {
                let value = self.media_type(&media, index, "Body");
                BodyKind::Multipart(value, self.part_encodings(&media))
            }
            text if text.starts_with("text/") && !is_xml(text) => BodyKind::Text,
            other if !other.starts_with("multipart/") && !is_xml(other) => BodyKind::Bytes,
            _ => {
                let message = format!(
                    "a body of `{}` is taken as bytes that the caller has encoded",
                    brief(media.name)
                );
                let label = "not encoded";
                self.note(code::MEDIA_TYPE_AS_BYTES, &media.pointer, message, label);
                BodyKind::Bytes
            }
        };
        Some(Body {
            pointer: media.pointer.clone(),
            required: piece.is_true("required"),
            media_type: media.name.to_owned(),
            kind,
            docs: Docs {
                description: piece.text("description").map(str::to_owned),
                ..Docs::default()
            },
        })
    }

    /// What a success carries, and what other answers carry.
    pub(super) fn responses(&mut self, operation: &Piece<'d>, index: usize) -> Responses {
        let mut successes = Vec::new();
        let mut errors = Vec::new();
        let entries = operation.entries("responses");
        let has_success = entries.iter().any(|(status, ..)| is_success(status));
        for (status, value, pointer) in entries {
            if status.starts_with("x-") {
                continue;
            }
            let Some(piece) = self.piece(value, pointer) else {
                continue;
            };
            if is_success(status) || (status == "default" && !has_success) {
                successes.push((status, piece));
            } else {
                errors.push(self.error(status, &piece, index));
            }
        }
        let place = operation.pointer.child("responses");
        Responses {
            success: self.success(&successes, (index, &place)),
            streaming: self.streaming(&successes, index),
            errors,
        }
    }

    fn error(&mut self, status: &str, piece: &Piece<'d>, index: usize) -> ErrorResponse {
        let media = self.chosen(piece).filter(|media| is_json(media.name));
        let word = format!("Error {status}");
        ErrorResponse {
            status: status.to_owned(),
            description: piece.text("description").unwrap_or_default().to_owned(),
            body: media.and_then(|media| self.media_type(&media, index, &word)),
        }
    }

    /// The media type that is read or written.
    pub(super) fn chosen(&mut self, piece: &Piece<'d>) -> Option<Media<'d>> {
        self.chosen_beside(piece, None)
    }

    /// The media type that is read or written, where another one is used as well.
    pub(super) fn chosen_beside(
        &mut self,
        piece: &Piece<'d>,
        beside: Option<&str>,
    ) -> Option<Media<'d>> {
        let mut entries = piece.entries("content");
        let names: Vec<&str> = entries.iter().map(|(name, ..)| *name).collect();
        let index = chosen(&names)?;
        let others = entries.len() - 1 - usize::from(beside.is_some());
        if others > 0 {
            let message = format!(
                "of {} media types, `{}` is used",
                others + 1,
                brief(entries[index].0)
            );
            let label = format!("{others} not used");
            self.note(
                code::MEDIA_TYPE_UNUSED,
                &piece.pointer.child("content"),
                message,
                &label,
            );
        }
        let (name, value, pointer) = entries.swap_remove(index);
        Some(Media {
            name,
            value,
            pointer,
        })
    }

    pub(super) fn media_type(
        &mut self,
        media: &Media<'d>,
        index: usize,
        word: &str,
    ) -> Option<TypeRef> {
        let schema = Schema::new(media.value.get("schema")?, media.pointer.child("schema"));
        Some(self.lower_shared(
            schema,
            Naming::Operation {
                operation: index,
                word: word.to_owned(),
            },
        ))
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}
