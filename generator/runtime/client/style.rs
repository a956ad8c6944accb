//! How values of parameters are written: the styles of OpenAPI, which are expansions of RFC 6570.

use super::encode::{Kept, encode, encode_but};
use crate::runtime::style::{Serialization, Style};
use crate::runtime::tree::Tree;

/// The items of a list, as the type that they are to be.
pub fn list<T>(items: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// A named value that is a word of its own: of a query, a form, or a cookie. Both are as they are
/// meant, before any encoding; of the joined ones, the parts are apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) parts: Vec<String>,
}

impl Serialization {
    /// The pairs of a value: one of its own for each item or member where the style explodes.
    /// What is `null` has none.
    pub(crate) fn pairs(self, name: &str, tree: &Tree) -> Vec<Pair> {
        let pair = |name: &str, parts: Vec<String>| Pair {
            name: name.to_owned(),
            parts,
        };
        match tree {
            Tree::Null => Vec::new(),
            _ if self.style == Style::DeepObject => deep(name, tree),
            Tree::Array(items) if self.explode => {
                let items = items.iter().filter_map(word);
                items.map(|item| pair(name, vec![item])).collect()
            }
            Tree::Object(members) if self.explode => members
                .iter()
                .filter_map(|(member, tree)| Some(pair(member, vec![word(tree)?])))
                .collect(),
            Tree::Array(items) if items.is_empty() => Vec::new(),
            Tree::Object(members) if members.is_empty() => Vec::new(),
            tree => vec![pair(name, words(tree))],
        }
    }

    /// The pairs as a query, or a part of one.
    pub(crate) fn append(self, query: &mut String, name: &str, tree: &Tree) {
        for pair in self.pairs(name, tree) {
            if !query.is_empty() {
                query.push('&');
            }
            encode(query, &pair.name);
            query.push('=');
            for (index, part) in pair.parts.iter().enumerate() {
                query.push_str(if index == 0 { "" } else { self.separator() });
                self.encode(query, part);
            }
        }
    }

    /// A segment of a path, encoded: `simple`, `label` or `matrix`.
    pub(crate) fn segment(self, name: &str, tree: &Tree) -> String {
        let (first, separator, is_named) = match self.style {
            Style::Label => (".", if self.explode { "." } else { "," }, false),
            Style::Matrix => (";", if self.explode { ";" } else { "," }, true),
            _ => ("", ",", false),
        };
        let mut segment = String::new();
        let mut put = |key: Option<&str>, value: &str, is_member: bool| {
            segment.push_str(if segment.is_empty() { first } else { separator });
            if let Some(key) = key {
                encode(&mut segment, key);
                // Of a name without a value, `matrix` writes the name alone.
                if is_member || !value.is_empty() {
                    segment.push('=');
                }
            }
            self.encode(&mut segment, value);
        };
        match tree {
            Tree::Object(members) if self.explode => {
                for (member, tree) in members {
                    if let Some(value) = word(tree) {
                        put(Some(member), &value, true);
                    }
                }
            }
            Tree::Array(items) if self.explode => {
                for item in items.iter().filter_map(word) {
                    put(is_named.then_some(name), &item, false);
                }
            }
            tree => {
                for (index, word) in words(tree).iter().enumerate() {
                    put((is_named && index == 0).then_some(name), word, false);
                }
            }
        }
        segment
    }

    /// The value of a header: `simple`, as it is, for a header is no URI.
    pub(crate) fn header(self, tree: &Tree) -> String {
        let words = match tree {
            Tree::Object(members) if self.explode => members
                .iter()
                .filter_map(|(member, tree)| Some(format!("{member}={}", word(tree)?)))
                .collect(),
            tree => words(tree),
        };
        words.join(",")
    }

    /// What stands between the parts of one value, encoded where a query may not hold it.
    const fn separator(self) -> &'static str {
        match self.style {
            Style::SpaceDelimited => "%20",
            Style::PipeDelimited => "%7C",
            _ => ",",
        }
    }

    fn encode(self, into: &mut String, value: &str) {
        /// Reserved characters that end neither a value nor a pair nor the query.
        static HARMLESS: Kept = Kept::and(b":/?@!$'()*,;");
        match self.allow_reserved {
            true => encode_but(into, value, &HARMLESS),
            false => encode(into, value),
        }
    }
}

/// An object as a form.
pub(crate) fn form(tree: &Tree, encodings: &[(&str, Serialization)]) -> String {
    let mut form = String::new();
    let Tree::Object(members) = tree else {
        return form;
    };
    for (name, tree) in members {
        let encoding = encodings.iter().find(|(member, _)| member == name);
        let style = Style::Form.explode(true);
        match (encoding, tree) {
            (Some((_, style)), tree) => style.append(&mut form, name, tree),
            (None, Tree::Object(_)) => {
                let json = word(tree).unwrap_or_default();
                style.append(&mut form, name, &Tree::String(json));
            }
            (None, tree) => style.append(&mut form, name, tree),
        }
    }
    form
}

/// The words of a value: one, or those of its items, or names and values in turn.
fn words(tree: &Tree) -> Vec<String> {
    match tree {
        Tree::Array(items) => items.iter().filter_map(word).collect(),
        Tree::Object(members) => members
            .iter()
            .filter_map(|(name, tree)| Some([name.clone(), word(tree)?]))
            .flatten()
            .collect(),
        tree => word(tree).into_iter().collect(),
    }
}

/// A value as one word; what is nested deeper than styles know is JSON.
fn word(tree: &Tree) -> Option<String> {
    Some(match tree {
        Tree::Null => return None,
        Tree::String(text) => text.clone(),
        tree => crate::runtime::value::Value::from(tree.clone()).to_string(),
    })
}

/// `name[member]`, and further brackets for what is nested: styles do not say how, servers that
/// take brackets agree on this.
fn deep(name: &str, tree: &Tree) -> Vec<Pair> {
    match tree {
        Tree::Object(members) => members
            .iter()
            .flat_map(|(member, tree)| deep(&format!("{name}[{member}]"), tree))
            .collect(),
        Tree::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, tree)| deep(&format!("{name}[{index}]"), tree))
            .collect(),
        tree => word(tree)
            .map(|word| Pair {
                name: name.to_owned(),
                parts: vec![word],
            })
            .into_iter()
            .collect(),
    }
}
