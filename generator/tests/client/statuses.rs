//! Answers with each status: what the error says and knows.

use crate::runtime::client::Async;
use crate::runtime::value::Value;
use crate::server::{Server, answer, json};
use crate::support::{builder, client, fail};
use std::time::Duration;

/// The line of `getJob` against one answer.
fn line(answer: String) -> String {
    fail(client(&Server::answering(answer)).get_job("p", "j")).to_string()
}

#[test]
fn unauthorized_says_where_to_put_the_token() {
    assert_eq!(
        line(json("401 Unauthorized", "{}")),
        "getJob: 401 Unauthorized: \"{}\": the token was not accepted: set NORTHFLANK_API_TOKEN or \
         NF_API_TOKEN, or pass Client::builder().token(..)"
    );
    assert_eq!(
        line(answer("401 Unauthorized", "")),
        "getJob: 401 Unauthorized: the token was not accepted: set NORTHFLANK_API_TOKEN or \
         NF_API_TOKEN, or pass Client::builder().token(..)"
    );
}

#[test]
fn unauthorized_speaks_of_what_was_sent() {
    let server = Server::answering(answer("401 Unauthorized", ""));
    let job = crate::types::Job::new("x", vec![]);
    let login = builder::<Async>(&server)
        .basic_auth("u", "p")
        .build()
        .unwrap();
    assert_eq!(
        fail(login.create_job(&job)).to_string(),
        "createJob: 401 Unauthorized: user and password were not accepted: \
         pass Client::builder().basic_auth(..)"
    );
    assert_eq!(
        fail(login.health()).to_string(),
        "health: 401 Unauthorized: no credentials were sent: set NORTHFLANK_API_TOKEN or \
         NF_API_TOKEN, or pass Client::builder().token(..)"
    );
}

#[test]
fn forbidden_names_the_permission() {
    assert_eq!(
        line(json(
            "403 Forbidden",
            r#"{"error":{"message":"No access","id":"0f3a"}}"#
        )),
        "getJob: 403 Forbidden: No access (request id 0f3a): \
         the token lacks the permission Project > Jobs > General > Read"
    );
}

#[test]
fn not_found_names_the_parameters() {
    assert_eq!(
        line(json(
            "404 Not Found",
            r#"{"error":{"message":"Job not found","id":"0f3a"}}"#
        )),
        "getJob: 404 Not Found: Job not found (request id 0f3a): \
         no such projectId or jobId, or the token cannot see it"
    );
}

#[test]
fn too_many_requests_tells_how_long_to_wait() {
    let head = "429 Too Many Requests\nContent-Type: application/json\nRetry-After: 30";
    let server = Server::answering(answer(head, r#"{"message":"slow"}"#));
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        "getJob: 429 Too Many Requests: slow: too many requests: try again in 30 s"
    );
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    let head = "429 Too Many Requests\nDate: Fri, 28 Feb 2048 23:59:30 GMT\n\
                Retry-After: Sat, 29 Feb 2048 00:00:15 GMT";
    assert_eq!(
        line(answer(head, "")),
        "getJob: 429 Too Many Requests: too many requests: try again in 45 s"
    );
    assert_eq!(
        line(answer("429 Too Many Requests\nRetry-After: soon", "")),
        "getJob: 429 Too Many Requests: too many requests: slow down"
    );
}

#[test]
fn server_errors_ask_to_try_later() {
    assert_eq!(
        line(json(
            "500 Internal Server Error",
            r#"{"title":"Oops","request_id":7}"#
        )),
        "getJob: 500 Internal Server Error: Oops (request id 7): the server failed: try again later"
    );
    assert_eq!(
        line(answer(
            "503 Service Unavailable\nRetry-After: 2\nX-Request-Id: ab",
            ""
        )),
        "getJob: 503 Service Unavailable (request id ab): the server failed: try again in 2 s"
    );
    let html = "<html>\r\n<h1>502 Bad Gateway</h1>\r\n</html>";
    assert_eq!(
        line(answer("502 Bad Gateway\nContent-Type: text/html", html)),
        r#"getJob: 502 Bad Gateway: "<html>\r\n<h1>502 Bad Gateway</h1>\r\n</html>": the server failed: try again later"#
    );
}

#[test]
fn other_statuses_say_what_the_server_says() {
    for (body, message) in [
        (r#"{"message":"a"}"#, "a"),
        (r#"{"detail":"b","title":"x"}"#, "b"),
        (
            r#"{"error":"invalid_grant","error_description":"c"}"#,
            "invalid_grant: c",
        ),
        (r#"{"error":"d"}"#, "d"),
        (r#"{"errors":[{"message":"e"}]}"#, "e"),
        (r#"{"detail":[{"loc":["x"],"msg":"f"}]}"#, "f"),
        (
            r#"{"message":" ","error":{"message":"g\n\u001b[31m\u202eh"}}"#,
            r"g\n\u{1b}[31m\u{202e}h",
        ),
    ] {
        let expected = format!("getJob: 422 Unprocessable Entity: {message}");
        assert_eq!(line(json("422 Unprocessable Entity", body)), expected);
    }
    assert_eq!(
        line(answer("599 Whatever", "")),
        "getJob: 599: the server failed: try again later"
    );
}

#[test]
fn long_messages_are_cut() {
    let body = format!("{{\"message\":\"{}\"}}", "x".repeat(10_000));
    assert_eq!(
        line(json("400 Bad Request", &body)).len(),
        "getJob: 400 Bad Request: ".len() + 300 + 3
    );
    let line = line(answer("400 Bad Request", &"\u{1F600}".repeat(10_000)));
    assert_eq!(line.matches('\u{1F600}').count(), 120);
}

#[test]
fn the_error_keeps_the_answer() {
    let body = r#"{"error":{"status":409,"message":"Taken","id":"i"}}"#;
    let head = "409 Conflict\nContent-Type: application/json\nX-Hint: h";
    let error = fail(client(&Server::answering(answer(head, body))).get_job("p", "j"));
    assert!(error.is_status() && !error.is_decode());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(409));
    assert_eq!(error.headers().unwrap()["x-hint"], "h");
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.message(), Some("Taken"));
    assert_eq!(error.request_id(), Some("i"));
    assert_eq!(error.operation(), "getJob");
    assert!(error.decode::<crate::types::GetJobResponse>().is_none());
    assert!(matches!(error.decode(), Some(Value::Object(_))));
}

#[test]
fn an_error_counts_even_where_its_body_breaks_off() {
    let bytes = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 100\r\n\r\n{\"messa";
    let error = fail(client(&Server::answering(bytes)).get_job("p", "j"));
    assert!(error.is_status());
    assert_eq!(error.body(), Some(b"{\"messa".as_slice()));
}
