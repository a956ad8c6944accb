//! Servers that refuse, break, stall and send elsewhere: each fault is one line that says it all.

use crate::document::{example, tagged_example};
use crate::server::{Server, answer, json, nowhere};
use crate::support::{CANARY, builder, client, fail, wait};
use northflank::{Error, ErrorKind};
use std::io::Write;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The error of `getJob` against one answer.
fn against(answer: impl Into<Vec<u8>>) -> Error {
    fail(client(&Server::answering(answer)).get_job("p", "j"))
}

#[test]
fn statuses() {
    let told =
        |message: &str| format!(r#"{{"error":{{"status":0,"message":"{message}","id":"0f3a"}}}}"#);
    let html = "<html>\n<h1>502 Bad Gateway</h1>\n</html>";
    for (head, body, line) in [
        (
            "400 Bad Request",
            told("Bad"),
            "400 Bad Request: Bad (request id 0f3a)",
        ),
        (
            "401 Unauthorized",
            told("Unauthorized"),
            "401 Unauthorized: Unauthorized (request id 0f3a): the token was not accepted: \
             set NORTHFLANK_API_TOKEN or NF_API_TOKEN, or pass Client::builder().token(..)",
        ),
        (
            "403 Forbidden",
            told("No access"),
            "403 Forbidden: No access (request id 0f3a): \
             the token lacks the permission Project > Jobs > General > Read",
        ),
        (
            "404 Not Found",
            told("Job not found"),
            "404 Not Found: Job not found (request id 0f3a): \
             no such projectId or jobId, or the token cannot see it",
        ),
        (
            "422 Unprocessable Entity",
            told("Bad id"),
            "422 Unprocessable Entity: Bad id (request id 0f3a)",
        ),
        (
            "429 Too Many Requests\nRetry-After: 30",
            told("Slow down"),
            "429 Too Many Requests: Slow down (request id 0f3a): \
             too many requests: try again in 30 s",
        ),
        (
            "500 Internal Server Error",
            told("Oops"),
            "500 Internal Server Error: Oops (request id 0f3a): the server failed: try again later",
        ),
        (
            "502 Bad Gateway\nContent-Type: text/html",
            html.to_owned(),
            "502 Bad Gateway: \"<html>\\n<h1>502 Bad Gateway</h1>\\n</html>\": \
             the server failed: try again later (3 tries)",
        ),
    ] {
        let error = against(answer(head, &body));
        assert_eq!(error.to_string(), format!("getJob: {line}"));
        assert!(error.is_status() && error.kind() == ErrorKind::Status);
        assert_eq!(error.status().unwrap().as_str(), &head[..3]);
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(error.operation(), "getJob");
        if body != html {
            assert_eq!(error.request_id(), Some("0f3a"));
        }
        let wait = head
            .contains("Retry-After")
            .then_some(Duration::from_secs(30));
        assert_eq!(error.retry_after(), wait);
    }
}

#[test]
fn the_team_is_named_where_it_may_not_exist() {
    let server = Server::answering(answer("404 Not Found", ""));
    assert_eq!(
        fail(client(&server).get_team_job("t", "p", "j")).to_string(),
        "getTeamJob: 404 Not Found: \
         no such teamId, projectId or jobId, or the token cannot see it"
    );
}

#[test]
fn bodies_that_are_no_job() {
    let error = against(answer("200 OK\nContent-Type: text/html", "<p>Login</p>"));
    assert!(error.is_content_type());
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the content type is text/html, not JSON: \"<p>Login</p>\""
    );
    let error = against(answer("204 No Content", ""));
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "getJob: 204 No Content, but the body is empty, not JSON"
    );
    let mut cut = tagged_example().to_string();
    cut.truncate(40);
    let error = against(json("200 OK", &cut));
    assert!(error.is_decode());
    assert_eq!(error.body(), Some(cut.as_bytes()));
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body is not JSON: EOF while parsing a string (line 1, column 40)"
    );
    assert_eq!(
        against(json("200 OK", "{}")).to_string(),
        "getJob: 200 OK, but the body cannot be read: /data: \
         GetJobResponse: `data` is required, but missing (line 1, column 2)"
    );
    assert_eq!(
        against(json("200 OK", r#"{"data":[]}"#)).to_string(),
        "getJob: 200 OK, but the body cannot be read: /data: \
         invalid type: sequence, expected an object (Job) (line 1, column 8)"
    );
    // Another success with a job in it is one.
    let created = json("201 Created", &tagged_example().to_string());
    let server = Server::answering(created);
    let response = wait(client(&server).get_job("p", "j")).unwrap();
    assert_eq!(response.status().as_u16(), 201);
}

#[test]
fn strict_clients_refuse_what_the_page_shows() {
    let server = Server::answering(json("200 OK", &example().to_string()));
    let strict = builder(&server).strict_responses(true).build().unwrap();
    let line = "getJob: 200 OK, but the body is not what the document says: \
                /data/tags: required, but missing (strict_responses)";
    let error = fail(strict.get_job("p", "j"));
    assert_eq!(error.to_string(), line);
    assert_eq!(error.violations().len(), 1);
    assert!(wait(strict.get_job("p", "j").strict_responses(false)).is_ok());
    let call = client(&server).get_job("p", "j").strict_responses(true);
    assert_eq!(fail(call).to_string(), line);
}

#[test]
fn connections_that_break() {
    let server = Server::answering("");
    let error = fail(client(&server).get_job("p", "j"));
    assert!(error.is_transport());
    assert_eq!(
        error.to_string(),
        format!(
            "getJob: no answer from {}: connection closed before message completed (3 tries)",
            server.url()
        )
    );
    let error = against("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":");
    assert!(error.is_transport());
    assert_eq!(error.body(), Some(b"{\"data\":".as_slice()));
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body broke off after 8 bytes: \
         end of file before message length reached (3 tries)"
    );
}

#[test]
fn no_server_at_all() {
    let (_held, url) = nowhere();
    let api = builder(&Server::answering("")).base_url(&url);
    let error = fail(api.build().unwrap().get_job("p", "j"));
    assert!(error.is_connect() && error.status().is_none() && error.body().is_none());
    let start = format!("getJob: no connection to {url}: Connection refused");
    assert!(error.to_string().starts_with(&start), "{error}");
}

#[test]
fn servers_that_stall() {
    let server = Server::new(|_, _| sleep(Duration::from_secs(5)));
    let api = builder(&server).timeout(Duration::from_millis(300));
    let start = Instant::now();
    let error = fail(api.build().unwrap().get_job("p", "j"));
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "getJob: timed out after 300 ms");
    let elapsed = start.elapsed();
    assert!(elapsed >= Duration::from_millis(290), "{elapsed:?}");
    assert!(elapsed < Duration::from_secs(2), "{elapsed:?}");
    let within = Server::new(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":";
        drop(stream.write_all(head.as_bytes()));
        sleep(Duration::from_secs(5));
    });
    let call = client(&within).get_job("p", "j");
    assert_eq!(
        fail(call.timeout(Duration::from_millis(300))).to_string(),
        "getJob: 200 OK, but timed out after 300 ms, 8 bytes into the body"
    );
}

#[test]
fn another_origin_does_not_see_the_token() {
    let other = Server::answering(json("200 OK", &tagged_example().to_string()));
    let location = format!("302 Found\nLocation: {}/elsewhere", other.url());
    let server = Server::answering(answer(&location, ""));
    wait(client(&server).get_job("p", "j")).unwrap();
    assert!(
        server
            .request()
            .header("authorization")
            .unwrap()
            .contains(CANARY)
    );
    let request = other.request();
    assert_eq!(request.line, "GET /elsewhere HTTP/1.1");
    assert!(!format!("{request:?}").contains(CANARY), "{request:?}");
    let other = Server::answering(answer("401 Unauthorized", ""));
    let location = format!("302 Found\nLocation: {}", other.url());
    assert_eq!(
        against(answer(&location, "")).to_string(),
        format!(
            "getJob: 401 Unauthorized: redirected to {}, where no credentials are sent",
            other.url()
        )
    );
}

#[test]
fn servers_that_repeat_the_token() {
    let body = format!(r#"{{"error":{{"message":"bad token {CANARY}","id":"{CANARY}"}}}}"#);
    let error = against(json("403 Forbidden", &body));
    assert!(
        error
            .to_string()
            .starts_with("getJob: 403 Forbidden: bad token *** (request id ***)")
    );
}
