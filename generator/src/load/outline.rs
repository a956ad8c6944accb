//! A document's values with the bytes they stand at: what the hot path does not keep.

use super::yaml::tree as yaml;
use jsonc_parser::ast;
use std::ops::Range;

/// The number of a node in its outline.
pub(super) type Id = usize;

/// All nodes of a text, in the order in which they begin; the first is the root.
#[derive(Debug, Default)]
pub(super) struct Outline {
    nodes: Vec<Node>,
}

/// A value and its bytes.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) range: Range<usize>,
    pub(super) content: Content,
}

/// What a value consists of.
#[derive(Debug)]
pub(super) enum Content {
    /// A string, number, boolean or null.
    Scalar,
    /// An array.
    Sequence(Vec<Id>),
    /// An object; keys may repeat.
    Mapping(Vec<Entry>),
    /// A YAML alias for another node.
    Alias(Id),
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_range: Range<usize>,
    /// Whether the key is YAML's merge key.
    pub(super) merge: bool,
    pub(super) value: Id,
}

impl Outline {
    /// The outline of JSON text; `None` when it is not JSON.
    pub(super) fn of_json(text: &str) -> Option<Self> {
        let collect = jsonc_parser::CollectOptions::default();
        let strict = jsonc_parser::ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed = jsonc_parser::parse_to_ast(text, &collect, &strict).ok()?;
        let mut outline = Self::default();
        outline.add_json(&parsed.value?);
        Some(outline)
    }

    /// The outline of a YAML tree.
    pub(super) fn of_yaml(tree: &yaml::Tree<'_>) -> Self {
        let nodes = tree.nodes().iter().map(|node| Node {
            range: tree.bytes(node),
            content: match &node.content {
                yaml::Content::Scalar { .. } => Content::Scalar,
                yaml::Content::Sequence(items) => Content::Sequence(items.clone()),
                yaml::Content::Alias(target) => Content::Alias(*target),
                yaml::Content::Mapping(entries) => Content::Mapping(
                    entries
                        .iter()
                        .map(|&(key, value)| Entry {
                            key: tree.key(key).unwrap_or_default().to_owned(),
                            key_range: tree.bytes(tree.node(key)),
                            merge: tree.is_merge(key),
                            value,
                        })
                        .collect(),
                ),
            },
        });
        Self {
            nodes: nodes.collect(),
        }
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    // Recursion is bounded: the parser refuses more than 512 levels.
    fn add_json(&mut self, value: &ast::Value<'_>) -> Id {
        let range = jsonc_parser::common::Ranged::range(value);
        let id = self.nodes.len();
        self.nodes.push(Node {
            range: range.start..range.end,
            content: Content::Scalar,
        });
        let content = match value {
            ast::Value::Array(array) => Content::Sequence(
                array
                    .elements
                    .iter()
                    .map(|item| self.add_json(item))
                    .collect(),
            ),
            ast::Value::Object(object) => Content::Mapping(
                object
                    .properties
                    .iter()
                    .map(|member| self.json_entry(member))
                    .collect(),
            ),
            _ => Content::Scalar,
        };
        self.nodes[id].content = content;
        id
    }

    fn json_entry(&mut self, member: &ast::ObjectProp<'_>) -> Entry {
        let range = jsonc_parser::common::Ranged::range(&member.name);
        Entry {
            key: member.name.as_str().to_owned(),
            key_range: range.start..range.end,
            merge: false,
            value: self.add_json(&member.value),
        }
    }
}
