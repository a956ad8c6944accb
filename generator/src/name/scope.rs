//! Names that must not be the same.

use std::collections::BTreeMap;

/// The names taken in one place, each with the number that its next namesake gets.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope(BTreeMap<String, usize>);

impl Scope {
    /// A scope in which some names are taken from the start.
    pub(super) fn without(reserved: &[&[&str]]) -> Self {
        Self(
            reserved
                .iter()
                .copied()
                .flatten()
                .map(|name| ((*name).to_owned(), 2))
                .collect(),
        )
    }

    /// Takes a name, numbered if it is taken already.
    pub(super) fn take(&mut self, name: String) -> String {
        self.take_as(name, |name, number| format!("{name}{number}"))
    }

    /// Takes a name; the number is put as in `name_2`.
    pub(super) fn take_snake(&mut self, name: String) -> String {
        self.take_as(name, |name, number| format!("{name}_{number}"))
    }

    fn take_as(&mut self, name: String, numbered: impl Fn(&str, usize) -> String) -> String {
        let mut candidate = name.clone();
        let mut number = self.0.get(&name).copied().unwrap_or(2);
        while self.0.contains_key(&candidate) {
            candidate = numbered(&name, number);
            number += 1;
        }
        self.0.insert(name, number);
        self.0.entry(candidate.clone()).or_insert(2);
        candidate
    }
}
