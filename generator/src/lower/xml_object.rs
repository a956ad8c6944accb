//! What is said of one place in XML: its `xml` objects, and what may stand there.

use super::Lowering;
use super::json_type::Types;
use super::schema::Schema;
use super::shape::Shape;
use crate::ir::{XmlMember, XmlName, XmlNode, XmlObject, XmlShape};
use crate::load::Version;
use crate::pointer::Pointer;
use serde_json::Value;

/// What `xml` says of a place, the nearest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) name: Option<String>,
    namespace: Option<String>,
    prefix: Option<String>,
    node: Option<XmlNode>,
    pub(super) wrapped: Option<bool>,
    /// The component that the place refers to.
    pub(super) component: Option<String>,
    /// The property that the place is.
    pub(super) property: Option<String>,
}

impl Said {
    /// Adds what one `xml` says, where nothing nearer did.
    fn add(&mut self, xml: &Value) {
        let text = |keyword: &str| xml.get(keyword).and_then(Value::as_str).map(str::to_owned);
        let flag = |keyword: &str| xml.get(keyword).and_then(Value::as_bool);
        let node_type = xml.get("nodeType").and_then(Value::as_str);
        let node = match node_type {
            Some("attribute") => Some(XmlNode::Attribute),
            Some("text") => Some(XmlNode::Text),
            Some("cdata") => Some(XmlNode::Cdata),
            Some("element") => Some(XmlNode::Element),
            _ => flag("attribute")
                .filter(|is_attribute| *is_attribute)
                .map(|_| XmlNode::Attribute),
        };
        let wrapped = flag("wrapped").or(match node_type {
            Some("element") => Some(true),
            Some("none") => Some(false),
            _ => None,
        });
        self.name = self.name.take().or_else(|| text("name"));
        self.namespace = self.namespace.take().or_else(|| text("namespace"));
        self.prefix = self.prefix.take().or_else(|| text("prefix"));
        self.node = self.node.or(node);
        self.wrapped = self.wrapped.or(wrapped);
    }

    /// What all say together, the first first.
    pub(super) fn first<'s>(all: impl Iterator<Item = &'s Self>) -> Self {
        let mut said = Self::default();
        for next in all.cloned() {
            said.name = said.name.or(next.name);
            said.namespace = said.namespace.or(next.namespace);
            said.prefix = said.prefix.or(next.prefix);
            said.node = said.node.or(next.node);
            said.wrapped = said.wrapped.or(next.wrapped);
        }
        said
    }

    /// What the place is called.
    pub(super) fn name(&self, inferred: &str) -> XmlName {
        XmlName {
            local: self.name.clone().unwrap_or_else(|| inferred.to_owned()),
            namespace: self.namespace.clone().unwrap_or_default(),
            prefix: self.prefix.clone().unwrap_or_default(),
        }
    }
}

/// What may stand at a place: of alternatives, all.
#[derive(Debug)]
pub(super) struct Facets<'d> {
    types: Types,
    pub(super) is_array: bool,
    pub(super) items: Vec<Schema<'d>>,
    pub(super) is_object: bool,
    members: Vec<(&'d str, Vec<Schema<'d>>)>,
    required: Vec<&'d str>,
    additional: Vec<Schema<'d>>,
}

impl Default for Facets<'_> {
    fn default() -> Self {
        Self {
            types: Types::NONE,
            is_array: false,
            items: Vec::new(),
            is_object: false,
            members: Vec::new(),
            required: Vec::new(),
            additional: Vec::new(),
        }
    }
}

impl Facets<'_> {
    /// The scalar that may stand there. Where text may, a number is text as well.
    pub(super) fn scalar(&self) -> Option<XmlShape> {
        let has = |types: Types| self.types.contains(types);
        match () {
            () if has(Types::STRING) => Some(XmlShape::Text),
            () if has(Types::INTEGER) => Some(XmlShape::Number),
            () if has(Types::BOOLEAN) => Some(XmlShape::Boolean),
            () => None,
        }
    }
}

impl<'d> Lowering<'d> {
    /// What `xml` says at a place, and the schema that the place comes down to: a reference and
    /// an `allOf` of one say no more than that.
    pub(super) fn said(&self, schema: &Schema<'d>) -> (Said, Schema<'d>) {
        let mut said = Said::default();
        let mut at = schema.clone();
        // A chain has no more links than a cycle of references that was found fault with.
        for _ in 0..super::MOST_NESTED {
            let is_silent = self.document.version == Version::V3_0 && at.reference().is_some();
            if let Some(xml) = at.get("xml").filter(|_| !is_silent) {
                said.add(xml);
            }
            if let Some(reference) = at.reference() {
                let is_alone = is_silent || at.has_only(&["$ref"]);
                let target = self.document.resolve(reference, &at.pointer).ok();
                let Some((pointer, value)) = target.filter(|_| is_alone) else {
                    break;
                };
                if said.component.is_none() {
                    let name = pointer.as_str().strip_prefix("/components/schemas/");
                    let name = name.filter(|name| !name.contains('/'));
                    said.component = name.and_then(|_| pointer.tokens().last());
                }
                at = Schema::new(value, pointer);
                continue;
            }
            if !at.has_only(&["allOf", "nullable"]) {
                break;
            }
            let branches = at.list("allOf");
            let (open, asking): (Vec<_>, Vec<_>) =
                branches.into_iter().partition(|branch| branch.is_open());
            let [only] = &asking[..] else { break };
            for xml in open.iter().filter_map(|branch| branch.get("xml")) {
                said.add(xml);
            }
            at = only.clone();
        }
        (said, at)
    }

    /// Adds what a shape allows.
    pub(super) fn facets(
        &mut self,
        shape: Shape<'d>,
        facets: &mut Facets<'d>,
        seen: &mut Vec<Pointer>,
    ) {
        let types = types_of(&shape);
        facets.types = facets.types.or(types);
        if types.contains(Types::ARRAY) {
            facets.is_array = true;
            if facets.items.is_empty() {
                facets.items = shape.items;
            }
        }
        if types.contains(Types::OBJECT) {
            facets.is_object = true;
            for (name, schemas) in shape.properties {
                if !facets.members.iter().any(|(known, _)| *known == name) {
                    facets.members.push((name, schemas));
                }
            }
            facets.required.extend(shape.required);
            facets.additional.extend(shape.additional);
        }
        for alternatives in shape.unions {
            if seen.contains(&alternatives.pointer) {
                continue;
            }
            seen.push(alternatives.pointer);
            for branch in alternatives.branches {
                let shape = self.shape(&[branch]);
                self.facets(shape, facets, seen);
            }
        }
    }

    /// Makes room for an object.
    pub(super) fn reserve_xml_object(&mut self, pointer: Pointer) -> usize {
        self.api.xml_objects.push(XmlObject {
            pointer,
            members: Vec::new(),
            rest: XmlShape::Any,
        });
        self.api.xml_objects.len() - 1
    }

    /// Makes the objects that were referred to.
    pub(super) fn xml_pending(&mut self) {
        while let Some((index, facets)) = self.xml_queue.pop() {
            let required = facets.required;
            let members = facets.members.into_iter();
            let members = members.map(|(json, schemas)| {
                let required = required.contains(&json);
                self.xml_member(json, &schemas, required)
            });
            let members = members.collect();
            let rest = match facets.additional.first() {
                None => XmlShape::Any,
                Some(first) => {
                    let (said, end) = self.said(first);
                    let nameless = Said::default().name("");
                    self.xml_shape(vec![end], &nameless, &said)
                }
            };
            let object = &mut self.api.xml_objects[index];
            (object.members, object.rest) = (members, rest);
        }
    }

    fn xml_member(&mut self, json: &str, schemas: &[Schema<'d>], required: bool) -> XmlMember {
        let ends: Vec<_> = schemas.iter().map(|schema| self.said(schema)).collect();
        let mut said = Said::first(ends.iter().map(|(said, _)| said));
        said.property = Some(json.to_owned());
        let name = said.name(json);
        let schemas: Vec<Schema> = ends.into_iter().map(|(_, end)| end).collect();
        let shape = match schemas.is_empty() {
            true => XmlShape::Any,
            false => self.xml_shape(schemas, &name, &said),
        };
        // An attribute holds no more than text.
        let is_text = matches!(shape, XmlShape::Text | XmlShape::Number | XmlShape::Boolean);
        XmlMember {
            json: json.to_owned(),
            node: said.node.filter(|_| is_text).unwrap_or(XmlNode::Element),
            name,
            required,
            shape,
        }
    }
}

/// The types that a shape allows, told by its keywords where it does not say.
fn types_of(shape: &Shape) -> Types {
    match &shape.values {
        Some(values) if !shape.is_typed => {
            let types = values.iter().map(|value| Types::of(value));
            types.fold(Types::NONE, Types::or)
        }
        _ if shape.is_typed => shape.types,
        _ if shape.has_object_keywords() => Types::OBJECT,
        _ if shape.has_array_keywords() => Types::ARRAY,
        _ if shape.has_string_keywords() => Types::STRING,
        _ if shape.has_number_keywords() => Types::NUMBER,
        _ => Types::NONE,
    }
}
