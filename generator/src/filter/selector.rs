//! `tag:issues`: a property of operations, and a pattern for its value.

use super::glob::fits;
use super::operation::Operation;
use std::fmt;
use std::str::FromStr;

/// What an operation is selected by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// One of its tags.
    Tag,
    /// Its path template.
    Path,
    /// Its `operationId`.
    OperationId,
}

impl Property {
    const ALL: [Self; 3] = [Self::Tag, Self::Path, Self::OperationId];
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tag => "tag",
            Self::Path => "path",
            Self::OperationId => "operationId",
        })
    }
}

/// Selects operations. Displays as it is written: `path:/repos/**`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    property: Property,
    pattern: String,
}

impl Selector {
    /// What it selects by.
    pub fn property(&self) -> Property {
        self.property
    }

    /// What the property has to be: `*` is any text without a `/`, and `**` any text.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    pub(super) fn fits(&self, operation: &Operation<'_>) -> bool {
        let mut values = operation.values(self.property);
        values.any(|value| fits(&self.pattern, value))
    }
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let forms = "write `tag:NAME`, `path:/PATH` or `operationId:ID`";
        let (name, pattern) = text.split_once(':').ok_or(forms)?;
        let known = |property: &Property| property.to_string() == name;
        let property = Property::ALL.into_iter().find(known).ok_or(forms)?;
        if pattern.is_empty() {
            return Err(format!("after `{name}:` comes what it has to be"));
        }
        if property == Property::Path && !pattern.starts_with(['/', '*']) {
            return Err(format!("a path begins with `/`: `path:/{pattern}`"));
        }
        Ok(Self {
            property,
            pattern: pattern.to_owned(),
        })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.property, self.pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::Selector;

    #[test]
    fn selectors_are_displayed_as_written() {
        for text in ["tag:issues", "path:/repos/{owner}/**", "operationId:a:b"] {
            let selector: Selector = text.parse().unwrap();
            assert_eq!(selector.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_selector() {
        for (text, why) in [
            ("issues", "write `tag:NAME`"),
            ("tags:issues", "write `tag:NAME`"),
            ("tag:", "after `tag:`"),
            ("path:repos", "`path:/repos`"),
        ] {
            let error = text.parse::<Selector>().unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
