//! Text to elements, bounded in depth. Entities of its own and external ones are refused: what is not
//! declared cannot grow.

use crate::runtime::json::{not_utf_8, without_mark};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde::de::Error as _;
use serde_json::Error;
use std::fmt;

/// As deep as JSON may be.
const DEEPEST: usize = 128;

/// The namespace of `nil`, by the prefix that all use.
const NIL: [&str; 2] = ["xsi:nil", "i:nil"];

/// An element with all that is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Without its prefix.
    pub(super) name: String,
    /// Attributes as they are called, without those that declare namespaces.
    pub(super) attributes: Vec<(String, String)>,
    /// All text that stands directly in it.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
    /// `xsi:nil`: the value is `null`.
    pub(super) is_nil: bool,
}

impl Element {
    /// Whether it has nothing but text.
    pub(super) fn is_plain(&self) -> bool {
        self.children.is_empty() && self.attributes.is_empty()
    }

    /// Whether it has nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.is_plain() && self.text.trim().is_empty()
    }
}

/// The root element of a text.
pub(super) fn parse(body: &[u8]) -> Result<Element, Error> {
    if body.starts_with(b"\xff\xfe") || body.starts_with(b"\xfe\xff") {
        return Err(Error::custom("XML in UTF-16, and only UTF-8 is read"));
    }
    let text = std::str::from_utf8(without_mark(body)).map_err(|error| {
        let declared = declared(body).filter(|name| !is_utf_8(name));
        match declared {
            Some(name) => encoding(&name),
            None => not_utf_8(error),
        }
    })?;
    let is_ascii = text.is_ascii();
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut parser = Parser::default();
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(not_xml(error, reader.error_position())),
        };
        if matches!(event, Event::Eof) {
            return parser.finish();
        }
        let taken = parser.take(event, is_ascii);
        taken.map_err(|why| not_xml(why, reader.buffer_position()))?;
    }
}

fn not_xml(why: impl fmt::Display, place: u64) -> Error {
    Error::custom(format_args!("not XML: {why} (byte {place})"))
}

fn encoding(name: &str) -> Error {
    Error::custom(format_args!("XML in {name}, and only UTF-8 is read"))
}

/// The encoding that a text names that is none of UTF-8.
fn declared(body: &[u8]) -> Option<String> {
    let head = body.split(|byte| *byte == b'>').next()?;
    let head = std::str::from_utf8(head).ok()?;
    let (_, behind) = head.split_once("encoding=")?;
    let name = behind.get(1..)?.split(['"', '\'']).next()?;
    Some(name.to_owned())
}

fn is_utf_8(encoding: &str) -> bool {
    encoding.eq_ignore_ascii_case("utf-8") || encoding.eq_ignore_ascii_case("utf8")
}

/// The elements that are open, the root first.
#[derive(Default)]
struct Parser {
    open: Vec<Element>,
    root: Option<Element>,
}

impl Parser {
    fn take(&mut self, event: Event, is_ascii: bool) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.reference(&reference),
            Event::DocType(declared) if declared.contains('[') => {
                Err("a DOCTYPE that declares something is not read".to_owned())
            }
            Event::Decl(declaration) => check_encoding(&declaration, is_ascii),
            _ => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), String> {
        if self.open.len() >= DEEPEST {
            return Err(format!("elements nested deeper than {DEEPEST}"));
        }
        if self.root.is_some() {
            return Err("a second root element".to_owned());
        }
        let mut element = Element {
            name: tag.local_name().as_ref().to_owned(),
            ..Element::default()
        };
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let name = attribute.key.as_ref();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| error.to_string())?;
            if NIL.contains(&name) {
                element.is_nil = matches!(&*value, "true" | "1");
            } else if name != "xmlns" && !name.starts_with("xmlns:") {
                let name = name.to_owned();
                element.attributes.push((name, value.into_owned()));
            }
        }
        self.open.push(element);
        Ok(())
    }

    /// The reader has seen that names match.
    fn end(&mut self) {
        if let Some(element) = self.open.pop() {
            match self.open.last_mut() {
                Some(parent) => parent.children.push(element),
                None => self.root = Some(element),
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err("text outside of the root element".to_owned()),
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef) -> Result<(), String> {
        let character = reference.resolve_char_ref();
        if let Some(character) = character.map_err(|error| error.to_string())? {
            return self.text(character.encode_utf8(&mut [0; 4]));
        }
        match resolve_predefined_entity(reference) {
            Some(text) => self.text(text),
            None => Err("an entity that XML does not know".to_owned()),
        }
    }

    fn finish(self) -> Result<Element, Error> {
        match (self.open.last(), self.root) {
            (Some(element), _) => Err(Error::custom(format_args!(
                "not XML: it ends within <{}>",
                element.name
            ))),
            (None, Some(root)) => Ok(root),
            (None, None) => Err(Error::custom("not XML: there is no element")),
        }
    }
}

/// Text that is ASCII is the same in nearly all encodings.
fn check_encoding(declaration: &BytesDecl, is_ascii: bool) -> Result<(), String> {
    let Some(encoding) = declaration.encoding() else {
        return Ok(());
    };
    let encoding = encoding.map_err(|error| error.to_string())?;
    match is_ascii || is_utf_8(&encoding) {
        true => Ok(()),
        false => Err(format!("in {encoding}, and only UTF-8 is read")),
    }
}
