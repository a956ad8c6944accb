//! Places in a document.

use typewright::load::Document;
use typewright::pointer::Pointer;

/// The place that references lead to from here.
pub(crate) fn followed(document: &Document, mut place: Pointer) -> Option<Pointer> {
    // No chain is longer; one that is, goes in circles.
    for _ in 0..32 {
        let Some(reference) = document.get(&place)?.get("$ref") else {
            return Some(place);
        };
        (place, _) = document.resolve(reference.as_str()?, &place).ok()?;
    }
    None
}
