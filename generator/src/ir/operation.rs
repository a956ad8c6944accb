//! Operations: what a path item's methods become.

use super::{Answer, Docs, Paging, Sample, TypeRef, Xml};
use crate::pointer::Pointer;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`, or method and path where it has none.
    pub id: String,
    /// Where it stands.
    pub pointer: Pointer,
    /// Its HTTP method.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// The URL of its server, where that is not the API's.
    pub server: Option<String>,
    /// Its first tag.
    pub tag: Option<String>,
    /// What the document says of it.
    pub docs: Docs,
    /// A page about it.
    pub external_docs: Option<String>,
    /// The permission that a caller needs (`x-required-permission`).
    pub permission: Option<String>,
    /// Its parameters, required ones first.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<Body>,
    /// The form with files that may be sent instead.
    pub form: Option<Body>,
    /// What a success carries.
    pub success: Success,
    /// The media types that are asked for, as in `Accept`.
    pub accept: String,
    /// The headers of all successes.
    pub headers: Vec<ResponseHeader>,
    /// What a success carries where it is asked for as it comes, beside the whole.
    pub streaming: Option<Streaming>,
    /// The answers that tell of success, each as a server gives it.
    pub successes: Vec<Answer>,
    /// Other answers.
    pub errors: Vec<Answer>,
    /// What a mock answers; none where nothing fits.
    pub sample: Option<Sample>,
    /// How it goes on, where a success is a page of a list.
    pub paging: Option<Paging>,
    /// Alternatives of security schemes that all have to be met; none at all means no security.
    pub security: Vec<Vec<String>>,
    /// What a token has to be granted, by the first alternative that says so.
    pub scopes: Vec<String>,
}

impl Operation {
    /// All that may be sent.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.body.iter().chain(&self.form)
    }

    /// All that may be answered.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.successes.iter().chain(&self.errors)
    }

    /// All that may be sent, to be changed.
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Body> {
        self.body.iter_mut().chain(&mut self.form)
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where in the request it goes.
    pub location: Location,
    /// Whether it has to be given.
    pub required: bool,
    /// Its type.
    pub value: TypeRef,
    /// How it is written.
    pub serialization: Serialization,
    /// What the document says of it.
    pub docs: Docs,
}

/// Where in the request a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a value is written, by the names of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `content` with JSON.
    Json,
}

/// A style and what modifies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serialization {
    /// The style.
    pub style: Style,
    /// `explode`: whether each item or member stands for itself.
    pub explode: bool,
    /// `allowReserved`: whether reserved characters stand as they are.
    pub allow_reserved: bool,
}

impl Serialization {
    /// A style with its modifiers, as far as they are stated: `form` explodes, others do not.
    pub fn new(style: Style, explode: Option<bool>, allow_reserved: bool) -> Self {
        Self {
            style,
            explode: explode.unwrap_or(style == Style::Form),
            allow_reserved,
        }
    }
}

/// How a member of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The member.
    pub name: String,
    /// How it is written.
    pub serialization: Serialization,
}

/// How a member of a form of parts is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartEncoding {
    /// In a style.
    Style(Encoding),
    /// As a media type.
    ContentType {
        /// The member.
        name: String,
        /// The media type.
        media_type: String,
    },
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where its media type stands.
    pub pointer: Pointer,
    /// Whether it has to be given.
    pub required: bool,
    /// Its media type.
    pub media_type: String,
    /// What it is.
    pub kind: BodyKind,
    /// What the document says of it.
    pub docs: Docs,
}

/// What a request body is.
#[derive(Clone, Debug)]
pub enum BodyKind {
    /// JSON of a type.
    Json(TypeRef),
    /// A form of a type, `application/x-www-form-urlencoded`.
    Form(TypeRef, Vec<Encoding>),
    /// A form of parts, `multipart/form-data`, of a type; none where the caller puts its parts
    /// together.
    Multipart(Option<TypeRef>, Vec<PartEncoding>),
    /// XML of a type.
    Xml(Xml),
    /// Text.
    Text,
    /// Bytes that the caller has encoded.
    Bytes,
}

/// What a success carries.
#[derive(Clone, Debug)]
pub enum Success {
    /// JSON of a type.
    Json(TypeRef),
    /// JSON of a type, or nothing.
    JsonOrEmpty(TypeRef),
    /// JSON of a union whose branch the status names; or nothing, if so marked.
    ByStatus {
        /// The union.
        value: TypeRef,
        /// Ranges of statuses, and which branch the body is then.
        statuses: Vec<(u16, u16, usize)>,
        /// Whether there are successes without a body.
        or_empty: bool,
    },
    /// XML of a type; or nothing, if so marked.
    Xml(Xml, bool),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// What is read as it comes.
    Stream(Streaming),
    /// Nothing.
    Empty,
}

/// A header of a success.
#[derive(Clone, Debug)]
pub struct ResponseHeader {
    /// Its name, as the first success writes it.
    pub name: String,
    /// Whether each success has to have it.
    pub required: bool,
    /// The statuses that declare it, where these are not all successes.
    pub statuses: Vec<String>,
    /// Its type.
    pub value: TypeRef,
    /// How it is written.
    pub serialization: Serialization,
    /// What the document says of it.
    pub docs: Docs,
}

/// A body of many values, each read as it comes.
#[derive(Clone, Debug)]
pub struct Streaming {
    /// Its media type.
    pub media_type: String,
    /// What parts the values.
    pub framing: Framing,
    /// The type of a value; none for text.
    pub value: Option<TypeRef>,
}

/// What parts the values of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Server-Sent Events, whose data the values are.
    Events,
    /// Lines.
    Lines,
    /// Record separators: RFC 7464.
    Sequence,
}

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its URL, with variables in braces.
    pub url: String,
    /// What the document says of it.
    pub description: String,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The value that is taken unless the user says otherwise.
    pub default: String,
    /// The values that it may have; empty where any may be given.
    pub values: Vec<String>,
    /// What the document says of it.
    pub description: String,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its key under `#/components/securitySchemes`.
    pub name: String,
    /// How the credential is sent.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub description: String,
    /// Where a token comes from: what each URL is for, and the URL.
    pub sources: Vec<(&'static str, String)>,
    /// Where a program gets a token by itself.
    pub client_credentials: Option<ClientCredentials>,
}

impl Scheme {
    /// Whether a program gets a token by itself.
    pub fn has_flow(&self) -> bool {
        self.client_credentials.is_some()
    }
}

/// The flow `clientCredentials` of OAuth 2.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    /// Absolute, or relative to the server.
    pub token_url: String,
    /// The scope, where there is one to choose from; else empty.
    pub scope: String,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer`: http bearer, OAuth 2, OpenID Connect.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// An API key in a header.
    Header(String),
    /// An API key in the query.
    Query(String),
    /// An API key in a cookie.
    Cookie(String),
}
