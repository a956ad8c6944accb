//! What a stream is made of: a value at a time, read like a body.

use super::decoder::{Read, Reading, judge};
use super::error::Error;
use super::stream::ByteStream;
use crate::runtime::violation::Violation;
use std::ops::Deref;

/// A value of a stream: dereferences to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<T> {
    pub(super) value: T,
    pub(super) violations: Vec<Violation>,
}

impl<T> Item<T> {
    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Its values that break a rule of the document; each was kept as it came.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl<T> Deref for Item<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Reads the values of a stream.
pub(super) struct ItemReader<T> {
    reading: Reading,
    read: fn(&[u8]) -> Read<T>,
}

impl<T> ItemReader<T> {
    pub(super) fn new(reading: Reading, read: fn(&[u8]) -> Read<T>) -> Self {
        Self { reading, read }
    }

    /// A value that has come in whole.
    pub(super) fn read(&self, bytes: &ByteStream, body: Vec<u8>) -> Result<Item<T>, Error> {
        let head = &bytes.head;
        match judge((self.read)(&body), self.reading.strict) {
            Ok((value, violations, _)) => Ok(Item { value, violations }),
            Err(fault) => Err(head.context.fault(head.answer(body), fault)),
        }
    }

    /// Ends the stream where more of a value is held than the client accepts.
    pub(super) fn admit(&self, bytes: &mut ByteStream, held: usize) -> Result<(), Error> {
        let limit = self.reading.limit;
        if held <= limit {
            return Ok(());
        }
        let answer = bytes.head.answer(Vec::new());
        let error = bytes.head.context.too_large(answer, limit);
        Err(bytes.fail(error))
    }
}
