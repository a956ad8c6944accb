//! What is generated, as plain data: neither OpenAPI nor Rust tokens.
//!
//! Lowering makes it, naming adds the Rust names beside it, emission reads both. Everything in it
//! knows the JSON pointer that it came from.

mod answer;
mod direction;
mod form;
mod operation;
mod paging;
mod prune;
mod recursion;
mod schema;
mod status;
mod types;
mod webhook;
mod xml;

pub use answer::{Answer, AnswerBody, Origin, Sample};
pub use operation::{
    Body, BodyKind, ClientCredentials, Encoding, Framing, Location, Operation, Parameter,
    PartEncoding, ResponseHeader, Scheme, SchemeKind, Serialization, Server, Streaming, Style,
    Success, Variable,
};
pub use paging::{Items, Next, Paging};
pub use recursion::by_value_cycles;
pub use schema::{Keyword, NamedSchema, Schema, SchemaId};
pub use status::reason;
pub use types::{
    Access, Branch, CollectionRule, Docs, Files, Fit, Kind, Naming, NumberRule, Object, PatternUse,
    Presence, Primitive, Property, Rest, ScalarValue, StringRule, Type, TypeId, TypeRef, Union,
};
pub use webhook::{Webhook, WebhookOrigin};
pub use xml::{Xml, XmlItems, XmlMember, XmlName, XmlNode, XmlObject, XmlShape};

use std::collections::BTreeSet;

/// An API: its types and its operations.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.description`.
    pub description: Option<String>,
    /// The types, a parent before its children.
    pub types: Vec<Type>,
    /// The schemas that are checked beside types.
    pub schemas: Vec<NamedSchema>,
    /// The objects that bodies of XML are made of.
    pub xml_objects: Vec<XmlObject>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// The webhooks, and behind them the callbacks.
    pub webhooks: Vec<Webhook>,
    /// The first server's URL; empty where there is none that can be called as it stands.
    pub base_url: String,
    /// The servers, as the document lists them.
    pub servers: Vec<Server>,
    /// Environment variables that may hold another base URL.
    pub base_url_env: Vec<String>,
    /// Environment variables that may hold the token.
    pub token_env: Vec<String>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
}

impl Api {
    /// The schemas that types are checked by, and those that they refer to.
    pub fn carried_schemas(&self) -> BTreeSet<SchemaId> {
        let mut found = BTreeSet::new();
        let mut pending: Vec<SchemaId> = self.types.iter().filter_map(|item| item.check).collect();
        while let Some(id) = pending.pop() {
            if found.insert(id) {
                pending.extend(self.schemas[id.0].schema.references());
            }
        }
        found
    }

    /// The type behind a name, through aliases; `None` for what has no name.
    pub fn resolve<'a>(&'a self, reference: &'a TypeRef) -> &'a TypeRef {
        let mut reference = reference;
        // A chain of aliases has no more links than there are types.
        for _ in 0..=self.types.len() {
            match reference {
                TypeRef::Named(id) => match &self.types[id.0].kind {
                    Kind::Alias(target) => reference = target,
                    _ => return reference,
                },
                _ => return reference,
            }
        }
        reference
    }
}
