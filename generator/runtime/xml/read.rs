//! Elements to the JSON value that they say, by a shape. What breaks a rule of JSON is left to the
//! type: text that is no number stays text.

use super::element::Element;
use super::object;
use super::{Document, Items, Name, Shape};
use crate::runtime::decoding::{at, tolerate};
use crate::runtime::value::{Number, Value};
use crate::runtime::violation::{Rule, ValidationError};
use serde_json::Error;
use std::collections::BTreeMap;

/// The value of a document. A name that the API states is a rule; one that comes from a component is
/// not, since the specification gives none to what stands around it.
pub(super) fn document<D: Document>(root: &Element) -> Result<Value, Error> {
    let Some(name) = D::ROOT else {
        return unnamed(&D::SHAPE, root);
    };
    if D::IS_NAMED && !name.is(&root.name) {
        let rule = Rule::Element(name.local);
        tolerate(ValidationError::new("XML", rule, 0, &root.name))?;
    }
    let root = match &D::SHAPE {
        Shape::Object(shape) => object::within_envelope(shape, root)?,
        _ => root,
    };
    whole(&D::SHAPE, root)
}

/// A root without a name is the only member of an object, or else that object.
fn unnamed(shape: &Shape, root: &Element) -> Result<Value, Error> {
    if let Shape::Object(object) = shape {
        let mut members = object.members.iter();
        if let Some(member) = members.find(|member| member.has(&root.name)) {
            let value = at(member.json, || whole(&member.shape, root))?;
            let members = BTreeMap::from([(member.json.to_owned(), value)]);
            return Ok(Value::Object(members));
        }
    }
    whole(shape, root)
}

fn whole(shape: &Shape, element: &Element) -> Result<Value, Error> {
    Ok(value(shape, element)?.unwrap_or_else(|| Value::String(element.text.clone())))
}

/// The value of an element; none where it is empty, and its shape is not.
pub(super) fn value(shape: &Shape, element: &Element) -> Result<Option<Value>, Error> {
    if element.is_nil {
        return Ok(Some(Value::Null));
    }
    match shape {
        Shape::Any => any(element),
        Shape::Array(list) => items(list, element.children.iter()).map(Some),
        Shape::Object(shape) => object::read(shape, element).map(Some),
        Shape::Either(shapes) => value(either(shapes, element), element),
        Shape::Text | Shape::Number | Shape::Boolean if !element.children.is_empty() => {
            any(element)
        }
        Shape::Text | Shape::Number | Shape::Boolean => Ok(scalar(shape, &element.text)),
    }
}

/// The value of text; none where there is none, and the shape is no text.
pub(super) fn scalar(shape: &Shape, text: &str) -> Option<Value> {
    let word = text.trim();
    let read = match shape {
        Shape::Number => {
            if word.is_empty() {
                return None;
            }
            number(word).map(Value::Number)
        }
        Shape::Boolean => match word {
            "" => return None,
            "true" | "1" => Some(Value::Boolean(true)),
            "false" | "0" => Some(Value::Boolean(false)),
            _ => None,
        },
        Shape::Either(shapes) => {
            let mut scalars = shapes.iter().filter(|shape| shape.is_scalar());
            let scalar_shape = scalars.next().unwrap_or(&Shape::Text);
            return scalar(scalar_shape, text);
        }
        _ => None,
    };
    Some(read.unwrap_or_else(|| text.into()))
}

fn number(word: &str) -> Option<Number> {
    if let Ok(integer) = word.parse::<i64>() {
        return Some(integer.into());
    }
    if let Ok(integer) = word.parse::<u64>() {
        return Some(integer.into());
    }
    // To Rust "inf" and "NaN" are numbers, too.
    let float = word.parse::<f64>().ok();
    float.filter(|float| float.is_finite()).map(Number::float)
}

/// What the schema leaves open: an object where there are elements or attributes, else text.
fn any(element: &Element) -> Result<Option<Value>, Error> {
    match element.is_plain() {
        true => Ok(Some(element.text.as_str().into())),
        false => object::read(&object::OPEN, element).map(Some),
    }
}

/// Whatever items are called in an element of their own, they are the items.
pub(super) fn items<'e>(
    list: &Items,
    elements: impl Iterator<Item = &'e Element>,
) -> Result<Value, Error> {
    let mut items = Vec::new();
    for (index, element) in elements.enumerate() {
        // An item that is empty is there all the same.
        items.push(at(index, || whole(&list.shape, element))?);
    }
    Ok(Value::Array(items))
}

/// Which one of several an element has the form of.
fn either<'s>(shapes: &'s [Shape], element: &Element) -> &'s Shape {
    let has_parts = !element.is_plain();
    let fits = |shape: &&Shape| shape.is_scalar() != has_parts;
    shapes.iter().find(fits).unwrap_or(&Shape::Any)
}

impl Shape {
    /// Whether it is text.
    pub(super) const fn is_scalar(&self) -> bool {
        matches!(self, Self::Text | Self::Number | Self::Boolean)
    }
}

impl Name {
    /// Whether one element of many is called so.
    pub(super) fn is_one_of(&self, elements: &[Element]) -> bool {
        elements.iter().any(|element| self.is(&element.name))
    }
}
