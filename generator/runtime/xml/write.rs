//! JSON values to XML text, by a shape.

use super::{Document, Items, Member, Name, Node, Object, Shape, Wrapping};
use crate::runtime::tree::Tree;

/// What `xsi` means.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The text of a document.
pub(super) fn document<D: Document>(tree: &Tree) -> Result<String, String> {
    let mut writer = Writer {
        text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
        scope: Vec::new(),
    };
    match (D::ROOT, D::SHAPE, tree) {
        (Some(name), shape, tree) => writer.element(&name, name.local, &shape, tree)?,
        (None, Shape::Object(shape), Tree::Object(members)) if members.len() == 1 => {
            writer.children(shape, members)?;
        }
        (None, ..) => return Err("XML has one root element, and no name is given to it".to_owned()),
    }
    Ok(writer.text)
}

struct Writer {
    text: String,
    /// The prefixes that are declared here, with their namespaces.
    scope: Vec<(&'static str, &'static str)>,
}

impl Writer {
    /// An element of a name, which is not always that of a table.
    fn element(
        &mut self,
        name: &Name,
        local: &str,
        shape: &Shape,
        tree: &Tree,
    ) -> Result<(), String> {
        let outer = self.scope.len();
        self.text.push('<');
        let tag = self.open(name, local)?;
        match (shape, tree) {
            (_, Tree::Null) => {
                self.declare("xsi", INSTANCE);
                self.text.push_str(" xsi:nil=\"true\"/>");
            }
            (shape, Tree::Object(members)) => {
                let shape = shape.object();
                let is_attribute = |name: &str| shape.member(name, Node::Attribute);
                for (name, value) in members {
                    if let Some(member) = is_attribute(name) {
                        self.attribute(member, value)?;
                    }
                }
                self.text.push('>');
                self.children(shape, members)?;
                self.close(&tag);
            }
            (shape, Tree::Array(items)) => {
                self.text.push('>');
                let list = shape.items();
                let name = list.map_or(super::name("item"), |list| list.name);
                self.items(&name, name.local, list, items)?;
                self.close(&tag);
            }
            (_, scalar) => {
                self.text.push('>');
                self.escaped(&word(scalar), false)?;
                self.close(&tag);
            }
        }
        self.scope.truncate(outer);
        Ok(())
    }

    /// Members that are elements or text. Those that have no name in the table are elements, too.
    fn children(&mut self, shape: &Object, members: &[(String, Tree)]) -> Result<(), String> {
        for (json, value) in members {
            let mut known = shape.members.iter();
            match known.find(|member| member.json == json) {
                None => self.member(&super::name(""), json, &shape.rest, value, false)?,
                Some(member) => match member.node {
                    Node::Attribute => {}
                    Node::Element => {
                        let name = &member.name;
                        let is_wrapped = member.is_wrapped();
                        self.member(name, name.local, &member.shape, value, is_wrapped)?;
                    }
                    Node::Text => self.escaped(&word(value), false)?,
                    Node::Cdata => self.cdata(&word(value))?,
                },
            }
        }
        Ok(())
    }

    fn member(
        &mut self,
        name: &Name,
        local: &str,
        shape: &Shape,
        value: &Tree,
        is_wrapped: bool,
    ) -> Result<(), String> {
        match value {
            Tree::Array(items) if !is_wrapped => {
                let list = shape.items();
                // Items of a member without a name in the table are called as that is.
                match list.filter(|list| !list.name.local.is_empty()) {
                    Some(items_of) => self.items(&items_of.name, items_of.name.local, list, items),
                    None => self.items(name, local, list, items),
                }
            }
            value => self.element(name, local, shape, value),
        }
    }

    fn items(
        &mut self,
        name: &Name,
        local: &str,
        list: Option<&Items>,
        items: &[Tree],
    ) -> Result<(), String> {
        let shape = list.map_or(&Shape::Any, |list| &list.shape);
        for item in items {
            self.element(name, local, shape, item)?;
        }
        Ok(())
    }

    fn attribute(&mut self, member: &Member, value: &Tree) -> Result<(), String> {
        let word = match value {
            Tree::Null => return Ok(()),
            Tree::Array(items) => items.iter().map(word).collect::<Vec<_>>().join(" "),
            value => word(value),
        };
        let name = &member.name;
        // The default namespace is not one of attributes.
        if !name.prefix.is_empty() && !name.namespace.is_empty() {
            self.declare(name.prefix, name.namespace);
        }
        if name.local.starts_with("xsi:") {
            self.declare("xsi", INSTANCE);
        }
        self.text.push(' ');
        self.name(name, name.local)?;
        self.text.push_str("=\"");
        self.escaped(&word, true)?;
        self.text.push('"');
        Ok(())
    }

    /// The name of an opening tag with what it declares; returns what the closing one is called.
    fn open(&mut self, name: &Name, local: &str) -> Result<String, String> {
        let start = self.text.len();
        self.name(name, local)?;
        let tag = self.text[start..].to_owned();
        if !name.namespace.is_empty() {
            self.declare(name.prefix, name.namespace);
        }
        Ok(tag)
    }

    fn close(&mut self, tag: &str) {
        if self.text.ends_with('>') && self.text.ends_with(&format!("<{tag}>")) {
            self.text.pop();
            return self.text.push_str("/>");
        }
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
    }

    /// Declares a prefix on the tag that is being written, unless it means the same already.
    fn declare(&mut self, prefix: &'static str, namespace: &'static str) {
        let mut known = self.scope.iter().rev();
        let known = known.find(|(known, _)| *known == prefix);
        if known.is_some_and(|(_, known)| *known == namespace) {
            return;
        }
        self.scope.push((prefix, namespace));
        self.text.push_str(" xmlns");
        if !prefix.is_empty() {
            self.text.push(':');
            self.text.push_str(prefix);
        }
        self.text.push_str("=\"");
        // A URI of the document: what XML does not know in it is left out.
        let _ = self.escaped(namespace, true);
        self.text.push('"');
    }

    /// A name. Those of members that no table names are the caller's own.
    fn name(&mut self, name: &Name, local: &str) -> Result<(), String> {
        let is_first = |character: char| character.is_alphabetic() || character == '_';
        let is_next = |character: char| {
            is_first(character) || character.is_numeric() || matches!(character, '-' | '.' | ':')
        };
        let is_name = |text: &str| text.starts_with(is_first) && text.chars().all(is_next);
        // A prefix that nothing declares would make it no XML.
        let is_meant = !name.namespace.is_empty() || self.is_declared(name.prefix);
        let prefix = if is_meant { name.prefix } else { "" };
        for part in [prefix, local]
            .into_iter()
            .skip(usize::from(prefix.is_empty()))
        {
            if !is_name(part) {
                return Err(format!("{part:?} is no name of XML"));
            }
        }
        if !prefix.is_empty() {
            self.text.push_str(prefix);
            self.text.push(':');
        }
        self.text.push_str(local);
        Ok(())
    }

    fn is_declared(&self, prefix: &str) -> bool {
        self.scope.iter().any(|(known, _)| *known == prefix)
    }

    /// Text, in which what marks XML up is written as references.
    fn escaped(&mut self, text: &str, is_attribute: bool) -> Result<(), String> {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' if is_attribute => self.text.push_str("&quot;"),
                '\n' if is_attribute => self.text.push_str("&#10;"),
                '\t' if is_attribute => self.text.push_str("&#9;"),
                '\r' => self.text.push_str("&#13;"),
                other => self.text.push(legal(other)?),
            }
        }
        Ok(())
    }

    fn cdata(&mut self, text: &str) -> Result<(), String> {
        text.chars()
            .try_for_each(|character| legal(character).map(drop))?;
        self.text.push_str("<![CDATA[");
        self.text.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        self.text.push_str("]]>");
        Ok(())
    }
}

/// A character that XML 1.0 has.
fn legal(character: char) -> Result<char, String> {
    match character {
        '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'.. => Ok(character),
        other => Err(format!("XML has no character {:?}", other)),
    }
}

/// A scalar as text.
fn word(value: &Tree) -> String {
    match value {
        Tree::String(text) => text.clone(),
        Tree::Number(value) => format!("{value:?}"),
        Tree::Boolean(value) => value.to_string(),
        Tree::Null | Tree::Array(_) | Tree::Object(_) => String::new(),
    }
}

impl Shape {
    /// The object that it is, or may be.
    fn object(&self) -> &Object {
        let found = match self {
            Self::Object(object) => Some(*object),
            Self::Either(shapes) => shapes.iter().find_map(|shape| match shape {
                Self::Object(object) => Some(*object),
                _ => None,
            }),
            _ => None,
        };
        found.unwrap_or(&super::object::OPEN)
    }

    /// The array that it is, or may be.
    fn items(&self) -> Option<&'static Items> {
        match self {
            Self::Array(items) => Some(items),
            Self::Either(shapes) => shapes.iter().find_map(|shape| shape.items()),
            _ => None,
        }
    }
}

impl Object {
    fn member(&self, json: &str, node: Node) -> Option<&Member> {
        let mut members = self.members.iter();
        members.find(|member| member.node == node && member.json == json)
    }
}

impl Member {
    fn is_wrapped(&self) -> bool {
        let items = self.shape.items();
        items.is_some_and(|items| items.wrapping == Wrapping::Wrapped)
    }
}
