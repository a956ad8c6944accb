//! What is received unasked, in good form and in bad.

use crate::callbacks::subscribe_event::Request;
use crate::runtime::webhook::{Error, Received};

fn receive(headers: &[(&str, &str)], body: &str) -> Result<Received<Request>, Error> {
    let mut request = http::Request::post("/hook");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (parts, ()) = request.body(()).unwrap().into_parts();
    Request::decode(&parts, body.as_bytes())
}

const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");

#[test]
fn a_good_request_is_its_types() {
    let received = receive(&[JSON, ("x-attempt", "2")], r#"{"name":"Rex"}"#).unwrap();
    assert_eq!(received.violations(), []);
    assert_eq!(received.body.name.as_str(), "Rex");
    assert!(received.strict().is_ok());
}

#[test]
fn a_broken_rule_is_kept_and_listed() {
    let received = receive(&[JSON, ("x-attempt", "9")], r#"{"name":"R"}"#).unwrap();
    let lines: Vec<String> = received
        .violations()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        lines,
        [
            "header parameter X-Attempt: greater than 3: 9",
            "body, /name: 1 character, at least 2 required: \"R\"",
        ]
    );
    let error = received.strict().unwrap_err();
    assert_eq!(error.status(), 400);
    assert_eq!(
        error.to_string(),
        format!("subscribe event: {}", lines.join("; "))
    );
}

#[test]
fn what_is_not_read_is_an_error() {
    let attempt = ("x-attempt", "1");
    for (headers, body, status, line) in [
        (
            &[JSON][..],
            r#"{"name":"Rex"}"#,
            400,
            "header parameter X-Attempt: required, but missing",
        ),
        (
            &[("content-type", "text/html"), attempt],
            "<p>",
            415,
            "the body is text/html; expected application/json",
        ),
        (
            &[attempt],
            "",
            400,
            "a body of application/json is required, but missing",
        ),
        (&[JSON, attempt], r#"{"name":1}"#, 422, "body, /name: "),
    ] {
        let error = receive(headers, body).unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("subscribe event: {line}")),
            "{text}"
        );
        assert_eq!(error.status(), status, "{text}");
    }
}

#[test]
fn bytes_without_a_media_type_are_taken_for_what_they_should_be() {
    assert!(receive(&[("x-attempt", "1")], r#"{"name":"Rex"}"#).is_ok());
}
