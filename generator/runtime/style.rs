//! The styles of OpenAPI: how the value of a parameter is text.

/// How a parameter's value is written, by the names of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `blue,black`: in paths and headers.
    Simple,
    /// `.blue.black`: in paths.
    Label,
    /// `;color=blue;color=black`: in paths.
    Matrix,
    /// `color=blue&color=black`: in queries, cookies and forms.
    Form,
    /// `color=blue%20black`: in queries.
    SpaceDelimited,
    /// `color=blue%7Cblack`: in queries.
    PipeDelimited,
    /// `color[R]=100&color[G]=200`: in queries and forms.
    DeepObject,
}

impl Style {
    /// The style with or without `explode`: whether each item or member stands for itself.
    pub const fn explode(self, explode: bool) -> Serialization {
        Serialization {
            style: self,
            explode,
            allow_reserved: false,
        }
    }
}

/// A style and what modifies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serialization {
    /// The style.
    pub style: Style,
    /// Whether each item or member stands for itself.
    pub explode: bool,
    /// `allowReserved`: whether characters that cannot end a value stand as they are.
    pub allow_reserved: bool,
}

impl Serialization {
    /// The same, with `allowReserved`.
    pub const fn reserved(self) -> Self {
        Self {
            allow_reserved: true,
            ..self
        }
    }
}
