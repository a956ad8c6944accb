//! A mock of the generated crate: its answers, answers of a test's own, and requests that are at fault.

use crate::support::wait;
use northflank::Client;
use northflank::mock::{Mock, StatusCode};
use northflank::server::jobs::{Jobs, get_job, get_team_job};
use northflank::server::{Error, Result};
use northflank::types::{GetJobResponse, JobType};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the message of a panic says.
fn panic_of(work: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(work)).unwrap_err();
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn the_example_is_answered() {
    let mock = Mock::new();
    let client = mock.client().unwrap();
    let call = client.get_job("default-project", "example-job");
    let job = wait(call.strict_responses(true)).unwrap();
    // Of the example, which lacks its tags; these are made.
    assert_eq!(job.data.name, "Example Job");
    assert_eq!(job.data.job_type, JobType::Cron);
    assert_eq!(job.data.tags.len(), 1);
    wait(client.get_team_job("t", "p", "j").strict_responses(true)).unwrap();
    assert!(mock.faults().is_empty());
}

#[test]
fn a_blocking_client_needs_no_runtime() {
    let mock = Mock::new();
    let builder = northflank::blocking::Client::builder().token("secret");
    let client = mock.connect(builder).unwrap();
    assert_eq!(
        client.get_job("p", "j").send().unwrap().data.id,
        "example-job"
    );
    let received = mock.received_by("getJob");
    assert_eq!(received[0].header("authorization"), Some("Bearer secret"));
    assert!(!format!("{mock:?} {received:?}").contains("secret"));
}

#[test]
fn an_answer_of_the_test_takes_the_place_of_the_example() {
    let mock = Mock::new();
    let client = mock.client().unwrap();
    mock.on(|request: get_job::Request| match request.job_id.as_str() {
        "gone" => Err(StatusCode::NOT_FOUND),
        _ => Ok(()),
    });
    let error = wait(client.get_job("p", "gone")).unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
    // What the document does not say is the client's to find.
    let error = wait(client.get_job("p", "j")).unwrap_err();
    assert!(error.to_string().contains("not JSON"), "{error}");

    // Later answers count; typed ones are what the server's methods give.
    let job = wait(client.get_team_job("t", "p", "j"))
        .unwrap()
        .into_body();
    mock.on(move |request: get_job::Request| {
        let mut job: GetJobResponse = job.clone();
        job.data.name = request.job_id;
        get_job::Response::ok(job)
    });
    assert_eq!(wait(client.get_job("p", "mine")).unwrap().data.name, "mine");

    let lines: Vec<String> = mock.received().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "GET /v1/projects/p/jobs/gone (getJob): 404 Not Found",
            "GET /v1/projects/p/jobs/j (getJob): 200 OK",
            "GET /v1/teams/t/projects/p/jobs/j (getTeamJob): 200 OK",
            "GET /v1/projects/p/jobs/mine (getJob): 200 OK",
        ]
    );
}

#[test]
fn a_server_answers_what_it_implements() {
    struct Half;
    impl Jobs for Half {
        async fn get_team_job(&self, _: get_team_job::Request) -> Result<get_team_job::Response> {
            Err(Error::new(StatusCode::FORBIDDEN, "not of the team"))
        }
    }
    let mock = Mock::new();
    mock.with(|server| server.jobs(Half));
    let client = mock.client().unwrap();
    let error = wait(client.get_team_job("t", "p", "j")).unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 403);
    // The method that it leaves out.
    assert_eq!(
        wait(client.get_job("p", "j")).unwrap().data.id,
        "example-job"
    );

    mock.with(|server| {
        server.authorize(|access| async move {
            match access.secret() {
                "mine" => Ok(()),
                _ => Err(access.unauthorized("whose is it?")),
            }
        })
    });
    let error = wait(client.get_job("p", "j")).unwrap_err();
    assert!(
        error.to_string().contains("401 Unauthorized: whose is it?"),
        "{error}"
    );
    let mine = mock.connect(Client::builder().token("mine")).unwrap();
    wait(mine.get_job("p", "j")).unwrap();
}

#[test]
fn a_request_at_fault_is_refused_and_told() {
    let mock = Mock::new();
    let client = mock.client().unwrap();
    let path = "/v1/projects/p/jobs/j";
    let error = wait(client.request("DELETE", path)).unwrap_err();
    let said = "405 Method Not Allowed: the path has other methods: GET, HEAD";
    assert!(error.to_string().contains(said), "{error}");
    wait(client.request("GET", "/v2/nothing")).unwrap_err();
    assert_eq!(
        mock.faults(),
        [
            "DELETE /v1/projects/p/jobs/j: 405 Method Not Allowed: the path has other methods: GET, HEAD",
            "GET /v2/nothing: 404 Not Found: the API has no such path",
        ]
    );
}

#[test]
fn faults_that_nobody_looks_at_fail_the_test() {
    let swallow = |mock: &Mock| drop(wait(mock.client().unwrap().request("GET", "/v2/nothing")));
    let said = panic_of(|| {
        let mock = Mock::new();
        swallow(&mock);
    });
    assert_eq!(
        said,
        "requests that break the document (Mock::faults lets a test look at them):\n  \
         GET /v2/nothing: 404 Not Found: the API has no such path"
    );
    // A test that fails for another reason says that one.
    let said = panic_of(|| {
        let mock = Mock::new();
        swallow(&mock);
        panic!("{}", "another reason");
    });
    assert_eq!(said, "another reason");
}

#[test]
fn a_mock_is_served_where_a_socket_is_needed() {
    let mock = Mock::new();
    let router = mock.router();
    let (status, text) = wait(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "http://{}/v1/projects/p/jobs/j",
            listener.local_addr().unwrap()
        );
        tokio::spawn(async move { axum::serve(listener, router).await });
        let answer = reqwest::get(url).await.unwrap();
        Ok((answer.status(), answer.text().await.unwrap()))
    })
    .unwrap();
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(text.contains("a credential is required, but missing"));
    assert_eq!(
        mock.faults(),
        [
            "GET /v1/projects/p/jobs/j (getJob): 401 Unauthorized: a credential is required, but missing"
        ]
    );
}
