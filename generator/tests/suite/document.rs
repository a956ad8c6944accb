//! OpenAPI documents whose components are the schemas of the suite.

use crate::cases::{self, Group, Test, data, json_files};
use crate::draft::Draft;
use jsonschema::Registry;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::PathBuf;

/// A document and what it is made of.
pub(crate) struct Document {
    pub(crate) draft: Draft,
    pub(crate) crate_name: String,
    pub(crate) groups: Vec<Group>,
}

/// So many documents share the files of a draft: each of their crates compiles beside the others.
const DOCUMENTS: usize = 2;

/// Where the schemas stand that tests refer to and do not hold.
const REMOTES: &str = "http://localhost:1234/draft2020-12/";

/// The schemas that describe schemas.
const METASCHEMA: [&str; 9] = [
    "schema",
    "meta/core",
    "meta/applicator",
    "meta/unevaluated",
    "meta/validation",
    "meta/meta-data",
    "meta/format-annotation",
    "meta/format-assertion",
    "meta/content",
];

/// The documents of a draft. Neighbouring files go to different ones, for they use the same URIs.
pub(crate) fn documents(draft: Draft) -> Vec<Document> {
    let mut documents: Vec<Document> = (0..DOCUMENTS)
        .map(|index| Document {
            draft,
            crate_name: format!("{}-{index}", draft.folder()),
            groups: Vec::new(),
        })
        .collect();
    for (index, groups) in cases::files(draft).into_iter().enumerate() {
        documents[index % DOCUMENTS].groups.extend(groups);
    }
    documents
}

impl Document {
    /// All instances, each with its group.
    pub(crate) fn tests(&self) -> impl Iterator<Item = (&Group, &Test)> {
        let groups = self.groups.iter();
        groups.flat_map(|group| group.tests.iter().map(move |test| (group, test)))
    }

    /// Its text, without the groups that `is_out` names.
    pub(crate) fn text(&self, is_out: impl Fn(&Group) -> bool) -> String {
        let mut schemas = Map::new();
        for group in self.groups.iter().filter(|group| !is_out(group)) {
            let mut schema = group.schema.clone();
            if self.draft == Draft::V2020_12 {
                schema = with_id(
                    schema,
                    &format!("https://suite.example/{}", group.component),
                );
            }
            schemas.insert(group.component.clone(), schema);
        }
        if self.draft == Draft::V2020_12 {
            for (index, schema) in remotes().into_iter().enumerate() {
                schemas.insert(format!("Remote{index:02}"), schema);
            }
        }
        let document = json!({
            "openapi": self.draft.version(),
            "info": {"title": self.crate_name, "version": "1"},
            "paths": {},
            "components": {"schemas": schemas},
        });
        document.to_string()
    }
}

/// A schema with a URI, so that `#` means the schema and not the document.
fn with_id(mut schema: Value, id: &str) -> Value {
    if let Some(keywords) = schema.as_object_mut() {
        keywords.entry("$id").or_insert(id.into());
    }
    schema
}

/// The remotes of the suite and the metaschema. A remote whose own URI is not where it is retrieved from stands
/// there as a reference.
fn remotes() -> Vec<Value> {
    let root = data().join("remotes/draft2020-12");
    let read = |path: &PathBuf| {
        let schema: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let below = path.strip_prefix(&root).unwrap().to_str().unwrap();
        let place = format!("{REMOTES}{}", below.replace('\\', "/"));
        match schema.get("$id").cloned() {
            None => vec![with_id(schema, &place)],
            Some(id) if id == place => vec![schema],
            Some(id) => vec![schema, json!({"$id": place, "$ref": id})],
        }
    };
    let metaschema = METASCHEMA.map(|part| format!("https://json-schema.org/draft/2020-12/{part}"));
    let references = metaschema.each_ref().map(|uri| json!({"$ref": uri}));
    let registry = Registry::new().add("urn:all", json!({"allOf": references}));
    let registry = registry.unwrap().prepare().unwrap();
    let known = metaschema.map(|uri| {
        let resolver = registry.resolver(jsonschema::uri::from_str(&uri).unwrap());
        resolver.lookup(&uri).unwrap().contents().clone()
    });
    json_files(&root)
        .iter()
        .flat_map(read)
        .chain(known)
        .collect()
}
