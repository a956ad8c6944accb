//! IR to names: every identifier and file name of the output is decided here, before emission.
//!
//! Text of the document becomes an identifier in one place, `ident`, whose output has ASCII
//! letters, digits and underscores only. Names depend on the place in the document, not on what
//! stands elsewhere, unless two places would get the same one; then the later is numbered.

mod files;
mod ident;
mod operations;
mod outside;
mod schemas;
mod scope;
mod server;
mod types;
mod xml;

pub use operations::OperationNames;
pub use schemas::SchemaNames;
pub use server::TagNames;
pub use types::TypeNames;
pub use xml::XmlNames;

use crate::ir::Api;
use std::collections::BTreeMap;

/// The names of everything that is emitted.
#[derive(Clone, Debug)]
pub struct Names {
    /// The crate, as in `use`.
    pub krate: String,
    /// A type each, by its index.
    pub types: Vec<TypeNames>,
    /// A schema each, by its index.
    pub schemas: Vec<SchemaNames>,
    /// An operation each, by its index.
    pub operations: Vec<OperationNames>,
    /// A webhook each, by its index.
    pub webhooks: Vec<OperationNames>,
    /// A tag each, by its folder.
    pub tags: BTreeMap<String, TagNames>,
    /// What is of XML.
    pub xml: XmlNames,
}

/// Names everything in an API. `package` is the name that the user asked for, if any.
pub fn name(api: &Api, package: Option<&str>) -> Names {
    let mut operations = operations::name(api);
    let types = types::name(api, &operations);
    let schemas = schemas::name(api, &types);
    let webhooks = operations.split_off(api.operations.len());
    operations::name_structs(&mut operations, &types);
    let xml = xml::name(api, &types);
    let package = package.unwrap_or(&api.title);
    Names {
        krate: ident::krate(package),
        types,
        schemas,
        tags: server::tags(api, &operations),
        xml,
        operations,
        webhooks,
    }
}

impl Names {
    /// The package, as in `Cargo.toml`.
    pub fn package(&self) -> String {
        self.krate.replace('_', "-")
    }
}
