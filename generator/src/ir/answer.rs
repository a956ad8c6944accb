//! Answers: what an operation gives back, by status, and what a mock gives in its place.

use super::{TypeRef, Xml};
use crate::pointer::Pointer;

/// An answer of one status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status as the document writes it: `404`, `4XX` or `default`.
    pub status: String,
    /// What the document says of it.
    pub description: String,
    /// The names of its headers.
    pub headers: Vec<String>,
    /// Its body.
    pub body: Option<AnswerBody>,
}

/// The body of an answer.
#[derive(Clone, Debug)]
pub struct AnswerBody {
    /// Where its media type stands.
    pub pointer: Pointer,
    /// Its media type.
    pub media_type: String,
    /// Its type, where it is JSON.
    pub json: Option<TypeRef>,
    /// Its type, where a client reads it as XML.
    pub xml: Option<Xml>,
}

/// An answer as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its status.
    pub status: u16,
    /// Its media type, where it has a body.
    pub media_type: Option<String>,
    /// Its body.
    pub body: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a sample comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The document has it as it stands.
    Example,
    /// It is an example of the document but for what breaks the schema.
    Mended,
    /// It is made by the schema.
    Made,
}

impl Sample {
    /// A status without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            media_type: None,
            body: String::new(),
            origin: Origin::Made,
        }
    }
}

impl Answer {
    /// The type of its JSON body.
    pub fn json(&self) -> Option<&TypeRef> {
        self.body.as_ref()?.json.as_ref()
    }

    /// What its body is, if it is XML.
    pub fn xml(&self) -> Option<&Xml> {
        self.body.as_ref()?.xml.as_ref()
    }
}
