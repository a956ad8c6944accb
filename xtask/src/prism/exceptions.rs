//! What Prism says for other reasons than a fault of the client. **Each has a reason, and one that is not needed any
//! more is told.**

use super::outcome::Attempt;
use crate::instance::Extent;
use typewright::ir::{BodyKind, Style};

pub(super) struct Exception {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
    /// Whether it is the reason of what was said about a call.
    is: fn(&Attempt, &str) -> bool,
}

/// The exception that a message falls under.
pub(super) fn of(attempt: &Attempt, message: &str) -> Option<&'static Exception> {
    EXCEPTIONS
        .iter()
        .find(|exception| (exception.is)(attempt, message))
}

pub(super) static EXCEPTIONS: &[Exception] = &[
    Exception {
        name: "members of forms",
        reason: "Prism takes each member of a form for one text. Of several pairs or parts of one name it keeps the \
                 last, it does not read the JSON of objects, and it drops members that the schema does not name. The \
                 specification wants items one by one, and objects as JSON.",
        is: |attempt, message| {
            let is_form = attempt.body.is_some_and(|body| {
                matches!(body.kind, BodyKind::Form(..) | BodyKind::Multipart(..))
            });
            let is_member = message.ends_with(" must be array")
                || message.ends_with(" must be object")
                || message.contains("must have required property");
            is_form && message.starts_with("Request body ") && is_member
        },
    },
    Exception {
        name: "a `deepObject` that is not there",
        reason: "Of a parameter in the style `deepObject`, or a member of it, that was not sent, Prism makes an object \
                 of empty arrays and objects, and then misses what is in them.",
        is: |attempt, message| {
            attempt.extent == Extent::Least
                && attempt.is_about(message, |how| how.style == Style::DeepObject)
        },
    },
    Exception {
        name: "`explode` by default",
        reason: "Prism takes an array in the style `form` for one that does not explode, unless `explode` is written; \
                 the specification says that it does. So of several pairs of one name it keeps the last.",
        is: |attempt, message| {
            let is_few = message.contains("must NOT have fewer than");
            is_few && attempt.is_about(message, |how| how.style == Style::Form && how.explode)
        },
    },
    Exception {
        name: "`spaceDelimited`",
        reason: "Prism decodes the query, and then looks for `%20` to part the items.",
        is: |attempt, message| attempt.is_about(message, |how| how.style == Style::SpaceDelimited),
    },
    Exception {
        name: "arrays and objects in paths and headers",
        reason: "Prism ends with a `TypeError` on any array or object in a path, and on an optional one in a header \
                 that is not sent. These are compared with the examples of the specification in `tests/client` alone.",
        is: |attempt, message| attempt.is_composed && message == "Prism ended",
    },
    Exception {
        name: "a number that is a text too",
        reason: "Parameters are text, which Prism turns into any type that is asked for. So `7` is an integer and a \
                 string, and of a `oneOf` of both, both fit.",
        is: |_, message| {
            let is_text = ["Request path ", "Request query ", "Request header "];
            is_text.iter().any(|start| message.starts_with(start))
                && message.ends_with("must match exactly one schema in oneOf")
        },
    },
    Exception {
        name: "paths that differ in a fragment",
        reason: "The document tells operations of one path apart by a fragment, which is never sent (RFC 3986, 3.5); \
                 so Prism checks the request against another of them.",
        is: |attempt, _| attempt.operation.path.contains('#'),
    },
    Exception {
        name: "keywords beside `$ref` in 3.0",
        reason: "Prism heeds `required` beside a `$ref`. In 3.0, what stands beside a reference is ignored.",
        is: |attempt, message| {
            attempt.has_siblings && message.starts_with("Request body must have required property")
        },
    },
    Exception {
        name: "brackets in the name of a parameter",
        reason: "Prism encodes `[` and `]` in the names of the document, decodes those of the request, and compares.",
        is: |_, message| message.starts_with("Request query ") && message.contains("%5b"),
    },
    Exception {
        name: "objects in an array in the query",
        reason: "No style says how they are written; the client writes each as JSON, which Prism does not read.",
        is: |attempt, message| {
            message.ends_with("must be object")
                && attempt.is_about(message, |how| how.style == Style::Form)
        },
    },
    Exception {
        name: "read-only behind a reference",
        reason: "Prism asks for required properties that are read-only where they stand behind a `$ref`. The \
                 specification says that they are required of responses only.",
        is: |attempt, message| {
            let is_one =
                |name: &String| message.ends_with(&format!("must have required property '{name}'"));
            // An alternative that is not met for that brings messages about the others.
            message.starts_with("Request body ")
                && (attempt.read_only.iter().any(is_one)
                    || attempt.operation.id == "createCelestialBody")
        },
    },
    Exception {
        name: "`$dynamicRef`",
        reason: "Ajv in Prism reads schemas as draft 7, which does not know `$dynamicRef`; so Prism answers with \
                 `null` in place of a planet, and the client is right to say so.",
        is: |attempt, message| {
            attempt.operation.id == "getAllData" && message.contains("/data/0: expected an object")
        },
    },
    Exception {
        name: "a type that is guessed",
        reason: "The document writes `items` or `properties` without a `type`, where its examples have something \
                 else. `TW0308` says what is taken; an overlay or `--exact` helps.",
        is: |attempt, message| {
            let is_refused = ["expected an array", "expected an object"];
            attempt.is_guessed && is_refused.iter().any(|what| message.contains(what))
        },
    },
];
