//! Elements inside a paragraph.

use super::super::clean::mark;
use super::super::tag::Tag;
use super::super::url;
use super::{Converter, Open};

impl Converter<'_> {
    pub(super) fn emphasis(&mut self, open: Open, text: &str, tag: &Tag) {
        if tag.closes && self.is_open(open) {
            self.close(open);
        } else if !tag.closes && !self.is_open(open) {
            if self.rest.starts_with([' ', '\n']) {
                self.push(' ');
                self.rest = self.rest.trim_start_matches([' ', '\n']);
            }
            self.fresh = false;
            self.out.push_str(text);
            self.open.push(open);
        }
    }

    pub(super) fn code(&mut self, tag: &Tag) {
        if tag.closes && self.is_open(Open::Code) {
            self.close(Open::Code);
        } else if !tag.closes && !self.is_open(Open::Code) {
            self.push(mark::CODE);
            self.open.push(Open::Code);
        }
    }

    pub(super) fn link(&mut self, tag: &Tag) {
        if self.is_open(Open::Link) {
            self.close(Open::Link);
        }
        if let Some(address) = tag.href.as_deref().and_then(url::explicit) {
            self.push(mark::LINK);
            self.out.push_str(&address);
            self.out.push(mark::LABEL);
            self.open.push(Open::Link);
        }
    }

    /// Ends an element, and those that began inside it.
    pub(super) fn close(&mut self, open: Open) {
        while let Some(last) = self.open.pop() {
            match last {
                Open::Strong => self.close_emphasis("**"),
                Open::Emphasis => self.close_emphasis("*"),
                Open::Code => self.out.push(mark::CODE_END),
                Open::Link => self.out.push(mark::LINK_END),
                Open::Heading => {}
            }
            if last == open {
                break;
            }
        }
        if matches!(open, Open::Code | Open::Link) {
            self.close_up();
        }
    }

    /// Drops the blank in `<code>a</code> .`, which is there for the sake of the source only.
    fn close_up(&mut self) {
        let rest = self.rest.trim_start_matches([' ', '\n']);
        let Some(after) = rest.strip_prefix(['.', ',']) else {
            return;
        };
        let near = self.rest.len() - rest.len() < 3;
        if near && (after.is_empty() || after.starts_with([' ', '\n', '<'])) {
            self.rest = rest;
        }
    }

    pub(super) fn close_emphasis(&mut self, text: &str) {
        let end = self.out.trim_end_matches([' ', '\n']).len();
        let blank = end < self.out.len();
        self.out.truncate(end);
        if self.out.ends_with(text) {
            self.out.truncate(end - text.len());
        } else {
            self.out.push_str(text);
        }
        if blank {
            self.out.push(' ');
        }
    }

    pub(super) fn close_all(&mut self) {
        if let Some(first) = self.open.first() {
            let first = *first;
            self.close(first);
        }
    }
}
