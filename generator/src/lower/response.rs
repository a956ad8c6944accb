//! Request bodies and responses.

use super::Lowering;
use super::file::{has_files, is_binary};
use super::header::header_names;
use super::media::{FORM, PARTS, chosen, essence, framing, is_json, is_xml};
use super::piece::Piece;
use super::schema::Schema;
use super::xml::says_elements;
use crate::diagnostic::{brief, code};
use crate::ir::{
    Answer, AnswerBody, Body, BodyKind, Docs, Naming, ResponseHeader, Streaming, Success, TypeRef,
    Xml,
};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// A media type of a `content` map.
pub(super) struct Media<'d> {
    pub(super) name: &'d str,
    pub(super) value: &'d Value,
    pub(super) pointer: Pointer,
}

impl Media<'_> {
    /// Whether it is JSON; a range of media types is, unless its schema describes bytes.
    pub(super) fn is_json(&self, document: &Document) -> bool {
        let schema = self.value.get("schema").filter(|_| self.name.contains('*'));
        let schema = schema.map(|schema| Schema::new(schema, self.pointer.child("schema")));
        is_json(self.name) && !schema.is_some_and(|schema| is_binary(document, &schema))
    }
}

/// What answers carry.
pub(super) struct Responses {
    pub(super) success: Success,
    /// The media types of successes that are read.
    pub(super) accept: String,
    pub(super) streaming: Option<Streaming>,
    /// The headers of successes.
    pub(super) headers: Vec<ResponseHeader>,
    pub(super) successes: Vec<Answer>,
    pub(super) errors: Vec<Answer>,
}

impl<'d> Lowering<'d> {
    /// The request body, and the form with files that may be sent instead.
    pub(super) fn request_bodies(
        &mut self,
        operation: &Piece<'d>,
        index: usize,
    ) -> [Option<Body>; 2] {
        let body = operation.members.get("requestBody");
        let place = operation.pointer.child("requestBody");
        let Some(piece) = body.and_then(|value| self.piece(value, place)) else {
            return [None, None];
        };
        let form = self.form_beside(&piece);
        let body = self.chosen_beside(&piece, form.as_ref().map(|form| form.name));
        [
            body.map(|media| self.body(&piece, &media, index)),
            form.map(|media| Body {
                kind: BodyKind::Multipart(
                    self.media_type(&media, index, "Form"),
                    self.part_encodings(&media),
                ),
                ..body_of(&piece, &media, BodyKind::Bytes)
            }),
        ]
    }

    fn body(&mut self, piece: &Piece<'d>, media: &Media<'d>, index: usize) -> Body {
        let kind = match &essence(media.name)[..] {
            _ if media.is_json(self.document) => {
                let value = self.media_type(media, index, "Body");
                BodyKind::Json(value.unwrap_or(TypeRef::Any))
            }
            FORM => {
                let value = self.media_type(media, index, "Body");
                let value = value.unwrap_or(TypeRef::Map(Box::new(TypeRef::String)));
                BodyKind::Form(value, self.encodings(media))
            }
            PARTS => {
                let value = self.media_type(media, index, "Body");
                BodyKind::Multipart(value, self.part_encodings(media))
            }
            xml if is_xml(xml) => match self.xml_body(media, index, "Body") {
                Some(xml) if self.has_xml_root(&xml) => BodyKind::Xml(xml),
                Some(_) => self.bytes(media, "its root element has no name"),
                None => self.bytes(media, "its schema says nothing of elements"),
            },
            text if text.starts_with("text/") => BodyKind::Text,
            other if !other.starts_with("multipart/") => BodyKind::Bytes,
            _ => self.bytes(media, "not encoded"),
        };
        body_of(piece, media, kind)
    }

    /// A body that the caller has to encode.
    fn bytes(&mut self, media: &Media<'d>, label: &str) -> BodyKind {
        let name = brief(media.name);
        let message = format!("a body of `{name}` is taken as bytes that the caller has encoded");
        self.note(code::MEDIA_TYPE_AS_BYTES, &media.pointer, message, label);
        BodyKind::Bytes
    }

    /// A body of XML; none without a schema that says what it is.
    pub(super) fn xml_body(&mut self, media: &Media<'d>, index: usize, word: &str) -> Option<Xml> {
        let schema = Schema::new(media.value.get("schema")?, media.pointer.child("schema"));
        if !says_elements(self.document, schema.value, schema.pointer) {
            return None;
        }
        let value = self.media_type(media, index, word)?;
        self.xml(media, value)
    }

    /// What a success carries, and what other answers carry.
    pub(super) fn responses(&mut self, operation: &Piece<'d>, index: usize) -> Responses {
        let mut successes = Vec::new();
        let mut errors = Vec::new();
        let entries = operation.entries("responses");
        let is_read = read_as_success(&mut entries.iter().map(|(status, ..)| *status));
        for (status, value, pointer) in entries {
            if status.starts_with("x-") {
                continue;
            }
            let Some(piece) = self.piece(value, pointer) else {
                continue;
            };
            self.unread(&piece, &["links"]);
            if is_read(status) {
                successes.push((status, piece));
            } else {
                errors.push(self.error(status, &piece, index));
            }
        }
        let place = operation.pointer.child("responses");
        let (success, accept, answers) = self.success(&successes, (index, &place));
        Responses {
            success,
            accept,
            successes: answers,
            streaming: self.streaming(&successes, index),
            headers: self.response_headers(&successes, index),
            errors,
        }
    }

    fn error(&mut self, status: &str, piece: &Piece<'d>, index: usize) -> Answer {
        let media = self.chosen(piece);
        let word = format!("Error {status}");
        let mut answer = answer(status, piece, media.as_ref(), None);
        if let (Some(media), Some(body)) = (&media, &mut answer.body) {
            if media.is_json(self.document) {
                body.json = self.media_type(media, index, &word);
            } else if is_xml(&essence(media.name)) {
                body.xml = self.xml_body(media, index, &word);
            }
        }
        answer
    }

    /// The form with files, where JSON is sent unless it is asked for.
    fn form_beside(&self, piece: &Piece<'d>) -> Option<Media<'d>> {
        let mut entries = piece.entries("content").into_iter();
        let names: Vec<&str> = entries.clone().map(|(name, ..)| name).collect();
        let (name, value, pointer) = entries.find(|(name, ..)| essence(name) == PARTS)?;
        let schema = value.get("schema")?;
        let is_beside = is_json(names[chosen(&names)?])
            && has_files(self.document, schema, pointer.child("schema"));
        is_beside.then_some(Media {
            name,
            value,
            pointer,
        })
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
        self.media(name, value, pointer)
    }

    /// A media type, at the end of its references.
    pub(super) fn media(
        &mut self,
        name: &'d str,
        value: &'d Value,
        pointer: Pointer,
    ) -> Option<Media<'d>> {
        let piece = self.piece(value, pointer.clone())?;
        self.unread(&piece, &["prefixEncoding", "itemEncoding"]);
        if framing(name).is_none() {
            self.unread(&piece, &["itemSchema"]);
        }
        let value = match value.get("$ref").and_then(Value::as_str) {
            None => value,
            Some(reference) => self.document.follow(reference, &pointer).ok()?.1,
        };
        Some(Media {
            name,
            value,
            pointer: piece.pointer,
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

pub(super) fn answer(
    status: &str,
    piece: &Piece,
    media: Option<&Media>,
    json: Option<TypeRef>,
) -> Answer {
    Answer {
        status: status.to_owned(),
        description: piece.text("description").unwrap_or_default().to_owned(),
        headers: header_names(piece),
        body: media.map(|media| AnswerBody {
            pointer: media.pointer.clone(),
            media_type: media.name.to_owned(),
            json,
            xml: None,
        }),
    }
}

fn body_of(piece: &Piece, media: &Media, kind: BodyKind) -> Body {
    Body {
        pointer: media.pointer.clone(),
        required: piece.is_true("required"),
        media_type: media.name.to_owned(),
        kind,
        docs: Docs {
            description: piece.text("description").map(str::to_owned),
            ..Docs::default()
        },
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// Which of an operation's statuses a client reads as a success: those of 2xx, or `default` where
/// there is none.
pub(crate) fn read_as_success(
    mut statuses: &mut dyn Iterator<Item = &str>,
) -> impl Fn(&str) -> bool + use<> {
    let has_success = Iterator::any(&mut statuses, is_success);
    move |status| is_success(status) || (status == "default" && !has_success)
}
