//! What the attacker says for other reasons than a fault of the server. **Each has a reason, and one that is not
//! needed any more is told.**

use super::outcome::Finding;
use crate::subject::Subject;
use serde_json::Value;
use typewright::ir::{BodyKind, Operation};

pub(super) struct Exception {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
    is: fn(&Subject, &Operation, &Finding) -> bool,
}

/// The exception that a finding falls under.
pub(super) fn of(subject: &Subject, finding: &Finding) -> Option<&'static str> {
    let mut operations = subject.api.operations.iter();
    let operation = operations.find(|operation| {
        finding.operation == format!("{} {}", operation.method, operation.path)
    })?;
    let mut all = EXCEPTIONS.iter();
    let found = all.find(|exception| (exception.is)(subject, operation, finding));
    found.map(|exception| exception.name)
}

pub(super) static EXCEPTIONS: &[Exception] = &[
    Exception {
        name: "a path that is another's too",
        reason: "`/data/first` is of `/data/{id}` too, and a method that the first has not goes to the second. `Allow` \
                 names the methods of both, which Schemathesis compares with those of the first.",
        is: |subject, operation, finding| {
            let mut others = subject.api.operations.iter();
            finding.check == "allow_header_conformance"
                && others.any(|other| {
                    other.path != operation.path && is_of(&operation.path, &other.path)
                })
        },
    },
    Exception {
        name: "integers beyond 64 bits",
        reason: "An `integer` without bounds takes any; its type is `i64`, which refuses larger ones and says so.",
        is: |_, _, finding| {
            finding.check == "positive_data_acceptance"
                && finding.answer.contains("invalid value: floating point `")
                && finding
                    .answer
                    .contains("expected an integer from -9223372036854775808")
        },
    },
    Exception {
        name: "a body that is bytes",
        reason: "The document says that a picture or a text is a `string`; Schemathesis sends the bytes `{}` and calls \
                 them an object. Any bytes are a picture to who has not looked at it.",
        is: |_, operation, finding| {
            finding.check == "negative_data_rejection"
                && finding.message.contains("in body")
                && operation
                    .bodies()
                    .all(|body| matches!(body.kind, BodyKind::Bytes | BodyKind::Text))
        },
    },
    Exception {
        name: "a discriminator whose value is in no mapping",
        reason: "By JSON Schema, what fits an alternative is valid, whatever its discriminator says. A server takes it, \
                 and hands it on as the alternative that it fits.",
        is: |subject, _, finding| {
            let is_named = |name: &str| finding.message.contains(&format!(" {name}: Invalid enum"));
            finding.check == "negative_data_rejection"
                && any_discriminator(&subject.document.root, &is_named)
        },
    },
    Exception {
        name: "a discriminator that names no alternative",
        reason: "The document has a `discriminator` without `mapping`, so that its values are the names of schemas, \
                 and an `enum` of other values. No answer fits both; alternatives are tried, and `TW0318` says so.",
        is: |_, _, finding| {
            finding.check == "response_schema_conformance"
                && finding.message.starts_with("Unknown discriminator value")
        },
    },
];

/// Whether the name of a discriminator's property is so.
fn any_discriminator(value: &Value, is: &dyn Fn(&str) -> bool) -> bool {
    let name = value["discriminator"]["propertyName"].as_str();
    name.is_some_and(is)
        || match value {
            Value::Array(items) => items.iter().any(|item| any_discriminator(item, is)),
            Value::Object(members) => members.values().any(|member| any_discriminator(member, is)),
            _ => false,
        }
}

/// Whether all that a path template takes is taken by another one too.
fn is_of(path: &str, other: &str) -> bool {
    let (segments, others) = (path.split('/'), other.split('/'));
    segments.clone().count() == others.clone().count()
        && segments
            .zip(others)
            .all(|(one, other)| one == other || other.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn paths_that_are_others_too() {
        assert!(is_of("/data/first", "/data/{id}"));
        assert!(!is_of("/data/{id}", "/data/first"));
        assert!(!is_of("/data/first", "/data/{id}/more"));
    }
}
