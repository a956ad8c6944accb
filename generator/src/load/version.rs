//! Which OpenAPI a document says it is.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::load::Version;
use crate::pointer::Pointer;
use serde_json::Value;

/// Reads the version; an `openapi` written as a number becomes the text that it should have been.
pub(super) fn read(root: &mut Value, diagnostics: &mut Diagnostics) -> Option<Version> {
    let found = declared(root, diagnostics);
    found.map_err(|error| diagnostics.push(*error)).ok()
}

fn declared(root: &mut Value, diagnostics: &mut Diagnostics) -> Result<Version, Box<Diagnostic>> {
    let kind = kind(root);
    let Value::Object(members) = root else {
        let message = format!("an OpenAPI document is an object, this is {kind}");
        let place = Place::Value(Pointer::root());
        return Err(Diagnostic::error(code::ROOT_NOT_OBJECT, place, message).into());
    };
    let place = Place::Value(Pointer::root().child("openapi"));
    let text = match members.get_mut("openapi") {
        None => return Err(missing(members).into()),
        Some(Value::String(text)) => text.clone(),
        Some(value @ Value::Number(_)) => {
            let text = value.to_string();
            let message = format!("the version {text} is written as a number");
            diagnostics.push(
                Diagnostic::note(code::VERSION_NUMBER, place.clone(), message).help(format!(
                    "write `\"{text}\"`: other tools may not read a number"
                )),
            );
            *value = Value::String(text.clone());
            text
        }
        Some(other) => {
            let message = format!("the version is {}, not text", self::kind(other));
            return Err(Diagnostic::error(code::UNKNOWN_VERSION, place, message)
                .help("write `openapi: 3.1.0`, or the version that the document has")
                .into());
        }
    };
    known(text.trim()).ok_or_else(|| unknown(&text, place).into())
}

fn known(text: &str) -> Option<Version> {
    let is = |minor: &str| {
        let rest = text.strip_prefix(minor);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    };
    if is("3.0") {
        Some(Version::V3_0)
    } else if is("3.1") || is("3.2") {
        Some(Version::V3_1)
    } else {
        None
    }
}

fn unknown(text: &str, place: Place) -> Diagnostic {
    let shown = brief(text);
    if text.starts_with("2.") || text.starts_with("1.") {
        return old("openapi", &shown, place);
    }
    let message = format!("there is no support for OpenAPI `{shown}`");
    Diagnostic::error(code::UNKNOWN_VERSION, place, message)
        .help("write `3.2.0`, or what it is written for: versions 3.0, 3.1 and 3.2 are read")
}

/// What a document without `openapi` may be instead.
fn missing(members: &serde_json::Map<String, Value>) -> Diagnostic {
    for name in ["swagger", "swaggerVersion"] {
        if let Some(value) = members.get(name) {
            let version = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let place = Place::Value(Pointer::root().child(name));
            return old(name, &brief(&version), place);
        }
    }
    let root = Place::Value(Pointer::root());
    let error = |message: &str, place: Place| Diagnostic::error(code::NO_VERSION, place, message);
    for (name, other) in [
        ("asyncapi", "an AsyncAPI"),
        ("arazzo", "an Arazzo"),
        ("overlay", "an Overlay"),
    ] {
        if members.contains_key(name) {
            let place = Place::Key(Pointer::root().child(name));
            return error(
                &format!("this is {other} document, not an OpenAPI one"),
                place,
            );
        }
    }
    let misspelt = members
        .keys()
        .find(|key| key.trim().eq_ignore_ascii_case("openapi"));
    if let Some(name) = misspelt {
        let place = Place::Key(Pointer::root().child(name));
        let message = format!("the version is under `{}`, not `openapi`", brief(name));
        return error(&message, place).help("rename the key to `openapi`");
    }
    error("the document has no `openapi` version", root)
        .help("an OpenAPI document begins with its version: `openapi: 3.1.0`")
}

fn old(name: &str, version: &str, place: Place) -> Diagnostic {
    let message = format!("this is a Swagger document (`{name}: {version}`), which is not read");
    Diagnostic::error(code::OLD_VERSION, place, message).help(
        "convert it to OpenAPI 3 first, for example with `npx swagger2openapi --yaml --outfile openapi.yaml FILE`",
    )
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
