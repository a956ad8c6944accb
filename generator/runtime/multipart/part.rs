//! A part of a form that is a file, or is sent like one.

use bytes::Bytes;
use reqwest::Body;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A file to send: bytes or a stream, with its name and media type.
///
/// Servers tell files from other parts by the file name, so one without a name is sent as `blob`,
/// as browsers do. Without a media type it is `application/octet-stream`, unless the document
/// names one.
#[derive(Clone, PartialEq)]
pub struct Part {
    pub(super) content: Content,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) headers: Vec<(String, String)>,
}

/// What is in a part.
#[derive(Clone)]
pub(super) enum Content {
    /// Bytes, shared and not copied however often they are sent.
    Bytes(Bytes),
    /// A stream, gone once it is sent.
    Stream(Arc<Mutex<Option<Body>>>),
}

impl Part {
    /// A file of these bytes, or of this stream.
    ///
    /// `reqwest::Body` makes a body of a stream: `Body::wrap_stream(..)`, or `tokio_file.into()`,
    /// with the feature `stream` of reqwest. A browser sends no streams: there it is bytes.
    pub fn new(content: impl Into<Self>) -> Self {
        content.into()
    }

    /// Names the file.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Says its media type.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header of the part.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    fn of(content: Content) -> Self {
        Self {
            content,
            file_name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }
}

impl Content {
    pub(super) const fn is_once(&self) -> bool {
        matches!(self, Self::Stream(_))
    }

    /// The content to send; none where it is gone.
    pub(super) fn body(&self) -> Option<Body> {
        match self {
            Self::Bytes(bytes) => Some(bytes.clone().into()),
            Self::Stream(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }
}

/// The same bytes, or the very same stream.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::Stream(one), Self::Stream(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

macro_rules! bytes {
    ($($from:ty)*) => {$(
        impl From<$from> for Part {
            fn from(bytes: $from) -> Self {
                Self::of(Content::Bytes(bytes.into()))
            }
        }
    )*};
}
bytes! { Bytes Vec<u8> String &'static [u8] &'static str }

impl<const LENGTH: usize> From<&'static [u8; LENGTH]> for Part {
    fn from(bytes: &'static [u8; LENGTH]) -> Self {
        bytes[..].into()
    }
}

impl From<Body> for Part {
    fn from(body: Body) -> Self {
        Self::of(Content::Stream(Arc::new(Mutex::new(Some(body)))))
    }
}

/// The content and headers stay out: they may be secret.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut part = f.debug_struct("Part");
        if let Content::Bytes(bytes) = &self.content {
            part.field("length", &bytes.len());
        }
        part.field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}
