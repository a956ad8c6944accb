//! Names of the schemas that are checked beside types.

use super::ident::shouty;
use super::scope::Scope;
use super::types::TypeNames;
use crate::ir::{Api, SchemaId};
use std::collections::BTreeMap;

/// The names of a schema and its patterns.
#[derive(Clone, Debug, Default)]
pub(crate) struct SchemaNames {
    /// The constant.
    pub name: String,
    /// The constants of its patterns, by what the document writes.
    pub patterns: BTreeMap<String, String>,
}

/// Names the schemas: after their types, or else after the words of their place.
pub(super) fn name(api: &Api, types: &[TypeNames], patterns: &mut Scope) -> Vec<SchemaNames> {
    let mut scope = Scope::default();
    let mut names = vec![SchemaNames::default(); api.schemas.len()];
    let checks = api.types.iter().zip(types);
    let checks = checks.filter_map(|(item, names)| Some((item.check?, shouty(&names.name))));
    let used = api.carried_schemas();
    let checked: Vec<(SchemaId, String)> = checks.collect();
    let referred = used
        .iter()
        .filter(|id| !checked.iter().any(|(check, _)| check == *id))
        .map(|id| (*id, word(api.schemas[id.0].pointer.tokens())));
    let all: Vec<(SchemaId, String)> = checked.iter().cloned().chain(referred).collect();
    for (SchemaId(index), word) in all {
        let name = scope.take_snake(if word.is_empty() {
            "SCHEMA".to_owned()
        } else {
            word
        });
        let mut constants = BTreeMap::new();
        for pattern in api.schemas[index].schema.patterns() {
            constants
                .entry(pattern.source.clone())
                .or_insert_with(|| patterns.take_snake(name.clone()));
        }
        names[index] = SchemaNames {
            patterns: constants,
            name,
        };
    }
    names
}

/// The words of a pointer that tell one place from another.
fn word(tokens: impl Iterator<Item = String>) -> String {
    let said = ["components", "schemas", "properties", "$defs", "schema"];
    let words: Vec<String> = tokens
        .filter(|token| !said.contains(&token.as_str()))
        .collect();
    shouty(&words.join(" "))
}
