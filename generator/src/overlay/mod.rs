//! Overlays: files of changes to a document, as the Overlay Specification 1.0 and 1.1 has them.
//!
//! They change the tree before anyone asks what it describes. Each value that comes from one is remembered with its
//! place there, so that a finding about it points into the overlay.

mod action;
mod apply;
mod merge;
mod near;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::load::{self, Origins, Source};
use crate::pointer::Pointer;
use action::Action;
use apply::Target;
use serde_json::Value;

/// Applies overlays in their order; `None` when an error was pushed. The document is the file 0, and the overlays are
/// those that follow.
pub fn overlay(
    root: &mut Value,
    overlays: &[Source],
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let mut added = 0;
    for (index, source) in overlays.iter().enumerate() {
        let file = index + 1;
        let mut found = Diagnostics::default();
        let actions = read(source, &mut found);
        for action in actions.iter().flatten() {
            // What follows an action that failed was not written for what there is now.
            if found.has_errors() {
                break;
            }
            let mut target = Target {
                root: &mut *root,
                origins: &mut *origins,
                file,
                added: &mut added,
                diagnostics: &mut found,
            };
            target.apply(action);
        }
        for finding in found.iter() {
            diagnostics.push(finding.clone().in_file(file));
        }
        if diagnostics.has_errors() {
            return None;
        }
    }
    Some(())
}

/// The actions of an overlay; `None` when an error was pushed.
fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<Vec<Action>> {
    let root = load::read(source, diagnostics);
    let root = root.map_err(|error| diagnostics.push(*error)).ok()?;
    let at = Pointer::root();
    let mut malformed = |place: Place, message: &str, help: &str| {
        let error = Diagnostic::error(code::OVERLAY_MALFORMED, place, message);
        diagnostics.push(error.help(help));
        None
    };
    let example = "an overlay begins with `overlay: 1.0.0`, and has a list of `actions`";
    let version = match root.get("overlay") {
        Some(Value::String(version)) => version.clone(),
        Some(Value::Number(version)) => version.to_string(),
        _ => return malformed(Place::Value(at), "this is no overlay", example),
    };
    let is = |minor: &str| version == minor || version.starts_with(&format!("{minor}."));
    if !is("1.0") && !is("1.1") {
        let place = Place::Value(at.child("overlay"));
        let message = format!("the overlay has the version `{}`", brief(&version));
        return malformed(place, &message, "versions 1.0 and 1.1 are supported");
    }
    let Some(items) = root.get("actions").and_then(Value::as_array) else {
        return malformed(Place::Value(at), "the overlay has no `actions`", example);
    };
    let at = at.child("actions");
    let actions: Vec<Option<Action>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| Action::read(item, at.index(index), diagnostics))
        .collect();
    actions.into_iter().collect()
}
