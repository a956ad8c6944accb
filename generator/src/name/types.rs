//! Names of types, fields, variants and patterns.

use super::files;
use super::ident::{camel, raw, shouty, snake};
use super::operations::OperationNames;
use super::scope::Scope;
use crate::ir::{
    Api, Kind, Naming, Object, Presence, Rest, ScalarValue, StringRule, TypeRef, Union,
};
use std::collections::BTreeMap;

/// The names of a type and its parts.
#[derive(Clone, Debug, Default)]
pub struct TypeNames {
    /// The type.
    pub name: String,
    /// The file that it stands in, which is a module of `types`.
    pub module: String,
    /// Its fields or variants, in the order of the IR.
    pub parts: Vec<String>,
    /// The field of members that no property names.
    pub rest: String,
    /// The struct of its required parts, where they are too many for arguments.
    pub required: Option<String>,
    /// The constants of its patterns.
    pub patterns: Vec<String>,
}

/// More required parts than this are given by name.
const MOST_ARGUMENTS: usize = 6;

/// Methods that a setter of the same name would hide, or be mistaken for: clippy takes a method
/// `add` of two arguments for the operator.
const RESERVED_FIELDS: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "clone",
    "decode",
    "default",
    "deserialize",
    "div",
    "into",
    "mul",
    "new",
    "rem",
    "serialize",
    "shl",
    "shr",
    "sub",
    "try_into",
];

/// The kept value that the document does not list; a variant of every enum.
const RESERVED_VARIANTS: &[&str] = &["Unrecognized"];

pub(super) fn name(api: &Api, operations: &[OperationNames]) -> Vec<TypeNames> {
    let mut names = vec![TypeNames::default(); api.types.len()];
    let mut types = Scope::default();
    let is_component = |index: &usize| matches!(api.types[*index].naming, Naming::Component(_));
    // Components first: no name of an inline schema may take theirs.
    let components = (0..api.types.len()).filter(is_component);
    let others = (0..api.types.len()).filter(|index| !is_component(index));
    for index in components.chain(others) {
        let wanted = match &api.types[index].naming {
            Naming::Component(text) => camel(text),
            Naming::Child { of, word } => join(&names[of.0].name, &camel(word)),
            Naming::Operation { operation, word } => {
                format!("{}{}", operations[*operation].camel, camel(word))
            }
        };
        let wanted = if wanted.is_empty() {
            "Unnamed".to_owned()
        } else {
            wanted
        };
        names[index].name = types.take(wanted);
    }
    for (index, item) in api.types.iter().enumerate() {
        let (parts, rest) = parts(&item.kind, &names[index].name, &names);
        names[index].parts = parts;
        names[index].rest = rest;
        if let Kind::Object(object) | Kind::Form(object) = &item.kind {
            let required = object
                .properties
                .iter()
                .filter(|property| property.presence == Presence::Required)
                .count();
            if required > MOST_ARGUMENTS {
                names[index].required = Some(types.take(format!("{}Parts", names[index].name)));
            }
        }
    }
    files::name(api, operations, &mut names);
    patterns(api, &mut names);
    names
}

/// A parent's name and a child's, without saying a word twice: the `storageSize` of a
/// `BuildStorage` is a `BuildStorageSize`.
fn join(parent: &str, child: &str) -> String {
    let is_word =
        |rest: &str| rest.starts_with(|first: char| first.is_ascii_uppercase()) || rest.is_empty();
    let starts = child
        .char_indices()
        .skip(1)
        .map(|(index, _)| index)
        .chain([child.len()]);
    let shared = starts
        .filter(|end| is_word(&child[*end..]) && parent.ends_with(&child[..*end]))
        .last();
    // The whole child would vanish: then it is said twice.
    let shared = shared.filter(|end| *end < child.len()).unwrap_or(0);
    format!("{parent}{}", &child[shared..])
}

fn parts(kind: &Kind, own: &str, names: &[TypeNames]) -> (Vec<String>, String) {
    match kind {
        Kind::Object(object) | Kind::Form(object) => fields(object),
        Kind::Choice(values) => (
            variants(values.iter().map(|value| camel(value))),
            String::new(),
        ),
        Kind::ScalarChoice(values) => {
            let words = values.iter().map(|value| match value {
                ScalarValue::Integer(value) if *value < 0 => {
                    format!("Minus{}", value.unsigned_abs())
                }
                ScalarValue::Integer(value) => format!("N{value}"),
                ScalarValue::Boolean(value) => camel(&value.to_string()),
            });
            (variants(words), String::new())
        }
        Kind::Union(union) => (branches(union, own, names), String::new()),
        _ => (Vec::new(), String::new()),
    }
}

fn fields(object: &Object) -> (Vec<String>, String) {
    let mut scope = Scope::without(RESERVED_FIELDS);
    let mut take = |text: &str| {
        let name = snake(text);
        raw(&scope.take_snake(if name.is_empty() {
            "unnamed".to_owned()
        } else {
            name
        }))
    };
    let fields = object
        .properties
        .iter()
        .map(|property| take(&property.name))
        .collect();
    let rest = if object.rest == Rest::Refuse {
        String::new()
    } else {
        take("other")
    };
    (fields, rest)
}

fn variants(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut scope = Scope::without(RESERVED_VARIANTS);
    words
        .map(|word| {
            scope.take(if word.is_empty() {
                "Empty".to_owned()
            } else {
                word
            })
        })
        .collect()
}

fn branches(union: &Union, own: &str, names: &[TypeNames]) -> Vec<String> {
    variants(union.branches.iter().map(|branch| {
        let word = branch
            .word
            .as_deref()
            .map(camel)
            .filter(|word| !word.is_empty());
        word.unwrap_or_else(|| without_prefix(word_of(&branch.value, names), own))
    }))
}

/// A branch's name without the union's: the `PetVariant1` of a `Pet` is its `Variant1`.
fn without_prefix(name: String, own: &str) -> String {
    let rest = name
        .strip_prefix(own)
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
    rest.map(str::to_owned).unwrap_or(name)
}

/// What to call a branch by its type.
fn word_of(value: &TypeRef, names: &[TypeNames]) -> String {
    match value {
        TypeRef::Named(id) => names[id.0].name.clone(),
        TypeRef::String => "String".to_owned(),
        TypeRef::Boolean => "Boolean".to_owned(),
        TypeRef::Number(crate::ir::Primitive::F64) => "Number".to_owned(),
        TypeRef::Number(_) => "Integer".to_owned(),
        TypeRef::Array(item) => format!("{}Array", word_of(item, names)),
        TypeRef::Map(value) => format!("{}Map", word_of(value, names)),
        TypeRef::Nullable(inner) => word_of(inner, names),
        TypeRef::Null => "Null".to_owned(),
        TypeRef::Any => "Any".to_owned(),
    }
}

/// A constant for each pattern that a file has, named after the first type that has it. The word
/// behind keeps it from being a type's name.
fn patterns(api: &Api, names: &mut [TypeNames]) {
    let mut scopes: BTreeMap<String, Scope> = BTreeMap::new();
    let mut constants: BTreeMap<(String, &str), String> = BTreeMap::new();
    for (item, names) in api.types.iter().zip(names) {
        let Kind::String(rules) = &item.kind else {
            continue;
        };
        for rule in rules {
            let StringRule::Pattern(pattern) = rule else {
                continue;
            };
            let constant = constants.entry((names.module.clone(), &pattern.source));
            let constant = constant.or_insert_with(|| {
                let scope = scopes.entry(names.module.clone()).or_default();
                scope.take_snake(format!("{}_PATTERN", shouty(&names.name)))
            });
            names.patterns.push(constant.clone());
        }
    }
}
