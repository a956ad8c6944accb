//! The files of `types`: one a component or operation, with the types inside it.
//!
//! What is too large for one file gives up its heaviest parts, which get files of their own. Only
//! the schema itself decides that, so the files of one do not depend on what others there are.

use super::ident::module;
use super::operations::OperationNames;
use super::scope::Scope;
use super::types::TypeNames;
use crate::ir::{Api, Docs, Kind, Naming, Type};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A file is divided beyond about so many lines. They are estimated: names come before text.
const MOST_LINES: usize = 1_000;

/// Decides in which file each type stands. Components and operations choose first: no part of
/// one takes the file name of another.
pub(super) fn name(api: &Api, operations: &[OperationNames], names: &mut [TypeNames]) {
    let mut modules = Scope::without(&["types"]);
    for (item, names) in api.types.iter().zip(&mut *names) {
        if let Naming::Component(text) = &item.naming {
            names.module = modules.take_snake(module(text));
        }
    }
    let mut by_operation: BTreeMap<usize, String> = BTreeMap::new();
    for (item, names) in api.types.iter().zip(&mut *names) {
        if let Naming::Operation { operation, .. } = item.naming {
            let module = by_operation
                .entry(operation)
                .or_insert_with(|| modules.take_snake(module(&operations[operation].camel)));
            names.module = module.clone();
        }
    }
    let begins_a_file = divide(api);
    for (index, item) in api.types.iter().enumerate() {
        if begins_a_file[index] {
            names[index].module = modules.take_snake(module(&names[index].name));
        } else if let Naming::Child { of, .. } = item.naming {
            // A parent comes before its children.
            names[index].module = names[of.0].module.clone();
        }
    }
    // Forms are of the client; what is inside them may be of any other type, too.
    for (item, names) in api.types.iter().zip(names) {
        if let Kind::Form(_) = item.kind {
            names.module = modules.take_snake(module(&names.name));
        }
    }
}

/// Which types begin a file of their own, though they are parts of others.
fn divide(api: &Api) -> Vec<bool> {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    let mut operations: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, item) in api.types.iter().enumerate() {
        match item.naming {
            Naming::Child { of, .. } => parts[of.0].push(index),
            Naming::Operation { operation, .. } => {
                operations.entry(operation).or_default().push(index)
            }
            Naming::Component(_) => {}
        }
    }
    let mut division = Division {
        lines: vec![0; api.types.len()],
        begins_a_file: vec![false; api.types.len()],
    };
    for (index, item) in api.types.iter().enumerate().rev() {
        division.lines[index] = division.fit(lines(item), &parts[index]);
    }
    for parts in operations.values() {
        division.fit(0, parts);
    }
    division.begins_a_file
}

struct Division {
    /// The lines of each type and its parts, but for those that have left.
    lines: Vec<usize>,
    begins_a_file: Vec<bool>,
}

impl Division {
    /// Takes the heaviest parts out until the rest fits; so many lines are left.
    fn fit(&mut self, own: usize, parts: &[usize]) -> usize {
        let mut heaviest = parts.to_vec();
        heaviest.sort_by_key(|part| Reverse(self.lines[*part]));
        let mut left = own + parts.iter().map(|part| self.lines[*part]).sum::<usize>();
        for part in heaviest {
            if left <= MOST_LINES {
                break;
            }
            left -= self.lines[part];
            self.begins_a_file[part] = true;
        }
        left
    }
}

/// About how many lines a type has: its face, and its table.
fn lines(item: &Type) -> usize {
    let kind = match &item.kind {
        Kind::Object(object) | Kind::Form(object) => {
            let comments = object
                .properties
                .iter()
                .map(|property| comment(&property.docs));
            10 + 3 * object.properties.len() + comments.sum::<usize>()
        }
        Kind::Choice(values) => 10 + 3 * values.len(),
        Kind::ScalarChoice(values) => 10 + 3 * values.len(),
        Kind::Union(union) => 10 + 3 * union.branches.len(),
        Kind::String(_)
        | Kind::Number(..)
        | Kind::Collection(..)
        | Kind::Checked(_)
        | Kind::Alias(_) => 6,
    };
    kind + 2 + comment(&item.docs)
}

fn comment(docs: &Docs) -> usize {
    let texts = [&docs.title, &docs.description].into_iter().flatten();
    let lines = texts.flat_map(|text| text.lines());
    // Long lines are wrapped.
    lines.map(|line| 1 + line.len() / 100).sum::<usize>().max(1)
}
