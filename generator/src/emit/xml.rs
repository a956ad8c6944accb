//! `xml.rs`: how bodies are written in XML, as data.

use super::context::Scope;
use super::table::string;
use super::types::uses;
use super::{Chunk, Context, Job, Module, docs};
use crate::ir::{Xml, XmlItems, XmlMember, XmlName, XmlNode, XmlShape};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The file; none where no body is XML.
pub(super) fn jobs<'c>(context: &'c Context) -> Option<Job<'c>> {
    let bodies = context.api.xml_bodies();
    (!bodies.is_empty()).then(|| -> Job { Box::new(move || file(context, &bodies)) })
}

fn file(context: &Context, bodies: &[&Xml]) -> Module {
    let scope = Scope::qualified(context);
    let writer = Writer { scope: &scope };
    let mut text = String::new();
    for body in bodies {
        text.push_str(&writer.body(body));
    }
    for index in objects(context, bodies) {
        text.push_str(&writer.object(index));
    }
    let head = "//! How types are written in XML: a [`Document`](crate::runtime::xml::Document) for each body.\n\n";
    Module {
        path: "src/xml.rs".to_owned(),
        chunks: vec![
            Chunk::Text(head.to_owned()),
            uses(&scope),
            Chunk::Text(text),
        ],
    }
}

/// The objects that bodies hold, in the order of the document.
fn objects(context: &Context, bodies: &[&Xml]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut pending: Vec<&XmlShape> = bodies.iter().map(|body| &body.shape).collect();
    while let Some(shape) = pending.pop() {
        match shape {
            XmlShape::Array(items) => pending.push(&items.shape),
            XmlShape::Either(shapes) => pending.extend(shapes),
            XmlShape::Object(index) if found.insert(*index) => {
                let object = &context.api.xml_objects[*index];
                pending.extend(object.members.iter().map(|member| &member.shape));
                pending.push(&object.rest);
            }
            _ => {}
        }
    }
    found
}

/// Writes tables as Rust.
struct Writer<'w> {
    scope: &'w Scope<'w, 'w>,
}

impl Writer<'_> {
    /// A name of the runtime.
    fn runtime(&self, name: &str) -> String {
        self.scope.bring("crate::runtime::xml", name);
        name.to_owned()
    }

    fn body(&self, body: &Xml) -> String {
        self.scope.import_macro("xml");
        let name = &self.scope.context.names.xml.bodies[body];
        let value = self.scope.rust_type(&body.value);
        let root = match &body.root {
            Some(root) => format!("Some({})", self.name(root)),
            None => "None".to_owned(),
        };
        let head = format_args!(
            "{name}: {value} = {root}, {}, {}",
            body.is_named,
            self.shape(&body.shape)
        );
        let value_name = docs::code(&value.to_string());
        let comment = match &body.root {
            Some(root) => {
                let tag = docs::code(&format!("<{}>", root.local));
                format!("/// {value_name}, as {tag}.\n")
            }
            None => format!("/// {value_name}, whose only member is the root element.\n"),
        };
        format!("xml! {{\n    {comment}    {head}\n}}\n")
    }

    fn object(&self, index: usize) -> String {
        let object = &self.scope.context.api.xml_objects[index];
        let name = &self.scope.context.names.xml.objects[index];
        let kind = self.runtime("Object");
        let rest = self.shape(&object.rest);
        if object.members.is_empty() {
            return format!("static {name}: {kind} = {kind} {{ members: &[], rest: {rest} }};\n");
        }
        let mut text = format!("static {name}: {kind} = {kind} {{\n    members: &[");
        for member in &object.members {
            let _ = write!(text, "\n        {},", self.member(member));
        }
        let _ = write!(text, "\n    ],\n    rest: {rest},\n}};\n");
        text
    }

    fn member(&self, member: &XmlMember) -> String {
        let make = self.runtime(match member.node {
            XmlNode::Element => "element",
            XmlNode::Attribute => "attribute",
            XmlNode::Text => "text",
            XmlNode::Cdata => "cdata",
        });
        let mut text = format!(
            "{make}({}, {})",
            string(&member.json),
            self.shape(&member.shape)
        );
        let name = &member.name;
        if name.local != member.json || !name.namespace.is_empty() || !name.prefix.is_empty() {
            let _ = write!(text, ".called({})", self.name(name));
        }
        if member.required && matches!(member.shape, XmlShape::Array(_)) {
            text.push_str(".required()");
        }
        text
    }

    fn name(&self, name: &XmlName) -> String {
        let make = self.runtime("name");
        let local = string(&name.local);
        match name.namespace.is_empty() && name.prefix.is_empty() {
            true => format!("{make}({local})"),
            false => {
                let (namespace, prefix) = (string(&name.namespace), string(&name.prefix));
                format!("{make}({local}).within({namespace}, {prefix})")
            }
        }
    }

    fn shape(&self, shape: &XmlShape) -> String {
        let kind = self.runtime("Shape");
        match shape {
            XmlShape::Any => format!("{kind}::Any"),
            XmlShape::Text => format!("{kind}::Text"),
            XmlShape::Number => format!("{kind}::Number"),
            XmlShape::Boolean => format!("{kind}::Boolean"),
            XmlShape::Array(items) => format!("{kind}::Array({})", self.items(items)),
            XmlShape::Object(index) => {
                let name = &self.scope.context.names.xml.objects[*index];
                format!("{kind}::Object(&{name})")
            }
            XmlShape::Either(shapes) => {
                let shapes: Vec<String> = shapes.iter().map(|shape| self.shape(shape)).collect();
                format!("{kind}::Either(&[{}])", shapes.join(", "))
            }
        }
    }

    fn items(&self, items: &XmlItems) -> String {
        let kind = self.runtime("Items");
        let make = match items.wrapped {
            Some(true) => "wrapped",
            Some(false) => "bare",
            None => "unsaid",
        };
        let (name, shape) = (self.name(&items.name), self.shape(&items.shape));
        format!("&{kind}::{make}({name}, {shape})")
    }
}
