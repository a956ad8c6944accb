//! Any bytes as an answer: a value or an error of one line. Never a panic, never endless.

use bytes::Bytes;
use http_body::{Body, Frame};
use northflank::{Client, Error};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The media types that an answer may claim.
const MEDIA_TYPES: [&str; 6] = [
    "application/json",
    "application/problem+json",
    "text/event-stream",
    "application/jsonl",
    "text/html; charset=latin1",
    "",
];

/// The first three bytes choose status, media type and where the body is cut in two pieces; the
/// rest is the body.
pub(crate) fn check(bytes: &[u8]) {
    let Some((&[status, media_type, cut], body)) = bytes.split_first_chunk() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    runtime.block_on(ask(&answering(status, media_type, cut, body)));
}

async fn ask(client: &Client) {
    look(client.get_job("p", "j").await.map(|answer| {
        let _ = answer.violations().len();
    }));
    look(client.request("GET", "/x").text().await.map(drop));
    match client
        .request("GET", "/x")
        .events::<northflank::Value>()
        .await
    {
        Err(error) => look::<()>(Err(error)),
        Ok(answer) => {
            let mut events = answer.into_body();
            while let Some(event) = events.next().await {
                look(event.map(drop));
            }
        }
    }
    match client
        .request("GET", "/x")
        .json_lines::<northflank::Value>()
        .await
    {
        Err(error) => look::<()>(Err(error)),
        Ok(answer) => {
            let mut lines = answer.into_body();
            while let Some(line) = lines.next().await {
                look(line.map(drop));
            }
        }
    }
}

fn look<T>(result: Result<T, Error>) {
    if let Err(error) = result {
        let text = error.to_string();
        assert!(
            text.len() < 2_000 && !text.contains(char::is_control),
            "{text:?}"
        );
    }
}

/// A client whose server answers everything so.
fn answering(status: u8, media_type: u8, cut: u8, body: &[u8]) -> Client {
    let status = 200 + u16::from(status) * 2;
    let media_type = MEDIA_TYPES[usize::from(media_type) % MEDIA_TYPES.len()];
    let body = Bytes::copy_from_slice(body);
    let cut = body.len().min(usize::from(cut));
    Client::builder()
        .token("secret-token")
        .retries(0)
        .transport(move |_| {
            let pieces = vec![body.slice(cut..), body.slice(..cut)];
            let body = reqwest::Body::wrap(Pieces(pieces));
            let response = http::Response::builder()
                .status(status)
                .header("content-type", media_type)
                .body(body)
                .expect("a response");
            async { Ok::<_, Infallible>(reqwest::Response::from(response)) }
        })
        .build()
        .expect("a client")
}

/// A body that comes in pieces, the last one first in the list.
struct Pieces(Vec<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop().map(|piece| Ok(Frame::data(piece))))
    }
}
