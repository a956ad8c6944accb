//! A Schema Object as the document holds it: a value and where it stands.

use super::bound::Decimal;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// A Schema Object: an object of keywords, or since 3.1 a boolean.
#[derive(Clone, Debug)]
pub(crate) struct Schema<'d> {
    pub(crate) value: &'d Value,
    pub(crate) pointer: Pointer,
}

/// Keywords that ask what others have evaluated.
pub(crate) const UNEVALUATED: [&str; 2] = ["unevaluatedItems", "unevaluatedProperties"];

/// Keywords that say something of a schema without constraining its values.
const ANNOTATIONS: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "summary",
    "title",
    "writeOnly",
    "xml",
];

impl<'d> Schema<'d> {
    pub(crate) fn new(value: &'d Value, pointer: Pointer) -> Self {
        Self { value, pointer }
    }

    /// The keywords; none for a boolean.
    pub(crate) fn keywords(&self) -> Option<&'d Map<String, Value>> {
        self.value.as_object()
    }

    pub(crate) fn get(&self, keyword: &str) -> Option<&'d Value> {
        self.keywords()?.get(keyword)
    }

    pub(crate) fn text(&self, keyword: &str) -> Option<&'d str> {
        self.get(keyword)?.as_str()
    }

    pub(crate) fn is_true(&self, keyword: &str) -> bool {
        self.get(keyword) == Some(&Value::Bool(true))
    }

    /// The count under a keyword: an integer that is not negative, also one written as `2.0`.
    pub(crate) fn count(&self, keyword: &str) -> Option<u64> {
        let number = Decimal::new(self.get(keyword)?.as_number()?)?;
        u64::try_from(number.integer()?).ok()
    }

    pub(crate) fn reference(&self) -> Option<&'d str> {
        self.text("$ref")
    }

    /// The schema under a keyword.
    pub(crate) fn below(&self, keyword: &str) -> Option<Self> {
        Some(Self::new(self.get(keyword)?, self.pointer.child(keyword)))
    }

    /// The schemas in an array under a keyword.
    pub(crate) fn list(&self, keyword: &str) -> Vec<Self> {
        let items = self
            .get(keyword)
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let at = self.pointer.child(keyword);
        items
            .iter()
            .enumerate()
            .map(|(index, value)| Self::new(value, at.index(index)))
            .collect()
    }

    /// The named schemas in an object under a keyword.
    pub(crate) fn named(&self, keyword: &str) -> Vec<(&'d str, Self)> {
        let at = self.pointer.child(keyword);
        let members = self.get(keyword).and_then(Value::as_object);
        members
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), Self::new(value, at.child(name))))
            .collect()
    }

    /// Whether nothing but annotations and the given keywords stand here.
    pub(crate) fn has_only(&self, keywords: &[&str]) -> bool {
        self.keywords().is_some_and(|members| {
            members
                .keys()
                .all(|key| keywords.contains(&key.as_str()) || is_annotation(key))
        })
    }

    /// Whether any value at all is valid.
    pub(crate) fn is_open(&self) -> bool {
        self.value == &Value::Bool(true) || self.has_only(&[])
    }
}

/// Whether a keyword constrains nothing: an annotation, or an extension.
pub(crate) fn is_annotation(keyword: &str) -> bool {
    keyword.starts_with("x-") || ANNOTATIONS.contains(&keyword)
}
