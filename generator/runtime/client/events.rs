//! Server-Sent Events: `text/event-stream`.

use super::call::Call;
use super::decoder::{Decoder, read_text};
use super::error::Error;
use super::event_parser::{EventParser, RawEvent};
use super::item::{Item, ItemReader};
use super::stream::ByteStream;
use crate::runtime::decode::Decode;
use crate::runtime::json;
use crate::runtime::violation::Violation;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The events of a `text/event-stream`, as they come. A stream; with the feature `blocking`, an
/// iterator as well.
///
/// An event that cannot be read is an error, after which the next one can be asked for. A stream
/// that ends within an event is an error, too. `[DONE]` ends a stream of JSON: so OpenAI, and
/// those who do as it does, say that there is no more.
///
/// Nothing reconnects by itself, since a call may do harm twice. Where it does none, call again
/// after [`retry`](Self::retry), with the header `Last-Event-ID` set to
/// [`last_event_id`](Self::last_event_id).
pub struct Events<T> {
    bytes: ByteStream,
    parser: EventParser,
    reader: ItemReader<T>,
    is_json: bool,
    last_id: String,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What the server calls it; `message` where it does not say.
    pub event: String,
    /// Its id, or the last one before it; empty where there was none.
    pub id: String,
    /// What it carries.
    pub data: T,
    violations: Vec<Violation>,
}

impl<T> Event<T> {
    /// The values of the data that break a rule of the document; each was kept as it came.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl<T, M> Call<T, M> {
    /// Reads Server-Sent Events whose data is JSON.
    pub fn events<U: Decode>(self) -> Call<Events<U>, M> {
        self.accepting(MEDIA_TYPE)
            .decoded(Decoder::Stream(|bytes, reading| {
                Events::new(bytes, ItemReader::new(reading, json::decode), true)
            }))
    }

    /// Reads Server-Sent Events whose data is text.
    pub fn text_events(self) -> Call<Events<String>, M> {
        self.accepting(MEDIA_TYPE)
            .decoded(Decoder::Stream(|bytes, reading| {
                Events::new(bytes, ItemReader::new(reading, read_text), false)
            }))
    }
}

const MEDIA_TYPE: &str = "text/event-stream";

impl<T> Events<T> {
    fn new(bytes: ByteStream, reader: ItemReader<T>, is_json: bool) -> Result<Self, Error> {
        bytes.head.expect(MEDIA_TYPE)?;
        Ok(Self {
            bytes,
            parser: EventParser::default(),
            reader,
            is_json,
            last_id: String::new(),
        })
    }

    /// The next event; `None` at the end. To stop waiting for it loses nothing.
    ///
    /// # Errors
    /// The event cannot be read or is too large, the stream broke off, or nothing came in time.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The id of the last event that had one; empty where none had.
    pub fn last_event_id(&self) -> &str {
        &self.last_id
    }

    /// How long the server asks to wait before another try, if it does.
    pub fn retry(&self) -> Option<Duration> {
        self.parser.retry
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            if let Some(event) = self.parser.pop() {
                return Poll::Ready(self.read(event));
            }
            match ready!(self.bytes.poll(context)) {
                Some(Ok(chunk)) => self.parser.push(&chunk),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(self.end()),
            }
            if let Err(error) = self.reader.admit(&mut self.bytes, self.parser.held()) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn read(&mut self, event: RawEvent) -> Option<Result<Event<T>, Error>> {
        if self.is_json && event.data == DONE {
            self.bytes.close();
            self.parser = EventParser::default();
            return None;
        }
        self.last_id.clone_from(&event.id);
        let item = self.reader.read(&self.bytes, event.data.into_bytes());
        let message = || "message".to_owned();
        let name = Some(event.event).filter(|name| !name.is_empty());
        Some(item.map(|Item { value, violations }| Event {
            event: name.unwrap_or_else(message),
            id: event.id,
            data: value,
            violations,
        }))
    }

    /// The end: an event that has begun was cut.
    fn end(&mut self) -> Option<Result<Event<T>, Error>> {
        let rest = self.parser.finish();
        self.last_id.clone_from(&self.parser.last_id);
        let data = rest?;
        let is_done = self.is_json && data == DONE;
        (!is_done).then(|| Err(self.bytes.cut(data.into_bytes(), "an event")))
    }
}

const DONE: &str = "[DONE]";

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// The content stays out.
impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("last_event_id", &self.last_id)
            .finish_non_exhaustive()
    }
}
