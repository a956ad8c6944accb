//! Foreign text in a message of one line: escaped and bounded.

use std::fmt;

/// At most this many characters has the line of an error.
pub(super) const LINE: usize = 1_000;
/// At most this many characters of a server's message are shown.
pub(super) const MESSAGE: usize = 300;
/// At most this many characters of a body that is no message are shown.
pub(super) const EXCERPT: usize = 120;

/// The text on one line, cut after `limit` characters. Nothing in it can steer a terminal.
pub(super) fn line(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut characters = text.trim().chars();
    for character in characters.by_ref().take(limit) {
        match character {
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            _ if is_hidden(character) => line.extend(character.escape_unicode()),
            _ => line.push(character),
        }
    }
    if characters.next().is_some() {
        line.push('\u{2026}');
    }
    line
}

/// The beginning of a body of unknown kind, in quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", line(text, EXCERPT))
}

/// Characters without a shape of their own: controls, directions of writing, invisible marks.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// A list as English writes it: `a`, `a or b`, `a, b or c`.
pub(super) struct OneOf<'a>(pub(super) &'a [&'a str]);

impl fmt::Display for OneOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.0.iter().enumerate() {
            match self.0.len() - index {
                _ if index == 0 => {}
                1 => f.write_str(" or ")?,
                _ => f.write_str(", ")?,
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

/// A duration as a person says it: `30 s`, `1.5 s`, `250 ms`.
pub(super) struct Seconds(pub(super) std::time::Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.as_secs(), self.0.subsec_millis()) {
            (0, milliseconds) => write!(f, "{milliseconds} ms"),
            (seconds, 0) => write!(f, "{seconds} s"),
            _ => write!(f, "{} s", self.0.as_millis() as f64 / 1000.0),
        }
    }
}
