//! Request bodies and responses.

use super::Lowering;
use super::media::{chosen, is_json};
use super::piece::Piece;
use super::schema::Schema;
use crate::diagnostic::{brief, code};
use crate::ir::{Body, BodyKind, Docs, ErrorResponse, Naming, Success, TypeRef};
use crate::pointer::Pointer;
use serde_json::Value;

/// A media type of a `content` map.
struct Media<'d> {
    name: &'d str,
    value: &'d Value,
    pointer: Pointer,
}

impl<'d> Lowering<'d> {
    pub(super) fn body(&mut self, operation: &Piece<'d>, index: usize) -> Option<Body> {
        let value = operation.members.get("requestBody")?;
        let piece = self.piece(value, operation.pointer.child("requestBody"))?;
        let media = self.chosen(&piece)?;
        let kind = if is_json(media.name) {
            BodyKind::Json(
                self.media_type(&media, index, "Body")
                    .unwrap_or(TypeRef::Any),
            )
        } else {
            let message = format!(
                "a body of `{}` is taken as bytes that the caller has encoded",
                brief(media.name)
            );
            self.note(
                code::MEDIA_TYPE_AS_BYTES,
                &media.pointer,
                message,
                "not encoded",
            );
            BodyKind::Bytes
        };
        Some(Body {
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
    pub(super) fn responses(
        &mut self,
        operation: &Piece<'d>,
        index: usize,
    ) -> (Success, Vec<ErrorResponse>) {
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
        (self.success(&successes, index), errors)
    }

    fn success(&mut self, successes: &[(&'d str, Piece<'d>)], index: usize) -> Success {
        let mut chosen: Option<Success> = None;
        let mut has_empty = false;
        for (status, piece) in successes {
            let Some(media) = self.chosen(piece) else {
                has_empty = true;
                continue;
            };
            if chosen.is_some() {
                let message = format!(
                    "the body of the second success, {}, is not decoded by a type of its own",
                    brief(status)
                );
                self.note(
                    code::RESPONSE_UNSUPPORTED,
                    &piece.pointer,
                    message,
                    "decoded like the first",
                );
                continue;
            }
            chosen = Some(if is_json(media.name) {
                Success::Json(
                    self.media_type(&media, index, "Response")
                        .unwrap_or(TypeRef::Any),
                )
            } else if media.name.starts_with("text/") {
                Success::Text
            } else {
                Success::Bytes
            });
        }
        match chosen {
            Some(Success::Json(value)) if has_empty => Success::JsonOrEmpty(value),
            Some(success) => success,
            None => Success::Empty,
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

    /// The media type that is read or written: JSON where there is one, else the first.
    fn chosen(&mut self, piece: &Piece<'d>) -> Option<Media<'d>> {
        let mut entries = piece.entries("content");
        let names: Vec<&str> = entries.iter().map(|(name, ..)| *name).collect();
        let index = chosen(&names)?;
        if entries.len() > 1 {
            let others = entries.len() - 1;
            let message = format!(
                "of {} media types, `{}` is used",
                entries.len(),
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

    fn media_type(&mut self, media: &Media<'d>, index: usize, word: &str) -> Option<TypeRef> {
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
