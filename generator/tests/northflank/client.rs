//! The generated client: what is sent, what is refused before, what comes back.

use crate::document::tagged_example;
use crate::server::{Server, json};
use crate::support::{CANARY, blocking, builder, client, fail, wait};
use northflank::types::{ErrorResponse, GetJobResponse, JobType};
use northflank::{Client, ErrorKind, Response, Token};

fn ok() -> Server {
    Server::answering(json("200 OK", &tagged_example().to_string()))
}

fn look_at(response: &Response<GetJobResponse>) {
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert!(response.violations().is_empty());
    let job = &response.data;
    assert_eq!(
        (job.name.as_str(), &job.job_type),
        ("Example Job", &JobType::Cron)
    );
    assert_eq!(job.cluster.name, "nf-europe-west");
}

#[test]
fn a_job() {
    let server = ok();
    look_at(&wait(client(&server).get_job("default-project", "example-job")).unwrap());
    let request = server.request();
    assert_eq!(
        request.line,
        "GET /v1/projects/default-project/jobs/example-job HTTP/1.1"
    );
    assert_eq!(
        request.header("authorization"),
        Some(&*format!("Bearer {CANARY}"))
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    let agent = request.header("user-agent").unwrap();
    let version = agent.strip_prefix("northflank/").unwrap();
    assert_eq!(version.split('.').count(), 3, "{agent}");
    assert_eq!(request.header("content-type"), None);
    assert!(request.body.is_empty());
}

#[test]
fn a_job_of_a_team() {
    let server = ok();
    let ids = ("my team", String::from("default-project"), "example-job");
    look_at(&wait(client(&server).get_team_job(ids.0, ids.1, ids.2)).unwrap());
    assert_eq!(
        server.request().line,
        "GET /v1/teams/my%20team/projects/default-project/jobs/example-job HTTP/1.1"
    );
    let error = fail(client(&server).get_team_job("", "p", "j"));
    assert_eq!(
        error.to_string(),
        "getTeamJob: not sent: path parameter teamId is empty"
    );
}

#[test]
fn a_job_without_async() {
    let server = ok();
    let api = blocking(&server);
    look_at(&api.get_job("p", "j").send().unwrap());
    look_at(&api.get_team_job("t", "p", "j").send().unwrap());
    assert_eq!(server.requests().len(), 2);
    // It does not care where it is called.
    let inside = async { api.clone().get_job("p", "j").send() };
    look_at(&wait(inside).unwrap());
    let server = Server::answering(json("404 Not Found", r#"{"error":{"message":"No"}}"#));
    assert_eq!(
        blocking(&server)
            .get_job("p", "j")
            .send()
            .unwrap_err()
            .to_string(),
        "getJob: 404 Not Found: No: no such projectId or jobId, or the token cannot see it"
    );
}

#[test]
fn ids_stay_in_their_segment() {
    for (id, sent) in [
        ("a/b", "a%2Fb"),
        ("a b", "a%20b"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("../../secrets", "..%2F..%2Fsecrets"),
        ("...", "..."),
        ("?x=1#y", "%3Fx%3D1%23y"),
        ("job\u{e9}\u{1F600}", "job%C3%A9%F0%9F%98%80"),
        ("\u{202e}\r\n\0", "%E2%80%AE%0D%0A%00"),
        ("\\..\\", "%5C..%5C"),
    ] {
        let server = ok();
        wait(client(&server).get_job(id, "j")).unwrap();
        assert_eq!(
            server.request().target(),
            format!("/v1/projects/{sent}/jobs/j")
        );
    }
}

#[test]
fn ids_that_are_no_names_are_not_sent() {
    let server = ok();
    for (id, why) in [
        ("", "path parameter projectId is empty"),
        (".", "path parameter projectId is \".\", a step and no name"),
        (
            "..",
            "path parameter projectId is \"..\", a step and no name",
        ),
    ] {
        let error = fail(client(&server).get_job(id, "j"));
        assert_eq!(error.kind(), ErrorKind::Request);
        assert_eq!(error.to_string(), format!("getJob: not sent: {why}"));
        let error = blocking(&server).get_job(id, "j").send().unwrap_err();
        assert_eq!(error.to_string(), format!("getJob: not sent: {why}"));
    }
    assert!(server.requests().is_empty());
}

#[test]
fn without_a_token_nothing_is_sent() {
    let server = ok();
    let http = reqwest::Client::builder().no_proxy();
    let api: Client = Client::builder()
        .base_url(server.url())
        .http_builder(http)
        .build()
        .unwrap();
    assert_eq!(
        fail(api.get_job("p", "j")).to_string(),
        "getJob: not sent: no credentials for bearerAuth: set NORTHFLANK_API_TOKEN or \
         NF_API_TOKEN, or pass Client::builder().token(..)"
    );
    assert!(server.requests().is_empty());
}

#[test]
fn the_token_does_not_print() {
    let server = ok();
    let api = builder(&server);
    let mut printed = format!("{api:?} {:?}", Token::from(CANARY));
    let api = api.build().unwrap();
    printed += &format!(
        "{api:?} {:?} {:?}",
        api.get_job("p", "j"),
        blocking(&server)
    );
    printed += &format!("{:?}", wait(api.get_job("p", "j")).unwrap());
    assert!(!printed.contains(CANARY), "{printed}");
}

#[test]
fn calls_can_differ_from_the_document() {
    let server = ok();
    let call = client(&server)
        .get_job("p", "j")
        .header("X-Trace", 7)
        .query("expand", "a&b");
    wait(call).unwrap();
    assert_eq!(
        server.request().target(),
        "/v1/projects/p/jobs/j?expand=a%26b"
    );
    assert_eq!(server.request().header("x-trace"), Some("7"));
    let server = ok();
    let call = client(&server)
        .get_job("p", "j")
        .json::<northflank::Value>();
    assert!(matches!(
        wait(call).unwrap().into_body(),
        northflank::Value::Object(_)
    ));
    let call = client(&server)
        .request("GET", "/v1/projects/{id}")
        .path("id", "a/b");
    wait(call.json::<GetJobResponse>()).unwrap();
    let last = server.requests().pop().unwrap();
    assert_eq!(last.target(), "/v1/projects/a%2Fb");
    assert!(last.header("authorization").is_some());
}

#[test]
fn the_document_says_where_the_api_is() {
    let api: Client = Client::new(CANARY).unwrap();
    assert!(
        format!("{api:?}").contains("https://api.northflank.com"),
        "{api:?}"
    );
}

#[test]
fn errors_have_a_type() {
    let body = r#"{"error":{"status":409,"message":"Taken","id":"i","details":{"name":["x"]}}}"#;
    let server = Server::answering(json("409 Conflict", body));
    let error = fail(client(&server).get_job("p", "j"));
    let typed: ErrorResponse = error.decode().unwrap();
    assert_eq!(
        (typed.error.status, typed.error.message.as_str()),
        (409, "Taken")
    );
    assert_eq!(typed.error.id.as_deref(), Some("i"));
    assert_eq!(
        typed.error.details.unwrap().to_string(),
        r#"{"name":["x"]}"#
    );
    assert_eq!(
        error.to_string(),
        "getJob: 409 Conflict: Taken (request id i)"
    );
    let server = Server::answering(json("409 Conflict", r#"{"error":"Taken"}"#));
    let error = fail(client(&server).get_job("p", "j"));
    assert!(error.decode::<ErrorResponse>().is_none());
    assert_eq!(error.to_string(), "getJob: 409 Conflict: Taken");
}
