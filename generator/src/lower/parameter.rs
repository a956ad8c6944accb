//! Parameters: of the path, the query, headers and cookies.

use super::Lowering;
use super::media::is_json;
use super::piece::Piece;
use super::schema::Schema;
use crate::diagnostic::{brief, code};
use crate::ir::{Docs, Location, Naming, Parameter, Serialization, Style, TypeRef};
use openapiv3::{CookieStyle, HeaderStyle, ParameterData, PathStyle, QueryStyle};

/// Headers that a parameter cannot name: other parts of the document say what they are.
const RESERVED_HEADERS: &[&str] = &["accept", "authorization", "content-type"];

impl<'d> Lowering<'d> {
    /// The parameters of an operation; those of its path item stand behind its own.
    pub(super) fn parameters(
        &mut self,
        item: &Piece<'d>,
        operation: &Piece<'d>,
        index: usize,
    ) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for (value, pointer) in operation
            .items("parameters")
            .into_iter()
            .chain(item.items("parameters"))
        {
            let Some(piece) = self.piece(value, pointer) else {
                continue;
            };
            let Some(parameter) = self.parameter(&piece, index) else {
                continue;
            };
            let is_same = |known: &Parameter| {
                known.name == parameter.name && known.location == parameter.location
            };
            if !parameters.iter().any(is_same) {
                parameters.push(parameter);
            }
        }
        parameters
    }

    fn parameter(&mut self, piece: &Piece<'d>, index: usize) -> Option<Parameter> {
        let read: openapiv3::Parameter = self.read(piece, "parameter")?;
        let (location, data, style) = match read {
            openapiv3::Parameter::Path {
                parameter_data,
                style,
            } => (Location::Path, parameter_data, path_style(&style)),
            openapiv3::Parameter::Query {
                parameter_data,
                style,
                ..
            } => (Location::Query, parameter_data, query_style(&style)),
            openapiv3::Parameter::Header {
                parameter_data,
                style: HeaderStyle::Simple,
            } => (Location::Header, parameter_data, Style::Simple),
            openapiv3::Parameter::Cookie {
                parameter_data,
                style: CookieStyle::Form,
            } => (Location::Cookie, parameter_data, Style::Form),
        };
        if location == Location::Header
            && RESERVED_HEADERS.contains(&data.name.to_ascii_lowercase().as_str())
        {
            self.note(
                code::PARAMETER_RESERVED,
                &piece.pointer,
                "a parameter cannot set this header",
                "left out",
            );
            return None;
        }
        Some(self.typed(piece, index, (location, style), data))
    }

    fn typed(
        &mut self,
        piece: &Piece<'d>,
        index: usize,
        (location, style): (Location, Style),
        data: ParameterData,
    ) -> Parameter {
        let required = data.required || location == Location::Path;
        let naming = Naming::Operation {
            operation: index,
            word: data.name.clone(),
        };
        let media = piece.entries("content").into_iter().next();
        let schema = match &media {
            Some((_, value, pointer)) => {
                let schema = value.get("schema");
                schema.map(|schema| Schema::new(schema, pointer.child("schema")))
            }
            None => {
                let schema = piece.members.get("schema");
                schema.map(|schema| Schema::new(schema, piece.pointer.child("schema")))
            }
        };
        let lowered = schema.map_or(TypeRef::Any, |schema| self.lower_shared(schema, naming));
        let (value, style) = match (media, lowered) {
            (Some((name, _, pointer)), _) if !is_json(name) => {
                let reason = format!("a value of `{}` is not written", brief(name));
                let label = "taken as text, sent as it is";
                self.note(code::PARAMETER_AS_TEXT, &pointer, reason, label);
                (TypeRef::String, style)
            }
            (Some(_), lowered) => (lowered, Style::Json),
            (None, TypeRef::Nullable(inner)) => (*inner, style),
            (None, lowered) => (lowered, style),
        };
        let docs = Docs {
            description: data.description,
            deprecated: data.deprecated == Some(true),
            ..Docs::default()
        };
        Parameter {
            name: data.name,
            location,
            required,
            value,
            serialization: Serialization::new(style, data.explode, piece.is_true("allowReserved")),
            docs,
        }
    }
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Simple => Style::Simple,
        PathStyle::Label => Style::Label,
        PathStyle::Matrix => Style::Matrix,
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}
