//! Forms of parts: handed on as they come. Their parts are not checked against the document.

use super::reading::Refusal;
use super::server::Incoming;
use crate::runtime::decode::Decode;
use crate::runtime::json::essence;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

/// The media type of a form of parts.
const FORM: &str = "multipart/form-data";

impl Incoming {
    /// A form that has to be there.
    pub async fn required_multipart(&mut self, media_type: &str) -> Option<Multipart> {
        self.reading.check_media_type(media_type)?;
        let mut request = Request::new(self.body.take()?);
        let media_type = self.reading.head.headers.get(CONTENT_TYPE).cloned();
        request
            .headers_mut()
            .extend(media_type.map(|value| (CONTENT_TYPE, value)));
        let limit: DefaultBodyLimit = DefaultBodyLimit::max(self.most_body_bytes);
        limit.apply(&mut request);
        match Multipart::from_request(request, &()).await {
            Ok(form) => Some(form),
            Err(error) => self
                .reading
                .refuse(Refusal::new(StatusCode::BAD_REQUEST, error.body_text())),
        }
    }

    /// A form that may be there.
    pub async fn optional_multipart(&mut self, media_type: &str) -> Option<Option<Multipart>> {
        match self.reading.head.headers.contains_key(CONTENT_TYPE) {
            true => self.required_multipart(media_type).await.map(Some),
            false => Some(None),
        }
    }

    /// JSON, unless a form was sent.
    pub async fn json_unless_form<T: Decode>(
        &mut self,
        media_type: &str,
        is_required: bool,
    ) -> Option<Option<T>> {
        match (self.is_form(), is_required) {
            (true, _) => Some(None),
            (false, true) => self.required_json(media_type).await.map(Some),
            (false, false) => self.optional_json(media_type).await,
        }
    }

    /// The form that was sent instead of JSON.
    pub async fn form_instead(&mut self) -> Option<Option<Multipart>> {
        match self.is_form() {
            true => self.required_multipart(FORM).await.map(Some),
            false => Some(None),
        }
    }

    fn is_form(&self) -> bool {
        let media_type = self.reading.head.headers.get(CONTENT_TYPE);
        let media_type = media_type.and_then(|media_type| media_type.to_str().ok());
        media_type.is_some_and(|media_type| essence(media_type) == FORM)
    }
}
