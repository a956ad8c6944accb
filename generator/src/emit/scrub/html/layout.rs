//! Elements that divide the text.

use super::super::clean::mark;
use super::super::entity::entity;
use super::super::tag::Kind;
use super::{Converter, Open};

impl Converter<'_> {
    pub(super) fn end_paragraph(&mut self) {
        if self.fresh {
            return;
        }
        self.close_all();
        self.out
            .truncate(self.out.trim_end_matches([' ', '\n']).len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    /// A line of its own, a paragraph of its own.
    pub(super) fn alone(&mut self, text: &str) {
        self.fresh = false;
        self.end_paragraph();
        self.out.push_str(text);
        self.end_paragraph();
    }

    pub(super) fn hard_break(&mut self) {
        if self.fresh || self.is_open(Open::Heading) {
            return self.push(' ');
        }
        self.out.push(mark::BREAK);
        self.out.push('\n');
        self.rest = self.rest.trim_start_matches([' ', '\t']);
        self.row = false;
        if self.rest.starts_with(['\n', '`', '~']) {
            self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
            self.begin_line();
        }
    }

    pub(super) fn list(&mut self, numbered: bool, closes: bool) {
        self.fresh = false;
        if closes {
            self.lists.pop();
        } else {
            self.lists.push(numbered.then_some(0));
        }
        // A list in an item goes on with it.
        if self.lists.len() <= 1 {
            self.end_paragraph();
        }
    }

    pub(super) fn item(&mut self, closes: bool) {
        self.close_all();
        self.out
            .truncate(self.out.trim_end_matches([' ', '\n']).len());
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.fresh = false;
        if closes {
            return;
        }
        let nested = self.lists.len() > 1;
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        };
        self.out.push_str(if nested { "    " } else { "" });
        self.out.push_str(&marker);
        self.fresh = true;
    }

    pub(super) fn heading(&mut self, level: usize, closes: bool) {
        self.fresh = false;
        self.end_paragraph();
        if !closes {
            self.out.push_str(&"#".repeat(level));
            self.out.push(' ');
            self.open.push(Open::Heading);
            self.fresh = true;
        }
    }

    pub(super) fn table_row(&mut self, closes: bool) {
        if !closes {
            self.first_cell = true;
            self.hard_break();
        }
    }

    pub(super) fn cell(&mut self, closes: bool) {
        if !closes && !std::mem::take(&mut self.first_cell) {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str(" | ");
        }
        if !closes {
            self.rest = self.rest.trim_start();
        }
    }

    /// Keeps the lines up to the end of the element; tags in it vanish.
    pub(super) fn preformatted(&mut self) {
        self.fresh = false;
        self.end_paragraph();
        self.out.extend([mark::PRE, '\n']);
        while let Some(character) = self.rest.chars().next() {
            match (character, self.tags.read(self.rest), entity(self.rest)) {
                ('<', Some(tag), _) => {
                    self.skip(tag.length);
                    match tag.kind {
                        Kind::Preformatted if tag.closes => break,
                        Kind::Break => self.out.push('\n'),
                        _ => {}
                    }
                }
                ('&', _, Some((decoded, rest))) => {
                    self.out.extend(decoded);
                    self.rest = rest;
                }
                _ => {
                    self.skip(character.len_utf8());
                    self.out.push(character);
                }
            }
        }
        self.out.extend(['\n', mark::PRE_END]);
        self.out.push_str("\n\n");
        self.begin_line();
    }
}
