//! Streams of JSON values: JSON Lines, and JSON text sequences (RFC 7464).

use super::call::Call;
use super::decoder::Decoder;
use super::error::Error;
use super::item::{Item, ItemReader};
use super::record::RecordParser;
use super::stream::ByteStream;
use crate::runtime::decode::Decode;
use crate::runtime::json;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// JSON values, as they come. A stream; with the feature `blocking`, an iterator as well.
///
/// A value that cannot be read is an error, after which the next one can be asked for. So is a last
/// value that is cut.
pub struct JsonLines<T> {
    bytes: ByteStream,
    parser: RecordParser,
    reader: ItemReader<T>,
}

impl<T, M> Call<T, M> {
    /// Reads a JSON value a line: `application/jsonl`, `application/x-ndjson`.
    pub fn json_lines<U: Decode>(self) -> Call<JsonLines<U>, M> {
        self.decoded(Decoder::Stream(|bytes, reading| {
            let reader = ItemReader::new(reading, json::decode);
            Ok(JsonLines::new(bytes, b'\n', reader))
        }))
    }

    /// Reads JSON values with a record separator before each: `application/json-seq`.
    pub fn json_sequence<U: Decode>(self) -> Call<JsonLines<U>, M> {
        self.decoded(Decoder::Stream(|bytes, reading| {
            let reader = ItemReader::new(reading, json::decode);
            Ok(JsonLines::new(bytes, b'\x1e', reader))
        }))
    }
}

impl<T> JsonLines<T> {
    fn new(bytes: ByteStream, separator: u8, reader: ItemReader<T>) -> Self {
        Self {
            bytes,
            parser: RecordParser::new(separator),
            reader,
        }
    }

    /// The next value; `None` at the end. To stop waiting for it loses nothing.
    ///
    /// # Errors
    /// The value cannot be read or is too large, the stream broke off, or nothing came in time.
    pub async fn next(&mut self) -> Option<Result<Item<T>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Item<T>, Error>>> {
        loop {
            if let Some(record) = self.parser.pop() {
                return Poll::Ready(Some(self.reader.read(&self.bytes, record)));
            }
            match ready!(self.bytes.poll(context)) {
                Some(Ok(chunk)) => self.parser.push(&chunk),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {
                    let last = self.parser.finish();
                    return Poll::Ready(last.map(|last| self.reader.read(&self.bytes, last)));
                }
            }
            if let Err(error) = self.reader.admit(&mut self.bytes, self.parser.held()) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<Item<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// The content stays out.
impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}
