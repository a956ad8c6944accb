//! What a value is to a reference that stands in it.

use crate::load::grammar::{Holds, Kind};
use serde_json::{Map, Value};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Object(Kind),
    /// A list or a map of objects.
    Each(Kind),
    Discriminator,
    /// The schemas that a discriminator names, by its values.
    Mapping,
    /// One of them: a reference without a `$ref`, or the name of a component.
    Mapped,
    /// No object of OpenAPI: one that is nothing but a `$ref` is taken for a reference all the same, as other tools do.
    Value,
    /// The same where it may also be an example of a reference.
    Example,
}

impl Part {
    /// What a member is; `None` where nothing is a reference.
    pub(super) fn member(self, key: &str, value: &Value) -> Option<Self> {
        match self {
            Self::Object(kind) => match kind.member(key, value) {
                Some(Holds::Object(kind)) => Some(Self::Object(kind)),
                Some(Holds::Each(kind)) => Some(Self::Each(kind)),
                None => Self::unlisted(kind, key),
            },
            Self::Each(kind) => Some(Self::Object(kind)),
            Self::Discriminator if key == "mapping" => Some(Self::Mapping),
            Self::Mapping => Some(Self::Mapped),
            Self::Discriminator | Self::Mapped => None,
            Self::Value | Self::Example => Some(self),
        }
    }

    fn unlisted(kind: Kind, key: &str) -> Option<Self> {
        match key {
            _ if key.starts_with("x-") => None,
            "const" | "default" | "enum" if kind == Kind::Schema => None,
            "discriminator" if kind == Kind::Schema => Some(Self::Discriminator),
            "example" | "examples" | "value" | "dataValue" => Some(Self::Example),
            _ => Some(Self::Value),
        }
    }

    /// What an item of a list is.
    pub(super) const fn item(self) -> Self {
        match self {
            Self::Each(kind) => Self::Object(kind),
            other => other,
        }
    }

    /// The reference that an object of this kind is.
    pub(super) fn reference(self, members: &Map<String, Value>) -> Option<&str> {
        let text = members.get("$ref")?.as_str()?;
        match self {
            Self::Object(_) | Self::Each(_) => Some(text),
            Self::Value | Self::Example => (members.len() == 1).then_some(text),
            Self::Discriminator | Self::Mapping | Self::Mapped => None,
        }
    }

    /// The section of `components` that such objects are moved to.
    pub(super) fn section(self) -> Option<&'static str> {
        match self {
            Self::Object(kind) => kind.section(),
            Self::Mapped => Kind::Schema.section(),
            _ => None,
        }
    }

    /// What it is at the place that it is moved to.
    pub(super) const fn moved(self) -> Self {
        match self {
            Self::Mapped => Self::Object(Kind::Schema),
            other => other,
        }
    }
}

/// Whether the value of a `mapping` looks like a reference, rather than like the name of a component.
pub(super) fn is_reference(mapped: &str) -> bool {
    mapped.contains(['/', '#'])
        || [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| mapped.ends_with(end))
}
