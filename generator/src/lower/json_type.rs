//! Sets of JSON types.

use serde_json::Value;

/// A set of JSON types. `integer` is a type of its own here, a part of `number`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Types(u8);

impl Types {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    /// All numbers, integers among them.
    pub(crate) const NUMBER: Self = Self(4 | 8);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ALL: Self = Self(127);

    const NAMED: [(Self, &'static str); 7] = [
        (Self::NULL, "null"),
        (Self::BOOLEAN, "boolean"),
        (Self::NUMBER, "number"),
        (Self::INTEGER, "integer"),
        (Self::STRING, "string"),
        (Self::ARRAY, "array"),
        (Self::OBJECT, "object"),
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut named = Self::NAMED.iter();
        named
            .find(|(_, known)| *known == name)
            .map(|(types, _)| *types)
    }

    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.as_f64().is_some_and(|float| float.fract() == 0.0) => {
                Self::INTEGER
            }
            Value::Number(_) => Self(8),
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types of the set, one by one; `number` covers `integer`.
    pub(crate) fn iter(self) -> impl Iterator<Item = Self> {
        let number = if self.contains(Self::NUMBER) {
            Self::NUMBER
        } else {
            self.and(Self::NUMBER)
        };
        [
            Self::NULL,
            Self::BOOLEAN,
            number,
            Self::STRING,
            Self::ARRAY,
            Self::OBJECT,
        ]
        .into_iter()
        .filter(move |part| !part.is_empty() && self.contains(*part))
    }

    /// The names of the types, as `type` lists them.
    pub(crate) fn names(self) -> Vec<&'static str> {
        let named = Self::NAMED.iter().filter(|(types, _)| {
            let is_covered = *types == Self::INTEGER && self.contains(Self::NUMBER);
            self.contains(*types) && !is_covered
        });
        named.map(|(_, name)| *name).collect()
    }

    /// The word for a set of one type.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::NULL => "Null",
            Self::BOOLEAN => "Boolean",
            Self::INTEGER => "Integer",
            Self::STRING => "String",
            Self::ARRAY => "Array",
            Self::OBJECT => "Object",
            _ => "Number",
        }
    }
}
