//! What came of a call.

use super::answers::Answers;
use super::exceptions;
use crate::instance::Extent;
use serde_json::Value;
use std::collections::BTreeSet;
use typewright::ir::{Body, Operation, Serialization};

/// A call that was made, or was to be.
pub(super) struct Attempt<'s> {
    pub(super) operation: &'s Operation,
    pub(super) body: Option<&'s Body>,
    pub(super) extent: Extent,
    /// Whether something stands beside a `$ref` of 3.0 that is the schema of the body.
    pub(super) has_siblings: bool,
    /// Whether a parameter in the path or a header is made of several values.
    pub(super) is_composed: bool,
    /// Whether a type of the document was guessed.
    pub(super) is_guessed: bool,
    /// The names of read-only properties.
    pub(super) read_only: &'s BTreeSet<String>,
    /// The arguments for which no valid value was found.
    pub(super) missing: Vec<String>,
}

impl Attempt<'_> {
    /// Whether a message is about a parameter in the query that is written in a certain way.
    pub(super) fn is_about(&self, message: &str, is: fn(Serialization) -> bool) -> bool {
        let Some(rest) = message.strip_prefix("Request query parameter ") else {
            return false;
        };
        let mut parameters = self.operation.parameters.iter();
        parameters.any(|parameter| {
            let rest = rest.strip_prefix(&parameter.name.to_lowercase());
            let is_named = rest.is_some_and(|rest| rest.starts_with([' ', '.']));
            is_named && is(parameter.serialization)
        })
    }
}

/// What became of it; each with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Prism found nothing wrong with the request, and the client nothing wrong with the answer.
    Passed,
    /// So was the request; but the answer, an example of the document, breaks the document: the client says so, and
    /// another validator too.
    Answer(String),
    /// No valid arguments were found for this.
    Unmade(String),
    /// Something else, for which there are reasons: the names of the exceptions.
    Excepted(BTreeSet<&'static str>),
    /// Something else.
    Failed(String),
}

pub(super) struct Outcome {
    pub(super) operation: String,
    pub(super) extent: Extent,
    pub(super) verdict: Verdict,
}

impl Outcome {
    /// Reads a line of the program.
    pub(super) fn of(attempt: &Attempt, answer: &Value, answers: &Answers) -> Self {
        Self {
            operation: attempt.operation.id.clone(),
            extent: attempt.extent,
            verdict: verdict(attempt, answer, answers),
        }
    }
}

fn verdict(attempt: &Attempt, answer: &Value, answers: &Answers) -> Verdict {
    if let Some(why) = answer["refused"].as_str() {
        return match attempt.missing.is_empty() {
            true => Verdict::Failed(format!("a type refused a valid argument: {why}")),
            false => Verdict::Unmade(attempt.missing.join(", ")),
        };
    }
    let (request, response) = violations(answer);
    if !request.is_empty() {
        return excepted(attempt, &request);
    }
    let Some(error) = answer["error"].as_str() else {
        return Verdict::Passed;
    };
    let status = answer["status"].as_u64().unwrap_or(0);
    let body = answer["body"].as_str().unwrap_or_default();
    match answer["kind"].as_str() {
        // The document has no success to answer with.
        Some("Status") if !answers.has_success(attempt.operation) => Verdict::Passed,
        Some("Violations" | "Decode") if (200..300).contains(&status) => {
            let fault = answers.fault(attempt.operation, status, body);
            match fault.or_else(|| response.first().cloned()) {
                Some(fault) => Verdict::Answer(fault),
                None => excepted(attempt, &[error.to_owned()]),
            }
        }
        Some("Connect" | "Transport") => excepted(attempt, &["Prism ended".to_owned()]),
        _ => Verdict::Failed(format!("{error} {body}")),
    }
}

/// Failed, unless there is an exception for all that was said.
fn excepted(attempt: &Attempt, messages: &[String]) -> Verdict {
    let names = messages
        .iter()
        .map(|message| exceptions::of(attempt, message).map(|exception| exception.name));
    match names.collect::<Option<BTreeSet<&str>>>() {
        Some(names) if !names.is_empty() => Verdict::Excepted(names),
        _ => Verdict::Failed(messages.join("; ")),
    }
}

/// What Prism says of the request and of its own answer: in a header, or in a body of its own.
fn violations(answer: &Value) -> (Vec<String>, Vec<String>) {
    let read = |text: &Value| serde_json::from_str::<Value>(text.as_str()?).ok();
    let list = match read(&answer["violations"]) {
        Some(list) => list,
        None => read(&answer["body"]).map_or(Value::Null, |body| body["validation"].clone()),
    };
    let (mut request, mut response) = (Vec::new(), Vec::new());
    for violation in list.as_array().into_iter().flatten() {
        // That something is deprecated is no fault.
        if violation["code"] == "deprecated" {
            continue;
        }
        let message = violation["message"].as_str().unwrap_or_default();
        let side = match violation["location"][0] == "response" {
            true => &mut response,
            false => &mut request,
        };
        side.push(message.to_owned());
    }
    // Too long a list is cut, and is no JSON.
    if let Some(text) = answer["violations"].as_str()
        && text.starts_with("Too many")
    {
        let side = match text.contains(r#"["request""#) {
            true => &mut request,
            false => &mut response,
        };
        side.extend(messages(text));
    }
    (request, response)
}

/// The messages in a list that was cut.
fn messages(text: &str) -> impl Iterator<Item = String> {
    let messages = text.split(r#""message":""#).skip(1);
    messages.filter_map(|rest| Some(rest.split_once(r#""}"#)?.0.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::violations;
    use serde_json::json;

    #[test]
    fn violations_of_the_request_and_of_the_answer() {
        let said = r#"[{"location":["request"],"code":"deprecated","message":"old"},
            {"location":["request","query"],"message":"one"},{"location":["response"],"message":"two"}]"#;
        let (request, response) = violations(&json!({ "violations": said }));
        assert_eq!(
            (&*request, &*response),
            (&["one".to_owned()][..], &["two".to_owned()][..])
        );
        let body = json!({"validation": [{"location": ["body"], "message": "three"}]}).to_string();
        let (request, _) = violations(&json!({ "body": body }));
        assert_eq!(request, ["three"]);
        let cut =
            r#"Too many violations! [{"location":["request"],"message":"one"},{"location":["req"#;
        let (request, _) = violations(&json!({ "violations": cut }));
        assert_eq!(request, ["one"]);
    }
}
