//! How a list goes on: where an answer says what the next page is.

/// How a list goes on that comes in pages. Places in a body are JSON Pointers.
#[derive(Clone, Copy, Debug)]
#[must_use = "it is given to Call::pages"]
pub struct Paging {
    pub(super) next: Next,
    /// A boolean that is false on the last page.
    pub(super) more: Option<&'static str>,
    /// How the end is found of a list that is counted.
    pub(super) end: End,
}

/// Where a list that is counted begins and ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// The number of the first page, or the first offset.
    pub(super) first: Option<u64>,
    /// How many items a full page has.
    pub(super) size: Option<u64>,
    /// Where the number of all items is.
    pub(super) total: Option<&'static str>,
    /// Where the number of the last page is.
    pub(super) last: Option<&'static str>,
}

/// Where the next page is named.
#[derive(Clone, Copy, Debug)]
pub(super) enum Next {
    /// A value of the body, which goes into a parameter of the query.
    Cursor {
        parameter: &'static str,
        at: &'static str,
    },
    /// A URL in the body.
    Url { at: &'static str },
    /// A URL in the header `Link`, with `rel="next"` (RFC 8288).
    Link,
    /// The number of the next page, or the number of items before it, in a parameter of the query.
    Counted {
        parameter: &'static str,
        at: &'static str,
        by: By,
    },
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Page,
    Item,
}

impl Paging {
    /// The body has a cursor, and the query takes it: `Paging::cursor("cursor", "/meta/nextCursor")`.
    /// Where it is missing, `null` or empty, the list is over.
    pub const fn cursor(parameter: &'static str, at: &'static str) -> Self {
        Self::new(Next::Cursor { parameter, at })
    }

    /// The body has the URL of the next page. Where it is missing, `null` or empty, the list is over.
    pub const fn url(at: &'static str) -> Self {
        Self::new(Next::Url { at })
    }

    /// The header `Link` has the URL of the next page, under `rel="next"`.
    pub const fn link() -> Self {
        Self::new(Next::Link)
    }

    /// Pages are numbered, and the query takes the number; `at` is the array in the body, `""` where the
    /// body is one: `Paging::number("page", "/items").last("/meta/pages")`.
    ///
    /// The first page is the one that the call asks for, else [`first`](Self::first), else 1. The list is
    /// over after a page without items; where [`size`](Self::size), [`total`](Self::total),
    /// [`last`](Self::last) or [`more`](Self::more) say so, it is over without asking for that one. A page
    /// with the very items of one before is an error: a server that does not know the parameter would
    /// give it for ever.
    pub const fn number(parameter: &'static str, at: &'static str) -> Self {
        let by = By::Page;
        Self::new(Next::Counted { parameter, at, by })
    }

    /// The query takes how many items are before the page; `at` is the array in the body. It begins where
    /// the call says, else at [`first`](Self::first), else at 0, goes on by as many items as a page has,
    /// and ends as with [`number`](Self::number): `Paging::offset("offset", "/items").total("/total")`.
    pub const fn offset(parameter: &'static str, at: &'static str) -> Self {
        let by = By::Item;
        Self::new(Next::Counted { parameter, at, by })
    }

    /// The number of the first page, or the first offset, where the call does not say it.
    pub const fn first(mut self, first: u64) -> Self {
        self.end.first = Some(first);
        self
    }

    /// A page has so many items: one that has fewer is the last. Not for a server that leaves out items
    /// of pages.
    pub const fn size(mut self, size: u64) -> Self {
        self.end.size = Some(size);
        self
    }

    /// The body also has the number of all items, after which a list that is counted is over.
    pub const fn total(mut self, at: &'static str) -> Self {
        self.end.total = Some(at);
        self
    }

    /// The body also has the number of the last page.
    pub const fn last(mut self, at: &'static str) -> Self {
        self.end.last = Some(at);
        self
    }

    /// The body also has a boolean, which is false on the last page.
    pub const fn more(mut self, at: &'static str) -> Self {
        self.more = Some(at);
        self
    }

    const fn new(next: Next) -> Self {
        let end = End {
            first: None,
            size: None,
            total: None,
            last: None,
        };
        Self {
            next,
            more: None,
            end,
        }
    }
}
