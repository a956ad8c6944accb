//! What follows a backslash.

use super::ast::Node;
use super::error::{PatternError, Result};
use super::parse::Parser;
use super::property;
use super::set::{LAST_CODE_POINT, Set};

/// What an escape stands for.
pub(super) enum Escape {
    /// One symbol.
    Symbol(u32),
    /// One of a set of symbols.
    Set(Set),
}

impl Parser {
    /// An escape outside brackets.
    pub(super) fn escape(&mut self) -> Result<Node> {
        let start = self.at;
        match self.peek_at(1) {
            Some('1'..='9') if self.back_reference(start)? => return Ok(Node::Opaque),
            Some('k') if self.is_unicode() || self.named => {
                self.at += 2;
                if !self.eat("<") {
                    return Err(self.error_at(start, "invalid named reference"));
                }
                let name = self.group_name()?;
                let offset = self.error_at(start, "").offset;
                self.references.push((name, offset));
                self.opaque = true;
                return Ok(Node::Opaque);
            }
            _ => {}
        }
        match self.shared_escape(false)? {
            Escape::Symbol(symbol) => self.set(Set::one(symbol)),
            Escape::Set(set) => self.set(set),
        }
    }

    /// Takes `\12` when there are so many groups. In legacy mode the rest is octal or literal.
    fn back_reference(&mut self, start: usize) -> Result<bool> {
        let mut ahead = 1;
        let mut number = 0_u32;
        while let Some(digit) = self.peek_at(ahead).and_then(|next| next.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit);
            ahead += 1;
        }
        if number <= self.groups {
            self.at += ahead;
            self.opaque = true;
            return Ok(true);
        }
        if self.is_unicode() {
            return Err(self.error_at(start, "reference to a group that does not exist"));
        }
        Ok(false)
    }

    /// An escape that means the same inside and outside brackets, or nearly so.
    pub(super) fn shared_escape(&mut self, in_class: bool) -> Result<Escape> {
        let start = self.at;
        self.at += 1;
        let Some(symbol) = self.symbol() else {
            return Err(self.error_at(start, "`\\` at the end of the pattern"));
        };
        let last = self.last_symbol();
        let next = char::from_u32(symbol).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.at += 1;
        Ok(match next {
            'd' => Escape::Set(Set::digit()),
            'D' => Escape::Set(Set::digit().complement(last)),
            'w' => Escape::Set(Set::word()),
            'W' => Escape::Set(Set::word().complement(last)),
            's' => Escape::Set(Set::space()),
            'S' => Escape::Set(Set::space().complement(last)),
            'p' | 'P' if self.is_unicode() => Escape::Set(self.property(next == 'P', start)?),
            'f' => Escape::Symbol(0x0C),
            'n' => Escape::Symbol(0x0A),
            'r' => Escape::Symbol(0x0D),
            't' => Escape::Symbol(0x09),
            'v' => Escape::Symbol(0x0B),
            'b' if in_class => Escape::Symbol(0x08),
            '-' if in_class => Escape::Symbol(symbol),
            'c' => Escape::Symbol(self.control(in_class, start)?),
            'x' => match self.hex(2) {
                Some(value) => Escape::Symbol(value),
                None => self.identity(symbol, start)?,
            },
            'u' => match self.unicode_escape(self.is_unicode()) {
                Some(value) => Escape::Symbol(value),
                None if self.is_unicode() => {
                    return Err(self.error_at(start, "invalid Unicode escape"));
                }
                None => Escape::Symbol(symbol),
            },
            '0' if !matches!(self.peek(), Some('0'..='9')) => Escape::Symbol(0),
            '0'..='9' if self.is_unicode() => {
                return Err(self.error_at(start, "invalid decimal escape"));
            }
            '0'..='7' => Escape::Symbol(self.octal(symbol - 0x30)),
            _ => self.identity(symbol, start)?,
        })
    }

    /// A character that stands for itself: any in legacy mode, only syntax with the flag `u`.
    fn identity(&mut self, symbol: u32, start: usize) -> Result<Escape> {
        let next = char::from_u32(symbol).unwrap_or(char::REPLACEMENT_CHARACTER);
        let syntax = "^$\\.*+?()[]{}|/".contains(next);
        let accepted = if self.is_unicode() {
            syntax
        } else {
            next != 'k' || !self.named
        };
        if accepted {
            return Ok(Escape::Symbol(symbol));
        }
        let error = self.error_at(start, "invalid escape");
        Err(match foreign_escape(next) {
            Some(help) => error.with_help(help),
            None => error,
        })
    }

    /// The rest of `\cA`. In legacy mode a lone `\c` is a backslash before a `c`.
    fn control(&mut self, in_class: bool, start: usize) -> Result<u32> {
        match self.peek() {
            Some(letter) if letter.is_ascii_alphabetic() => {}
            Some('0'..='9' | '_') if in_class && !self.is_unicode() => {}
            _ if self.is_unicode() => return Err(self.error_at(start, "invalid control escape")),
            _ => {
                self.at -= 1;
                return Ok(0x5C);
            }
        }
        let symbol = self.symbol().unwrap_or_default();
        self.at += 1;
        Ok(symbol % 32)
    }

    /// Exactly `digits` hexadecimal digits, or nothing consumed.
    fn hex(&mut self, digits: usize) -> Option<u32> {
        let value = (0..digits).try_fold(0, |value, ahead| {
            Some(value * 16 + self.peek_at(ahead)?.to_digit(16)?)
        })?;
        self.at += digits;
        Some(value)
    }

    /// The rest of `\u0041`, `\ud83d\ude00` (one symbol when `whole`) or `\u{1F600}`.
    fn unicode_escape(&mut self, whole: bool) -> Option<u32> {
        if whole && self.eat("{") {
            let mut value = 0_u32;
            let mut digits = 0;
            while let Some(digit) = self.peek().and_then(|next| next.to_digit(16)) {
                value = value.checked_mul(16)?.checked_add(digit)?;
                digits += 1;
                self.at += 1;
            }
            return (digits > 0 && value <= LAST_CODE_POINT && self.eat("}")).then_some(value);
        }
        let lead = self.hex(4)?;
        if !whole || !(0xD800..=0xDBFF).contains(&lead) {
            return Some(lead);
        }
        let after_lead = self.at;
        if self.eat("\\u")
            && let Some(trail @ 0xDC00..=0xDFFF) = self.hex(4)
        {
            return Some(0x1_0000 + ((lead - 0xD800) << 10) + (trail - 0xDC00));
        }
        self.at = after_lead;
        Some(lead)
    }

    /// The rest of a legacy octal escape: at most `\377`.
    fn octal(&mut self, first: u32) -> u32 {
        let mut value = first;
        let more = if first <= 3 { 2 } else { 1 };
        for _ in 0..more {
            let Some(digit) = self.peek().and_then(|next| next.to_digit(8)) else {
                break;
            };
            value = value * 8 + digit;
            self.at += 1;
        }
        value
    }

    fn property(&mut self, negated: bool, start: usize) -> Result<Set> {
        let mut name = String::new();
        if self.eat("{") {
            while let Some(next) = self
                .peek()
                .filter(|next| *next == '=' || *next == '_' || next.is_ascii_alphanumeric())
            {
                name.push(next);
                self.at += 1;
            }
        }
        if name.is_empty() || !self.eat("}") {
            return Err(self.error_at(start, "invalid property name"));
        }
        match property::lookup(&name) {
            property::Found::Set(set) if negated => Ok(set.complement(LAST_CODE_POINT)),
            property::Found::Set(set) => Ok(set),
            property::Found::NoTable => {
                self.opaque = true;
                Ok(Set::default())
            }
            property::Found::Unknown => Err(self
                .error_at(start, "invalid property name")
                .with_help("properties are spelled as in Unicode, such as `\\p{L}`, `\\p{Lu}` or `\\p{Script=Greek}`")),
        }
    }

    /// A group's name, from after its `<` to after its `>`.
    pub(super) fn group_name(&mut self) -> Result<String> {
        let start = self.at;
        let mut name = String::new();
        while !self.eat(">") {
            let symbol = self.name_symbol();
            let Some(next) = symbol
                .and_then(char::from_u32)
                .filter(|next| is_name(*next, name.is_empty()))
            else {
                return Err(self.error_at(start, "invalid group name"));
            };
            name.push(next);
        }
        if name.is_empty() {
            return Err(self.error_at(start, "invalid group name"));
        }
        Ok(name)
    }

    /// One code point of a name, in both modes.
    fn name_symbol(&mut self) -> Option<u32> {
        if self.eat("\\u") {
            return self.unicode_escape(true);
        }
        let lead = self.symbol()?;
        self.at += 1;
        if !(0xD800..=0xDBFF).contains(&lead) {
            return Some(lead);
        }
        let trail = self
            .symbol()
            .filter(|trail| (0xDC00..=0xDFFF).contains(trail))?;
        self.at += 1;
        Some(0x1_0000 + ((lead - 0xD800) << 10) + (trail - 0xDC00))
    }
}

fn is_name(character: char, first: bool) -> bool {
    if character.is_ascii() {
        let always = character.is_ascii_alphabetic() || character == '$' || character == '_';
        return always || (!first && character.is_ascii_digit());
    }
    let property = if first { "ID_Start" } else { "ID_Continue" };
    let joiner = !first && matches!(character, '\u{200C}' | '\u{200D}');
    joiner
        || matches!(property::lookup(property), property::Found::Set(set) if set.contains(u32::from(character)))
}

/// What to write for an escape of another flavour.
fn foreign_escape(next: char) -> Option<&'static str> {
    Some(match next {
        'A' | 'G' => "the start of the text is `^`",
        'Z' | 'z' => "the end of the text is `$`",
        'h' | 'H' => "horizontal space is `[ \\t]`, a hexadecimal digit `[0-9A-Fa-f]`",
        'R' => "a line break is `(?:\\r\\n|\\n|\\r)`",
        'Q' | 'E' => "ECMA-262 does not quote with `\\Q...\\E`: escape each character",
        'a' => "the bell is `\\x07`",
        'e' => "escape is `\\x1B`",
        'K' | 'X' | 'N' => "ECMA-262 has no such escape",
        '<' | '>' => "a word boundary is `\\b`",
        '-' | '_' | '@' | '#' | '%' | '&' | '~' | '`' | '!' | '"' | '\'' | ',' | ':' | ';'
        | '=' | ' ' => "this character needs no backslash",
        _ => return None,
    })
}

/// Why `symbol` cannot end a range, used by the class parser.
pub(super) fn class_in_range(parser: &Parser, at: usize) -> PatternError {
    parser
        .error_at(at, "a class cannot be the end of a range")
        .with_help(
            "a `-` that means itself is written `\\-`, or stands first or last in the brackets",
        )
}
