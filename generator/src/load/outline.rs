//! A document's values with the bytes they stand at: what the hot path does not keep.

use super::yaml::tree as yaml;
use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};
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
    /// The outline of JSON text. The text must be known to be JSON: the grammar is not checked again.
    pub(super) fn of_json(text: &str) -> Option<Self> {
        let strict = ScannerOptions {
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let mut scanner = Scanner::new(text, &strict);
        let mut outline = Self::default();
        let mut open: Vec<Open> = Vec::new();
        while let Some(token) = scanner.scan().ok()? {
            let range = scanner.token_start()..scanner.token_end();
            match token {
                Token::OpenBrace => outline.begin(&mut open, range, Content::Mapping(Vec::new())),
                Token::OpenBracket => {
                    outline.begin(&mut open, range, Content::Sequence(Vec::new()))
                }
                Token::CloseBrace | Token::CloseBracket => {
                    let closed = open.pop()?;
                    outline.nodes.get_mut(closed.id)?.range.end = range.end;
                }
                Token::String(key) if outline.expects_key(&open) => {
                    open.last_mut()?.key = Some((key.into_owned(), range));
                }
                Token::String(_) | Token::Number(_) | Token::Boolean(_) | Token::Null => {
                    outline.add(&mut open, range, Content::Scalar);
                }
                Token::Comma | Token::Colon => {}
                Token::Word(_) | Token::CommentLine(_) | Token::CommentBlock(_) => return None,
            }
        }
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

    fn begin(&mut self, open: &mut Vec<Open>, range: Range<usize>, content: Content) {
        let id = self.add(open, range, content);
        open.push(Open { id, key: None });
    }

    /// Adds a node to the collection that is open.
    fn add(&mut self, open: &mut [Open], range: Range<usize>, content: Content) -> Id {
        let value = self.nodes.len();
        self.nodes.push(Node { range, content });
        if let Some(parent) = open.last_mut() {
            match self.nodes.get_mut(parent.id).map(|node| &mut node.content) {
                Some(Content::Sequence(items)) => items.push(value),
                Some(Content::Mapping(entries)) => {
                    let (key, key_range) = parent.key.take().unwrap_or_default();
                    entries.push(Entry {
                        key,
                        key_range,
                        merge: false,
                        value,
                    });
                }
                _ => {}
            }
        }
        value
    }

    fn expects_key(&self, open: &[Open]) -> bool {
        open.last().is_some_and(|parent| {
            let content = self.nodes.get(parent.id).map(|node| &node.content);
            parent.key.is_none() && matches!(content, Some(Content::Mapping(_)))
        })
    }
}

/// A JSON collection whose end has not come yet, with the key whose value comes next.
struct Open {
    id: Id,
    key: Option<(String, Range<usize>)>,
}
