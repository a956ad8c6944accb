//! Elements to objects: which child or attribute is which member, and where arrays are.

use super::element::Element;
use super::read::{items, scalar, value};
use super::{Items, Member, Node, Object, Shape, Wrapping, local};
use crate::runtime::decoding::{at, tolerate};
use crate::runtime::value::Value;
use crate::runtime::violation::{Rule, ValidationError};
use serde_json::Error;
use std::collections::BTreeMap;

/// An object of any members.
pub(super) const OPEN: Object = Object {
    members: &[],
    rest: Shape::Any,
};

/// What text is called that stands beside elements, where no member is that text.
const TEXT: &str = "$text";

/// The children of an element that are no member yet, by their name.
type Children<'e> = BTreeMap<&'e str, Vec<&'e Element>>;

pub(super) fn read(shape: &Object, element: &Element) -> Result<Value, Error> {
    let mut children = Children::new();
    for child in &element.children {
        children.entry(&child.name).or_default().push(child);
    }
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    for (name, text) in &element.attributes {
        attributes.push((name, text));
    }
    let mut text = Some(&*element.text).filter(|text| !text.trim().is_empty());
    let mut members = BTreeMap::new();
    for member in shape.members {
        let read = at(member.json, || match member.node {
            Node::Element => read_element(member, &mut children),
            Node::Attribute => {
                let place = attributes.iter().position(|(name, _)| member.name.is(name));
                let text = place.map(|place| attributes.swap_remove(place).1);
                Ok(text.and_then(|text| scalar(&member.shape, text)))
            }
            Node::Text | Node::Cdata => {
                let text = text.take();
                Ok(text.and_then(|text| scalar(&member.shape, text)))
            }
        })?;
        members.extend(read.map(|value| (member.json.to_owned(), value)));
    }
    for (name, children) in children {
        let read = at(name, || unnamed(&shape.rest, &children))?;
        insert(&mut members, name, read);
    }
    // What is of XML itself is of no member.
    attributes.retain(|(name, _)| !name.starts_with("xsi:") && !name.starts_with("xml:"));
    let texts = attributes.into_iter().chain(text.map(|text| (TEXT, text)));
    for (name, text) in texts {
        insert(&mut members, local(name), scalar(&shape.rest, text));
    }
    Ok(Value::Object(members))
}

/// An attribute may be called like an element; then the element is kept.
fn insert(members: &mut BTreeMap<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        members.entry(name.to_owned()).or_insert(value);
    }
}

/// A member that is an element, or an array of them.
fn read_element(member: &Member, children: &mut Children) -> Result<Option<Value>, Error> {
    if let Some(list) = member.items() {
        return array(member, list, children);
    }
    let found = take(children, member.name.local);
    match (&found[..], &member.shape) {
        ([], _) => Ok(None),
        ([only], shape) => value(shape, only),
        (many, Shape::Either(shapes)) => {
            let list = shapes.iter().find_map(|shape| match shape {
                Shape::Array(list) => Some(*list),
                _ => None,
            });
            items(list.unwrap_or(&ANYTHING), many.iter().copied()).map(Some)
        }
        // The type says what it makes of an array.
        (many, _) => items(&ANYTHING, many.iter().copied()).map(Some),
    }
}

const ANYTHING: Items = Items {
    name: super::name(""),
    wrapping: Wrapping::Bare,
    shape: Shape::Any,
};

/// Items that stand here, or in an element of their own. The names tell which; where they do not,
/// the only element that cannot be an item is a wrapper.
fn array(member: &Member, list: &Items, children: &mut Children) -> Result<Option<Value>, Error> {
    let is_same = member.name.is(list.name.local);
    let outer = take(children, member.name.local);
    let inner = match is_same {
        true => Vec::new(),
        false => take(children, list.name.local),
    };
    let is_wrapped = match (list.wrapping, is_same) {
        (Wrapping::Wrapped, true) => !outer.iter().any(|element| is_item(list, element)),
        (Wrapping::Wrapped, false) => inner.is_empty(),
        (_, true) => matches!(&outer[..], [only] if is_wrapper(list, only)),
        (_, false) => inner.is_empty() && !outer.is_empty(),
    };
    let is_told = match list.wrapping {
        Wrapping::Wrapped => is_wrapped,
        Wrapping::Bare => !is_wrapped,
        Wrapping::Unsaid => true,
    };
    if !is_told {
        let rule = Rule::Wrapped(!is_wrapped);
        tolerate(ValidationError::without_value("XML", rule))?;
    }
    let has_none = outer.is_empty() && inner.is_empty();
    if has_none && (list.wrapping == Wrapping::Wrapped || !member.is_required) {
        return Ok(None);
    }
    if is_wrapped {
        if let [only] = &outer[..]
            && only.is_nil
        {
            return Ok(Some(Value::Null));
        }
        let within = outer.iter().flat_map(|wrapper| &wrapper.children);
        return items(list, within).map(Some);
    }
    let found = if is_same { outer } else { inner };
    items(list, found.into_iter()).map(Some)
}

/// Whether an element that should be a wrapper of elements of the same name is an item.
fn is_item(list: &Items, element: &Element) -> bool {
    match list.shape {
        Shape::Object(shape) => {
            let mut children = element.children.iter();
            children.any(|child| shape.has(&child.name)) && !list.name.is_one_of(&element.children)
        }
        _ => element.children.is_empty() && !element.text.trim().is_empty(),
    }
}

/// Whether an element that should be an item is a wrapper: all in it is of one name, and nothing of
/// an item.
fn is_wrapper(list: &Items, element: &Element) -> bool {
    let Some(first) = element.children.first() else {
        return element.is_empty() && !matches!(list.shape, Shape::Text | Shape::Any);
    };
    let mut children = element.children.iter();
    let is_uniform = children.all(|child| child.name == first.name);
    is_uniform
        && element.attributes.is_empty()
        && match list.shape {
            Shape::Text | Shape::Number | Shape::Boolean => true,
            Shape::Object(shape) => !shape.members.is_empty() && !shape.has(&first.name),
            _ => false,
        }
}

/// A member without a name of its own.
fn unnamed(rest: &Shape, found: &[&Element]) -> Result<Option<Value>, Error> {
    match (rest, found) {
        (Shape::Array(list), [only]) if is_wrapper(list, only) => {
            items(list, only.children.iter()).map(Some)
        }
        (Shape::Array(list), many) => items(list, many.iter().copied()).map(Some),
        (shape, [only]) => value(shape, only),
        (_, many) => items(&ANYTHING, many.iter().copied()).map(Some),
    }
}

fn take<'e>(children: &mut Children<'e>, name: &str) -> Vec<&'e Element> {
    children.remove(local(name)).unwrap_or_default()
}

impl Object {
    /// Whether an element is a member.
    fn has(&self, found: &str) -> bool {
        self.members.iter().any(|member| member.has(found))
    }
}

/// The element that has the members: the root, or the only one in it that has any, which some
/// servers put around an answer.
pub(super) fn within_envelope<'e>(shape: &Object, root: &'e Element) -> Result<&'e Element, Error> {
    let has_any = |element: &Element| {
        let mut children = element.children.iter();
        children.any(|child| shape.has(&child.name))
    };
    if has_any(root) || !root.attributes.is_empty() {
        return Ok(root);
    }
    let mut inner = root.children.iter().filter(|child| has_any(child));
    match (inner.next(), inner.next()) {
        (Some(envelope), None) => {
            tolerate(ValidationError::new(
                "XML",
                Rule::Enclosed,
                0,
                &envelope.name,
            ))?;
            Ok(envelope)
        }
        _ => Ok(root),
    }
}
