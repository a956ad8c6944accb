//! A part of a value, and the way to it.

use crate::runtime::value::Value;

/// A part of a value.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s, 'v> {
    pub(super) value: &'v Value,
    pub(super) way: Way<'s>,
}

/// The way from the root to a part; written down only when something is wrong there.
#[derive(Clone, Copy)]
pub(super) enum Way<'s> {
    Root,
    Name(&'s Way<'s>, &'s str),
    Index(&'s Way<'s>, usize),
}

impl Way<'_> {
    /// As a JSON Pointer (RFC 6901).
    pub(super) fn pointer(&self) -> String {
        let (before, token) = match self {
            Self::Root => return String::new(),
            Self::Name(before, name) => (before, name.replace('~', "~0").replace('/', "~1")),
            Self::Index(before, index) => (before, index.to_string()),
        };
        format!("{}/{token}", before.pointer())
    }
}
