//! Bodies of XML: how their schemas say that they are written. It is told apart from the types, for
//! an instance is the same in JSON and in XML.

use super::response::Media;
use super::schema::Schema;
use super::xml_object::{Facets, Said};
use super::{Lowering, MOST_NESTED};
use crate::diagnostic::code;
use crate::ir::{BodyKind, TypeRef, Xml, XmlItems, XmlName, XmlShape};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::BTreeSet;

/// References inside references inside unions: deeper than this, nothing is said.
const DEEPEST: usize = 6;

/// Whether a schema says anything of the elements of a body. A string, and an object of anything, is
/// how documents say that a body is some XML.
pub(crate) fn says_elements(document: &Document, schema: &Value, pointer: Pointer) -> bool {
    says(document, &Schema::new(schema, pointer), DEEPEST)
}

fn says(document: &Document, schema: &Schema, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    if let Some(reference) = schema.reference() {
        let followed = document.follow(reference, &schema.pointer);
        let target = followed.map(|(pointer, value)| Schema::new(value, pointer));
        return target.is_ok_and(|target| says(document, &target, depth));
    }
    let is_named = schema
        .get("xml")
        .is_some_and(|xml| xml.get("name").is_some());
    let has_parts = ["properties", "additionalProperties"]
        .iter()
        .any(|keyword| {
            let members = schema.get(keyword).and_then(Value::as_object);
            members.is_some_and(|members| !members.is_empty())
        });
    let is_word = ["boolean", "integer", "number"].contains(&schema.text("type").unwrap_or(""));
    let mut branches = ["allOf", "oneOf", "anyOf"]
        .iter()
        .flat_map(|keyword| schema.list(keyword));
    is_named
        || has_parts
        || is_word
        || schema.get("items").is_some()
        || branches.any(|branch| says(document, &branch, depth))
}

impl<'d> Lowering<'d> {
    /// How a body of a type is written in XML; none where it has no schema.
    pub(super) fn xml(&mut self, media: &Media<'d>, value: TypeRef) -> Option<Xml> {
        let schema = Schema::new(media.value.get("schema")?, media.pointer.child("schema"));
        let (said, end) = self.said(&schema);
        let component = said.component.clone().unwrap_or_default();
        let root = said.name(&component);
        let mut shape = self.xml_shape(vec![end], &root, &said);
        // What is no object is in the root, which an array has for a wrapper.
        if let XmlShape::Array(items) = &mut shape {
            items.wrapped = Some(true);
        }
        self.xml_pending();
        Some(Xml {
            value,
            is_named: said.name.is_some(),
            root: Some(root).filter(|root| !root.local.is_empty()),
            shape,
        })
    }

    /// Says once that a server does less than a client.
    pub(super) fn xml_of_server(&mut self) {
        let operations = self.api.operations.iter();
        let bodies = operations.flat_map(|operation| {
            let sent = operation.bodies();
            let sent = sent.filter(|body| matches!(body.kind, BodyKind::Xml(_)));
            let given = operation
                .answers()
                .filter_map(|answer| answer.body.as_ref());
            let given = given.filter(|body| body.xml.is_some());
            sent.map(|body| &body.pointer)
                .chain(given.map(|body| &body.pointer))
        });
        let bodies: Vec<&Pointer> = bodies.collect();
        // Answers of components are those of many operations.
        let count = bodies.iter().collect::<BTreeSet<_>>().len();
        let Some(first) = bodies.first().map(|first| (*first).clone()) else {
            return;
        };
        let message = match count {
            1 => "a server takes and gives this body of XML as bytes or text".to_owned(),
            _ => format!("a server takes and gives {count} bodies of XML as bytes and text"),
        };
        self.note(code::XML_OF_SERVER, &first, message, "typed in the client");
    }

    /// Whether a body can be written without a name of its own: its root is its only member then.
    pub(super) fn has_xml_root(&self, xml: &Xml) -> bool {
        let is_only = |object: usize| self.api.xml_objects[object].members.len() == 1;
        xml.root.is_some() || matches!(xml.shape, XmlShape::Object(object) if is_only(object))
    }

    /// The shape of what is called so.
    pub(super) fn xml_shape(
        &mut self,
        schemas: Vec<Schema<'d>>,
        name: &XmlName,
        said: &Said,
    ) -> XmlShape {
        if self.xml_depth >= MOST_NESTED {
            return XmlShape::Any;
        }
        self.xml_depth += 1;
        let shape = self.shape(&schemas);
        let mut facets = Facets::default();
        self.facets(shape, &mut facets, &mut Vec::new());
        let mut shapes: Vec<XmlShape> = facets.scalar().into_iter().collect();
        if facets.is_array {
            shapes.push(XmlShape::Array(Box::new(self.items(&facets, name, said))));
        }
        if facets.is_object {
            shapes.push(XmlShape::Object(self.xml_object(&schemas, facets)));
        }
        self.xml_depth -= 1;
        match (shapes.len(), shapes.pop()) {
            (1, Some(only)) => only,
            (_, None) => XmlShape::Any,
            (_, Some(last)) => XmlShape::Either(shapes.into_iter().chain([last]).collect()),
        }
    }

    fn items(&mut self, facets: &Facets<'d>, name: &XmlName, said: &Said) -> XmlItems {
        let ends: Vec<_> = facets.items.iter().map(|item| self.said(item)).collect();
        let of_items = Said::first(ends.iter().map(|(said, _)| said));
        let inferred = match (said.wrapped, &said.property) {
            (Some(true), _) | (_, None) => name.local.clone(),
            // By the letter the name of an array that is not wrapped says nothing.
            (_, Some(property)) if self.is_by_the_letter() => property.clone(),
            _ => name.local.clone(),
        };
        let name = of_items.name(&inferred);
        let schemas: Vec<Schema> = ends.into_iter().map(|(_, end)| end).collect();
        let shape = match schemas.is_empty() {
            true => XmlShape::Any,
            false => self.xml_shape(schemas, &name, &of_items),
        };
        XmlItems {
            name,
            wrapped: said.wrapped,
            shape,
        }
    }

    /// The object of some schemas, made later if it is not there yet.
    fn xml_object(&mut self, schemas: &[Schema<'d>], facets: Facets<'d>) -> usize {
        let places: Vec<Pointer> = schemas.iter().map(|one| one.pointer.clone()).collect();
        if let Some(known) = self.xml_places.get(&places) {
            return *known;
        }
        let index = self.reserve_xml_object(places.first().cloned().unwrap_or_default());
        self.xml_places.insert(places, index);
        self.xml_queue.push((index, facets));
        index
    }
}
