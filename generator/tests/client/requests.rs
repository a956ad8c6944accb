//! What is sent, and what is refused before.

use crate::runtime::client::{Async, Style};
use crate::server::{Server, answer, json};
use crate::support::{Client, builder, client, fail, wait};
use crate::types::Job;
use std::collections::BTreeMap;

fn ok() -> Server {
    Server::answering(json("200 OK", r#"{"data":{"id":"x","tags":[]}}"#))
}

#[test]
fn a_request_is_what_the_document_says() {
    let server = ok();
    wait(client(&server).get_job("default-project", "example-job")).unwrap();
    let request = server.request();
    assert_eq!(
        request.line,
        "GET /v1/projects/default-project/jobs/example-job HTTP/1.1"
    );
    assert_eq!(
        request.header("authorization"),
        Some("Bearer canary-3f9a1c7e")
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("northflank-rust/0.1.0"));
    assert_eq!(request.header("content-type"), None);
}

#[test]
fn path_parameters_stay_in_their_segment() {
    for (id, sent) in [
        ("a/b", "a%2Fb"),
        ("a b", "a%20b"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("%2F", "%252F"),
        ("...", "..."),
        ("../x", "..%2Fx"),
        ("a?b#c", "a%3Fb%23c"),
        ("a\\b", "a%5Cb"),
        ("a;b,c", "a%3Bb%2Cc"),
        ("{x}", "%7Bx%7D"),
        ("\t\r\n\0", "%09%0D%0A%00"),
        ("ä€", "%C3%A4%E2%82%AC"),
        ("~A-z_0.9", "~A-z_0.9"),
    ] {
        let server = ok();
        wait(client(&server).get_job("p", id)).unwrap();
        assert_eq!(
            server.request().target(),
            format!("/v1/projects/p/jobs/{sent}")
        );
    }
}

#[test]
fn segments_that_are_no_names_are_not_sent() {
    let server = ok();
    for (id, why) in [
        ("", "path parameter jobId is empty"),
        (".", "path parameter jobId is \".\", a step and no name"),
        ("..", "path parameter jobId is \"..\", a step and no name"),
    ] {
        let error = fail(client(&server).get_job("p", id));
        assert!(error.is_request());
        assert_eq!(error.to_string(), format!("getJob: not sent: {why}"));
    }
    // Nor is a step made of two parameters, or written in the template.
    let two = client(&server)
        .request("GET", "/a/{x}{y}/b")
        .path("x", ".")
        .path("y", ".");
    assert!(fail(two).is_request());
    let two = client(&server).request("GET", "/a/.{x}/b").path("x", "%2E");
    assert!(wait(two).is_ok());
    for path in ["/a/../b", "/a/%2e%2E/b", "/a/.%2e", "/{x", "/{x}", "/./b"] {
        assert!(
            fail(client(&server).request("GET", path)).is_request(),
            "{path}"
        );
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn path_parameters_come_in_any_order() {
    let server = ok();
    let call = |path| client(&server).request("GET", path);
    let late = call("/{a}/x/{b}/{c}").path("c", 3).path("a", 1);
    wait(late.path("b", 2).path("b", 9)).unwrap();
    wait(call("/{a}/x/{a}{b}").path("b", 2).path("a", 1)).unwrap();
    wait(call("/{a}/x/{a}").path("a", 1)).unwrap();
    let targets = server.requests();
    let targets: Vec<_> = targets.iter().map(|request| request.target()).collect();
    assert_eq!(targets, ["/1/x/2/3", "/1/x/12", "/1/x/1"]);
}

#[test]
fn values_that_do_not_print_are_not_sent() {
    struct Half;
    impl std::fmt::Display for Half {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("half")?;
            Err(std::fmt::Error)
        }
    }
    let server = ok();
    let call = || client(&server).request("GET", "/{id}");
    for call in [
        call().path("id", Half),
        call().path("id", 1).query("id", Half),
        call().path("id", 1).header("id", Half),
        call().path("id", 1).cookie("id", Half),
    ] {
        let text = fail(call).to_string();
        let end = "not sent: the value of id does not print";
        assert!(text.ends_with(end), "{text}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn templates_are_encoded_where_they_must_be() {
    for (template, sent) in [
        ("/a b/ü", "/a%20b/%C3%BC"),
        ("no/slash", "/no/slash"),
        ("/x:run;v=1,2", "/x:run;v=1,2"),
        ("/q?action=Get Job", "/q?action=Get%20Job&n=1"),
        ("/#Action=Run", "/"),
        ("//evil.example/x", "//evil.example/x"),
        ("@evil.example/x", "/@evil.example/x"),
        ("", "/"),
    ] {
        let server = ok();
        let mut call = client(&server).request("GET", template);
        if template.contains('?') {
            call = call.query("n", 1);
        }
        wait(call).unwrap();
        assert_eq!(server.request().target(), sent, "{template}");
    }
}

#[test]
fn optional_parameters_are_setters() {
    let server = Server::answering(json("200 OK", "[]"));
    wait(client(&server).list_jobs().per_page(5).name("a&b=c d+é")).unwrap();
    assert_eq!(
        server.request().target(),
        "/v1/jobs?per_page=5&name=a%26b%3Dc%20d%2B%C3%A9"
    );
    let server = Server::answering(json("200 OK", "[]"));
    let call = client(&server)
        .list_jobs()
        .header("X-Trace", 7)
        .strict_responses(true);
    assert!(wait(call.send()).unwrap().is_empty());
    assert_eq!(server.request().header("x-trace"), Some("7"));
    assert_eq!(server.request().target(), "/v1/jobs");
}

#[test]
fn values_of_many_parts_are_written_in_their_style() {
    let server = ok();
    let form = BTreeMap::from([("amount", 3), ("cents", 50)]);
    let call = client(&server)
        .request("POST", "/{ids}")
        .path_as("ids", Style::Matrix.explode(true), &[1, 2])
        .query_as("at", Style::DeepObject.explode(true), &form)
        .header_as("x-range", Style::Simple.explode(true), &form)
        .cookie_as("seen", Style::Form.explode(true), &["a;b", "c"])
        .form_body(&form, &[]);
    wait(call).unwrap();
    let request = server.request();
    assert_eq!(
        request.target(),
        "/;ids=1;ids=2?at%5Bamount%5D=3&at%5Bcents%5D=50"
    );
    assert_eq!(request.header("x-range"), Some("amount=3,cents=50"));
    assert_eq!(request.header("cookie"), Some("seen=a%3Bb; seen=c"));
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(request.body, b"amount=3&cents=50");
}

#[test]
fn headers_cannot_speak_for_the_client() {
    let server = ok();
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b", "a\rb", "\u{7f}"] {
        let error = fail(client(&server).get_job("p", "j").header("X-Trace", value));
        assert_eq!(
            error.to_string(),
            "getJob: not sent: header x-trace holds a control character"
        );
    }
    let error = fail(client(&server).get_job("p", "j").header("X\r\nY", "a"));
    assert_eq!(
        error.to_string(),
        r#"getJob: not sent: "X\r\nY" cannot name a header"#
    );
    assert!(fail(client(&server).get_job("p", "j").cookie("a\r\nb", "c")).is_request());
    assert!(fail(client(&server).request("GET\r\n", "/")).is_request());
    let token = builder::<Async>(&server).token("canary-3f9a1c7e\r\nX-Evil: 1");
    let error = fail(token.build().unwrap().get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        "getJob: not sent: header authorization holds a control character"
    );
    assert!(server.requests().is_empty());
}

#[test]
fn bodies() {
    let server = Server::answering(json("201 Created", r#"{"id":"y","tags":[]}"#));
    let api = builder::<Async>(&server).basic_auth("user", "pass:word");
    let job = wait(api.build().unwrap().create_job(&Job::new("x", vec![]))).unwrap();
    assert_eq!((job.id.as_str(), job.status().as_u16()), ("y", 201));
    let request = server.request();
    assert_eq!(request.body, br#"{"id":"x","tags":[]}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.header("authorization"),
        Some("Basic dXNlcjpwYXNzOndvcmQ=")
    );
    let server = ok();
    let call = client(&server).request("PUT", "/x").body("text/csv", "a,b");
    wait(call).unwrap();
    assert_eq!(server.request().header("content-type"), Some("text/csv"));
    assert_eq!(server.request().body, b"a,b");
}

#[test]
fn a_range_of_media_types_is_not_sent_for_one() {
    let server = ok();
    let call = || client(&server).request("PUT", "/x").body("image/*", "x");
    wait(call()).unwrap();
    wait(call().header("content-type", "image/png")).unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("content-type"), None);
    assert_eq!(requests[1].header("content-type"), Some("image/png"));
}

#[test]
fn no_content_has_a_length_where_content_has_a_meaning() {
    for (method, expected) in [
        ("POST", Some("0")),
        ("PATCH", Some("0")),
        ("GET", None),
        ("DELETE", None),
    ] {
        let server = ok();
        wait(client(&server).request(method, "/x")).unwrap();
        assert_eq!(
            server.request().header("content-length"),
            expected,
            "{method}"
        );
    }
}

#[test]
fn a_body_that_cannot_be_written_is_not_sent() {
    let server = ok();
    let no_json = std::collections::BTreeMap::from([(vec![1], 2)]);
    let error = fail(client(&server).request("PUT", "/x").json_body(&no_json));
    assert_eq!(
        error.to_string(),
        "PUT /x: not sent: the body cannot be written: key must be a string"
    );
    assert!(server.requests().is_empty());
}

#[test]
fn credentials_go_where_their_scheme_says() {
    let server = Server::answering(answer("204 No Content", ""));
    let api = builder::<Async>(&server)
        .credential("key", "k")
        .credential("cookieKey", "s 1");
    let api = api.credential("legacyKey", "l&x").build().unwrap();
    wait(
        api.create_job(&Job::new("x", vec![]))
            .empty()
            .cookie("lang", "de"),
    )
    .unwrap();
    wait(api.delete_job("j")).unwrap();
    wait(api.health()).unwrap();
    let [create, delete, health] = server.requests().try_into().unwrap();
    assert_eq!(create.header("x-api-key"), Some("k"));
    assert_eq!(create.header("cookie"), Some("lang=de; sid=s%201"));
    assert_eq!(create.header("authorization"), None);
    assert_eq!(delete.target(), "/v1/jobs/j?api_key=l%26x");
    assert_eq!(health.header("authorization"), None);
}

#[test]
fn a_missing_credential_is_told_before_sending() {
    let server = ok();
    let line = |api: &Client| fail(api.create_job(&Job::new("x", vec![]))).to_string();
    assert_eq!(
        line(&builder(&server).build().unwrap()),
        "createJob: not sent: no credentials for key: \
         pass Client::builder().credential(\"key\", ..)"
    );
    assert_eq!(
        line(&builder(&server).credential("key", "k").build().unwrap()),
        "createJob: not sent: no credentials for cookieKey: \
         pass Client::builder().credential(\"cookieKey\", ..)"
    );
    let http = reqwest::Client::builder().no_proxy();
    let bare = Client::builder().base_url(server.url()).http_builder(http);
    let bare = bare.build().unwrap();
    let error = fail(bare.get_job("p", "j"));
    assert!(error.is_credentials());
    assert_eq!(
        error.to_string(),
        "getJob: not sent: no credentials for bearerAuth: set NORTHFLANK_API_TOKEN or \
         NF_API_TOKEN, or pass Client::builder().token(..)"
    );
    assert!(server.requests().is_empty());
    wait(bare.get_job("p", "j").header("Authorization", "Custom x")).unwrap();
    assert_eq!(server.request().header("authorization"), Some("Custom x"));
}
