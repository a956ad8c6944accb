//! Values and where they stand, without an allocation until somebody asks where.

use crate::diagnostic::Place;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// The way to a value, as a chain on the stack.
#[derive(Clone, Copy, Debug)]
pub(super) enum Path<'p> {
    At(&'p Pointer),
    Member(&'p Path<'p>, &'p str),
    Element(&'p Path<'p>, usize),
}

impl Path<'_> {
    pub(super) fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut path = self;
        let start = loop {
            match path {
                Path::At(pointer) => break *pointer,
                Path::Member(parent, _) | Path::Element(parent, _) => {
                    steps.push(path);
                    path = parent;
                }
            }
        };
        let mut text = start.as_str().to_owned();
        for step in steps.iter().rev() {
            text.push('/');
            match step {
                Path::At(_) => {}
                Path::Member(_, name) => text.push_str(&name.replace('~', "~0").replace('/', "~1")),
                Path::Element(_, index) => text.push_str(&index.to_string()),
            }
        }
        Pointer::parse(&text).unwrap_or_default()
    }
}

/// A value and the way to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'p, 'd> {
    pub(super) value: &'d Value,
    pub(super) path: Path<'p>,
}

impl<'d> Node<'_, 'd> {
    pub(super) fn pointer(&self) -> Pointer {
        self.path.pointer()
    }

    /// The key that it is held under.
    pub(super) fn place(&self) -> Place {
        Place::Key(self.pointer())
    }

    pub(super) fn object(&self) -> Option<&'d Map<String, Value>> {
        self.value.as_object()
    }

    pub(super) fn text(&self, name: &str) -> Option<&'d str> {
        self.value.get(name)?.as_str()
    }

    /// A value one step below.
    pub(super) fn below<'s>(&'s self, name: &'s str, value: &'d Value) -> Node<'s, 'd> {
        let path = Path::Member(&self.path, name);
        Node { value, path }
    }

    /// The value of a member.
    pub(super) fn member<'s>(&'s self, name: &'s str) -> Option<Node<'s, 'd>> {
        Some(self.below(name, self.object()?.get(name)?))
    }

    /// The values of all members, if this is an object.
    pub(super) fn members<'s>(&'s self) -> impl Iterator<Item = (&'d str, Node<'s, 'd>)>
    where
        'd: 's,
    {
        let members = self.object().into_iter().flatten();
        members.map(|(name, value)| {
            let path = Path::Member(&self.path, name);
            (name.as_str(), Node { value, path })
        })
    }

    /// The elements, if this is an array.
    pub(super) fn elements<'s>(&'s self) -> impl Iterator<Item = Node<'s, 'd>> {
        let elements = self.value.as_array().into_iter().flatten();
        elements.enumerate().map(|(index, value)| {
            let path = Path::Element(&self.path, index);
            Node { value, path }
        })
    }
}
