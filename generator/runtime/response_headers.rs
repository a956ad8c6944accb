//! The headers that a document declares for the successes of an operation.

use super::client::{Error, ErrorKind};
use super::decode::Decode;
use super::style::{Serialization, Style};
use super::words::{Shape, header, value_of};
use reqwest::header::{HeaderMap, HeaderValue};
use std::fmt;
use std::ops::Deref;

/// At most this many characters are told of what is wrong with a header.
const TOLD: usize = 300;

/// The headers of an answer, as the document declares them: dereferences to a struct of them.
///
/// They are read tolerantly, as bodies are. A value that breaks a rule is kept as it came; one that is
/// no value of its type is `None`, and so is one that is missing, which may be the doing of any server
/// on the way. The others are read all the same, and [`violations`](Self::violations) tells of it.
#[derive(Clone, Debug)]
pub struct Headers<T> {
    headers: T,
    operation: &'static str,
    violations: Vec<HeaderViolation>,
}

impl<T> Headers<T> {
    /// What is not as the document says.
    pub fn violations(&self) -> &[HeaderViolation] {
        &self.violations
    }

    /// The headers, whether or not they are as the document says.
    pub fn into_inner(self) -> T {
        self.headers
    }

    /// The headers, if all of them are as the document says.
    ///
    /// # Errors
    /// There are violations: the error names them all.
    pub fn strict(self) -> Result<T, Error> {
        if self.violations.is_empty() {
            return Ok(self.headers);
        }
        let lines: Vec<String> = self.violations.iter().map(ToString::to_string).collect();
        Err(Error::new(
            ErrorKind::Headers,
            self.operation,
            lines.join("; "),
        ))
    }
}

impl<T> Deref for Headers<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.headers
    }
}

/// A header that is not as the document says.
///
/// Displays in one line: `header X-Total: required, but missing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderViolation {
    name: &'static str,
    what: String,
}

impl HeaderViolation {
    /// The header, as the document writes its name.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl fmt::Display for HeaderViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header {}: {}", self.name, self.what)
    }
}

/// The style of headers.
#[allow(non_upper_case_globals, reason = "a word of tables")]
pub const simple: Serialization = Style::Simple.explode(false);

/// The same with `explode`: `R=100,G=200`.
#[allow(non_upper_case_globals, reason = "a word of tables")]
pub const exploded: Serialization = Style::Simple.explode(true);

/// Headers being read.
#[derive(Debug)]
pub struct Reading<'h> {
    headers: &'h HeaderMap,
    violations: Vec<HeaderViolation>,
}

impl<'h> Reading<'h> {
    /// Begins with all headers.
    pub fn new(headers: &'h HeaderMap) -> Self {
        Self {
            headers,
            violations: Vec::new(),
        }
    }

    /// A header that has to be there.
    pub fn required<T: Decode>(
        &mut self,
        name: &'static str,
        how: Serialization,
        shape: &Shape,
    ) -> Option<T> {
        if !self.headers.contains_key(name) {
            self.violated(name, "required, but missing");
        }
        self.optional(name, how, shape)
    }

    /// A header that may be there.
    pub fn optional<T: Decode>(
        &mut self,
        name: &'static str,
        how: Serialization,
        shape: &Shape,
    ) -> Option<T> {
        let headers = self.headers;
        let found = value_of(shape, &|prefers_text| {
            let lines = headers.get_all(name).into_iter();
            let lines = lines.map(HeaderValue::as_bytes);
            header(prefers_text, (name, how, shape), lines)
        });
        let (value, wrong) = match found {
            Ok(None) => (None, Vec::new()),
            Ok(Some((value, broken))) => (Some(value), broken),
            Err(wrong) => (None, wrong),
        };
        wrong.iter().for_each(|what| self.violated(name, what));
        value
    }

    /// Ends with the headers that were read.
    pub fn finish<T>(self, operation: &'static str, headers: T) -> Headers<T> {
        Headers {
            headers,
            operation,
            violations: self.violations,
        }
    }

    #[cold]
    fn violated(&mut self, name: &'static str, what: &str) {
        let mut what = what.to_owned();
        if let Some((end, _)) = what.char_indices().nth(TOLD) {
            what.truncate(end);
            what.push('\u{2026}');
        }
        self.violations.push(HeaderViolation { name, what });
    }
}

/// The wire table of a struct of headers: a row a header.
macro_rules! response_headers {
    ($name:ident: $operation:ident {
        $($wire:literal => $field:ident: $presence:ident $style:ident($shape:expr);)*
    }) => {
        impl $name {
            /// Reads them, as from `response.headers()`.
            ///
            /// A header that is missing or not as the document says costs none of the others:
            /// [`violations`](crate::Headers::violations) tells of it, and
            /// [`strict`](crate::Headers::strict) makes it an error.
            // Inline, so that it is compiled for those alone who call it.
            #[inline]
            pub fn of(
                headers: &::reqwest::header::HeaderMap,
            ) -> $crate::runtime::response_headers::Headers<Self> {
                let mut reading = $crate::runtime::response_headers::Reading::new(headers);
                let headers = Self {
                    $($field: reading.$presence(
                        $wire, $crate::runtime::response_headers::$style, &$shape),)*
                };
                reading.finish($operation.id, headers)
            }
        }
    };
}
pub(crate) use response_headers;
