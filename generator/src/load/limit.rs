//! What a document may ask for before it counts as an attack.

use crate::diagnostic::{Diagnostic, Place, code};

/// Levels of nesting. 64 schemas nested in one another need about 200; the walks that recurse over the tree
/// stay within a small part of a two-megabyte stack.
pub const DEPTH: usize = 512;

/// How many bytes a document may have, with all files that it refers to. Larger than any public one by an order of
/// magnitude; what is beyond is a mistake or an attack.
pub const BYTES: usize = 256 << 20;

/// How many files it may refer to; public documents come to fifteen hundred.
pub(super) const FILES: usize = 10_000;

/// How many bytes the content repeated by YAML aliases may weigh, for a text of `length` bytes: enough to
/// repeat a document several times over, and little enough to stay in proportion to it.
pub(super) const fn alias_bytes(length: usize) -> usize {
    (16 << 20) + 4 * length
}

/// What one value of the tree weighs besides its text: a key, a slot in its parent, the value.
pub(super) const NODE_BYTES: usize = 128;

/// The finding for what nests too deep.
pub(super) fn too_deep(at: Place) -> Box<Diagnostic> {
    let message = format!("values are nested more than {DEPTH} levels deep");
    let error = Diagnostic::error(code::TOO_DEEP, at, message);
    Box::new(error.help("move inner schemas to `components/schemas` and refer to them"))
}
