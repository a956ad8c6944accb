//! What the type of a parameter or a header makes of its words.

use super::context::Scope;
use super::table::string;
use crate::ir::{Kind, Rest, Serialization, Style, TypeRef};

/// What is nested deeper is JSON: styles do not say how it is written.
const DEEPEST: usize = 4;

/// The shape of a parameter or a header.
pub(super) fn shape_of(scope: &Scope, how: Serialization, value: &TypeRef) -> String {
    match how.style {
        Style::Json => format!("{}::Json", shape_name(scope)),
        _ => shape(scope, value),
    }
}

/// The shape, as Rust writes it.
pub(super) fn shape(scope: &Scope, value: &TypeRef) -> String {
    Shape::of(scope, value, 0).write(&shape_name(scope))
}

/// The name of the type of shapes.
fn shape_name(scope: &Scope) -> String {
    scope.import("crate::runtime::words", "Shape")
}

#[derive(Clone, PartialEq)]
enum Shape {
    Text,
    Literal,
    Either,
    Json,
    List(Box<Shape>),
    Object(Vec<(String, Shape)>, Box<Shape>),
}

impl Shape {
    fn of(scope: &Scope, value: &TypeRef, depth: usize) -> Self {
        if depth > DEEPEST {
            return Self::Json;
        }
        let inner = |value: &TypeRef| Self::of(scope, value, depth + 1);
        let api = scope.context.api;
        match api.resolve(value) {
            TypeRef::String => Self::Text,
            TypeRef::Boolean | TypeRef::Number(_) | TypeRef::Null => Self::Literal,
            TypeRef::Any => Self::Either,
            TypeRef::Nullable(value) => inner(value),
            TypeRef::Array(item) => Self::List(Box::new(inner(item))),
            TypeRef::Map(value) => Self::Object(Vec::new(), Box::new(inner(value))),
            TypeRef::Named(id) => match &api.types[id.0].kind {
                Kind::String(_) | Kind::Choice(_) => Self::Text,
                Kind::Number(..) | Kind::ScalarChoice(_) => Self::Literal,
                Kind::Collection(value, _) | Kind::Checked(value) | Kind::Alias(value) => {
                    inner(value)
                }
                Kind::Object(object) | Kind::Form(object) => {
                    let properties = object.properties.iter();
                    let members =
                        properties.map(|property| (property.name.clone(), inner(&property.value)));
                    let rest = match &object.rest {
                        Rest::Keep(value) => inner(value),
                        Rest::Refuse => Self::Either,
                    };
                    Self::Object(members.collect(), Box::new(rest))
                }
                Kind::Union(union) => {
                    let branches = union.branches.iter();
                    Self::any_of(branches.map(|branch| inner(&branch.value)))
                }
            },
        }
    }

    /// One shape for all branches of a union.
    fn any_of(branches: impl Iterator<Item = Self>) -> Self {
        branches
            .reduce(|one, other| match (one, other) {
                (one, other) if one == other => one,
                (Self::List(one), Self::List(other)) => {
                    Self::List(Box::new(Self::any_of([*one, *other].into_iter())))
                }
                (Self::List(_), _) | (_, Self::List(_)) => Self::List(Box::new(Self::Either)),
                (Self::Object(mut one, rest), Self::Object(other, _)) => {
                    for (name, shape) in other {
                        match one.iter_mut().find(|(known, _)| *known == name) {
                            Some((_, known)) if *known != shape => *known = Self::Either,
                            Some(_) => {}
                            None => one.push((name, shape)),
                        }
                    }
                    Self::Object(one, rest)
                }
                _ => Self::Either,
            })
            .unwrap_or(Self::Either)
    }

    fn write(&self, name: &str) -> String {
        match self {
            Self::Text => format!("{name}::Text"),
            Self::Literal => format!("{name}::Literal"),
            Self::Either => format!("{name}::Either"),
            Self::Json => format!("{name}::Json"),
            Self::List(item) => format!("{name}::List(&{})", item.write(name)),
            Self::Object(members, rest) => {
                let members = members.iter();
                let members = members
                    .map(|(member, shape)| format!("({}, {})", string(member), shape.write(name)));
                let members: Vec<String> = members.collect();
                format!(
                    "{name}::Object(&[{}], &{})",
                    members.join(", "),
                    rest.write(name)
                )
            }
        }
    }
}
