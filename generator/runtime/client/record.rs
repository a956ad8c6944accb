//! Records between separators: bytes in any portions to values that are still text.

use std::collections::VecDeque;

/// A stream of records being read. What is blank is none.
#[derive(Clone, Debug)]
pub(crate) struct RecordParser {
    separator: u8,
    /// The record that has not ended yet.
    record: Vec<u8>,
    found: VecDeque<Vec<u8>>,
}

impl RecordParser {
    pub(crate) const fn new(separator: u8) -> Self {
        Self {
            separator,
            record: Vec::new(),
            found: VecDeque::new(),
        }
    }

    /// Reads on.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let separator = self.separator;
        let mut pieces = bytes.split(|byte| *byte == separator);
        if let Some(first) = pieces.next() {
            self.record.extend_from_slice(first);
        }
        for piece in pieces {
            let ended = self.finish();
            self.found.extend(ended);
            self.record.extend_from_slice(piece);
        }
    }

    /// The next whole record.
    pub(crate) fn pop(&mut self) -> Option<Vec<u8>> {
        self.found.pop_front()
    }

    /// How many bytes of an unfinished record are held.
    pub(crate) fn held(&self) -> usize {
        self.record.len()
    }

    /// The record ends here, also where the stream is over.
    pub(crate) fn finish(&mut self) -> Option<Vec<u8>> {
        let record = std::mem::take(&mut self.record);
        (!record.trim_ascii().is_empty()).then_some(record)
    }
}
