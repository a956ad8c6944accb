//! Document to IR: one OpenAPI concept a file.
//!
//! A schema is read in two steps. [`shape`] collects what it asks, `allOf` and references united;
//! [`represent`] picks the type that says most of it. What no type says becomes a finding.

mod alias;
mod api;
pub(crate) mod bound;
mod choice;
mod collect;
mod collection;
mod discriminator;
mod dynamic;
mod file;
mod form;
mod header;
pub(crate) mod json_type;
mod keyword;
mod malformed;
pub(crate) mod media;
mod number;
mod object;
mod operation;
mod parameter;
mod piece;
mod reading;
mod reference;
mod represent;
mod residue;
mod response;
mod schema;
mod server;
mod shape;
mod slot;
mod streaming;
mod string;
mod success;
mod template;
mod union;
mod webhook;
mod word;
mod xml;
mod xml_object;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, code};
use crate::ir::{Api, Docs, Kind, Naming, SchemaId, Type, TypeId, TypeRef};
use crate::load::{Document, Version};
use crate::pattern::Budget;
use crate::pointer::Pointer;
pub(crate) use file::has_files;
pub use reading::Reading;
pub(crate) use response::read_as_success;
use schema::Schema;
pub(crate) use schema::is_annotation;
use slot::Slot;
use std::collections::BTreeMap;
pub(crate) use xml::says_elements;

/// Schemas nested deeper than this are taken as any value; it bounds the recursion of lowering.
const MOST_NESTED: usize = 120;

/// More types than this are a document that multiplies itself.
const MOST_TYPES: usize = 200_000;

/// What is said of `nullable` in 3.1, once a schema.
const NO_NULLABLE: &str = "3.1 knows no `nullable`";

/// Lowers a document.
pub fn lower(document: &Document, reading: Reading, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering::new(document, reading, diagnostics);
    lowering.components();
    lowering.operations();
    lowering.queue();
    lowering.referred_schemas();
    lowering.break_alias_cycles();
    lowering.api.split_by_direction();
    lowering.forms();
    lowering.xml_of_server();
    lowering.api.prune();
    lowering.api.find_pages();
    lowering.api
}

/// An inline schema that was met before: `allOf` brings the same one to many places.
#[derive(Clone, Debug)]
enum Inline {
    /// It is being lowered, and has this name if it has one.
    Open(Option<TypeId>),
    /// It is this type.
    Done(TypeRef),
}

/// The state of lowering: what is made so far.
struct Lowering<'d> {
    document: &'d Document,
    reading: Reading,
    diagnostics: &'d mut Diagnostics,
    api: Api,
    /// The types of schemas that others may refer to.
    by_pointer: BTreeMap<Pointer, TypeId>,
    /// The types of schemas inside shared parameters, bodies and responses.
    shared: BTreeMap<Pointer, TypeRef>,
    /// Types without parts, by where they belong, what they are called and what they are.
    twins: BTreeMap<(Naming, String, String), TypeId>,
    /// What inline schemas were lowered to, by the places that they are made of.
    inline: BTreeMap<Vec<Pointer>, Inline>,
    /// Callbacks that are still to be lowered.
    callbacks: Vec<webhook::Callbacks<'d>>,
    /// Schemas that were referred to and are still to be lowered.
    queue: Vec<(TypeId, Schema<'d>)>,
    /// The inline schemas that are being lowered, the innermost last.
    open_inline: Vec<Vec<Pointer>>,
    /// The alternatives whose branches are being lowered.
    deciding: Vec<Pointer>,
    /// How deep the schema at hand is nested.
    depth: usize,
    patterns: Budget,
    /// The schemas that others refer to, as data.
    schema_ids: BTreeMap<Pointer, SchemaId>,
    /// Those of them that are still to be made.
    pending_schemas: Vec<(SchemaId, Schema<'d>)>,
    /// The objects of XML, by the schemas that they are made of.
    xml_places: BTreeMap<Vec<Pointer>, usize>,
    /// Those of them that are still to be made.
    xml_queue: Vec<(usize, xml_object::Facets<'d>)>,
    /// How deep the array of XML at hand is nested.
    xml_depth: usize,
}

impl<'d> Lowering<'d> {
    fn new(document: &'d Document, reading: Reading, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            document,
            reading,
            diagnostics,
            api: Api::default(),
            by_pointer: BTreeMap::new(),
            shared: BTreeMap::new(),
            twins: BTreeMap::new(),
            inline: BTreeMap::new(),
            queue: Vec::new(),
            callbacks: Vec::new(),
            open_inline: Vec::new(),
            deciding: Vec::new(),
            depth: 0,
            patterns: Budget::default(),
            schema_ids: BTreeMap::new(),
            pending_schemas: Vec::new(),
            xml_places: BTreeMap::new(),
            xml_queue: Vec::new(),
            xml_depth: 0,
        }
    }

    /// The schemas under `#/components/schemas`. All names are known before the first is lowered,
    /// so that they may refer to each other in any order.
    fn components(&mut self) {
        let at = Pointer::root().child("components").child("schemas");
        let Some(schemas) = self.document.get(&at).and_then(|value| value.as_object()) else {
            return;
        };
        for (name, value) in schemas {
            let schema = Schema::new(value, at.child(name));
            let id = self.open(Naming::Component(name.clone()), &schema.pointer);
            self.by_pointer.insert(schema.pointer.clone(), id);
            self.queue.push((id, schema));
        }
        // In the order of the document: a parent before its children, siblings as they stand.
        self.queue.reverse();
        self.queue();
    }

    /// Lowers what was referred to, until nothing is left.
    fn queue(&mut self) {
        while let Some((id, schema)) = self.queue.pop() {
            let pointer = schema.pointer.clone();
            let value = self.lower(vec![schema], Slot::Reserved(id));
            if value != TypeRef::Named(id) {
                self.close(id, Kind::Alias(value));
            }
            if self.api.types[id.0].docs == Docs::default() {
                self.api.types[id.0].docs = self.docs_at(&pointer);
            }
        }
    }

    /// The type of a conjunction of schemas.
    fn lower(&mut self, schemas: Vec<Schema<'d>>, slot: Slot) -> TypeRef {
        if self.depth >= MOST_NESTED || self.api.types.len() >= MOST_TYPES {
            let place = schemas.first().map_or(Place::Document, |schema| {
                Place::Value(schema.pointer.clone())
            });
            self.diagnostics.push(
                Diagnostic::warning(
                    code::SCHEMA_TOO_DEEP,
                    place,
                    "schemas are nested too deeply, or too many",
                )
                .label("any value is accepted here"),
            );
            return TypeRef::Any;
        }
        self.depth += 1;
        let value = match slot {
            Slot::Reserved(_) => self.lower_here(schemas, slot),
            Slot::Fresh(naming) => self.lower_inline(schemas, naming),
        };
        self.depth -= 1;
        value
    }

    /// An inline schema has one type, wherever `allOf` brings it; a schema that contains itself
    /// meets the type that is being made.
    fn lower_inline(&mut self, schemas: Vec<Schema<'d>>, naming: Naming) -> TypeRef {
        if let [only] = &schemas[..] {
            if !self.has_dynamic(&schemas)
                && let Some(reference) = self.plain_reference(only)
            {
                return reference;
            }
            if let Some(id) = self.by_pointer.get(&only.pointer) {
                return TypeRef::Named(*id);
            }
        }
        let places = schemas
            .iter()
            .map(|schema| &schema.pointer)
            .chain(&self.deciding);
        let places: Vec<Pointer> = places.cloned().collect();
        match self.inline.get(&places) {
            Some(Inline::Done(value)) => return value.clone(),
            Some(Inline::Open(Some(id))) => return TypeRef::Named(*id),
            Some(Inline::Open(None)) | None => {}
        }
        let naming = match &schemas[..] {
            [only] => self.home(&only.pointer, naming),
            _ => naming,
        };
        self.inline.insert(places.clone(), Inline::Open(None));
        self.open_inline.push(places.clone());
        let value = self.lower_here(schemas, Slot::Fresh(naming));
        self.open_inline.pop();
        self.inline.insert(places, Inline::Done(value.clone()));
        value
    }

    fn lower_here(&mut self, schemas: Vec<Schema<'d>>, slot: Slot) -> TypeRef {
        if self.has_dynamic(&schemas) {
            return self.dynamic(schemas, slot);
        }
        if let [only] = &schemas[..]
            && let Some(reference) = self.plain_reference(only)
        {
            return reference;
        }
        let wants_null = schemas.iter().find_map(|schema| self.wants_null(schema));
        if let Some(pointer) = &wants_null {
            let message = match self.document.version {
                Version::V3_0 => "by the letter of 3.0, `nullable` has no effect here",
                _ => NO_NULLABLE,
            };
            self.note(code::NULLABLE_MEANT, pointer, message, "`null` is accepted");
        }
        let wants_null = wants_null.is_some();
        let shape = self.shape(&schemas);
        let slot = if wants_null { slot.inside() } else { slot };
        let value = self.represent(shape, slot);
        if wants_null { nullable(value) } else { value }
    }

    /// Makes room for a type whose parts are still to be lowered.
    fn open(&mut self, naming: Naming, pointer: &Pointer) -> TypeId {
        self.api.types.push(Type {
            naming,
            pointer: pointer.clone(),
            docs: Docs::default(),
            check: None,
            kind: Kind::Alias(TypeRef::Any),
        });
        TypeId(self.api.types.len() - 1)
    }

    /// Says what a type is.
    fn close(&mut self, id: TypeId, kind: Kind) {
        self.api.types[id.0].kind = kind;
    }

    /// The type of a slot, made if it is not there yet.
    fn claim(&mut self, slot: Slot, pointer: &Pointer, docs: &Docs) -> TypeId {
        let id = match slot {
            Slot::Reserved(id) => id,
            Slot::Fresh(naming) => self.open(naming, pointer),
        };
        // What the schema at hand contains may be that schema again.
        if let Some(places) = self.open_inline.last()
            && places.first() == Some(pointer)
        {
            self.inline.insert(places.clone(), Inline::Open(Some(id)));
        }
        self.api.types[id.0].docs = docs.clone();
        id
    }

    /// A type with a name and no parts of its own. Inside one component or operation, places of
    /// the same name with the same rules share it.
    fn define(&mut self, slot: Slot, pointer: &Pointer, docs: &Docs, kind: Kind) -> TypeRef {
        let twin = match &slot {
            Slot::Fresh(naming) => Some((
                self.root_of(naming),
                naming.word().to_owned(),
                format!("{kind:?}"),
            )),
            Slot::Reserved(_) => None,
        };
        if let Some(id) = twin.as_ref().and_then(|twin| self.twins.get(twin)) {
            return TypeRef::Named(*id);
        }
        let id = self.claim(slot, pointer, docs);
        self.close(id, kind);
        self.twins.extend(twin.map(|twin| (twin, id)));
        TypeRef::Named(id)
    }

    /// The component or operation that a name begins with.
    fn root_of(&self, naming: &Naming) -> Naming {
        let mut root = naming;
        while let Naming::Child { of, .. } = root {
            root = &self.api.types[of.0].naming;
        }
        match root {
            Naming::Operation { operation, .. } => Naming::Operation {
                operation: *operation,
                word: String::new(),
            },
            other => other.clone(),
        }
    }

    fn warn(
        &mut self,
        code: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        label: &str,
    ) {
        self.diagnostics
            .push(Diagnostic::warning(code, Place::Value(pointer.clone()), message).label(label));
    }

    fn note(
        &mut self,
        code: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        label: &str,
    ) {
        self.diagnostics
            .push(Diagnostic::note(code, Place::Value(pointer.clone()), message).label(label));
    }
}

/// A value or `null`; saying it twice adds nothing.
fn nullable(value: TypeRef) -> TypeRef {
    match value {
        TypeRef::Nullable(_) | TypeRef::Any | TypeRef::Null => value,
        value => TypeRef::Nullable(Box::new(value)),
    }
}
