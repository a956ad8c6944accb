//! Bodies of XML: what of their types is an attribute, what an array is wrapped in, and what each
//! is called.

use super::{Api, BodyKind, TypeRef};
use crate::pointer::Pointer;

/// A body of XML: its type, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Xml {
    /// Its type.
    pub value: TypeRef,
    /// The root element; none where it is the only member of an object.
    pub root: Option<XmlName>,
    /// Whether the document names the root, rather than the component.
    pub is_named: bool,
    /// What is in it.
    pub shape: XmlShape,
}

/// What an element or attribute is called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct XmlName {
    /// `name`
    pub local: String,
    /// `namespace`
    pub namespace: String,
    /// `prefix`
    pub prefix: String,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum XmlShape {
    /// Anything.
    Any,
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Items.
    Array(Box<XmlItems>),
    /// An object, by its index in [`Api::xml_objects`].
    Object(usize),
    /// One of several.
    Either(Vec<XmlShape>),
}

/// The items of an array.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct XmlItems {
    /// What an item is called.
    pub name: XmlName,
    /// `wrapped`, where it is said.
    pub wrapped: Option<bool>,
    /// What an item is.
    pub shape: XmlShape,
}

/// An object.
#[derive(Clone, Debug)]
pub struct XmlObject {
    /// Where its schema stands.
    pub pointer: Pointer,
    /// Its members, in the order of the document.
    pub members: Vec<XmlMember>,
    /// What members are that have no name.
    pub rest: XmlShape,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlMember {
    /// Its name in JSON.
    pub json: String,
    /// What it is.
    pub node: XmlNode,
    /// What it is called.
    pub name: XmlName,
    /// Whether it has to be there.
    pub required: bool,
    /// What is in it.
    pub shape: XmlShape,
}

/// `nodeType`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlNode {
    /// `element`
    Element,
    /// `attribute`
    Attribute,
    /// `text`
    Text,
    /// `cdata`
    Cdata,
}

impl Api {
    /// The bodies of XML that calls send and receive, each once.
    pub fn xml_bodies(&self) -> Vec<&Xml> {
        let mut seen = std::collections::HashSet::new();
        let bodies = self.operations.iter().flat_map(|operation| {
            let sent = operation.bodies().filter_map(|body| match &body.kind {
                BodyKind::Xml(xml) => Some(xml),
                _ => None,
            });
            let answered = operation.answers().filter_map(|answer| answer.xml());
            sent.chain(answered)
        });
        bodies.filter(|body| seen.insert(*body)).collect()
    }
}
