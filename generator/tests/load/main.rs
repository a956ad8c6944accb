//! Loading: what is read, what is refused, and how findings look.

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod position;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod render;
#[cfg(test)]
mod resource;
#[cfg(test)]
mod value;
#[cfg(test)]
mod wrong;

use typewright::diagnostic::{Diagnostics, human};
use typewright::load::{Document, Source, load};

/// A source in memory.
fn source(name: &str, bytes: impl Into<Vec<u8>>) -> Source {
    Source {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

/// Loads a source and renders what was found.
fn run(source: &Source) -> (Option<Document>, String) {
    let mut diagnostics = Diagnostics::default();
    let document = load(source, &mut diagnostics);
    assert_eq!(document.is_none(), diagnostics.has_errors());
    (document, human::render(&diagnostics, source, false))
}
