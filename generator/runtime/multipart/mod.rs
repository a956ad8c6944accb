//! `multipart/form-data`: forms with files, as RFC 7578 and the HTML standard write them.

mod part;
// In a browser a body is bytes, and no stream.
#[cfg_attr(all(target_arch = "wasm32", target_os = "unknown"), path = "joined.rs")]
mod sequence;
mod writer;

pub use part::Part;

use super::client::{Call, Serialization};
use super::tree::{Tree, tree};
use serde::Serialize;

/// A form: names, and what stands under each. A name may stand there more than once.
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    members: Vec<(String, Member)>,
}

/// What stands under a name.
#[derive(Clone, Debug)]
enum Member {
    /// A value, written as text or JSON.
    Value(Tree),
    /// A part that says itself what it is.
    Part(Part),
}

/// How the values under a name are written: what `encoding` says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// In a style of OpenAPI.
    Style(Serialization),
    /// As this media type. A part that names its own keeps it.
    ContentType(&'static str),
}

impl Encoding {
    const fn content_type(self) -> Option<&'static str> {
        match self {
            Self::ContentType(content_type) => Some(content_type),
            Self::Style(_) => None,
        }
    }
}

impl Multipart {
    /// A form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// A part for each member of an object; what is `null` has none.
    pub fn of(object: &(impl Serialize + ?Sized)) -> Self {
        let members = match tree(object) {
            Tree::Object(members) => members,
            _ => Vec::new(),
        };
        let members = members.into_iter();
        Self {
            members: members
                .map(|(name, value)| (name, Member::Value(value)))
                .collect(),
        }
    }

    /// Adds a value: text as it is, a part for each item of an array, an object as JSON.
    pub fn value(mut self, name: impl Into<String>, value: &(impl Serialize + ?Sized)) -> Self {
        let value = Member::Value(tree(value));
        self.members.push((name.into(), value));
        self
    }

    /// Adds a file.
    pub fn part(mut self, name: impl Into<String>, part: impl Into<Part>) -> Self {
        self.members.push((name.into(), Member::Part(part.into())));
        self
    }
}

impl<T, M> Call<T, M> {
    /// Sends a form, `multipart/form-data`. Members are written as `encodings` say; others by what
    /// they are: text as it is, items one by one, objects as JSON.
    ///
    /// A form whose parts are all in memory is sent again where a redirect or a retry asks for it;
    /// one with a stream is not.
    pub fn multipart_body(
        self,
        body: impl Into<Multipart>,
        encodings: &[(&str, Encoding)],
    ) -> Self {
        self.payload(writer::write(body.into(), encodings))
    }
}
