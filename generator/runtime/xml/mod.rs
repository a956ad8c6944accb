//! XML: a translation between its text and the JSON that all types are made of, by tables of what
//! is an attribute, what an array is wrapped in, and what each is called.

mod call;
mod element;
mod object;
mod read;
mod write;

use super::decode::Decode;
use super::decoding::{self, Mode, Outcome};
use super::from_value::from_value;
use super::tree::tree;
use serde::Serialize;
use serde::de::Error;

/// A type as the root element of a document: a table makes each.
pub trait Document: Sized {
    /// The type.
    type Value: Decode + Serialize;

    /// What the root element is called; nothing where it is the only member of an object.
    const ROOT: Option<Name>;

    /// Whether the document of the API says so, rather than its component's name.
    const IS_NAMED: bool;

    /// What is in it.
    const SHAPE: Shape;

    /// Reads a value. What breaks a rule is an error.
    ///
    /// # Errors
    /// The text is not XML, or not of that type.
    fn from_xml(text: &str) -> Result<Self::Value, serde_json::Error> {
        element::parse(text.as_bytes()).and_then(|root| decode::<Self>(&root))
    }

    /// Writes a value.
    ///
    /// # Errors
    /// Why XML cannot hold it: it has control characters, or a member whose name is none of XML.
    fn to_xml(value: &Self::Value) -> Result<String, String> {
        write::document::<Self>(&tree(value))
    }
}

/// Reads a body, tolerantly, to where the value is to stay.
fn read<D: Document>(
    body: &[u8],
    slot: &mut Option<D::Value>,
) -> Outcome<Result<(), serde_json::Error>> {
    decoding::run(Mode::Tolerant, || {
        *slot = Some(decode::<D>(&element::parse(body)?)?);
        Ok(())
    })
}

fn decode<D: Document>(root: &element::Element) -> Result<D::Value, serde_json::Error> {
    from_value(&read::document::<D>(root)?).map_err(serde_json::Error::custom)
}

/// What an element or attribute is called.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    local: &'static str,
    namespace: &'static str,
    prefix: &'static str,
}

/// The name of an element or attribute.
pub const fn name(local: &'static str) -> Name {
    Name {
        local,
        namespace: "",
        prefix: "",
    }
}

impl Name {
    /// In a namespace, under a prefix; no prefix is the default namespace.
    pub const fn within(self, namespace: &'static str, prefix: &'static str) -> Self {
        Self {
            namespace,
            prefix,
            ..self
        }
    }

    /// Whether something of a text is called so. Prefixes say nothing by themselves.
    fn is(&self, found: &str) -> bool {
        local(self.local) == local(found)
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What stands in an element.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Anything: an object of elements and attributes, or text.
    Any,
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Items. Where an element holds nothing but an array, each is an element in it.
    Array(&'static Items),
    /// An object.
    Object(&'static Object),
    /// One of these.
    Either(&'static [Shape]),
}

/// The items of an array.
#[derive(Debug)]
pub struct Items {
    /// What an item is called.
    name: Name,
    wrapping: Wrapping,
    shape: Shape,
}

impl Items {
    /// In an element of their own.
    pub const fn wrapped(name: Name, shape: Shape) -> Self {
        Self {
            name,
            wrapping: Wrapping::Wrapped,
            shape,
        }
    }

    /// Beside the other members.
    pub const fn bare(name: Name, shape: Shape) -> Self {
        Self {
            wrapping: Wrapping::Bare,
            ..Self::wrapped(name, shape)
        }
    }

    /// Beside the other members, as is meant where nothing is said.
    pub const fn unsaid(name: Name, shape: Shape) -> Self {
        Self {
            wrapping: Wrapping::Unsaid,
            ..Self::wrapped(name, shape)
        }
    }
}

/// Whether items stand in an element of their own: `wrapped`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrapping {
    /// They do.
    Wrapped,
    /// They stand beside the other members.
    Bare,
    /// Nothing is said, which means the same; but many documents that say nothing mean
    /// otherwise.
    Unsaid,
}

/// The members of an object.
#[derive(Debug)]
pub struct Object {
    /// Those that have a name.
    pub members: &'static [Member],
    /// What all others are.
    pub rest: Shape,
}

/// A member of an object.
#[derive(Debug)]
pub struct Member {
    /// Its name in JSON.
    json: &'static str,
    node: Node,
    name: Name,
    shape: Shape,
    is_required: bool,
}

/// What a member is: `nodeType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Element,
    Attribute,
    Text,
    Cdata,
}

/// A member that is an element, called as in JSON.
pub const fn element(json: &'static str, shape: Shape) -> Member {
    Member {
        json,
        node: Node::Element,
        name: name(json),
        shape,
        is_required: false,
    }
}

/// A member that is an attribute.
pub const fn attribute(json: &'static str, shape: Shape) -> Member {
    element(json, shape).of(Node::Attribute)
}

/// A member that is the text of the element.
pub const fn text(json: &'static str, shape: Shape) -> Member {
    element(json, shape).of(Node::Text)
}

/// A member that is the text of the element, written as CDATA.
pub const fn cdata(json: &'static str, shape: Shape) -> Member {
    element(json, shape).of(Node::Cdata)
}

impl Member {
    const fn of(self, node: Node) -> Self {
        Self { node, ..self }
    }

    /// What it is called in XML.
    pub const fn called(self, name: Name) -> Self {
        Self { name, ..self }
    }

    /// Has to be there: an array without items is.
    pub const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }

    /// The array that it is, if it is one.
    fn items(&self) -> Option<&'static Items> {
        match self.shape {
            Shape::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Whether an element is this member, or an item of it.
    fn has(&self, found: &str) -> bool {
        self.node == Node::Element
            && (self.name.is(found) || self.items().is_some_and(|items| items.name.is(found)))
    }
}

/// A type as the root element of a document.
macro_rules! xml {
    ($(#[$comment:meta])* $document:ident: $value:ty = $root:expr, $is_named:literal, $shape:expr) => {
        $(#[$comment])*
        #[derive(Clone, Copy, Debug)]
        pub struct $document;

        impl $crate::runtime::xml::Document for $document {
            type Value = $value;
            const ROOT: Option<$crate::runtime::xml::Name> = $root;
            const IS_NAMED: bool = $is_named;
            const SHAPE: $crate::runtime::xml::Shape = $shape;
        }
    };
}
pub(crate) use xml;
