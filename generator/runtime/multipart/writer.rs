//! A form on the wire: RFC 7578, escaped as the HTML standard does.

use super::part::Content;
use super::sequence::Sequence;
use super::{Encoding, Member, Multipart, Part};
use crate::runtime::client::header::{header_name, header_value};
use crate::runtime::client::payload::Payload;
use crate::runtime::client::platform::random;
use crate::runtime::client::{Serialization, Style};
use crate::runtime::tree::Tree;
use crate::runtime::value::Value;

/// The media type of a form, and its body; or why it cannot be sent.
pub(super) fn write(
    form: Multipart,
    encodings: &[(&str, Encoding)],
) -> Result<(String, Payload), String> {
    let mut writer = Writer::new();
    for (name, member) in form.members {
        let encoding = encodings.iter().find(|(of, _)| *of == name);
        let encoding = encoding.map(|(_, encoding)| *encoding);
        match member {
            Member::Value(value) => writer.value(&name, &value, encoding)?,
            Member::Part(part) => writer.part(&name, part, encoding)?,
        }
    }
    let content_type = format!("multipart/form-data; boundary={}", writer.boundary);
    let contents = writer.finish();
    let is_once = contents.iter().any(Content::is_once);
    let make = move || {
        let bodies = contents.iter().map(Content::body);
        Some(Sequence::body(bodies.collect::<Option<_>>()?))
    };
    let make = Box::new(make);
    Ok((content_type, Payload::Made { is_once, make }))
}

/// Contents in a row: those that are streams, and all bytes between them.
struct Writer {
    boundary: String,
    contents: Vec<Content>,
    /// What comes before the next content.
    text: String,
}

impl Writer {
    fn new() -> Self {
        Self {
            boundary: boundary(),
            contents: Vec::new(),
            text: String::new(),
        }
    }

    /// A value as the parts that it is written as.
    fn value(
        &mut self,
        name: &str,
        value: &Tree,
        encoding: Option<Encoding>,
    ) -> Result<(), String> {
        match (encoding, value) {
            (_, Tree::Null) => Ok(()),
            (Some(Encoding::Style(style)), value) => self.styled(name, style, value),
            (encoding, Tree::Array(items)) => {
                let mut items = items.iter();
                items.try_for_each(|item| self.item(name, item, encoding))
            }
            (encoding, value) => self.item(name, value, encoding),
        }
    }

    /// A value, or one of an array, as one part.
    fn item(&mut self, name: &str, value: &Tree, encoding: Option<Encoding>) -> Result<(), String> {
        let content_type = encoding.and_then(Encoding::content_type);
        match value {
            Tree::Null => Ok(()),
            // Also where it is to be JSON: then it is a string that holds JSON.
            Tree::String(text) => self.field(name, content_type, text),
            value => {
                let is_nested = matches!(value, Tree::Array(_) | Tree::Object(_));
                let content_type = content_type.or(is_nested.then_some("application/json"));
                let json = Value::from(value.clone()).to_string();
                self.field(name, content_type, &json)
            }
        }
    }

    /// A part for each pair of a style.
    fn styled(&mut self, name: &str, style: Serialization, value: &Tree) -> Result<(), String> {
        let delimiter = match style.style {
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            _ => ",",
        };
        let mut pairs = style.pairs(name, value).into_iter();
        pairs.try_for_each(|pair| self.field(&pair.name, None, &pair.parts.join(delimiter)))
    }

    fn field(&mut self, name: &str, content_type: Option<&str>, text: &str) -> Result<(), String> {
        self.open(name, None);
        if let Some(content_type) = content_type {
            self.header("Content-Type", content_type)?;
        }
        for text in ["\r\n", text, "\r\n"] {
            self.text += text;
        }
        Ok(())
    }

    fn part(&mut self, name: &str, part: Part, encoding: Option<Encoding>) -> Result<(), String> {
        let stated = encoding.and_then(Encoding::content_type);
        let content_type = part.content_type.as_deref().or(stated);
        self.open(name, Some(part.file_name.as_deref().unwrap_or("blob")));
        self.header(
            "Content-Type",
            content_type.unwrap_or("application/octet-stream"),
        )?;
        for (name, value) in &part.headers {
            self.header(name, value)?;
        }
        self.text += "\r\n";
        self.flush();
        self.contents.push(part.content);
        self.text += "\r\n";
        Ok(())
    }

    /// The boundary, and the header that every part has.
    fn open(&mut self, name: &str, file_name: Option<&str>) {
        let disposition = match file_name {
            None => format!("form-data; name=\"{}\"", escape(name)),
            Some(file_name) => format!(
                "form-data; name=\"{}\"; filename=\"{}\"",
                escape(name),
                escape(file_name)
            ),
        };
        self.text += "--";
        self.text += &self.boundary;
        for text in ["\r\nContent-Disposition: ", &disposition, "\r\n"] {
            self.text += text;
        }
    }

    /// A header, refused where it could say more than one thing.
    fn header(&mut self, name: &str, value: &str) -> Result<(), String> {
        header_name(name).and_then(|name| header_value(name.as_str(), value))?;
        for text in [name, ": ", value, "\r\n"] {
            self.text += text;
        }
        Ok(())
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.contents.push(Content::Bytes(text.into()));
    }

    fn finish(mut self) -> Vec<Content> {
        self.text += &format!("--{}--\r\n", self.boundary);
        self.flush();
        self.contents
    }
}

/// A name inside quotes. Whatever it holds, it ends neither the quotes nor the line.
fn escape(name: &str) -> String {
    name.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

/// What parts the parts: 192 bits that nobody can guess, chosen when all contents are fixed, so
/// that it is in none of them.
fn boundary() -> String {
    format!("{:016x}{:016x}{:016x}", random(), random(), random())
}
