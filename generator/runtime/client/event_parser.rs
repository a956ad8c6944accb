//! Server-Sent Events by the rules of the HTML standard, 9.2.6: bytes in any portions to events.

use std::collections::VecDeque;
use std::time::Duration;

/// An event as it stands in the stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawEvent {
    /// `event`; empty where it is not given.
    pub(crate) event: String,
    /// `data`, its lines joined by line feeds.
    pub(crate) data: String,
    /// The last `id` up to here.
    pub(crate) id: String,
}

/// A stream being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventParser {
    /// The line that has not ended yet.
    line: Vec<u8>,
    /// Whether the first line has ended: a byte order mark may stand before it.
    is_begun: bool,
    /// Whether the last byte was a carriage return: a line feed after it ends no other line.
    after_return: bool,
    event: String,
    data: String,
    id: String,
    /// The last id that an empty line has confirmed.
    pub(crate) last_id: String,
    /// When to come back, as the server asks.
    pub(crate) retry: Option<Duration>,
    found: VecDeque<RawEvent>,
}

impl EventParser {
    /// Reads on.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) {
        while let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            let is_rest = std::mem::take(&mut self.after_return) && end == 0 && bytes[0] == b'\n';
            if !is_rest {
                self.line.extend_from_slice(&bytes[..end]);
                self.end_line();
            }
            self.after_return = bytes[end] == b'\r';
            bytes = &bytes[end + 1..];
        }
        self.after_return &= bytes.is_empty();
        self.line.extend_from_slice(bytes);
    }

    /// The next whole event.
    pub(crate) fn pop(&mut self) -> Option<RawEvent> {
        self.found.pop_front()
    }

    /// How many bytes of an unfinished event are held.
    pub(crate) fn held(&self) -> usize {
        self.line.len() + self.data.len()
    }

    /// The stream is over: the data of an event that has not ended.
    pub(crate) fn finish(&mut self) -> Option<String> {
        if !self.line.is_empty() {
            self.end_line();
        }
        let mut data = std::mem::take(&mut self.data);
        data.pop().map(|_| data)
    }

    fn end_line(&mut self) {
        let bytes = std::mem::take(&mut self.line);
        let line = match std::mem::replace(&mut self.is_begun, true) {
            true => &bytes[..],
            false => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes),
        };
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            return self.dispatch();
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {} // A comment, whose field is empty, or what a later standard may mean.
        }
    }

    /// An empty line ends an event. One without data is none.
    fn dispatch(&mut self) {
        self.last_id.clone_from(&self.id);
        let event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        if data.pop().is_some() {
            let id = self.id.clone();
            self.found.push_back(RawEvent { event, data, id });
        }
    }
}
