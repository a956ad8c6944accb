//! Whether a type may take a value, by its form: where schemas are read as meant, the letter that the
//! evaluator of `lint` goes by leaves open what the type does not.

use crate::ir::{Api, Kind, Presence, Primitive, Rest, TypeRef};
use serde_json::Value;

/// Types looked at for a value, within each other and in all. Unions may hold themselves.
const MOST_NESTED: usize = 128;
const MOST_STEPS: usize = 20_000;

/// Whether nothing in the form of a value is against a type; rules are the evaluator's. What takes
/// too long is left to it, too.
pub(super) fn takes(api: &Api, of: &TypeRef, value: &Value) -> bool {
    let mut look = Look {
        api,
        nested: 0,
        steps: 0,
    };
    look.takes(of, value)
}

struct Look<'a> {
    api: &'a Api,
    nested: usize,
    steps: usize,
}

impl Look<'_> {
    fn takes(&mut self, of: &TypeRef, value: &Value) -> bool {
        self.steps += 1;
        if self.nested >= MOST_NESTED || self.steps > MOST_STEPS {
            return true;
        }
        self.nested += 1;
        let is_taken = self.form(of, value);
        self.nested -= 1;
        is_taken
    }

    fn form(&mut self, of: &TypeRef, value: &Value) -> bool {
        let api = self.api;
        match (api.resolve(of), value) {
            (TypeRef::Any, _) | (TypeRef::Nullable(_) | TypeRef::Null, Value::Null) => true,
            (TypeRef::Nullable(inner), _) => self.takes(inner, value),
            (TypeRef::String, _) => value.is_string(),
            (TypeRef::Boolean, _) => value.is_boolean(),
            (TypeRef::Number(Primitive::F64), _) => value.is_number(),
            (TypeRef::Number(_), _) => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            (TypeRef::Array(item), Value::Array(items)) => {
                items.iter().all(|value| self.takes(item, value))
            }
            (TypeRef::Map(each), Value::Object(members)) => {
                members.values().all(|value| self.takes(each, value))
            }
            (TypeRef::Named(id), _) => self.kind(&api.types[id.0].kind, value),
            _ => false,
        }
    }

    fn kind(&mut self, kind: &Kind, value: &Value) -> bool {
        match (kind, value) {
            (Kind::Object(object), Value::Object(members)) => {
                let sound =
                    object
                        .properties
                        .iter()
                        .all(|property| match members.get(&property.name) {
                            Some(value) => self.takes(&property.value, value),
                            None => property.presence == Presence::Optional,
                        });
                let is_own = |name: &String| {
                    let mut properties = object.properties.iter();
                    properties.any(|property| property.name == *name)
                };
                let mut others = members.iter().filter(|(name, _)| !is_own(name));
                sound
                    && others.all(|(_, value)| match &object.rest {
                        Rest::Refuse => false,
                        Rest::Keep(each) => self.takes(each, value),
                    })
            }
            (Kind::Object(_) | Kind::Form(_), _) => false,
            (Kind::String(_), _) => value.is_string(),
            (Kind::Choice(values), _) => {
                let text = value.as_str();
                text.is_some_and(|text| values.iter().any(|known| known == text))
            }
            (Kind::Number(Primitive::F64, _), _) => value.is_number(),
            (Kind::Number(..), _) => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            (Kind::ScalarChoice(_), _) => value.is_number() || value.is_boolean(),
            (Kind::Union(union), _) => {
                let mut branches = union.branches.iter();
                branches.any(|branch| self.takes(&branch.value, value))
            }
            (Kind::Collection(inner, _) | Kind::Checked(inner) | Kind::Alias(inner), _) => {
                self.takes(inner, value)
            }
        }
    }
}
