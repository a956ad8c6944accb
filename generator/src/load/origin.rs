//! Where the values of a document were written, when not all of them stand in one file.

use crate::pointer::Pointer;
use std::collections::BTreeMap;

/// From places in a document to places in files. What is not listed stands in the first file, or where the value that
/// holds it stands.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// By the text of a pointer: the number of a file, and a pointer there.
    written: BTreeMap<String, (usize, Pointer)>,
}

impl Origins {
    /// The number of the file in which a value stands, and its place there.
    pub fn find(&self, pointer: &Pointer) -> (usize, Pointer) {
        let text = pointer.as_str();
        let ends = text.rmatch_indices('/').map(|(at, _)| at);
        for end in std::iter::once(text.len()).chain(ends) {
            if let Some((file, origin)) = self.written.get(&text[..end]) {
                let below = Pointer::parse(&text[end..]).unwrap_or_default();
                return (*file, origin.join(&below));
            }
        }
        (0, pointer.clone())
    }

    /// A value, with all in it, was written at this place of a file.
    pub(crate) fn set(&mut self, pointer: &Pointer, origin: (usize, Pointer)) {
        self.take(pointer);
        self.written.insert(pointer.as_str().to_owned(), origin);
    }

    /// A value, with all in it, is the one that stood at another place of a document with these origins.
    pub(crate) fn copy_of(&mut self, before: &Self, from: &Pointer, to: &Pointer) {
        let origin = before.find(from);
        let parts = before.below(from);
        self.set(to, origin);
        self.put(to, parts);
    }

    /// An item was taken out of an array that had this many.
    pub(crate) fn remove_item(&mut self, array: &Pointer, index: usize, length: usize) {
        self.take(&array.index(index));
        for next in index + 1..length {
            let origin = self.find(&array.index(next));
            let parts = self.take(&array.index(next));
            self.set(&array.index(next - 1), origin);
            self.put(&array.index(next - 1), parts);
        }
    }

    /// Forgets a value, and gives what was known of its parts.
    pub(crate) fn take(&mut self, pointer: &Pointer) -> Vec<(String, (usize, Pointer))> {
        let parts = self.below(pointer);
        self.written.remove(pointer.as_str());
        for (below, _) in &parts {
            self.written.remove(&format!("{}{below}", pointer.as_str()));
        }
        parts
    }

    /// What is known of the parts of a value, by their pointers from it.
    fn below(&self, pointer: &Pointer) -> Vec<(String, (usize, Pointer))> {
        let start = format!("{}/", pointer.as_str());
        let parts = self.written.range(start.clone()..);
        let parts = parts.take_while(|(text, _)| text.starts_with(&start));
        parts
            .map(|(text, origin)| (text[start.len() - 1..].to_owned(), origin.clone()))
            .collect()
    }

    fn put(&mut self, pointer: &Pointer, parts: Vec<(String, (usize, Pointer))>) {
        for (below, origin) in parts {
            let text = format!("{}{below}", pointer.as_str());
            self.written.insert(text, origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Origins;
    use crate::pointer::Pointer;

    fn at(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    #[test]
    fn what_is_inside_stands_where_the_whole_does() {
        let mut origins = Origins::default();
        assert_eq!(origins.find(&at("/a/b")), (0, at("/a/b")));
        origins.set(&at("/a"), (1, at("/x")));
        origins.set(&at("/a/b"), (2, at("/y")));
        origins.set(&at("/ab"), (3, at("/z")));
        assert_eq!(origins.find(&at("/a")), (1, at("/x")));
        assert_eq!(origins.find(&at("/a/c/d")), (1, at("/x/c/d")));
        assert_eq!(origins.find(&at("/a/b/c")), (2, at("/y/c")));
        origins.set(&at("/a"), (4, at("/w")));
        assert_eq!(origins.find(&at("/a/b")), (4, at("/w/b")));
        assert_eq!(origins.find(&at("/ab")), (3, at("/z")));
    }

    #[test]
    fn items_move_up() {
        let mut origins = Origins::default();
        origins.set(&at("/a/2"), (1, at("/new")));
        origins.set(&at("/a/1/x"), (1, at("/x")));
        origins.remove_item(&at("/a"), 0, 3);
        assert_eq!(origins.find(&at("/a/0/y")), (0, at("/a/1/y")));
        assert_eq!(origins.find(&at("/a/0/x")), (1, at("/x")));
        assert_eq!(origins.find(&at("/a/1")), (1, at("/new")));
    }

    #[test]
    fn copies_stand_where_the_first_does() {
        let mut origins = Origins::default();
        origins.set(&at("/a/b"), (1, at("/x")));
        let before = origins.clone();
        origins.copy_of(&before, &at("/a"), &at("/c"));
        assert_eq!(origins.find(&at("/c/d")), (0, at("/a/d")));
        assert_eq!(origins.find(&at("/c/b")), (1, at("/x")));
    }
}
