//! Parameters: of the path, the query, headers and cookies.

use super::Lowering;
use super::piece::Piece;
use super::schema::Schema;
use crate::diagnostic::code;
use crate::ir::{Docs, Kind, Location, Naming, Parameter, Style, TypeRef};
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
        let unsupported = |style: &str| format!("the style `{style}` is not written");
        let (location, data, style) = match read {
            openapiv3::Parameter::Path {
                parameter_data,
                style,
            } => match style {
                PathStyle::Simple => (Location::Path, parameter_data, Ok(Style::Joined(","))),
                PathStyle::Label => (Location::Path, parameter_data, Err(unsupported("label"))),
                PathStyle::Matrix => (Location::Path, parameter_data, Err(unsupported("matrix"))),
            },
            openapiv3::Parameter::Query {
                parameter_data,
                style,
                ..
            } => {
                let style = query_style(&style, parameter_data.explode);
                (
                    Location::Query,
                    parameter_data,
                    style.ok_or_else(|| unsupported("deepObject")),
                )
            }
            openapiv3::Parameter::Header {
                parameter_data,
                style: HeaderStyle::Simple,
            } => (Location::Header, parameter_data, Ok(Style::Joined(","))),
            openapiv3::Parameter::Cookie {
                parameter_data,
                style: CookieStyle::Form,
            } => (Location::Cookie, parameter_data, Ok(Style::Joined(","))),
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
        self.typed(piece, index, location, data, style)
    }

    fn typed(
        &mut self,
        piece: &Piece<'d>,
        index: usize,
        location: Location,
        data: ParameterData,
        style: Result<Style, String>,
    ) -> Option<Parameter> {
        let required = data.required || location == Location::Path;
        let naming = Naming::Operation {
            operation: index,
            word: data.name.clone(),
        };
        let lowered = match piece.members.get("schema") {
            Some(schema) => {
                self.lower_shared(Schema::new(schema, piece.pointer.child("schema")), naming)
            }
            None => TypeRef::Any,
        };
        let lowered = match lowered {
            TypeRef::Nullable(inner) => *inner,
            other => other,
        };
        let is_array = self.array_item(&lowered).is_some();
        let writable = self.is_scalar(&lowered)
            || self
                .array_item(&lowered)
                .is_some_and(|item| self.is_scalar(item));
        let (value, style) = match style {
            Ok(style) if writable => (lowered, style),
            Err(_) if writable && !is_array && location == Location::Query => {
                (lowered, Style::Repeated)
            }
            style => {
                let reason = style.err().unwrap_or_else(|| {
                    "a value that is no scalar and no array of them is not written".to_owned()
                });
                self.note(
                    code::PARAMETER_AS_TEXT,
                    &piece.pointer,
                    reason,
                    "taken as text, sent as it is",
                );
                (TypeRef::String, Style::Joined(","))
            }
        };
        let docs = Docs {
            description: data.description,
            deprecated: data.deprecated == Some(true),
            ..Docs::default()
        };
        Some(Parameter {
            name: data.name,
            location,
            required,
            value,
            style,
            docs,
        })
    }

    /// The type of the items, where a type is an array.
    fn array_item<'a>(&'a self, reference: &'a TypeRef) -> Option<&'a TypeRef> {
        match self.api.resolve(reference) {
            TypeRef::Array(item) => Some(item),
            TypeRef::Named(id) => match &self.api.types[id.0].kind {
                Kind::Collection(TypeRef::Array(item), _) => Some(item),
                Kind::Checked(inner) => self.array_item(inner),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a value of the type is one word in a URL.
    fn is_scalar(&self, reference: &TypeRef) -> bool {
        match self.api.resolve(reference) {
            TypeRef::String | TypeRef::Boolean | TypeRef::Number(_) => true,
            TypeRef::Named(id) => match &self.api.types[id.0].kind {
                Kind::Checked(inner) => self.is_scalar(inner),
                kind => matches!(
                    kind,
                    Kind::String(_) | Kind::Number(..) | Kind::Choice(_) | Kind::ScalarChoice(_)
                ),
            },
            _ => false,
        }
    }
}

fn query_style(style: &QueryStyle, explode: Option<bool>) -> Option<Style> {
    Some(match (style, explode) {
        (QueryStyle::Form, None | Some(true)) | (_, Some(true))
            if !matches!(style, QueryStyle::DeepObject) =>
        {
            Style::Repeated
        }
        (QueryStyle::Form, _) => Style::Joined(","),
        (QueryStyle::SpaceDelimited, _) => Style::Joined(" "),
        (QueryStyle::PipeDelimited, _) => Style::Joined("|"),
        (QueryStyle::DeepObject, _) => return None,
    })
}
