//! One change: where, and what.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::pointer::Pointer;
use crate::suggest::nearest;
use serde_json::{Map, Value};
use serde_json_path::JsonPath;

/// An action of an overlay.
pub(super) struct Action {
    /// Where it stands in the overlay.
    pub(super) pointer: Pointer,
    pub(super) target: JsonPath,
    /// The target as it is written.
    pub(super) text: String,
    pub(super) change: Change,
}

pub(super) enum Change {
    Remove,
    Update(Value),
    Copy(JsonPath),
}

const FIELDS: [&str; 5] = ["target", "description", "update", "remove", "copy"];

impl Action {
    /// Reads an action; `None` when an error was pushed.
    pub(super) fn read(
        item: &Value,
        pointer: Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let read = Self::checked(item, pointer);
        read.map_err(|error| diagnostics.push(*error)).ok()
    }

    fn checked(item: &Value, pointer: Pointer) -> Result<Self, Box<Diagnostic>> {
        let Value::Object(members) = item else {
            return Err(malformed(&pointer, "an action has to be an object").into());
        };
        let known = |key: &str| FIELDS.contains(&key) || key.starts_with("x-");
        if let Some(key) = members.keys().find(|key| !known(key)) {
            let message = format!("an action has no `{}`", brief(key));
            let place = Place::Key(pointer.child(key));
            let error = Diagnostic::error(code::OVERLAY_MALFORMED, place, message);
            return Err(Box::new(match nearest(key, FIELDS.into_iter()) {
                Some(near) => error.help(format!("did you mean `{near}`?")),
                None => error.help("begin the name of an extension with `x-`"),
            }));
        }
        let target = path(members, "target", &pointer)?
            .ok_or_else(|| malformed(&pointer, "an action has to have a `target`"))?;
        let text = members.get("target").and_then(Value::as_str);
        let text = text.unwrap_or_default().to_owned();
        let is_removal = match members.get("remove") {
            None => false,
            Some(Value::Bool(is_removal)) => *is_removal,
            Some(_) => {
                let at = pointer.child("remove");
                return Err(malformed(&at, "`remove` has to be `true` or `false`").into());
            }
        };
        let change = match (path(members, "copy", &pointer)?, members.get("update")) {
            _ if is_removal => Change::Remove,
            (None, Some(update)) => Change::Update(update.clone()),
            (Some(copy), None) => Change::Copy(copy),
            (Some(_), Some(_)) => {
                let message = "an action either updates or copies";
                return Err(malformed(&pointer, message).into());
            }
            (None, None) => {
                let message = "the action changes nothing: it has no `update`, `remove` or `copy`";
                return Err(malformed(&pointer, message).into());
            }
        };
        Ok(Self {
            pointer,
            target,
            text,
            change,
        })
    }
}

fn path(
    members: &Map<String, Value>,
    key: &str,
    at: &Pointer,
) -> Result<Option<JsonPath>, Box<Diagnostic>> {
    let at = at.child(key);
    let Some(value) = members.get(key) else {
        return Ok(None);
    };
    let Value::String(text) = value else {
        let message = format!("`{key}` has to be a JSONPath");
        return Err(malformed(&at, &message).into());
    };
    let path = JsonPath::parse(text).map_err(|error| {
        let at_character = error.position() + 1;
        let message = format!("`{key}` is not a JSONPath from its character {at_character} on");
        malformed(&at, &message)
            .help("names with other characters than letters, digits and `_` stand in `['..']`")
    })?;
    Ok(Some(path))
}

fn malformed(at: &Pointer, message: &str) -> Diagnostic {
    Diagnostic::error(code::OVERLAY_MALFORMED, Place::Value(at.clone()), message)
}
