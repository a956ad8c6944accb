//! What arrives unasked: webhooks and callbacks, read from the head and the bytes of a request, which
//! any server has.

use super::reading::{Fault, Reading, Refusal, Tolerance};
use http::StatusCode;
use http::request::Parts;
use std::fmt;
use std::ops::Deref;

/// What a webhook sends: a type that is read out of a request.
pub trait Receive: Sized {
    /// What the document calls it.
    const NAME: &'static str;

    /// Reads the request; `None` where it is at fault, which `reading` then knows.
    fn read(reading: &mut Reading, body: &[u8]) -> ::core::option::Option<Self>;
}

/// Reads a request, tolerantly.
pub fn decode<T: Receive>(parts: &Parts, body: &[u8]) -> Result<Received<T>, Error> {
    let mut reading = Reading::new(parts.clone(), Vec::new(), Tolerance::Tolerant);
    let request = T::read(&mut reading, body);
    match request.filter(|_| reading.is_sound().is_some()) {
        Some(request) => Ok(Received {
            request,
            violations: reading.violations(),
        }),
        None => Err(Error::new(T::NAME, reading.refusal())),
    }
}

/// A request that was read. What broke a rule was kept as it came, and is listed.
#[derive(Clone, Debug)]
pub struct Received<T> {
    request: T,
    violations: Vec<Fault>,
}

impl<T> Received<T> {
    /// What is not as the document says.
    pub fn violations(&self) -> &[Fault] {
        &self.violations
    }

    /// The request, whether or not it is as the document says.
    pub fn into_inner(self) -> T {
        self.request
    }
}

impl<T: Receive> Received<T> {
    /// The request, if all of it is as the document says.
    ///
    /// # Errors
    /// There are violations: the error has them all.
    pub fn strict(self) -> Result<T, Error> {
        match self.violations.is_empty() {
            true => Ok(self.request),
            false => Err(Error::new(T::NAME, Refusal::of_faults(self.violations))),
        }
    }
}

impl<T> Deref for Received<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.request
    }
}

/// Why a request cannot be read. It is one line with all that is wrong.
#[derive(Clone, Debug)]
pub struct Error(Box<(&'static str, Refusal)>);

impl Error {
    fn new(name: &'static str, refusal: Refusal) -> Self {
        Self(Box::new((name, refusal)))
    }

    /// The status to answer with: 400, 415 or 422.
    pub fn status(&self) -> StatusCode {
        self.0.1.status
    }

    /// The values that are wrong.
    pub fn faults(&self) -> &[Fault] {
        &self.0.1.faults
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, refusal) = &*self.0;
        write!(f, "{name}: {}", refusal.detail)
    }
}

impl std::error::Error for Error {}

/// The table of a request: its rows are those of `asked!`.
macro_rules! received {
    ($type:ident: $name:literal {
        $($wire:literal => $field:ident: $presence:ident $location:ident($style:expr, $shape:expr);)*
        $(.. => $body:ident: $read:ident($($argument:expr),*);)*
    }) => {
        impl $crate::runtime::webhook::Receive for $type {
            const NAME: &'static str = $name;

            fn read(reading: &mut $crate::runtime::reading::Reading, _body: &[u8]) -> ::core::option::Option<Self> {
                reading.know(&[$($wire),*]);
                $(let $field = reading.$presence(
                    $crate::runtime::reading::Location::$location, $wire, $style, &$shape);)*
                $(let $body = reading.$read(_body, $($argument),*);)*
                Some(Self {
                    $($field: $field?,)*
                    $($body: $body?,)*
                })
            }
        }

        impl $type {
            /// Reads a request: its head, and the bytes of its body as they came.
            ///
            /// # Errors
            /// Something is missing, or cannot be read; the error has the status to answer with.
            pub fn decode(
                parts: &::http::request::Parts,
                body: &[u8],
            ) -> ::core::result::Result<
                $crate::runtime::webhook::Received<Self>,
                $crate::runtime::webhook::Error,
            > {
                $crate::runtime::webhook::decode(parts, body)
            }
        }
    };
}
pub(crate) use received;
