//! Brackets: `[a-z]`, `[^/]`, `[]`, `[^]`.

use super::ast::Node;
use super::error::Result;
use super::escape::{Escape, class_in_range};
use super::parse::Parser;
use super::set::Set;

impl Parser {
    pub(super) fn class(&mut self) -> Result<Node> {
        let start = self.at;
        self.at += 1;
        let negated = self.eat("^");
        let mut ranges = Vec::new();
        loop {
            match self.peek() {
                None => {
                    let error = self.error_at(start, "unterminated brackets");
                    return Err(error.with_help(
                        "close the brackets with `]`, or write `\\[` for the character",
                    ));
                }
                Some(']') => break,
                Some(_) => self.class_range(&mut ranges)?,
            }
        }
        self.at += 1;
        let set = Set::from_ranges(ranges);
        let last = self.last_symbol();
        self.set(if negated { set.complement(last) } else { set })
    }

    /// One member, or a range of them.
    fn class_range(&mut self, ranges: &mut Vec<(u32, u32)>) -> Result<()> {
        let start = self.at;
        let first = self.class_atom()?;
        let is_range = self.peek() == Some('-') && !matches!(self.peek_at(1), None | Some(']'));
        if !is_range {
            return self.add(ranges, first);
        }
        self.at += 1;
        let last = self.class_atom()?;
        match (first, last) {
            (Escape::Symbol(first), Escape::Symbol(last)) if first <= last => {
                self.charge(1)?;
                ranges.push((first, last));
                Ok(())
            }
            (Escape::Symbol(_), Escape::Symbol(_)) => {
                Err(self.error_at(start, "range out of order in brackets"))
            }
            _ if self.is_unicode() => Err(class_in_range(self, start)),
            (first, last) => {
                ranges.push((0x2D, 0x2D));
                self.add(ranges, first)?;
                self.add(ranges, last)
            }
        }
    }

    fn add(&mut self, ranges: &mut Vec<(u32, u32)>, atom: Escape) -> Result<()> {
        match atom {
            Escape::Symbol(symbol) => {
                self.charge(1)?;
                ranges.push((symbol, symbol));
            }
            Escape::Set(set) => {
                self.charge(set.ranges().len())?;
                ranges.extend_from_slice(set.ranges());
            }
        }
        Ok(())
    }

    fn class_atom(&mut self) -> Result<Escape> {
        if self.peek() == Some('\\') {
            return self.shared_escape(true);
        }
        let symbol = self.symbol().unwrap_or_default();
        self.at += 1;
        Ok(Escape::Symbol(symbol))
    }
}
