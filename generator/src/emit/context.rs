//! What emission looks things up in.

use super::rust_type::{RustType, ident};
use crate::ir::{Api, Kind, Primitive, SchemaId, TypeId, TypeRef, Xml, by_value_cycles};
use crate::name::{Names, TypeNames};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The API, its names, and what follows from both.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    /// The schemas that the crate carries.
    pub(super) schemas: BTreeSet<SchemaId>,
    cycles: Vec<Option<usize>>,
    taken: BTreeSet<&'a str>,
}

/// The names that one file uses and has to import, by the module that they come from.
#[derive(Debug, Default)]
pub(super) struct Imports(RefCell<BTreeMap<String, BTreeSet<String>>>);

impl<'a> Context<'a> {
    pub(crate) fn new(api: &'a Api, names: &'a Names) -> Self {
        let taken = names.types.iter().flat_map(|names| {
            std::iter::once(names.name.as_str()).chain(names.required.as_deref())
        });
        Self {
            api,
            names,
            schemas: api.carried_schemas(),
            cycles: by_value_cycles(api),
            taken: taken.collect(),
        }
    }

    pub(super) fn type_names(&self, id: TypeId) -> &TypeNames {
        &self.names.types[id.0]
    }

    /// Whether a type held by another is boxed: because it would make that infinitely large, or
    /// because it is an object in a union, which would make all its values as large as this one.
    fn is_boxed(&self, holder: TypeId, value: &TypeRef) -> bool {
        let TypeRef::Named(id) = value else {
            return false;
        };
        let is_cycle =
            self.cycles[holder.0].is_some() && self.cycles[holder.0] == self.cycles[id.0];
        let is_union = matches!(self.api.types[holder.0].kind, Kind::Union(_));
        is_cycle || (is_union && self.is_object(value))
    }

    fn is_object(&self, value: &TypeRef) -> bool {
        match self.api.resolve(value) {
            TypeRef::Named(id) => matches!(self.api.types[id.0].kind, Kind::Object(_)),
            _ => false,
        }
    }
}

/// How types are written in one file.
pub(super) struct Scope<'c, 'a> {
    pub(super) context: &'c Context<'a>,
    /// The module of `types` that the file is; none outside `types`.
    module: Option<String>,
    /// Whether types are written as `types::Name`, so that the file may have names of its own.
    is_qualified: bool,
    imports: Imports,
}

impl<'c, 'a> Scope<'c, 'a> {
    pub(super) fn new(context: &'c Context<'a>, module: Option<&str>) -> Self {
        Self {
            context,
            module: module.map(str::to_owned),
            is_qualified: false,
            imports: Imports::default(),
        }
    }

    /// A file outside `types` that says `types::` of each.
    pub(super) fn qualified(context: &'c Context<'a>) -> Self {
        Self {
            is_qualified: true,
            ..Self::new(context, None)
        }
    }

    pub(super) const fn is_qualified(&self) -> bool {
        self.is_qualified
    }

    /// A name of the standard library's prelude, in full where a type of the document hides it.
    pub(super) fn prelude(&self, name: &str, path: &str) -> String {
        if self.context.taken.contains(name) {
            format!("std::{path}::{name}")
        } else {
            name.to_owned()
        }
    }

    /// A name to import; in full where a type of the document has the same.
    pub(super) fn import(&self, path: &str, name: &str) -> String {
        if self.context.taken.contains(name) {
            return format!("{path}::{name}");
        }
        self.bring(path, name);
        name.to_owned()
    }

    /// A function of the runtime. Types have other names than functions, but a parameter of the
    /// document may be called like one.
    pub(super) fn function(&self, path: &str, name: &str) -> TokenStream {
        self.bring(path, name);
        let name = ident(name);
        quote!(self::#name)
    }

    /// A name to import where nothing hides it.
    pub(super) fn bring(&self, path: &str, name: &str) {
        self.imports.add(path, name);
    }

    /// A macro of the runtime; macros have names of their own, so nothing hides them.
    pub(super) fn import_macro(&self, name: &str) {
        let module = match name {
            "builder" => "operation_builder",
            name => name,
        };
        self.imports.add(&format!("crate::runtime::{module}"), name);
    }

    /// A type with a name.
    pub(super) fn named(&self, id: TypeId) -> RustType {
        let names = self.context.type_names(id);
        if self.is_qualified {
            self.bring("crate", "types");
            return RustType::new(&format!("types::{}", names.name));
        }
        match &self.module {
            Some(module) if *module == names.module => {}
            Some(_) => self.imports.add("super", &names.name),
            None => self.imports.add("crate::types", &names.name),
        }
        RustType::new(&names.name)
    }

    /// A body of XML.
    pub(super) fn xml(&self, body: &Xml) -> RustType {
        self.bring("crate", "xml");
        RustType::new(&format!("xml::{}", self.context.names.xml.bodies[body]))
    }

    /// A use of a type.
    pub(super) fn rust_type(&self, reference: &TypeRef) -> RustType {
        match reference {
            TypeRef::Named(id) => self.named(*id),
            TypeRef::String => RustType::new(&self.prelude("String", "string")),
            TypeRef::Boolean => RustType::new("bool"),
            TypeRef::Number(primitive) => RustType::new(primitive_name(*primitive)),
            TypeRef::Array(item) => {
                RustType::new(&self.prelude("Vec", "vec")).of(self.rust_type(item))
            }
            TypeRef::Map(value) => {
                let key = RustType::new(&self.prelude("String", "string"));
                RustType::new(&self.import("std::collections", "BTreeMap"))
                    .of(key)
                    .of(self.rust_type(value))
            }
            TypeRef::Nullable(inner) => self.option(self.rust_type(inner)),
            TypeRef::Null => RustType::new("()"),
            TypeRef::Any => self.value(),
        }
    }

    /// A type held by value inside another, boxed where need be.
    pub(super) fn held(&self, holder: TypeId, value: &TypeRef) -> RustType {
        match value {
            TypeRef::Nullable(inner) => self.option(self.held(holder, inner)),
            value if self.context.is_boxed(holder, value) => {
                RustType::new(&self.prelude("Box", "boxed")).of(self.rust_type(value))
            }
            value => self.rust_type(value),
        }
    }

    /// The type parameter of what is async or blocking.
    pub(super) fn surface(&self) -> Ident {
        ident(if self.context.taken.contains("M") {
            "M_"
        } else {
            "M"
        })
    }

    pub(super) fn option(&self, inner: RustType) -> RustType {
        RustType::new(&self.prelude("Option", "option")).of(inner)
    }

    pub(super) fn bytes(&self) -> RustType {
        RustType::new(&self.prelude("Vec", "vec")).of(RustType::new("u8"))
    }

    pub(super) fn value(&self) -> RustType {
        RustType::new(&self.import("crate::runtime::value", "Value"))
    }

    pub(super) fn members(&self) -> RustType {
        RustType::new(&self.import("crate::runtime::collections", "Members"))
    }

    pub(super) fn unrecognized(&self) -> RustType {
        RustType::new(&self.import("crate::runtime::unrecognized", "Unrecognized"))
    }

    pub(super) fn text(&self) -> RustType {
        RustType::new(&self.import("crate::runtime::string", "Text"))
    }

    /// What names the schema that a type is checked by; empty where there is none.
    pub(super) fn check(&self, id: TypeId) -> String {
        match self.context.api.types[id.0].check {
            Some(SchemaId(index)) => {
                format!(
                    " check crate::schemas::{}",
                    self.context.names.schemas[index].name
                )
            }
            None => String::new(),
        }
    }

    /// The `use` lines of what was written so far.
    pub(super) fn uses(&self) -> Vec<(String, Vec<String>)> {
        let imports = self.imports.0.borrow();
        imports
            .iter()
            .map(|(path, names)| (path.clone(), names.iter().cloned().collect()))
            .collect()
    }
}

impl Imports {
    fn add(&self, path: &str, name: &str) {
        self.0
            .borrow_mut()
            .entry(path.to_owned())
            .or_default()
            .insert(name.to_owned());
    }
}

pub(super) fn primitive_name(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::I32 => "i32",
        Primitive::I64 => "i64",
        Primitive::U64 => "u64",
        Primitive::F64 => "f64",
    }
}
