//! What is made of a body.

use crate::runtime::client::Async;
use crate::runtime::value::Value;
use crate::server::{Server, answer, json};
use crate::support::{builder, client, fail, wait};
use crate::types::StartJobResponse;

const DRIFTED: &str = r#"{"data":{"id":"x","tags":["ab","c"],"backoffLimit":3,"new":[1]}}"#;

fn served(body: &str) -> Server {
    Server::answering(json("200 OK", body))
}

#[test]
fn a_job() {
    let body = r#"{"data":{"id":"x","tags":["abc"],"backoffLimit":3}}"#;
    let job = wait(client(&served(body)).get_job("p", "j")).unwrap();
    assert_eq!(
        (job.data.id.as_str(), job.data.backoff_limit),
        ("x", Some(3))
    );
    assert!(job.violations().is_empty());
    assert_eq!(job.status().as_u16(), 200);
    assert_eq!(job.headers()["content-type"], "application/json");
    assert_eq!(job.into_body().data.id, "x");
}

#[test]
fn the_status_says_which_body_it_is() {
    let start = |status: &str, body: &str| {
        let server = Server::answering(json(status, body));
        let call = client(&server).request("POST", "/jobs");
        wait(call.json_by_status_or_empty::<StartJobResponse>())
    };
    let body = r#"{"id":"x","tags":["ab"]}"#;
    let started = start("200 OK", body).unwrap();
    assert_eq!(started.violations()[0].pointer(), "/tags/0");
    assert!(matches!(started.into_body(), Some(StartJobResponse::Ok(_))));
    let started = start("202 Accepted", "\"later\"").unwrap();
    let accepted = StartJobResponse::Accepted("later".to_owned());
    assert_eq!(started.into_body(), Some(accepted));
    // The other body under this status is no value of it.
    assert!(start("202 Accepted", body).unwrap_err().is_decode());
    // What fits decides, where the document names no such status.
    let started = start("201 Created", "\"x\"").unwrap().into_body();
    assert!(matches!(started, Some(StartJobResponse::Accepted(_))));
    assert_eq!(start("204 No Content", "").unwrap().into_body(), None);
}

#[test]
fn drift_is_no_outage() {
    let job = wait(client(&served(DRIFTED)).get_job("p", "j")).unwrap();
    assert_eq!(job.data.backoff_limit, Some(3));
    let lines: Vec<String> = job.violations().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "/data/tags/0: 2 characters, at least 3 required: \"ab\"",
            "/data/tags/1: 1 character, at least 3 required: \"c\"",
        ]
    );
    let job = wait(client(&served(r#"{"data":{"id":"x"}}"#)).get_job("p", "j")).unwrap();
    assert_eq!(
        job.violations()[0].to_string(),
        "/data/tags: required, but missing"
    );
    assert_eq!(job.omitted_violations(), 0);
}

#[test]
fn strict_responses_refuse_it() {
    let server = served(r#"{"data":{"id":"x"}}"#);
    let strict = builder::<Async>(&server)
        .strict_responses(true)
        .build()
        .unwrap();
    let error = fail(strict.get_job("p", "j"));
    assert!(error.is_violations());
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body is not what the document says: \
         /data/tags: required, but missing (strict_responses)"
    );
    assert_eq!(error.pointer(), Some("/data/tags"));
    assert_eq!(error.body(), Some(br#"{"data":{"id":"x"}}"#.as_slice()));
    let error = fail(
        client(&served(DRIFTED))
            .get_job("p", "j")
            .strict_responses(true),
    );
    assert_eq!(error.violations().len(), 2);
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body is not what the document says: /data/tags/0: \
         2 characters, at least 3 required: \"ab\" and 1 more (strict_responses)"
    );
    assert!(wait(strict.get_job("p", "j").strict_responses(false)).is_ok());
}

#[test]
fn a_body_of_another_type() {
    let error = fail(client(&served(r#"{"data":{"id":["x"],"tags":[]}}"#)).get_job("p", "j"));
    assert!(error.is_decode());
    assert_eq!(error.pointer(), Some("/data/id"));
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body cannot be read: /data/id: \
         invalid type: sequence, expected a string (line 1, column 14)"
    );
    assert!(matches!(error.decode(), Some(Value::Object(_))));
    let error = fail(client(&served("{}")).get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body cannot be read: /data: \
         GetJobResponse: `data` is required, but missing (line 1, column 2)"
    );
}

#[test]
fn what_follows_the_json_is_an_error() {
    let error = fail(client(&served(r#"{"data":{"id":"x","tags":[]}} x"#)).get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body is not JSON: trailing characters (line 1, column 31)"
    );
}

#[test]
fn no_body() {
    let server = Server::answering(answer("204 No Content", ""));
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        "getJob: 204 No Content, but the body is empty, not JSON"
    );
    let call = client(&server).get_job("p", "j").json_or_empty::<Value>();
    assert!(wait(call).unwrap().is_none());
    wait(client(&server).get_job("p", "j").empty()).unwrap();
    assert_eq!(
        *wait(client(&server).get_job("p", "j").bytes()).unwrap(),
        b""
    );
    let call = client(&served("{}"))
        .get_job("p", "j")
        .json_or_empty::<Value>();
    assert!(wait(call).unwrap().is_some());
}

#[test]
fn json_by_another_name() {
    let body = r#"{"data":{"id":"x","tags":[]}}"#;
    for content_type in [
        "",
        "\nContent-Type: application/vnd.api+json; charset=utf-8",
    ] {
        let server = Server::answering(answer(&format!("200 OK{content_type}"), body));
        let call = client(&server).get_job("p", "j");
        assert!(wait(call.strict_responses(true)).is_ok());
    }
    let server = Server::answering(answer("200 OK\nContent-Type: text/plain", body));
    assert!(wait(client(&server).get_job("p", "j")).is_ok());
    let error = fail(client(&server).get_job("p", "j").strict_responses(true));
    assert!(error.is_content_type());
}

#[test]
fn a_byte_order_mark_is_ignored() {
    let server = served("\u{feff}{\"data\":{\"id\":\"x\",\"tags\":[]}}");
    assert!(wait(client(&server).get_job("p", "j")).is_ok());
}

#[test]
fn text_and_bytes() {
    let server = Server::answering(answer("200 OK\nContent-Type: text/plain", "füne"));
    assert_eq!(*wait(client(&server).health()).unwrap(), "füne");
    assert_eq!(server.request().header("accept"), Some("text/plain"));
    let server = Server::answering(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\xff\x00");
    assert_eq!(
        *wait(client(&server).request("GET", "/").bytes()).unwrap(),
        b"a\xff\0"
    );
    let error = fail(client(&server).health());
    assert!(error.is_decode());
    assert_eq!(error.body(), Some(b"a\xff\0".as_slice()));
    assert_eq!(
        error.to_string(),
        "health: 200 OK, but the body cannot be read: not UTF-8 at byte 1"
    );
}

#[test]
fn a_million_violations_are_bounded() {
    let body = format!(
        r#"{{"data":{{"id":"x","tags":["a"{}]}}}}"#,
        r#","a""#.repeat(999_999)
    );
    let job = wait(client(&served(&body)).get_job("p", "j")).unwrap();
    assert_eq!(job.violations().len(), 1_000);
    assert_eq!(job.omitted_violations(), 999_000);
}
