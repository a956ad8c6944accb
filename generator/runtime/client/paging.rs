//! How a list goes on: where an answer says what the next page is.

/// How a list goes on that comes in pages. Places in a body are JSON Pointers.
#[derive(Clone, Copy, Debug)]
#[must_use = "it is given to Call::pages"]
pub struct Paging {
    pub(super) next: Next,
    /// A boolean that is false on the last page.
    pub(super) more: Option<&'static str>,
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

    /// The body also has a boolean, which is false on the last page.
    pub const fn more(mut self, at: &'static str) -> Self {
        self.more = Some(at);
        self
    }

    const fn new(next: Next) -> Self {
        Self { next, more: None }
    }
}
