//! Forms: how their members are written, which `encoding` says, and what those of parts are.

use super::Lowering;
use super::parameter::query_style;
use super::piece::Piece;
use super::response::Media;
use crate::diagnostic::code;
use crate::ir::{Encoding, PartEncoding, Serialization};
use openapiv3::QueryStyle;
use serde::Deserialize;
use serde_json::Value;

impl<'d> Lowering<'d> {
    /// How the members of a form are written, those that `encoding` speaks of.
    pub(super) fn encodings(&mut self, media: &Media<'d>) -> Vec<Encoding> {
        let entries = self.encoding(media).unwrap_or_default();
        for (_, piece) in &entries {
            self.unread(piece, &["contentType", "headers"]);
        }
        let encodings = entries.into_iter();
        encodings
            .filter_map(|(name, piece)| style(name, &piece))
            .collect()
    }

    /// How the members of a form of parts are written, those that `encoding` speaks of.
    pub(super) fn part_encodings(&mut self, media: &Media<'d>) -> Vec<PartEncoding> {
        let mut encodings = Vec::new();
        for (name, piece) in self.encoding(media).unwrap_or_default() {
            if piece.members.contains_key("headers") {
                self.left_open(&piece, "headers", "not sent by itself");
            }
            let content_type = piece.text("contentType").map(str::trim);
            let one = content_type.filter(|text| !text.contains([',', '*']));
            if content_type.is_some() && one.is_none() {
                self.left_open(&piece, "contentType", "more than one");
            }
            encodings.extend(match (style(name, &piece), one) {
                (Some(style), _) => Some(PartEncoding::Style(style)),
                (None, Some(media_type)) => Some(PartEncoding::ContentType {
                    name: name.to_owned(),
                    media_type: media_type.to_owned(),
                }),
                (None, None) => None,
            });
        }
        encodings
    }

    fn left_open(&mut self, encoding: &Piece<'d>, keyword: &str, label: &str) {
        let message =
            format!("`{keyword}` of this part is left to the caller: `Part` has a setter");
        self.note(
            code::PART_OPEN,
            &encoding.pointer.child(keyword),
            message,
            label,
        );
    }

    /// The entries of `encoding`.
    fn encoding(&mut self, media: &Media<'d>) -> Option<Vec<(&'d str, Piece<'d>)>> {
        let pointer = media.pointer.child("encoding");
        let encoding = self.piece(media.value.get("encoding")?, pointer)?;
        let mut entries = Vec::new();
        for (name, value) in encoding.members {
            let piece = self.piece(value, encoding.pointer.child(name));
            if let Some(piece) = &piece {
                self.unread(piece, &["encoding", "prefixEncoding", "itemEncoding"]);
            }
            entries.extend(piece.map(|piece| (name.as_str(), piece)));
        }
        Some(entries)
    }

    /// Finds the types that forms of parts are sent as, and says which have none.
    pub(super) fn forms(&mut self) {
        for pointer in self.api.make_forms() {
            let message = "the schema of this form names no parts: the caller puts them together";
            self.note(code::PARTS_UNTYPED, &pointer, message, "taken as any parts");
        }
    }
}

/// The style of a member, if one is stated; else it is written by what it is.
fn style(name: &str, piece: &Piece) -> Option<Encoding> {
    let says = |keyword| piece.members.contains_key(keyword);
    if !["style", "explode", "allowReserved"].into_iter().any(says) {
        return None;
    }
    let style = piece.members.get("style");
    let style = style.and_then(|style| QueryStyle::deserialize(style).ok());
    let explode = piece.members.get("explode").and_then(Value::as_bool);
    Some(Encoding {
        name: name.to_owned(),
        serialization: Serialization::new(
            query_style(&style.unwrap_or_default()),
            explode,
            piece.is_true("allowReserved"),
        ),
    })
}
