//! Names that must not be the same.

use std::collections::BTreeMap;

/// The names taken in one place, each with the number that its next namesake gets.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    reserved: &'static [&'static str],
    taken: BTreeMap<String, usize>,
}

impl Scope {
    /// A scope in which some names mean something else; who wants one gets it with `_` behind.
    pub(super) fn without(reserved: &'static [&'static str]) -> Self {
        Self {
            reserved,
            ..Self::default()
        }
    }

    /// Takes a name, numbered if it is taken already.
    pub(super) fn take(&mut self, name: String) -> String {
        self.take_as(name, |name, number| format!("{name}{number}"))
    }

    /// Takes a name; the number is put as in `name_2`.
    pub(super) fn take_snake(&mut self, name: String) -> String {
        self.take_as(name, |name, number| {
            format!("{}_{number}", name.trim_end_matches('_'))
        })
    }

    fn take_as(&mut self, mut name: String, numbered: impl Fn(&str, usize) -> String) -> String {
        if self.reserved.contains(&name.as_str()) {
            name.push('_');
        }
        let mut candidate = name.clone();
        let mut number = self.taken.get(&name).copied().unwrap_or(2);
        while self.taken.contains_key(&candidate) {
            candidate = numbered(&name, number);
            number += 1;
        }
        self.taken.insert(name, number);
        self.taken.entry(candidate.clone()).or_insert(2);
        candidate
    }
}
