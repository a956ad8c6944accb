//! From a path to the operations that may be meant: a tree of segments.
//!
//! axum's own matcher takes a parameter for a whole segment, gives it one name, and panics at a
//! conflict. Documents have `/files/{name}.json`, `/{id}:cancel`, `/x/{a}` beside `/x/{b}/y`.

use crate::runtime::words::decode;
use std::collections::BTreeMap;

/// The paths from here on.
#[derive(Debug)]
pub(super) struct Node<T> {
    literals: BTreeMap<String, Node<T>>,
    /// The most literal ones first.
    patterns: Vec<(Pattern, Node<T>)>,
    /// What ends here, by its method.
    ends: Vec<(&'static str, End<T>)>,
}

#[derive(Debug)]
struct End<T> {
    names: Vec<&'static str>,
    value: T,
}

/// A segment with parameters: literals, with a parameter between each two.
#[derive(Debug, PartialEq, Eq)]
struct Pattern(Vec<&'static str>);

/// What a path may be.
#[derive(Debug)]
pub(super) enum Found<'m, T> {
    /// An operation, and the text of each parameter, still encoded.
    One(&'m T, Vec<(&'static str, String)>),
    /// A path that has other methods.
    Methods(Vec<&'static str>),
    /// No path of the document.
    Nothing,
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self {
            literals: BTreeMap::new(),
            patterns: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Node<T> {
    /// Adds a path template. Of two that are the same to a matcher, the first one counts.
    pub(super) fn insert(&mut self, method: &'static str, template: &'static str, value: T) {
        let template = template.split(['#', '?']).next().unwrap_or_default();
        let mut node = self;
        let mut names = Vec::new();
        for segment in segments(template) {
            node = match Pattern::of(segment, &mut names) {
                None => node.literals.entry(decoded(segment)).or_default(),
                Some(pattern) => node.pattern(pattern),
            };
        }
        if !node.ends.iter().any(|(known, _)| *known == method) {
            node.ends.push((method, End { names, value }));
        }
    }

    fn pattern(&mut self, pattern: Pattern) -> &mut Self {
        let known = self
            .patterns
            .iter()
            .position(|(known, _)| *known == pattern);
        let index = known.unwrap_or_else(|| {
            let weight = pattern.weight();
            let index = self
                .patterns
                .partition_point(|(other, _)| other.weight() >= weight);
            self.patterns.insert(index, (pattern, Self::default()));
            index
        });
        &mut self.patterns[index].1
    }

    /// The operation of a method and a path.
    pub(super) fn find(&self, method: &str, path: &str) -> Found<'_, T> {
        let segments: Vec<&str> = segments(path).collect();
        let mut methods = Vec::new();
        let mut values = Vec::new();
        let end = self.walk(&segments, &mut values, &mut |node| {
            methods.extend(node.ends.iter().map(|(method, _)| *method));
            let is_method = |(known, _): &&(&str, End<T>)| *known == method;
            node.ends.iter().find(is_method).map(|(_, end)| end)
        });
        match end {
            Some(end) => {
                // A name that stands twice in a template has the text of its first place.
                let names = end.names.iter().copied();
                Found::One(&end.value, names.zip(values).collect())
            }
            None if methods.is_empty() => Found::Nothing,
            None => Found::Methods(methods),
        }
    }

    /// Literal segments are tried before patterns; where nothing comes of one, the next.
    fn walk<'m>(
        &'m self,
        segments: &[&str],
        values: &mut Vec<String>,
        end: &mut impl FnMut(&'m Self) -> Option<&'m End<T>>,
    ) -> Option<&'m End<T>> {
        let Some((segment, rest)) = segments.split_first() else {
            return end(self);
        };
        if let Some(node) = self.literals.get(&decoded(segment))
            && let Some(found) = node.walk(rest, values, end)
        {
            return Some(found);
        }
        for (pattern, node) in &self.patterns {
            let before = values.len();
            if pattern.read(segment, values)
                && let Some(found) = node.walk(rest, values, end)
            {
                return Some(found);
            }
            values.truncate(before);
        }
        None
    }
}

impl Pattern {
    /// The pattern of a segment; none where it has no parameter.
    fn of(segment: &'static str, names: &mut Vec<&'static str>) -> Option<Self> {
        let mut literals = Vec::new();
        let mut rest = segment;
        while let Some((literal, after)) = rest.split_once('{')
            && let Some((name, after)) = after.split_once('}')
        {
            literals.push(literal);
            names.push(name);
            rest = after;
        }
        if literals.is_empty() {
            return None;
        }
        literals.push(rest);
        Some(Self(literals))
    }

    fn weight(&self) -> usize {
        self.0.iter().map(|literal| literal.len()).sum()
    }

    /// Reads the parameters of a segment, none of them empty. A parameter ends where the literal
    /// behind it first stands.
    fn read(&self, segment: &str, values: &mut Vec<String>) -> bool {
        let [first, between @ .., last] = &self.0[..] else {
            return false;
        };
        let Some(rest) = segment.strip_prefix(first) else {
            return false;
        };
        let Some(mut rest) = rest.strip_suffix(last) else {
            return false;
        };
        for literal in between {
            // Of two parameters with nothing between them, the first one is a character.
            let from = rest.chars().next().map_or(0, char::len_utf8);
            let place = rest.get(from..).and_then(|rest| rest.find(literal));
            let Some(place) = place.map(|place| place + from) else {
                return false;
            };
            values.push(rest[..place].to_owned());
            rest = &rest[place + literal.len()..];
        }
        values.push(rest.to_owned());
        !rest.is_empty()
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

/// A segment that is no parameter: `%41` is `A`.
fn decoded(segment: &str) -> String {
    decode(segment).unwrap_or_else(|| segment.to_owned())
}
