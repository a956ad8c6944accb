//! Bodies of requests, as they come over the wire: not before their media type is known to be
//! right, and no more of them than is allowed.

use super::incoming::Incoming;
use crate::runtime::decode::Decode;
use crate::runtime::reading::Refusal;
use crate::runtime::style::Serialization;
use crate::runtime::words::Shape;
use axum::body::{Bytes, HttpBody};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use std::future::poll_fn;
use std::pin::Pin;

impl Incoming {
    /// JSON that has to be there.
    pub async fn required_json<T: Decode>(&mut self, media_type: &str) -> Option<T> {
        let body = self.body(media_type).await?;
        self.reading.required_json(&body, media_type)
    }

    /// JSON that may be there.
    pub async fn optional_json<T: Decode>(&mut self, media_type: &str) -> Option<Option<T>> {
        let body = self.body(media_type).await?;
        self.reading.optional_json(&body, media_type)
    }

    /// A form that has to be there.
    pub async fn required_form<T: Decode>(
        &mut self,
        media_type: &str,
        shape: &Shape,
        encodings: &[(&str, Serialization)],
    ) -> Option<T> {
        let body = self.body(media_type).await?;
        self.reading
            .required_form(&body, media_type, shape, encodings)
    }

    /// A form that may be there.
    pub async fn optional_form<T: Decode>(
        &mut self,
        media_type: &str,
        shape: &Shape,
        encodings: &[(&str, Serialization)],
    ) -> Option<Option<T>> {
        let body = self.body(media_type).await?;
        self.reading
            .optional_form(&body, media_type, shape, encodings)
    }

    /// Text that has to be there, though it may be empty.
    pub async fn required_text(&mut self, media_type: &str) -> Option<String> {
        let body = self.body(media_type).await?;
        self.reading.required_text(&body, media_type)
    }

    /// Text that may be there.
    pub async fn optional_text(&mut self, media_type: &str) -> Option<Option<String>> {
        let body = self.body(media_type).await?;
        self.reading.optional_text(&body, media_type)
    }

    /// Bytes that have to be there.
    pub async fn required_bytes(&mut self, media_type: &str) -> Option<Bytes> {
        let body = self.body(media_type).await?;
        self.reading.needed(&body, media_type)?;
        Some(body)
    }

    /// Bytes that may be there.
    pub async fn optional_bytes(&mut self, media_type: &str) -> Option<Option<Bytes>> {
        let body = self.body(media_type).await?;
        let is_there = self.reading.present(&body, media_type)?.is_some();
        Some(is_there.then_some(body))
    }

    /// The whole body; not read where it says that it is something else.
    async fn body(&mut self, media_type: &str) -> Option<Bytes> {
        if self.reading.has_media_type() {
            self.reading.check_media_type(media_type)?;
        }
        self.read().await
    }

    async fn read(&mut self) -> Option<Bytes> {
        let most = self.most_body_bytes;
        let length = self.reading.head.headers.get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if length.is_some_and(|length| length > most as u64) {
            return self.too_large();
        }
        let mut body = self.body.take()?;
        let mut bytes = Vec::new();
        while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            let Ok(frame) = frame else {
                let detail = "the body ended too early";
                let refusal = Refusal::new(StatusCode::BAD_REQUEST, detail);
                return self.reading.refuse(refusal);
            };
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if bytes.len() + data.len() > most {
                return self.too_large();
            }
            bytes.extend_from_slice(&data);
        }
        Some(bytes.into())
    }

    fn too_large<T>(&mut self) -> Option<T> {
        let detail = format!("the body is larger than {} bytes", self.most_body_bytes);
        self.reading
            .refuse(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, detail))
    }
}
