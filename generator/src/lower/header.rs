//! The headers that successes declare: each has a type, as a parameter has.

use super::Lowering;
use super::media::{essence, is_json};
use super::piece::Piece;
use super::schema::Schema;
use crate::diagnostic::{brief, code};
use crate::ir::{Docs, Naming, ResponseHeader, Serialization, Style, TypeRef};
use serde_json::Value;

/// A header of this name says nothing: the media types of `content` are what it says.
const RESERVED: &str = "content-type";

/// A header by its name, as each success declares it.
type Declared<'p, 'd> = (&'d str, Vec<(&'p str, Piece<'d>)>);

impl<'d> Lowering<'d> {
    /// The headers of all successes together.
    pub(super) fn response_headers(
        &mut self,
        successes: &[(&'d str, Piece<'d>)],
        index: usize,
    ) -> Vec<ResponseHeader> {
        let mut declared: Vec<Declared> = Vec::new();
        for (status, response) in successes {
            for (name, value, pointer) in response.entries("headers") {
                let Some(piece) = self.piece(value, pointer) else {
                    continue;
                };
                if !self.is_header(name, &piece) {
                    continue;
                }
                let is_same = |known: &&mut Declared| known.0.eq_ignore_ascii_case(name);
                match declared.iter_mut().find(is_same) {
                    Some((_, pieces)) => pieces.push((status, piece)),
                    None => declared.push((name, vec![(status, piece)])),
                }
            }
        }
        let headers = declared.iter();
        headers
            .map(|(name, pieces)| self.response_header(name, pieces, successes.len(), index))
            .collect()
    }

    /// Whether a name is one that a header may have and that is asked for.
    fn is_header(&mut self, name: &str, piece: &Piece<'d>) -> bool {
        let is_token =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_token) {
            let message = format!("`{}` cannot name a header", brief(name));
            self.warn(code::OBJECT_MALFORMED, &piece.pointer, message, "left out");
            return false;
        }
        if name.eq_ignore_ascii_case(RESERVED) {
            let message = "the media types of `content` are what this header says";
            self.note(
                code::PARAMETER_RESERVED,
                &piece.pointer,
                message,
                "left out",
            );
            return false;
        }
        true
    }

    fn response_header(
        &mut self,
        name: &str,
        pieces: &[(&str, Piece<'d>)],
        successes: usize,
        index: usize,
    ) -> ResponseHeader {
        let (_, first) = &pieces[0];
        let other = pieces.iter().find(|(_, piece)| !is_alike(first, piece));
        let (value, style) = match other {
            None => self.header_type(name, first, index),
            Some((_, other)) => {
                let message = format!("another success says something else of `{}`", brief(name));
                self.header_as_text(&other.pointer, message);
                (TypeRef::String, Style::Simple)
            }
        };
        let is_everywhere = pieces.len() >= successes;
        let schema = first.members.get("schema");
        let text = |name| first.text(name).or_else(|| schema?.get(name)?.as_str());
        ResponseHeader {
            name: name.to_owned(),
            required: is_everywhere && pieces.iter().all(|(_, piece)| piece.is_true("required")),
            statuses: match is_everywhere {
                true => Vec::new(),
                false => pieces
                    .iter()
                    .map(|(status, _)| (*status).to_owned())
                    .collect(),
            },
            value,
            serialization: Serialization::new(style, Some(first.is_true("explode")), false),
            docs: Docs {
                description: text("description").map(str::to_owned),
                format: text("format").map(str::to_owned),
                deprecated: first.is_true("deprecated"),
                ..Docs::default()
            },
        }
    }

    /// The type of a header, and how its value is written.
    fn header_type(&mut self, name: &str, piece: &Piece<'d>, index: usize) -> (TypeRef, Style) {
        let media = piece.entries("content").into_iter().next();
        let style = match &media {
            Some((media, ..)) if is_json(media) => Style::Json,
            // Text is what a header is, whatever it is called.
            Some((media, _, pointer)) if essence(media) != "text/plain" => {
                let message = format!("a value of `{}` is not read", brief(media));
                self.header_as_text(pointer, message);
                return (TypeRef::String, Style::Simple);
            }
            _ => Style::Simple,
        };
        let (holder, place) = match &media {
            Some((_, value, pointer)) => (value.get("schema"), pointer),
            None => (piece.members.get("schema"), &piece.pointer),
        };
        let Some(schema) = holder else {
            return (TypeRef::String, Style::Simple);
        };
        let naming = Naming::Operation {
            operation: index,
            word: format!("{name} header"),
        };
        let schema = Schema::new(schema, place.child("schema"));
        match self.lower_shared(schema, naming) {
            TypeRef::Nullable(inner) if style == Style::Simple => (*inner, style),
            value => (value, style),
        }
    }

    fn header_as_text(&mut self, pointer: &crate::pointer::Pointer, message: String) {
        self.note(code::HEADER_AS_TEXT, pointer, message, "read as text");
    }
}

/// Whether two headers are read alike.
fn is_alike(one: &Piece, other: &Piece) -> bool {
    let is_same = |name: &str| one.members.get(name) == other.members.get(name);
    one.pointer == other.pointer
        || is_same("schema")
            && is_same("content")
            && one.is_true("explode") == other.is_true("explode")
}

/// The names of the headers of an answer.
pub(super) fn header_names(response: &Piece) -> Vec<String> {
    let headers = response.members.get("headers").and_then(Value::as_object);
    let names = headers.into_iter().flatten().map(|(name, _)| name);
    let names = names.filter(|name| !name.eq_ignore_ascii_case(RESERVED));
    names.cloned().collect()
}
