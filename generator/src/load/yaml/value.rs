//! A YAML tree to the tree of values that JSON would have given: aliases repeated under a budget, merge keys
//! merged, keys as their source text.

use super::scalar::{self, Scalar};
use super::tree::{Content, Id, Node, Tree};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::load::{finding, limit, number};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// So many repeated keys are reported with both places; finding the first place is a search.
const DUPLICATES_SHOWN: usize = 100;

/// Builds values from one tree.
pub(super) struct Builder<'a, 't> {
    tree: &'a Tree<'t>,
    diagnostics: &'a mut Diagnostics,
    /// What aliases may still repeat, in bytes.
    budget: &'a mut usize,
    /// Inside how many aliases we are: their content was reported where it stands.
    repeating: usize,
    duplicates: usize,
}

impl<'a, 't> Builder<'a, 't> {
    pub(super) fn new(
        tree: &'a Tree<'t>,
        budget: &'a mut usize,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            tree,
            diagnostics,
            budget,
            repeating: 0,
            duplicates: 0,
        }
    }

    pub(super) fn build(mut self) -> Result<Value, Box<Diagnostic>> {
        self.value(0, 0)
    }

    /// The value of a node `depth` levels below the root.
    fn value(&mut self, id: Id, depth: usize) -> Result<Value, Box<Diagnostic>> {
        let node = self.tree.node(id);
        if depth > limit::DEPTH {
            return Err(limit::too_deep(self.place(node)));
        }
        match &node.content {
            Content::Alias(target) => {
                self.repeating += 1;
                let value = self.value(*target, depth);
                self.repeating -= 1;
                value
            }
            Content::Scalar { text, plain } => {
                self.charge(node, text.len())?;
                self.scalar(node, text, *plain)
            }
            Content::Sequence(items) => {
                self.charge(node, 0)?;
                self.check_tag(node, "seq");
                let values = items.iter().map(|&item| self.value(item, depth + 1));
                values.collect::<Result<_, _>>().map(Value::Array)
            }
            Content::Mapping(entries) => {
                self.charge(node, 0)?;
                self.check_tag(node, "map");
                self.mapping(entries, depth).map(Value::Object)
            }
        }
    }

    /// Takes what a repeated value weighs off the budget.
    fn charge(&mut self, node: &Node<'t>, text: usize) -> Result<(), Box<Diagnostic>> {
        if self.repeating == 0 {
            return Ok(());
        }
        match self.budget.checked_sub(limit::NODE_BYTES + text) {
            Some(rest) => *self.budget = rest,
            None => {
                let message = "aliases repeat more content than a document of this size may";
                return Err(
                    Diagnostic::error(code::ALIAS_BOMB, self.place(node), message)
                        .label("this value was being repeated")
                        .help("share schemas with `$ref`, which repeats nothing")
                        .into(),
                );
            }
        }
        Ok(())
    }

    fn mapping(
        &mut self,
        entries: &[(Id, Id)],
        depth: usize,
    ) -> Result<Map<String, Value>, Box<Diagnostic>> {
        let tree = self.tree;
        // What a mapping says itself wins over what it merges, wherever either stands.
        let own: HashSet<&str> = if entries.iter().any(|&(key, _)| tree.is_merge(key)) {
            let keys = entries.iter().filter(|&&(key, _)| !tree.is_merge(key));
            keys.filter_map(|&(key, _)| tree.key(key)).collect()
        } else {
            HashSet::new()
        };
        let mut members = Map::new();
        for (index, &(key, id)) in entries.iter().enumerate() {
            if tree.is_merge(key) {
                self.merge(id, depth, &own, &mut members)?;
                continue;
            }
            let Some(text) = tree.key(key) else {
                let message = "a key is a mapping or a sequence, which JSON does not have";
                let place = self.place(tree.node(key));
                return Err(Diagnostic::error(code::COMPLEX_KEY, place, message)
                    .help("write the key as text, in quotes if it holds brackets or braces")
                    .into());
            };
            if self.repeating > 0 {
                self.charge(tree.node(key), text.len())?;
            }
            let value = self.value(id, depth + 1)?;
            if members.insert(text.to_owned(), value).is_some() {
                self.duplicate(&entries[..index], key, text);
            }
        }
        Ok(members)
    }

    /// Adds the members of the mapping, or the sequence of mappings, that a merge key holds. Of the merged, the
    /// first to have a key wins.
    fn merge(
        &mut self,
        id: Id,
        depth: usize,
        own: &HashSet<&str>,
        members: &mut Map<String, Value>,
    ) -> Result<(), Box<Diagnostic>> {
        let tree = self.tree;
        let target = tree.target(id);
        let single = [id];
        let (sources, repeating) = match &tree.node(target).content {
            Content::Sequence(items) => (items.as_slice(), usize::from(target != id)),
            _ => (single.as_slice(), 0),
        };
        self.repeating += repeating;
        for &source in sources {
            // A level deeper, so that a chain of merges is bounded as nesting is.
            let Value::Object(merged) = self.value(source, depth + 1)? else {
                let message = "the merge key `<<` takes a mapping, or a sequence of mappings";
                let place = self.place(tree.node(source));
                return Err(Diagnostic::error(code::BAD_MERGE, place, message)
                    .label("this is neither")
                    .help("write the key in quotes if it is not meant to merge")
                    .into());
            };
            for (key, value) in merged {
                if !own.contains(key.as_str()) && !members.contains_key(&key) {
                    members.insert(key, value);
                }
            }
        }
        self.repeating -= repeating;
        Ok(())
    }

    fn scalar(
        &mut self,
        node: &Node<'t>,
        text: &str,
        plain: bool,
    ) -> Result<Value, Box<Diagnostic>> {
        let core = node.tag.as_ref().and_then(|tag| {
            let core = tag.is_yaml_core_schema();
            core.then_some(tag.suffix.as_str())
        });
        let meaning = match (core, node.tag.is_some()) {
            // Dates and base64 are text in JSON too; `!` alone says text.
            (Some("str" | "timestamp" | "binary"), _) => scalar::string(text),
            (Some("int" | "float" | "bool" | "null"), _) => scalar::plain(text),
            (None, true) if self.is_text_tag(node) => scalar::string(text),
            (_, tagged) => {
                if tagged {
                    self.unknown_tag(node);
                }
                if plain {
                    scalar::plain(text)
                } else {
                    scalar::string(text)
                }
            }
        };
        let value = self.json(node, text, meaning);
        match core {
            Some(tag) if !fits(tag, &value) => {
                let message = format!("`{}` does not fit the tag `!!{tag}`", brief(text));
                let place = self.place(node);
                Err(Diagnostic::error(code::TAG_MISMATCH, place, message).into())
            }
            _ => Ok(value),
        }
    }

    /// The JSON for a scalar. What JSON cannot hold stays text, so that whoever needs a number says so.
    fn json(&mut self, node: &Node<'t>, text: &str, meaning: Scalar) -> Value {
        let place = self.place_unless_repeating(node);
        let warning = match &meaning {
            Scalar::Value(Value::Number(_)) if number::is_rounded_integer(text) => {
                place.map(|place| finding::rounded(text, place))
            }
            Scalar::Value(_) => None,
            Scalar::NotFinite => place.map(|place| {
                let message = format!("JSON has no `{text}`: it is read as text");
                Diagnostic::warning(code::NOT_FINITE, place, message)
                    .help("remove it, or write it in quotes if text is meant")
            }),
            Scalar::OutOfRange => place.map(|place| {
                let message = "this number is too large for a double: it is read as text";
                Diagnostic::warning(code::NUMBER_RANGE, place, message)
                    .help("write it in quotes if text is meant")
            }),
        };
        if let Some(warning) = warning {
            self.diagnostics.push(warning);
        }
        match meaning {
            Scalar::Value(value) => value,
            Scalar::NotFinite | Scalar::OutOfRange => Value::String(text.to_owned()),
        }
    }

    /// A collection keeps its kind whatever its tag says; a tag that says otherwise is reported.
    fn check_tag(&mut self, node: &Node<'t>, kind: &str) {
        let known = node.tag.as_ref().is_none_or(|tag| {
            self.is_text_tag(node) || (tag.is_yaml_core_schema() && tag.suffix == kind)
        });
        if !known {
            self.unknown_tag(node);
        }
    }

    /// Whether the tag is `!` alone, which says that form decides nothing.
    fn is_text_tag(&self, node: &Node<'t>) -> bool {
        let tag = node.tag.as_ref();
        tag.is_some_and(|tag| tag.handle.is_empty() && tag.suffix == "!")
    }

    fn unknown_tag(&mut self, node: &Node<'t>) {
        if let (Some(tag), Some(place)) = (&node.tag, self.place_unless_repeating(node)) {
            let name = if tag.is_yaml_core_schema() {
                format!("!!{}", tag.suffix)
            } else {
                format!("{}{}", tag.handle, tag.suffix)
            };
            let message = format!("the tag `{}` is ignored", brief(&name));
            let help = "OpenAPI documents use the tags of JSON only";
            let warning = Diagnostic::warning(code::UNKNOWN_TAG, place, message);
            self.diagnostics.push(warning.help(help));
        }
    }

    fn duplicate(&mut self, before: &[(Id, Id)], key: Id, text: &str) {
        let Some(second) = self.place_unless_repeating(self.tree.node(key)) else {
            return;
        };
        self.duplicates += 1;
        if self.duplicates > DUPLICATES_SHOWN {
            let first = second.clone();
            self.diagnostics
                .push(finding::duplicate(text, first, second));
            return;
        }
        let mut earlier = before.iter().rev().map(|&(key, _)| key);
        let first = earlier.find(|&key| self.tree.key(key) == Some(text));
        let first = self.place(self.tree.node(first.unwrap_or(key)));
        self.diagnostics
            .push(finding::duplicate(text, first, second));
    }

    fn place(&self, node: &Node<'t>) -> Place {
        Place::Bytes(self.tree.bytes(node))
    }

    fn place_unless_repeating(&self, node: &Node<'t>) -> Option<Place> {
        (self.repeating == 0).then(|| self.place(node))
    }
}

fn fits(tag: &str, value: &Value) -> bool {
    match tag {
        "int" => value.is_i64() || value.is_u64(),
        "float" => value.is_number(),
        "bool" => value.is_boolean(),
        "null" => value.is_null(),
        "map" | "seq" => false,
        _ => true,
    }
}
