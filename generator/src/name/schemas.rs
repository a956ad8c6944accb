//! Names of the schemas that are checked beside types.

use super::ident::{module, shouty};
use super::scope::Scope;
use super::types::TypeNames;
use crate::ir::{Api, SchemaId};
use std::collections::BTreeMap;

/// The names of a schema and its patterns.
#[derive(Clone, Debug, Default)]
pub struct SchemaNames {
    /// The constant.
    pub name: String,
    /// The file that it stands in, which is a module of `schemas`.
    pub module: String,
    /// The constants of its patterns, by what the document writes.
    pub patterns: BTreeMap<String, String>,
}

/// Names the schemas: after the types that they check, or else after the words of their place. A
/// schema may be there in both ways; the word behind tells them apart, whichever comes first.
pub(super) fn name(api: &Api, types: &[TypeNames]) -> Vec<SchemaNames> {
    let mut scope = Scope::default();
    let mut modules = Scope::without(&["schemas"]);
    let mut names = vec![SchemaNames::default(); api.schemas.len()];
    let checks = api.types.iter().zip(types);
    let checks = checks.filter_map(|(item, names)| Some((item.check?, shouty(&names.name))));
    let checked: BTreeMap<SchemaId, String> = checks.collect();
    let used = api.carried_schemas();
    let referred = used
        .iter()
        .filter(|id| !checked.contains_key(id))
        .map(|id| {
            let word = word(api.schemas[id.0].pointer.tokens());
            (*id, format!("{word}_SCHEMA"))
        });
    let all = checked.iter().map(|(id, word)| (*id, word.clone()));
    for (SchemaId(index), word) in all.chain(referred) {
        let name = scope.take_snake(word);
        let mut statics = Scope::default();
        let mut constants = BTreeMap::new();
        for pattern in api.schemas[index].schema.patterns() {
            constants
                .entry(pattern.source.clone())
                .or_insert_with(|| statics.take_snake(format!("{name}_PATTERN")));
        }
        names[index] = SchemaNames {
            patterns: constants,
            module: modules.take_snake(module(&name)),
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
