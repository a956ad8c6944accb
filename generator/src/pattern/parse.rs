//! The grammar of ECMA-262 patterns (22.2.1) and of its legacy form (Annex B.1.2).

use super::ast::{Look, Node};
use super::error::{PatternError, Result};
use super::set::{LAST_CODE_POINT, LAST_CODE_UNIT, Set};

/// Patterns longer than this are refused.
const MAX_BYTES: usize = 1 << 16;

/// How often what may be nothing may have to come, before a backtracking engine has too many ways to try.
const MOST_EMPTY: u64 = 8;

/// Ranges that all sets of one pattern may have together; `\p{L}` alone has 700.
const MAX_RANGES: usize = 50_000;

/// How a pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// With the flag `u`: symbols are code points.
    Unicode,
    /// Without it: symbols are UTF-16 code units, and much nonsense is literal text.
    Legacy,
}

/// A pattern as read.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) mode: Mode,
    pub(super) node: Node,
    /// A backtracking engine is needed: the node is not the whole truth.
    pub(super) opaque: bool,
    /// A backtracking engine may not end on it: what may repeat nothing is itself repeated, as in `(?:(?:a*)+b)*`,
    /// or what may be nothing has to come often, as in `(?:|a){83}`.
    pub(super) restless: bool,
}

/// Reads `source` in one mode.
pub(super) fn parse(source: &str, mode: Mode) -> Result<Parsed> {
    if source.len() > MAX_BYTES {
        return Err(PatternError::too_large(
            "pattern is longer than 65536 bytes",
        ));
    }
    let mut parser = Parser::new(source, mode);
    parser.count_groups();
    let node = parser.disjunction()?;
    if parser.peek().is_some() {
        return Err(parser.error("unmatched `)`"));
    }
    parser.resolve_references()?;
    Ok(Parsed {
        mode,
        node,
        opaque: parser.opaque,
        restless: parser.restless,
    })
}

pub(super) struct Parser {
    pub(super) mode: Mode,
    /// The symbols of the pattern, each with the byte offset at which it starts.
    pub(super) input: Vec<(u32, usize)>,
    /// Index of the next symbol.
    pub(super) at: usize,
    end_offset: usize,
    pub(super) depth: u32,
    pub(super) ranges: usize,
    /// How many groups capture, counted before parsing: `\2` may precede its group.
    pub(super) groups: u32,
    /// Whether a group has a name, which makes `\k` a reference in legacy mode too.
    pub(super) named: bool,
    pub(super) names: Vec<String>,
    pub(super) references: Vec<(String, usize)>,
    pub(super) opaque: bool,
    restless: bool,
}

impl Parser {
    fn new(source: &str, mode: Mode) -> Self {
        let mut input = Vec::with_capacity(source.len());
        for (offset, character) in source.char_indices() {
            match mode {
                Mode::Unicode => input.push((u32::from(character), offset)),
                Mode::Legacy => {
                    let mut units = [0; 2];
                    let units = character.encode_utf16(&mut units);
                    input.extend(units.iter().map(|&unit| (u32::from(unit), offset)));
                }
            }
        }
        Self {
            mode,
            input,
            at: 0,
            end_offset: source.len(),
            depth: 0,
            ranges: 0,
            groups: 0,
            named: false,
            names: Vec::new(),
            references: Vec::new(),
            opaque: false,
            restless: false,
        }
    }

    pub(super) fn is_unicode(&self) -> bool {
        self.mode == Mode::Unicode
    }

    pub(super) fn last_symbol(&self) -> u32 {
        match self.mode {
            Mode::Unicode => LAST_CODE_POINT,
            Mode::Legacy => LAST_CODE_UNIT,
        }
    }

    /// The next symbol, unconsumed, as it is.
    pub(super) fn symbol(&self) -> Option<u32> {
        self.input.get(self.at).map(|&(symbol, _)| symbol)
    }

    /// The next symbol, unconsumed; half a character reads as U+FFFD, which no rule names.
    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        let &(symbol, _) = self.input.get(self.at + ahead)?;
        Some(char::from_u32(symbol).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found =
            (text.chars().enumerate()).all(|(ahead, wanted)| self.peek_at(ahead) == Some(wanted));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    pub(super) fn offset(&self) -> usize {
        self.input
            .get(self.at)
            .map_or(self.end_offset, |&(_, offset)| offset)
    }

    pub(super) fn error(&self, message: &'static str) -> PatternError {
        PatternError::syntax(message, self.offset())
    }

    /// An error that points at the symbol before which the parser stood at `at`.
    pub(super) fn error_at(&self, at: usize, message: &'static str) -> PatternError {
        let offset = self
            .input
            .get(at)
            .map_or(self.end_offset, |&(_, offset)| offset);
        PatternError::syntax(message, offset)
    }

    /// A set as a node, charged against the budget of ranges.
    pub(super) fn set(&mut self, set: Set) -> Result<Node> {
        self.charge(set.ranges().len())?;
        Ok(Node::Set(set))
    }

    pub(super) fn charge(&mut self, ranges: usize) -> Result<()> {
        self.ranges += ranges;
        if self.ranges > MAX_RANGES {
            return Err(PatternError::too_large("character classes are too large"));
        }
        Ok(())
    }

    pub(super) fn disjunction(&mut self) -> Result<Node> {
        let mut branches = vec![self.alternative()?];
        while self.eat("|") {
            branches.push(self.alternative()?);
        }
        Ok(Node::alternate(branches))
    }

    fn alternative(&mut self) -> Result<Node> {
        let mut parts = Vec::new();
        while let Some(next) = self.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            parts.push(self.term(next)?);
        }
        Ok(Node::concat(parts))
    }

    fn term(&mut self, next: char) -> Result<Node> {
        let look = match next {
            '^' => Some(Look::Start),
            '$' => Some(Look::End),
            '\\' if self.peek_at(1) == Some('b') => Some(Look::Word),
            '\\' if self.peek_at(1) == Some('B') => Some(Look::NotWord),
            _ => None,
        };
        if let Some(look) = look {
            self.at += if next == '\\' { 2 } else { 1 };
            return Ok(Node::Look(look));
        }
        let node = match next {
            '(' => {
                let (node, quantifiable) = self.group()?;
                if !quantifiable {
                    return Ok(node);
                }
                node
            }
            '[' => self.class()?,
            '\\' => self.escape()?,
            '.' => {
                self.at += 1;
                self.set(Set::line_end().complement(self.last_symbol()))?
            }
            '*' | '+' | '?' => return Err(self.nothing_to_repeat()),
            '{' if self.is_unicode() || self.braces().is_some() => {
                return Err(self.nothing_to_repeat());
            }
            ']' | '}' if self.is_unicode() => {
                return Err(self.error(if next == ']' {
                    "unmatched `]`"
                } else {
                    "unmatched `}`"
                }));
            }
            _ => {
                let symbol = self.symbol().unwrap_or_default();
                self.at += 1;
                self.set(Set::one(symbol))?
            }
        };
        self.quantified(node)
    }

    fn nothing_to_repeat(&self) -> PatternError {
        let error = self.error("nothing to repeat");
        let previous = self.at.checked_sub(1).and_then(|at| self.input.get(at));
        let possessive = previous.is_some_and(|&(symbol, _)| {
            [
                u32::from('*'),
                u32::from('+'),
                u32::from('?'),
                u32::from('}'),
            ]
            .contains(&symbol)
        });
        match self.peek() {
            Some('+') if possessive => {
                error.with_help("ECMA-262 has no possessive quantifiers: drop the second `+`")
            }
            _ => error,
        }
    }

    fn quantified(&mut self, node: Node) -> Result<Node> {
        let start = self.at;
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.braces() {
                Some((length, min, max)) => {
                    self.at += length - 1;
                    (min, max)
                }
                None if self.is_unicode() => return Err(self.error("incomplete quantifier")),
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.at += 1;
        self.eat("?");
        if max.is_some_and(|max| max < min) {
            return Err(self.error_at(start, "numbers out of order in a quantifier"));
        }
        self.restless |= max != Some(1) && node.repeats_nothing();
        self.restless |= min > MOST_EMPTY && node.may_be_empty();
        // No text is longer than 2^32 symbols, so neither a larger bound nor its excess matters.
        let max = max.and_then(|max| u32::try_from(max).ok());
        Ok(node.repeat(u32::try_from(min).unwrap_or(u32::MAX), max))
    }

    /// `{2}`, `{2,}` or `{2,3}` ahead: its length and bounds.
    fn braces(&self) -> Option<(usize, u64, Option<u64>)> {
        let mut ahead = 1;
        let number = |ahead: &mut usize| {
            let start = *ahead;
            let mut value = 0_u64;
            while let Some(digit) = self.peek_at(*ahead).and_then(|next| next.to_digit(10)) {
                value = value.saturating_mul(10).saturating_add(u64::from(digit));
                *ahead += 1;
            }
            (*ahead > start).then_some(value)
        };
        let min = number(&mut ahead)?;
        let mut max = Some(min);
        if self.peek_at(ahead) == Some(',') {
            ahead += 1;
            max = number(&mut ahead);
        }
        (self.peek_at(ahead) == Some('}')).then_some((ahead + 1, min, max))
    }
}
