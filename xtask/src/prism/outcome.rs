//! What came of a call.

use super::answers::Answers;
use crate::instance::Extent;
use serde_json::Value;
use typewright::ir::Operation;

/// A call that was made, or was to be.
pub(super) struct Attempt<'s> {
    pub(super) operation: &'s Operation,
    pub(super) extent: Extent,
    /// The arguments for which no valid value was found.
    pub(super) missing: Vec<String>,
}

/// What became of it; each with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Prism found nothing wrong with the request, and the client nothing wrong with the answer.
    Clean,
    /// No valid arguments were found.
    NotMade(String),
    /// A type or the client did not take valid arguments.
    Refused(String),
    /// Prism says what is wrong with the request.
    Invalid(String),
    /// The answer breaks the document: the client says so, and Prism too.
    Answer(String),
    /// The client alone finds fault with the answer.
    Alone(String),
    /// Anything else.
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
            true => Verdict::Refused(why.to_owned()),
            false => Verdict::NotMade(attempt.missing.join(", ")),
        };
    }
    let error = answer["error"].as_str().unwrap_or_default();
    let (request, response) = violations(answer);
    if !request.is_empty() {
        return Verdict::Invalid(request.join("; "));
    }
    let status = answer["status"].as_u64().unwrap_or(0);
    if answer["error"].is_null() {
        return Verdict::Clean;
    }
    match answer["kind"].as_str() {
        Some("Request" | "Credentials") => Verdict::Refused(error.to_owned()),
        Some("Violations" | "Decode" | "ContentType") if (200..300).contains(&status) => {
            let body = answer["body"].as_str().unwrap_or_default();
            let fault = answers.fault(attempt.operation, status, body);
            match (fault, response.is_empty()) {
                (Some(fault), true) => Verdict::Answer(format!("jsonschema: {fault}")),
                (Some(fault), false) => Verdict::Answer(format!("both: {fault}")),
                (None, false) => Verdict::Answer(format!("prism: {}", response.join("; "))),
                (None, true) => Verdict::Alone(error.to_owned()),
            }
        }
        // The document has no success to answer with.
        Some("Status") if !answers.has_success(attempt.operation) => Verdict::Clean,
        _ => {
            let body = answer["body"].as_str().unwrap_or_default();
            Verdict::Failed(format!("{error} {body}"))
        }
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
        // A warning of something deprecated.
        if violation["code"] == "deprecated" {
            continue;
        }
        let message = violation["message"].as_str().unwrap_or_default().to_owned();
        match violation["location"][0] == "response" {
            true => response.push(message),
            false => request.push(message),
        }
    }
    // Too long a header is cut, and is no JSON.
    if let Some(text) = answer["violations"].as_str()
        && text.starts_with("Too many")
    {
        let side = match text.contains(r#"["request""#) {
            true => &mut request,
            false => &mut response,
        };
        side.push(text.chars().take(300).collect());
    }
    (request, response)
}
