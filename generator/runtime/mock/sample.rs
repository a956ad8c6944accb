//! What is answered unless a test says otherwise.

use crate::runtime::server::{Error, Operation};
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};

/// The answer of an operation, as the generator found it in the document or made it.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The method of the operation.
    pub method: &'static str,
    /// Its path template.
    pub path: &'static str,
    /// The status of its first success.
    pub status: u16,
    /// None where there is no body.
    pub media_type: Option<&'static str>,
    /// The body.
    pub body: &'static str,
}

/// The sample of an operation as a response, or 501 where there is none.
pub(super) fn answer(operation: &'static Operation) -> Response {
    let mut samples = crate::mock::SAMPLES.iter().copied().flatten();
    let sample = samples.find(|sample| {
        sample.method == operation.method && sample.path == operation.path
    });
    let Some(sample) = sample else {
        let detail = format!(
            "the document has no example for {}, and none could be made of its schema: answer it by Mock::on",
            operation.id
        );
        return Error::new(StatusCode::NOT_IMPLEMENTED, detail).into_response();
    };
    let mut response = Response::new(Body::from(sample.body));
    *response.status_mut() = StatusCode::from_u16(sample.status).unwrap_or_default();
    if let Some(media_type) = sample.media_type
        && let Ok(media_type) = HeaderValue::from_str(media_type)
    {
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    response
}
