//! JSON Pointers (RFC 6901): where in the document a thing stands.

use std::fmt;

/// A JSON Pointer into the document. Displays as a URI fragment: `#/components/schemas/Job`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The pointer to a member or, with a decimal number, an element below this one.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut below = Self(String::with_capacity(self.0.len() + token.len() + 1));
        below.0.push_str(&self.0);
        below.descend(token);
        below
    }

    /// Goes a step down: what a walk over many values does instead of making a pointer for each.
    /// Gives what [`ascend`](Self::ascend) takes to come back.
    pub(crate) fn descend(&mut self, token: &str) -> usize {
        let length = self.0.len();
        self.0.push('/');
        let mut rest = token;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'~' | b'/')) {
            let (plain, special) = rest.split_at(at);
            self.0.push_str(plain);
            self.0
                .push_str(if special.starts_with('~') { "~0" } else { "~1" });
            rest = &special[1..];
        }
        self.0.push_str(rest);
        length
    }

    /// Comes back from a step down.
    pub(crate) fn ascend(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// The pointer to the element `index` of this array.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The pointer to what `below` names, seen from this value.
    #[must_use]
    pub fn join(&self, below: &Self) -> Self {
        Self(format!("{}{}", self.0, below.0))
    }

    /// Reads `/a/b`, the form of RFC 6901 without a `#`.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// The form without a `#`, as [`serde_json::Value::pointer`] takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The unescaped reference tokens, outermost first.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer to the value that holds this one, with the token that leads here from it.
    pub fn split_last(&self) -> Option<(Self, String)> {
        let (parent, token) = self.0.rsplit_once('/')?;
        Some((
            Self(parent.to_owned()),
            token.replace("~1", "/").replace("~0", "~"),
        ))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
