//! Environment variables, looked up through a function so that tests need not set any.

use std::env;

/// Where variables are looked up.
pub(crate) struct Environment<'a>(pub(crate) &'a dyn Fn(&str) -> Option<String>);

impl Environment<'_> {
    /// The environment of this process. A variable that is not Unicode counts as not set.
    pub(crate) fn process() -> Self {
        Self(&|name| env::var(name).ok())
    }

    /// The first of these variables that is set and not blank. Files that variables are filled
    /// from end in a line break.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        let values = names.iter().filter_map(|name| (self.0)(name));
        values
            .map(|value| value.trim().to_owned())
            .find(|value| !value.is_empty())
    }
}
