//! Answers on their way out.

use super::problem::Error;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::ops::RangeInclusive;

/// An answer that is written already.
#[derive(Debug)]
pub struct Reply(Response);

impl Reply {
    /// JSON of a status.
    pub fn json(status: StatusCode, media_type: &str, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => Self::of(status, or_else(media_type, "application/json"), bytes),
            Err(error) => Self(Error::from(error).into_response()),
        }
    }

    /// Text of a status.
    pub fn text(status: StatusCode, media_type: &str, body: impl Into<String>) -> Self {
        let media_type = or_else(media_type, "text/plain; charset=utf-8");
        Self::of(status, media_type, body.into())
    }

    /// Bytes of a status, or a stream of them.
    pub fn bytes(status: StatusCode, media_type: &str, body: impl Into<Body>) -> Self {
        Self::of(
            status,
            or_else(media_type, "application/octet-stream"),
            body,
        )
    }

    /// A status without a body.
    pub fn empty(status: StatusCode) -> Self {
        Self(status.into_response())
    }

    /// Any response.
    pub const fn other(response: Response) -> Self {
        Self(response)
    }

    /// The same, if its status is one of those that the document means.
    pub fn within(self, statuses: RangeInclusive<u16>) -> Self {
        let status = self.0.status();
        if statuses.contains(&status.as_u16()) {
            return self;
        }
        let detail = format!("the server answered {status} where the document has no such answer");
        Self(Error::new(StatusCode::INTERNAL_SERVER_ERROR, detail).into_response())
    }

    /// The same, with a header.
    pub fn header(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        let value = header_value(&value.to_string());
        self.0.headers_mut().append(name, value);
        self
    }

    /// The response that it is.
    pub fn into_response(self) -> Response {
        self.0
    }

    fn of(status: StatusCode, media_type: &str, body: impl Into<Body>) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() = status;
        let media_type = header_value(media_type);
        response.headers_mut().insert(CONTENT_TYPE, media_type);
        Self(response)
    }
}

/// A media type, where the document names one and no range.
fn or_else<'t>(media_type: &'t str, range: &'t str) -> &'t str {
    match media_type.contains('*') {
        true => range,
        false => media_type,
    }
}

/// A header's value; what no header can hold is left out.
pub(super) fn header_value(text: &str) -> HeaderValue {
    let printable = |character: &char| !character.is_control();
    let clean: String = text.chars().filter(printable).collect();
    HeaderValue::from_str(&clean).unwrap_or(HeaderValue::from_static(""))
}

/// What all answers share.
macro_rules! answered {
    ($name:ident) => {
        impl $name {
            /// Adds a header.
            pub fn header(self, name: &'static str, value: impl ::core::fmt::Display) -> Self {
                Self(self.0.header(name, value))
            }

            /// Any response, whether or not the document describes it.
            pub fn other(response: ::axum::response::Response) -> Self {
                Self($crate::runtime::server::Reply::other(response))
            }
        }

        impl ::axum::response::IntoResponse for $name {
            fn into_response(self) -> ::axum::response::Response {
                self.0.into_response()
            }
        }
    };
}
pub(crate) use answered;
