//! Bodies of calls that are XML.

use super::{Document, read};
use crate::runtime::client::decoder::{Decoder, Media, unless_empty};
use crate::runtime::client::{Call, Error};
use crate::runtime::json;
use std::borrow::Borrow;

static XML: Media = Media {
    name: "XML",
    has: is_xml,
};

/// Whether a media type is XML: `application/xml`, `text/xml`, `application/atom+xml`.
fn is_xml(content_type: &str) -> bool {
    let essence = json::essence(content_type);
    essence == "application/xml" || essence == "text/xml" || essence.ends_with("+xml")
}

impl<T, M> Call<T, M> {
    /// Reads the body as XML.
    pub fn xml<D: Document>(self) -> Call<D::Value, M> {
        self.decoded(Decoder::Whole {
            media: Some(&XML),
            read: |_, body, slot| read::<D>(body, slot),
        })
    }

    /// Reads the body as XML, where there is one.
    pub fn xml_or_empty<D: Document>(self) -> Call<Option<D::Value>, M> {
        self.decoded(Decoder::Whole {
            media: Some(&XML),
            read: |_, body, slot| unless_empty(body, slot, read::<D>),
        })
    }

    /// Sends a value as XML.
    pub fn xml_body<D: Document>(self, content_type: &str, body: impl Borrow<D::Value>) -> Self {
        let written = D::to_xml(body.borrow());
        self.payload(match written {
            Ok(text) => Ok((content_type.to_owned(), reqwest::Body::from(text).into())),
            Err(why) => Err(format!("the body cannot be written as XML: {why}")),
        })
    }
}

impl Error {
    /// The body as a type that is written in XML, tolerantly; `None` where it cannot be read so.
    pub fn decode_xml<D: Document>(&self) -> Option<D::Value> {
        let mut slot = None;
        let read = read::<D>(self.body()?, &mut slot);
        read.result.ok().and(slot)
    }
}
