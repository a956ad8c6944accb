//! What the attacker says.

use super::exceptions;
use crate::subject::Subject;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;

/// Something that a check found.
pub(super) struct Finding {
    pub(super) check: String,
    /// The operation, as `GET /jobs/{jobId}`.
    pub(super) operation: String,
    /// What is wrong.
    pub(super) message: String,
    /// The request: its method, URL and body.
    pub(super) request: String,
    /// The answer: its status and body.
    pub(super) answer: String,
    /// The request as the attacker describes it.
    pub(super) case: Value,
    /// Why it is no fault of the server.
    pub(super) exception: Option<&'static str>,
}

/// What came of an attack.
pub(super) struct Outcome {
    pub(super) requests: usize,
    /// How often each check was made.
    pub(super) checks: BTreeMap<String, usize>,
    pub(super) findings: Vec<Finding>,
    /// What kept the attacker from it.
    pub(super) errors: Vec<String>,
}

/// Reads the events of a run.
pub(super) fn read(subject: &Subject, events: &str) -> io::Result<Outcome> {
    let mut outcome = Outcome {
        requests: 0,
        checks: BTreeMap::new(),
        findings: Vec::new(),
        errors: Vec::new(),
    };
    for line in events.lines() {
        let event: Value = serde_json::from_str(line)?;
        for name in ["NonFatalError", "FatalError"] {
            if let Some(error) = event.get(name) {
                outcome.errors.push(error.to_string());
            }
        }
        if let Some(recorder) = event.pointer("/ScenarioFinished/recorder") {
            scenario(subject, recorder, &mut outcome);
        }
    }
    Ok(outcome)
}

fn scenario(subject: &Subject, recorder: &Value, outcome: &mut Outcome) {
    let interactions = recorder["interactions"].as_object();
    outcome.requests += interactions.map_or(0, serde_json::Map::len);
    for (id, checks) in recorder["checks"].as_object().into_iter().flatten() {
        for check in checks.as_array().into_iter().flatten() {
            let name = check["name"].as_str().unwrap_or_default();
            *outcome.checks.entry(name.to_owned()).or_default() += 1;
            if check["status"] == "failure" {
                let mut finding = finding(recorder, id, name, check);
                finding.exception = exceptions::of(subject, &finding);
                outcome.findings.push(finding);
            }
        }
    }
}

fn finding(recorder: &Value, id: &str, check: &str, said: &Value) -> Finding {
    let failure = &said["failure_info"]["failure"];
    let case = &recorder["cases"][id]["value"];
    let exchange = &recorder["interactions"][id];
    let (request, response) = (&exchange["request"], &exchange["response"]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Finding {
        check: check.to_owned(),
        operation: text(&recorder["label"]),
        message: format!("{}: {}", text(&failure["title"]), text(&failure["message"])),
        request: format!(
            "{} {} {}",
            text(&request["method"]),
            text(&request["uri"]),
            body(&request["body"])
        ),
        answer: format!("{} {}", response["status_code"], body(&response["content"])),
        case: case.clone(),
        exception: None,
    }
}

/// A body, which the report has in Base64.
fn body(value: &Value) -> String {
    let text = value["$base64"].as_str().unwrap_or_default();
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter_map(digit) {
        (bits, count) = (bits << 6 | u32::from(digit), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::body;
    use serde_json::json;

    #[test]
    fn bodies_are_read() {
        for (encoded, text) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(body(&json!({ "$base64": encoded })), text);
        }
        assert_eq!(body(&json!(null)), "");
    }
}
