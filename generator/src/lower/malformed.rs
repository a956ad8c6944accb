//! Keywords of a schema whose values have the wrong form, and what to write instead.

use super::Lowering;
use super::json_type::Types;
use super::schema::Schema;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::suggest::nearest;
use serde_json::Value;

/// In YAML, a `null` without quotes is no text.
const NULL: &str = "write `\"null\"`, in quotes";

/// What other languages, and hasty fingers, call a type.
const TYPES: &[(&str, &[&str])] = &[
    (
        "integer",
        &[
            "int", "int32", "int64", "long", "uint", "bigint", "short", "byte",
        ],
    ),
    (
        "number",
        &["float", "double", "decimal", "numeric", "real", "f64"],
    ),
    ("string", &["str", "text", "char", "varchar"]),
    ("boolean", &["bool", "bit", "flag"]),
    ("array", &["list", "set", "tuple", "slice", "vec"]),
    (
        "object",
        &[
            "map",
            "dict",
            "dictionary",
            "hash",
            "struct",
            "record",
            "json",
        ],
    ),
    ("null", &["none", "nil", "undefined", "void"]),
];

/// Formats that are often written as types, with what they are called.
const FORMATS: &[(&str, &str)] = &[
    ("date", "date"),
    ("datetime", "date-time"),
    ("date-time", "date-time"),
    ("timestamp", "date-time"),
    ("time", "time"),
    ("uuid", "uuid"),
    ("guid", "uuid"),
    ("email", "email"),
    ("uri", "uri"),
    ("url", "uri"),
    ("password", "password"),
    ("file", "binary"),
    ("binary", "binary"),
];

impl<'d> Lowering<'d> {
    /// A keyword whose value is of the wrong form: said, and left out.
    pub(super) fn malformed(&mut self, schema: &Schema<'d>, keyword: &str, expected: &str) {
        let pointer = schema.pointer.child(keyword);
        let message = format!("`{keyword}` has to be {expected}");
        let warning = Diagnostic::warning(code::KEYWORD_MALFORMED, Place::Value(pointer), message);
        let warning = warning.label("left out");
        let help = schema.get(keyword).and_then(|value| match keyword {
            "type" => type_help(value),
            "required" => required_help(schema, value),
            "$ref" => Some("write `\"#/components/schemas/..\"`, in quotes".to_owned()),
            _ => help(keyword, value, expected),
        });
        self.diagnostics.push(warning.help_if(help));
    }
}

/// What to write instead of a name that is no type.
fn type_help(value: &Value) -> Option<String> {
    let names = match value {
        Value::Array(names) => &names[..],
        name => std::slice::from_ref(name),
    };
    let wrong = names
        .iter()
        .find(|name| name.as_str().and_then(Types::named).is_none())?;
    let Some(wrong) = wrong.as_str() else {
        let is_null = wrong.is_null();
        return is_null.then(|| NULL.to_owned());
    };
    let lower = wrong.trim().to_ascii_lowercase();
    if lower == "any" || lower == "mixed" || lower == "unknown" {
        return Some("leave `type` out: without it, any value is valid".to_owned());
    }
    if let Some((_, format)) = FORMATS.iter().find(|(name, _)| *name == lower) {
        return Some(format!("write `type: string, format: {format}`"));
    }
    let alias = TYPES.iter().find(|(_, names)| names.contains(&&*lower));
    let name = match alias {
        Some((name, _)) => *name,
        None => nearest(&lower, TYPES.iter().map(|(name, _)| *name))?,
    };
    Some(match name {
        "null" => NULL.to_owned(),
        _ => format!("write `{name}`"),
    })
}

/// `required: true` on a property, or a name without its list.
fn required_help(schema: &Schema<'_>, value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(format!("write `[{}]`", brief(name))),
        Value::Bool(true) => {
            let name = name_of(schema)?;
            Some(format!(
                "take it off, and write `required: [{name}]` beside the `properties`"
            ))
        }
        Value::Bool(false) => {
            Some("take it off: what `required` does not list is optional".to_owned())
        }
        _ => None,
    }
}

/// The name of the property that a schema describes.
fn name_of(schema: &Schema<'_>) -> Option<String> {
    let mut tokens = schema
        .pointer
        .tokens()
        .collect::<Vec<_>>()
        .into_iter()
        .rev();
    let name = tokens.next()?;
    (tokens.next()? == "properties").then(|| brief(&name))
}

/// A value that is nearly of the form that is asked for.
fn help(keyword: &str, value: &Value, expected: &str) -> Option<String> {
    let text = value.as_str().map(str::trim);
    let word = text.map(str::to_ascii_lowercase);
    match (expected, word.as_deref()) {
        ("true or false", Some("true" | "yes" | "on" | "1")) => Some("write `true`".to_owned()),
        ("true or false", Some("false" | "no" | "off" | "0")) => Some("write `false`".to_owned()),
        (_, Some(word)) if expected.contains("number") || expected.contains("integer") => {
            let is_number = serde_json::from_str::<serde_json::Number>(word).is_ok();
            is_number.then(|| format!("write `{word}`, without quotes"))
        }
        _ if expected.starts_with("an array of at least") && value.is_object() => Some(format!(
            "make it a list: write `- ` before the schema under `{keyword}`"
        )),
        _ if expected.starts_with("an array") && !value.is_object() && !value.is_array() => {
            let shown = text.map_or_else(|| value.to_string(), str::to_owned);
            Some(format!("write `[{}]`", brief(&shown)))
        }
        _ => None,
    }
}
