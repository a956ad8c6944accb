//! Names of what is written in XML: a type a body, a constant an object.

use super::ident::{camel, shouty};
use super::scope::Scope;
use super::types::TypeNames;
use crate::ir::{Api, TypeRef, Xml};
use crate::pointer::Pointer;
use std::collections::HashMap;

/// The names of what is written in XML.
#[derive(Clone, Debug, Default)]
pub struct XmlNames {
    /// A body each: called as its type, or else as its operation.
    pub bodies: HashMap<Xml, String>,
    /// An object each, by its index; empty where no body has it.
    pub objects: Vec<String>,
}

/// What a body is not called: the file has these already.
const TAKEN: &[&str] = &[
    "BTreeMap", "Items", "None", "Object", "Option", "Shape", "Some", "String", "Value", "Vec",
];

/// Names the bodies after their types, and the objects after the words of their places.
pub(super) fn name(api: &Api, types: &[TypeNames]) -> XmlNames {
    let mut scope = Scope::without(TAKEN);
    let bodies = api.xml_bodies().into_iter().map(|body| {
        let word = match &body.value {
            TypeRef::Named(id) => types[id.0].name.clone(),
            _ => body
                .root
                .as_ref()
                .map_or_else(|| "Body".to_owned(), |root| camel(&root.local)),
        };
        (body.clone(), scope.take(word))
    });
    let bodies = bodies.collect();
    let mut scope = Scope::default();
    let places = api.types.iter().zip(types);
    let places: HashMap<&Pointer, &str> = places
        .map(|(item, names)| (&item.pointer, names.name.as_str()))
        .collect();
    let objects = api.xml_objects.iter().map(|object| {
        let word = match places.get(&object.pointer) {
            Some(name) => (*name).to_owned(),
            None => words(&object.pointer),
        };
        scope.take_snake(shouty(&word))
    });
    XmlNames {
        objects: objects.collect(),
        bodies,
    }
}

/// The words of a place that tell it from others.
fn words(pointer: &Pointer) -> String {
    let said = ["components", "schemas", "properties", "schema", "content"];
    let words = pointer.tokens();
    let words: Vec<String> = words
        .filter(|word| !said.contains(&word.as_str()))
        .collect();
    words.join(" ")
}
