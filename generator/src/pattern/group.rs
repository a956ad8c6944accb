//! Groups: plain, named, looking around; and those of other flavours, which are refused with help.

use super::ast::Node;
use super::error::{PatternError, Result};
use super::parse::Parser;

/// Groups deeper than this are refused: what reads, prints and drops a tree recurses.
const MAX_DEPTH: u32 = 60;

impl Parser {
    /// Counts the groups that capture, and learns whether one has a name.
    pub(super) fn count_groups(&mut self) {
        let mut in_class = false;
        let mut at = 0;
        let symbol = |at: usize| {
            self.input
                .get(at)
                .and_then(|&(symbol, _)| char::from_u32(symbol))
        };
        while at < self.input.len() {
            match symbol(at) {
                Some('\\') => at += 1,
                Some('[') => in_class = true,
                Some(']') => in_class = false,
                Some('(') if !in_class => {
                    let named = symbol(at + 1) == Some('?')
                        && symbol(at + 2) == Some('<')
                        && !matches!(symbol(at + 3), Some('=' | '!'));
                    if named || symbol(at + 1) != Some('?') {
                        self.groups += 1;
                    }
                    self.named |= named;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// A group, and whether it may be repeated.
    pub(super) fn group(&mut self) -> Result<(Node, bool)> {
        let start = self.at;
        self.at += 1;
        let (opaque, quantifiable) = if self.eat("?:") {
            (false, true)
        } else if self.eat("?=") || self.eat("?!") {
            (true, !self.is_unicode())
        } else if self.eat("?<=") || self.eat("?<!") {
            (true, false)
        } else if self.eat("?<") {
            let name = self.group_name()?;
            if self.names.contains(&name) {
                return Err(self.error_at(start, "duplicate group name"));
            }
            self.names.push(name);
            (false, true)
        } else if self.peek() == Some('?') {
            return Err(self.foreign_group(start));
        } else {
            (false, true)
        };
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(PatternError::too_large("groups are nested too deeply"));
        }
        let inner = self.disjunction()?;
        self.depth -= 1;
        if !self.eat(")") {
            let error = self.error_at(start, "unterminated group");
            return Err(
                error.with_help("close the group with `)`, or write `\\(` for the character")
            );
        }
        self.opaque |= opaque;
        Ok((if opaque { Node::Opaque } else { inner }, quantifiable))
    }

    fn foreign_group(&self, start: usize) -> PatternError {
        let error = self.error_at(start, "invalid group");
        match self.peek_at(1) {
            Some('P') => error.with_help(
                "ECMA-262 writes a named group `(?<name>...)` and its reference `\\k<name>`",
            ),
            Some('>') => error.with_help("ECMA-262 has no atomic groups: write `(?:...)`"),
            Some('#') => error.with_help("ECMA-262 has no comments in patterns: leave it out"),
            Some('\'') => error.with_help("ECMA-262 writes a named group `(?<name>...)`"),
            Some('|') => error.with_help("ECMA-262 has no branch reset: write `(?:...)`"),
            Some('i' | 'm' | 's' | 'x' | 'u' | 'U' | 'a' | 'L' | 'n' | 'J' | '-' | '^') => error
                .with_help(
                    "ECMA-262 has no inline flags: write the alternatives out, such as `[aA]`",
                ),
            _ => error,
        }
    }

    pub(super) fn resolve_references(&self) -> Result<()> {
        for (name, offset) in &self.references {
            if !self.names.contains(name) {
                return Err(PatternError::syntax(
                    "reference to a group that does not exist",
                    *offset,
                ));
            }
        }
        Ok(())
    }
}
