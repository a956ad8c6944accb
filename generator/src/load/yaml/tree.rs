//! YAML text to a tree of nodes, with aliases as they stand: nothing is repeated yet, so its size is bounded by
//! the text's.

use crate::diagnostic::{Diagnostic, Place, code};
use crate::load::limit;
use crate::load::yaml::chars::Chars;
use crate::load::yaml::syntax;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// The number of a node in its tree.
pub(in crate::load) type Id = usize;

/// The nodes of one YAML document; the first is its root.
pub(in crate::load) struct Tree<'t> {
    nodes: Vec<Node<'t>>,
    chars: Chars<'t>,
}

/// A node and where it stands, in characters.
pub(in crate::load) struct Node<'t> {
    pub(super) span: Range<usize>,
    /// Rare, so kept small.
    pub(super) tag: Option<Box<Tag>>,
    pub(in crate::load) content: Content<'t>,
}

/// What a node consists of.
pub(in crate::load) enum Content<'t> {
    /// Text, and whether it is without quotes, so that its form may make it a number.
    Scalar { text: Cow<'t, str>, plain: bool },
    /// A list.
    Sequence(Vec<Id>),
    /// Keys with values.
    Mapping(Vec<(Id, Id)>),
    /// An alias of a node that ended before.
    Alias(Id),
}

impl<'t> Tree<'t> {
    /// Reads a text that holds one YAML document.
    pub(in crate::load) fn read(text: &'t str) -> Result<Self, Box<Diagnostic>> {
        let mut builder = Builder::new(text);
        let mut parser: Parser<'t, StrInput<'t>> = Parser::new_from_str(text);
        while let Some(next) = parser.next_event() {
            let (event, span) = next.map_err(|error| builder.syntax(&error))?;
            builder.event(event, span)?;
        }
        if builder.tree.nodes.is_empty() {
            let message = "the file holds no document";
            let place = Place::Bytes(0..0);
            return Err(Diagnostic::error(code::EMPTY, place, message).into());
        }
        Ok(builder.tree)
    }

    pub(in crate::load) fn nodes(&self) -> &[Node<'t>] {
        &self.nodes
    }

    pub(in crate::load) fn node(&self, id: Id) -> &Node<'t> {
        &self.nodes[id]
    }

    /// The node that an alias, or a chain of them, stands for.
    pub(super) fn target(&self, mut id: Id) -> Id {
        // An alias comes after its anchor, so each step leads to a smaller number.
        while let Content::Alias(target) = self.nodes[id].content {
            id = target;
        }
        id
    }

    /// The bytes at which a node stands.
    pub(in crate::load) fn bytes(&self, node: &Node<'t>) -> Range<usize> {
        self.chars.bytes(&node.span)
    }

    /// The text of a key; `None` when the key is a collection.
    pub(in crate::load) fn key(&self, id: Id) -> Option<&str> {
        match &self.nodes[self.target(id)].content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether a key merges other mappings into its own.
    pub(in crate::load) fn is_merge(&self, id: Id) -> bool {
        let node = &self.nodes[id];
        let by_tag = node
            .tag
            .as_ref()
            .map(|tag| tag.is_yaml_core_schema() && tag.suffix == "merge");
        matches!(&node.content, Content::Scalar { text, plain: true } if text == "<<")
            && by_tag.unwrap_or(true)
    }
}

/// A collection whose end has not come yet.
struct Open {
    id: Id,
    key: Option<Id>,
}

struct Builder<'t> {
    tree: Tree<'t>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Id>,
    documents: usize,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            tree: Tree {
                nodes: Vec::new(),
                chars: Chars::new(text),
            },
            open: Vec::new(),
            anchors: BTreeMap::new(),
            documents: 0,
        }
    }

    fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), Box<Diagnostic>> {
        let chars = span.start.index()..span.end.index();
        match event {
            Event::DocumentStart(_) => self.document(&chars)?,
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                let id = self.add(chars, anchor, tag, Content::Scalar { text, plain });
                self.attach(id);
            }
            Event::Alias(anchor) => {
                let target = self.alias(anchor, &chars)?;
                let id = self.add(chars, 0, None, Content::Alias(target));
                self.attach(id);
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin(chars, anchor, tag, Content::Sequence(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(chars, anchor, tag, Content::Mapping(Vec::new()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&chars),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn document(&mut self, chars: &Range<usize>) -> Result<(), Box<Diagnostic>> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let place = Place::Bytes(self.tree.chars.bytes(chars));
        let message = "a second document begins here, in a file that should hold one";
        Err(Diagnostic::error(code::SEVERAL_DOCUMENTS, place, message)
            .help("keep one document a file, and remove this `---`")
            .into())
    }

    fn add(
        &mut self,
        span: Range<usize>,
        anchor: usize,
        tag: Option<Cow<'t, Tag>>,
        content: Content<'t>,
    ) -> Id {
        let id = self.tree.nodes.len();
        let tag = tag.map(|tag| Box::new(tag.into_owned()));
        self.tree.nodes.push(Node { span, tag, content });
        if anchor > 0 {
            self.anchors.insert(anchor, id);
        }
        id
    }

    fn begin(
        &mut self,
        span: Range<usize>,
        anchor: usize,
        tag: Option<Cow<'t, Tag>>,
        content: Content<'t>,
    ) -> Result<(), Box<Diagnostic>> {
        if self.open.len() >= limit::DEPTH {
            return Err(limit::too_deep(Place::Bytes(self.tree.chars.bytes(&span))));
        }
        let id = self.add(span, anchor, tag, content);
        self.open.push(Open { id, key: None });
        Ok(())
    }

    fn end(&mut self, chars: &Range<usize>) {
        let Some(Open { id, .. }) = self.open.pop() else {
            return;
        };
        // Only a bracket has a width; what ends with its indentation ends with its last child.
        let end = match &self.tree.nodes[id].content {
            _ if !chars.is_empty() => chars.end,
            Content::Sequence(items) => self.end_of(items.last().copied()),
            Content::Mapping(entries) => {
                let last = entries.last();
                let key = self.end_of(last.map(|&(key, _)| key));
                key.max(self.end_of(last.map(|&(_, value)| value)))
            }
            _ => chars.end,
        };
        let span = &mut self.tree.nodes[id].span;
        span.end = end.max(span.start);
        self.attach(id);
    }

    fn end_of(&self, id: Option<Id>) -> usize {
        id.map_or(0, |id| self.tree.nodes[id].span.end)
    }

    /// Hands a finished node to the collection that holds it.
    fn attach(&mut self, id: Id) {
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        match &mut self.tree.nodes[parent.id].content {
            Content::Sequence(items) => items.push(id),
            Content::Mapping(entries) => match parent.key.take() {
                None => parent.key = Some(id),
                Some(key) => entries.push((key, id)),
            },
            Content::Scalar { .. } | Content::Alias(_) => {}
        }
    }

    fn alias(&self, anchor: usize, chars: &Range<usize>) -> Result<Id, Box<Diagnostic>> {
        let place = Place::Bytes(self.tree.chars.bytes(chars));
        let Some(&target) = self.anchors.get(&anchor) else {
            let message = "this is not YAML: the alias has no anchor";
            return Err(Diagnostic::error(code::YAML_SYNTAX, place, message).into());
        };
        if self.open.iter().any(|open| open.id == target) {
            let anchor = Place::Bytes(self.tree.chars.first_line(&self.tree.nodes[target].span));
            let message = "this alias stands inside the value that it repeats";
            return Err(Diagnostic::error(code::ALIAS_CYCLE, place, message)
                .related(anchor, "the value begins here")
                .help("write recursive schemas with `$ref`")
                .into());
        }
        Ok(target)
    }

    fn syntax(&self, error: &ScanError) -> Box<Diagnostic> {
        let at = error.marker().index();
        let bytes = self.tree.chars.bytes(&(at..at + 1));
        if error.info().contains("recursion limit") {
            return limit::too_deep(Place::Bytes(bytes));
        }
        Box::new(syntax::finding(
            self.tree.chars.text(),
            bytes.start,
            error.info(),
        ))
    }
}
