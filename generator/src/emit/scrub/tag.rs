//! HTML tags.

use std::collections::BTreeMap;

use super::entity::entity;

/// The longest tag that is looked at.
const LONGEST: usize = 1_000;

/// What a tag means for Markdown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Break,
    Rule,
    Strong,
    Emphasis,
    Code,
    Link,
    List {
        numbered: bool,
    },
    Item,
    Preformatted,
    Heading(usize),
    Row,
    Cell,
    Superscript,
    /// Only its content counts.
    Nothing,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "p" | "div" | "blockquote" | "dl" | "dt" | "dd" | "table" | "center" => Self::Paragraph,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "b" | "strong" => Self::Strong,
            "i" | "em" => Self::Emphasis,
            "code" | "tt" | "kbd" | "samp" => Self::Code,
            "a" => Self::Link,
            "ul" => Self::List { numbered: false },
            "ol" => Self::List { numbered: true },
            "li" => Self::Item,
            "pre" => Self::Preformatted,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "sup" => Self::Superscript,
            "span" | "u" | "font" | "small" | "sub" | "tbody" | "thead" => Self::Nothing,
            _ => return None,
        })
    }

    /// Whether it may lack an end tag. For the others one must follow: `/codes/<code>` is no HTML.
    fn is_open_ended(self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::Break | Self::Rule | Self::Item | Self::Row | Self::Cell
        )
    }
}

/// A tag of a known element.
pub(super) struct Tag {
    pub(super) kind: Kind,
    pub(super) closes: bool,
    pub(super) href: Option<String>,
    /// Its length in bytes.
    pub(super) length: usize,
}

/// Reads the tags of a text.
pub(super) struct Tags {
    lowercase: String,
    /// Where the last end tag of an element is.
    ends: BTreeMap<String, Option<usize>>,
}

impl Tags {
    pub(super) fn new(text: &str) -> Self {
        Self {
            lowercase: text.to_ascii_lowercase(),
            ends: BTreeMap::new(),
        }
    }

    /// The tag that the end of the text begins with, if it is that of a known element.
    pub(super) fn read(&mut self, rest: &str) -> Option<Tag> {
        let inside = rest.strip_prefix('<')?;
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let length = inside
            .bytes()
            .take(11)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let (name, attributes) = inside.split_at(length);
        let name = name.to_ascii_lowercase();
        let kind = Kind::of(&name)?;
        if !attributes.starts_with([' ', '\t', '\n', '/', '>']) {
            return None;
        }
        let end = end_of_tag(attributes)?;
        if !closes && !kind.is_open_ended() && !self.is_closed(&name, rest.len()) {
            return None;
        }
        let is_link = kind == Kind::Link && !closes;
        Some(Tag {
            kind,
            closes,
            href: attributes.get(..end).filter(|_| is_link).and_then(href),
            length: rest.len() - attributes.len() + end + 1,
        })
    }

    /// Whether an end tag is among so many last bytes of the text.
    fn is_closed(&mut self, name: &str, left: usize) -> bool {
        let lowercase = &self.lowercase;
        let find = || lowercase.rfind(&format!("</{name}>"));
        let last = *self.ends.entry(name.to_owned()).or_insert_with(find);
        last.is_some_and(|last| last >= lowercase.len() - left)
    }
}

/// Where the `>` of a tag is; not one in quotes.
fn end_of_tag(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn href(attributes: &str) -> Option<String> {
    let at = attributes.to_ascii_lowercase().find("href")?;
    let value = attributes.get(at + "href".len()..)?.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(character) = rest.chars().next() {
        match entity(rest) {
            Some((found, after)) => {
                decoded.extend(found);
                rest = after;
            }
            None => {
                decoded.push(character);
                rest = rest.get(character.len_utf8()..).unwrap_or_default();
            }
        }
    }
    Some(decoded)
}
