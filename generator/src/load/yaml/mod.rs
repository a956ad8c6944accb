//! YAML text to a tree of values, as JSON would have said it. Why not by serde_yaml: `docs/decisions/0002-yaml.md`.

mod chars;
mod scalar;
mod syntax;
pub(super) mod tree;
mod value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use serde_json::Value;

/// Reads YAML; `Err` is the one finding that stopped the reading. `aliases` is what aliases may repeat, in bytes.
pub(super) fn read(
    text: &str,
    aliases: &mut usize,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Box<Diagnostic>> {
    let tree = tree::Tree::read(text)?;
    value::Builder::new(&tree, aliases, diagnostics).build()
}
