//! Common HTML becomes Markdown, or a mark for what Markdown cannot say safely at this stage.
//!
//! Nothing here has to be right for the result to be safe: what is left is escaped later.

mod layout;
mod within;

use super::entity::entity;
use super::line::{Fence, Marker, unquote};
use super::tag::{Kind, Tags};
use super::ticks::{closing_run, run_length};

/// The text without its HTML.
pub(super) fn convert(text: &str) -> String {
    let mut converter = Converter {
        rest: text,
        out: String::with_capacity(text.len()),
        tags: Tags::new(text),
        lists: Vec::new(),
        open: Vec::new(),
        fresh: false,
        row: false,
        first_cell: true,
    };
    converter.run();
    converter.out
}

/// An element that ends with the paragraph at the latest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Strong,
    Emphasis,
    Code,
    Link,
    Heading,
}

struct Converter<'a> {
    rest: &'a str,
    out: String,
    tags: Tags,
    /// The number of the last item of each list, where they are numbered.
    lists: Vec<Option<u32>>,
    open: Vec<Open>,
    /// An item has just begun.
    fresh: bool,
    /// The line is a row of a Markdown table.
    row: bool,
    first_cell: bool,
}

impl<'a> Converter<'a> {
    fn run(&mut self) {
        self.begin_line();
        while let Some(character) = self.rest.chars().next() {
            match character {
                '\n' => self.newline(),
                '`' if !self.is_open(Open::Code) => self.backticks(),
                '\\' if !self.is_open(Open::Code) => self.backslash(),
                '<' => self.angle(),
                '&' => self.ampersand(),
                other => self.keep(other),
            }
        }
        self.close_all();
    }

    fn is_open(&self, open: Open) -> bool {
        self.open.contains(&open)
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn keep(&mut self, character: char) {
        self.skip(character.len_utf8());
        self.push(character);
    }

    fn push(&mut self, character: char) {
        if !matches!(character, ' ' | '\t') {
            self.fresh = false;
        } else if self.fresh {
            return;
        }
        self.out.push(character);
    }

    /// Notes what the next line is; a code block is kept as it is.
    fn begin_line(&mut self) {
        loop {
            let (line, after) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            let (_, start, _) = unquote(line);
            self.row = start.starts_with('|');
            let start = Marker::read(start).map_or(start, |(_, text)| text);
            let Some(fence) = Fence::open(start) else {
                return;
            };
            let mut length = self.rest.len() - after.len();
            for line in after.split_inclusive('\n') {
                length += line.len();
                if fence.is_closed_by(unquote(line).1) {
                    break;
                }
            }
            let (block, rest) = self.rest.split_at(length);
            self.out.push_str(block);
            self.rest = rest;
            if rest.is_empty() {
                return;
            }
        }
    }

    fn newline(&mut self) {
        self.skip(1);
        let line = self.rest.split('\n').next().unwrap_or_default();
        if line.trim().is_empty() {
            self.row = false;
            self.end_paragraph();
        } else if self.fresh || self.is_open(Open::Heading) || self.is_open(Open::Code) {
            self.push(' ');
            return;
        } else {
            self.out.push('\n');
        }
        self.begin_line();
    }

    fn backticks(&mut self) {
        let length = run_length(self.rest);
        let inside = self.rest.get(length..).unwrap_or_default();
        let end = closing_run(inside, length)
            .filter(|end| {
                inside
                    .get(..*end)
                    .is_some_and(|span| !span.contains("\n\n"))
            })
            .map_or(length, |end| length + end + length);
        let (span, rest) = self.rest.split_at(end);
        self.fresh = false;
        self.out.push_str(span);
        self.rest = rest;
    }

    /// What is escaped is not read.
    fn backslash(&mut self) {
        self.keep('\\');
        match self.rest.chars().next() {
            Some('`') => {
                let (run, rest) = self.rest.split_at(run_length(self.rest));
                self.out.push_str(run);
                self.rest = rest;
            }
            Some(next) if next.is_ascii_punctuation() => self.keep(next),
            _ => {}
        }
    }

    fn ampersand(&mut self) {
        let Some((character, rest)) = entity(self.rest) else {
            return self.keep('&');
        };
        self.rest = rest;
        let Some(character) = character else {
            return;
        };
        let starts = self.out.is_empty() || self.out.ends_with('\n');
        let active = "\\`*_~[]#|!".contains(character) || (character == '>' && starts);
        if active && !self.is_open(Open::Code) {
            self.push('\\');
        }
        self.push(character);
    }

    fn angle(&mut self) {
        let Some(tag) = self.tags.read(self.rest) else {
            return self.keep('<');
        };
        self.skip(tag.length);
        match tag.kind {
            Kind::Code => self.code(&tag),
            _ if self.is_open(Open::Code) => {}
            Kind::Strong => self.emphasis(Open::Strong, "**", &tag),
            Kind::Emphasis => self.emphasis(Open::Emphasis, "*", &tag),
            Kind::Link => self.link(&tag),
            Kind::Superscript if !tag.closes => self.push('^'),
            Kind::Superscript | Kind::Nothing => {}
            // A row of a table stays on its line.
            _ if self.row => self.push(' '),
            Kind::Paragraph => self.end_paragraph(),
            Kind::Break => self.hard_break(),
            Kind::Rule => self.alone("---"),
            Kind::List { numbered } => self.list(numbered, tag.closes),
            Kind::Item => self.item(tag.closes),
            Kind::Heading(level) => self.heading(level, tag.closes),
            Kind::Row => self.table_row(tag.closes),
            Kind::Cell => self.cell(tag.closes),
            Kind::Preformatted if tag.closes => {}
            Kind::Preformatted => self.preformatted(),
        }
    }
}
