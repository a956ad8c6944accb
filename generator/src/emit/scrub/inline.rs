//! The text of one block, made safe: what Markdown would read as a tag, a reference or a live link
//! is escaped; code spans and links to http(s) addresses are kept.

use std::collections::BTreeMap;

use super::clean::{is_forbidden, mark};
use super::entity::looks_like_entity;
use super::link::{self, Target};
use super::ticks::{closing_run, longest_run, run_length};
use super::url;

/// The safe form of a text. Blanks where a line may not be broken are [`mark::GLUE`], a line that
/// ends with [`mark::BREAK`] ends with a hard break; [`finish`] makes both printable.
pub(super) fn inline(text: &str) -> String {
    Inline::new(text, Place::Block).run()
}

/// The text without marks.
pub(super) fn finish(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            mark::GLUE => ' ',
            other => other,
        })
        .filter(|character| !is_forbidden(*character))
        .collect()
}

struct Inline<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// Where the bracket that opens at a place closes.
    brackets: BTreeMap<usize, usize>,
    place: Place,
}

/// What a text is part of. Links do not nest, so neither do these.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Block,
    /// The text of a link: nothing in it is a link.
    Link,
    /// The text of what was a link: addresses in it become links.
    Label,
}

impl<'a> Inline<'a> {
    fn new(text: &'a str, place: Place) -> Self {
        Self {
            text,
            at: 0,
            out: String::with_capacity(text.len() + 16),
            brackets: link::brackets(text),
            place,
        }
    }

    fn run(mut self) -> String {
        while let Some(character) = self.rest().chars().next() {
            match character {
                '\\' => self.backslash(),
                '`' => self.backticks(),
                '[' | '!' => self.bracket(character),
                ']' => self.escape(character),
                '<' => self.angle(),
                '&' if looks_like_entity(self.rest()) => self.escape(character),
                'h' | 'H' => self.address(character),
                ' ' | '\t' => self.blank(),
                '\n' => {
                    self.out.truncate(self.out.trim_end_matches(' ').len());
                    self.keep(character);
                }
                mark::CODE => self.code_element(),
                mark::LINK => self.link_element(),
                mark::BREAK => self.keep(character),
                // Not just dropped: what is around it must not meet.
                other if is_forbidden(other) => self.blank(),
                other => self.keep(other),
            }
        }
        self.out
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn keep(&mut self, character: char) {
        self.out.push(character);
        self.at += character.len_utf8();
    }

    fn escape(&mut self, character: char) {
        self.out.push('\\');
        self.keep(character);
    }

    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        self.at += 1;
    }

    /// An escape is kept; a backslash that escapes nothing may not begin to by our line breaks.
    fn backslash(&mut self) {
        self.at += 1;
        match self.rest().chars().next() {
            Some('\n') => self.out.push(mark::BREAK),
            Some('`') => {
                let length = run_length(self.rest());
                self.at += length;
                self.out.push_str(&"\\`".repeat(length));
            }
            Some(next) if next.is_ascii_punctuation() => self.escape(next),
            Some(next) if next.is_alphanumeric() && url::scheme(self.rest()).is_none() => {
                self.out.push('\\');
            }
            _ => self.out.push_str("\\\\"),
        }
    }

    fn backticks(&mut self) {
        let length = run_length(self.rest());
        let start = self.at + length;
        let inside = self.text.get(start..).unwrap_or_default();
        match closing_run(inside, length) {
            Some(end) => {
                self.code(inside.get(..end).unwrap_or_default());
                self.at = start + end + length;
            }
            None => {
                self.out.push_str(&"\\`".repeat(length));
                self.at = start;
            }
        }
    }

    fn code_element(&mut self) {
        self.at += mark::CODE.len_utf8();
        if let Some(end) = self.rest().find(mark::CODE_END) {
            self.code(self.rest().get(..end).unwrap_or_default());
            self.at += end + mark::CODE_END.len_utf8();
        }
    }

    /// Writes a code span, on one line, between backticks that it cannot contain.
    fn code(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text: String = words
            .join(&String::from(mark::GLUE))
            .chars()
            .filter(|character| *character == mark::GLUE || !is_forbidden(*character))
            .collect();
        if text.is_empty() {
            self.out.push(' ');
            return;
        }
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        let fence = "`".repeat(longest_run(&text) + 1);
        let pad = match text.starts_with('`') || text.ends_with('`') {
            true => String::from(mark::GLUE),
            false => String::new(),
        };
        for part in [&fence, &pad, &text, &pad, &fence] {
            self.out.push_str(part);
        }
    }

    /// `[text](address)` or `![text](address)`, or just brackets.
    fn bracket(&mut self, first: char) {
        let open = self.at + usize::from(first == '!');
        let found = self
            .brackets
            .get(&open)
            .and_then(|close| Some((*close, link::target(self.text.get(close + 1..)?)?)));
        let Some((close, (target, length))) = found else {
            return match first {
                '!' => self.keep(first),
                _ => self.escape(first),
            };
        };
        let label = self.text.get(open + 1..close).unwrap_or_default();
        let after = close + 1 + length;
        match target {
            Target::Address(address) => self.link(&address, label),
            Target::Elsewhere if self.stands_alone(after) => self.label(label),
            Target::Elsewhere => return self.escape(first),
        }
        self.at = after;
    }

    /// Whether text from here to a place can be replaced without meeting what is around it: an
    /// address or a tag could arise.
    fn stands_alone(&self, end: usize) -> bool {
        let mut after = self.text.get(end..).unwrap_or_default().chars();
        let before = self.out.chars().next_back();
        let after = match after.next() {
            Some(':') => after.next(),
            other => other,
        };
        let after = after.unwrap_or(' ');
        before.is_none_or(|before| " \n(*_\"".contains(before)) && " \n.,;!?)*_'\"".contains(after)
    }

    fn link_element(&mut self) {
        self.at += mark::LINK.len_utf8();
        let rest = self.rest();
        let Some((address, inside)) = rest.split_once(mark::LABEL) else {
            return;
        };
        match inside.find(mark::LINK_END) {
            Some(end) => {
                self.link(address, inside.get(..end).unwrap_or_default());
                self.at += address.len() + end + 2 * mark::LABEL.len_utf8();
            }
            None => self.at += address.len(),
        }
    }

    /// Writes a link. The address is safe.
    fn link(&mut self, address: &str, label: &str) {
        if self.place != Place::Block {
            return self.label(label);
        }
        if self.out.ends_with('!') {
            self.out.push(' ');
        }
        let text = Inline::new(label, Place::Link).run();
        let words = text.split(['\n', ' ', mark::BREAK]);
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let text = words.join(&String::from(mark::GLUE));
        if text.is_empty() || label.trim() == address {
            self.out.extend(["<", address, ">"]);
            return;
        }
        // `[^` would be a footnote.
        let open = if text.starts_with('^') { "[\\" } else { "[" };
        let address = url::destination(address);
        self.out.extend([open, &text, "](", &address, ")"]);
    }

    /// Writes the text of a link without the link.
    fn label(&mut self, label: &str) {
        if self.place == Place::Block {
            self.out.push_str(&Inline::new(label, Place::Label).run());
        } else {
            let plain = |character: &char| *character == ' ' || character.is_alphanumeric();
            self.out.push(' ');
            self.out.extend(label.chars().filter(plain));
            self.out.push(' ');
        }
        if label.trim().is_empty() {
            self.out.push(' ');
        }
    }

    /// `<address>`, or what must not become a tag.
    fn angle(&mut self) {
        let inside = self.rest().get(1..).unwrap_or_default();
        let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>'));
        let address = end
            .filter(|end| inside.get(*end..).is_some_and(|rest| rest.starts_with('>')))
            .and_then(|end| Some((end, url::explicit(inside.get(..end)?)?)));
        match address {
            Some((end, address)) => {
                self.autolink(&address);
                self.at += end + 2;
            }
            None if inside.is_empty()
                || inside.starts_with(|c: char| c.is_ascii_digit() || " \n=-".contains(c)) =>
            {
                self.keep('<');
            }
            None => self.escape('<'),
        }
    }

    /// An address in the text becomes a link.
    fn address(&mut self, first: char) {
        match url::bare(self.rest()) {
            Some((address, rest)) => {
                self.autolink(&address);
                self.at = self.text.len() - rest.len();
            }
            None => self.keep(first),
        }
    }

    fn autolink(&mut self, address: &str) {
        if self.place == Place::Link {
            self.out.push_str(address);
        } else {
            self.out.extend(["<", address, ">"]);
        }
    }
}
