//! Keywords in the form that another version of OpenAPI gives them. They are read as they are meant; other tools
//! may not.

use super::Linter;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::load::Version;
use crate::lower::is_annotation;
use serde_json::Value;

impl<'d> Linter<'d> {
    pub(super) fn other_version(
        &mut self,
        schema: &Node<'_, 'd>,
        keyword: &str,
        value: &Node<'_, 'd>,
    ) {
        let is_3_0 = self.document.version == Version::V3_0;
        let found = match (keyword, value.value) {
            ("type", Value::Array(names)) if is_3_0 => Some((
                "a list of types is a thing of 3.1",
                Some(type_of_3_0(names)),
            )),
            ("exclusiveMinimum" | "exclusiveMaximum", Value::Number(bound)) if is_3_0 => Some((
                "in 3.0, this keyword is true or false, beside a bound",
                Some(format!("write `{}: {bound}, {keyword}: true`", bound_of(keyword))),
            )),
            ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(flag)) if !is_3_0 => Some((
                "since 3.1, this keyword is the bound itself",
                exclusive_of_3_1(schema.value, keyword, *flag),
            )),
            ("items", Value::Array(_)) => Some((
                "`items` is one schema, for all items",
                Some(match is_3_0 {
                    true => "write the one schema: 3.0 has none for each place".to_owned(),
                    false => "write `prefixItems` if each place has a schema of its own, else one schema without brackets".to_owned(),
                }),
            )),
            _ => None,
        };
        if let Some((message, help)) = found {
            self.of_other_version(
                Place::Value(value.pointer()),
                message,
                "read as it is meant",
                help,
            );
        }
    }

    /// 3.0: what stands beside a `$ref` does not count.
    pub(super) fn beside_reference(&mut self, schema: &Node<'_, 'd>) {
        let Some(reference) = schema.text("$ref") else {
            return;
        };
        for (keyword, value) in schema.members() {
            if keyword == "$ref" || keyword == "nullable" || is_annotation(keyword) {
                continue;
            }
            let message = format!(
                "in 3.0, `{}` beside a `$ref` does not count",
                brief(keyword)
            );
            let help = format!(
                "write `allOf: [{{ $ref: \"{}\" }}]` in place of the `$ref`",
                brief(reference)
            );
            self.of_other_version(
                Place::Key(value.pointer()),
                &message,
                "not read",
                Some(help),
            );
        }
    }

    fn of_other_version(&mut self, place: Place, message: &str, label: &str, help: Option<String>) {
        let note = Diagnostic::note(code::OTHER_VERSION, place, message).label(label);
        self.push(note.help_if(help));
    }
}

/// How 3.0 says what a list of types says.
fn type_of_3_0(names: &[Value]) -> String {
    let is_null = |name: &&Value| name.as_str() == Some("null");
    let others: Vec<&str> = names
        .iter()
        .filter(|name| !is_null(name))
        .filter_map(Value::as_str)
        .collect();
    match (&others[..], names.iter().any(|name| is_null(&name))) {
        ([one], false) => format!("write `{}`", brief(one)),
        ([one], true) => format!("write `type: {}, nullable: true`", brief(one)),
        _ => "write `oneOf`, with a schema for each type".to_owned(),
    }
}

fn bound_of(keyword: &str) -> &'static str {
    match keyword {
        "exclusiveMinimum" => "minimum",
        _ => "maximum",
    }
}

fn exclusive_of_3_1(schema: &Value, keyword: &str, flag: bool) -> Option<String> {
    let other = bound_of(keyword);
    match (flag, schema.get(other)) {
        (true, Some(Value::Number(bound))) => Some(format!(
            "write `{keyword}: {bound}` in place of both, `{other}` and this"
        )),
        (false, _) => Some(format!("remove it: `{other}` alone says so")),
        _ => None,
    }
}
