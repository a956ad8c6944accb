//! What the caller puts in place of the HTTP client: middleware, answers without a network.

use crate::runtime::blocking::Blocking;
use crate::runtime::client::{Async, Client, ClientBuilder, ErrorKind, Operation};
use crate::server::{Server, answer, json};
use crate::support::{CANARY, builder, fail, wait};
use reqwest::{Request, Response};
use std::convert::Infallible;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

const JOB: &str = r#"{"data":{"id":"x","tags":["abc"]}}"#;

/// A client that is not connected to anything.
fn offline() -> ClientBuilder {
    Client::builder()
        .token(CANARY)
        .base_url("https://api.example")
}

fn response(status: u16, body: &'static str) -> Response {
    http::Response::builder()
        .status(status)
        .body(body)
        .unwrap()
        .into()
}

#[test]
fn an_answer_without_a_network() {
    let client = offline().transport(|request: Request| async move {
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.url().as_str(),
            "https://api.example/v1/projects/p/jobs/j"
        );
        assert_eq!(
            request.headers()["authorization"],
            format!("Bearer {CANARY}")
        );
        Ok::<_, Infallible>(response(200, JOB))
    });
    let client = client.build().unwrap();
    assert_eq!(wait(client.get_job("p", "j")).unwrap().data.id, "x");
}

#[test]
fn it_blocks_too() {
    let client = Client::<Blocking>::builder()
        .token("t")
        .base_url("https://api.example");
    let client = client.transport(|_| async { Ok::<_, Infallible>(response(200, JOB)) });
    let job = client.build().unwrap().get_job("p", "j").send().unwrap();
    assert_eq!(job.data.id, "x");
}

#[test]
fn around_a_client_it_sees_each_request() {
    let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
    let moved = answer("307 Temporary Redirect\nLocation: /b", "");
    let server = Server::in_turn([busy, moved, json("200 OK", JOB)]);
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none());
    let (http, count) = (http.build().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counter = Arc::clone(&count);
    let client = builder::<Async>(&server)
        .retries(2)
        .transport(move |mut request| {
            let number = counter.fetch_add(1, Ordering::Relaxed);
            request.headers_mut().insert("x-number", number.into());
            http.execute(request)
        });
    wait(client.build().unwrap().get_job("p", "j")).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 3);
    let requests = server.requests();
    let numbers: Vec<_> = requests
        .iter()
        .map(|sent| sent.header("x-number"))
        .collect();
    assert_eq!(numbers, [Some("0"), Some("1"), Some("2")]);
}

#[test]
fn its_failure_is_a_connection_that_broke() {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let client = offline().transport(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        async { Err::<Response, _>(io::Error::other(format!("the tunnel of {CANARY} fell in"))) }
    });
    let client = client.build().unwrap();
    let error = wait(client.get_job("p", "j")).unwrap_err();
    assert!(error.is_transport());
    assert_eq!(
        error.to_string(),
        "getJob: no answer from https://api.example: the tunnel of *** fell in (3 tries)"
    );
    assert_eq!(count.load(Ordering::Relaxed), 3);
    assert!(std::error::Error::source(&error).unwrap().is::<io::Error>());
}

#[test]
fn what_reqwest_cannot_send_is_not_tried_again() {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let client = offline().transport(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        reqwest::Client::new().get("no URL").send()
    });
    let error = wait(client.build().unwrap().get_job("p", "j")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(
        error.to_string(),
        "getJob: not sent: relative URL without a base"
    );
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[test]
fn it_has_no_more_time_than_others() {
    let client = offline().transport(|_| async {
        tokio::time::sleep(Duration::from_secs(5)).await;
        Ok::<_, Infallible>(response(200, JOB))
    });
    let start = Instant::now();
    let call = client.build().unwrap().get_job("p", "j");
    assert!(fail(call.timeout(Duration::from_millis(100))).is_timeout());
    assert!(start.elapsed() < Duration::from_secs(1));
}

/// What is rare in a call has a box of its own: all calls that wait would pay for it.
#[test]
fn a_call_on_its_way_is_small() {
    let call = offline().build().unwrap().get_job("p", "j").send();
    assert!(size_of_val(&*call) <= 640, "{} bytes", size_of_val(&*call));
}

#[test]
fn ten_thousand_calls_at_once() {
    const CALLS: usize = 10_000;
    let waiting = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&waiting);
    // No one is answered before all have asked.
    let client = offline().transport(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        let counter = Arc::clone(&counter);
        async move {
            while counter.load(Ordering::Relaxed) < CALLS {
                tokio::task::yield_now().await;
            }
            Ok::<_, Infallible>(response(200, JOB))
        }
    });
    let client = client.build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let calls = (0..CALLS).map(|_| tokio::spawn(client.get_job("p", "j").send()));
        for call in calls.collect::<Vec<_>>() {
            assert_eq!(call.await.unwrap().unwrap().data.id, "x");
        }
    });
    assert_eq!(waiting.load(Ordering::Relaxed), CALLS);
}

/// Not the API's own: the document gives the operation a server.
static UPLOAD: Operation = Operation {
    id: "upload",
    method: "POST",
    path: "/files",
    security: &[&["bearerAuth"]],
    permission: None,
    accept: "*/*",
};

#[test]
fn an_operation_is_called_at_its_own_server_unless_the_user_names_one() {
    let called = |builder: ClientBuilder| {
        let (sender, urls) = mpsc::channel();
        let client = builder.transport(move |request: Request| {
            let _ = sender.send(request.url().to_string());
            async { Ok::<_, Infallible>(response(204, "")) }
        });
        let client = client.build().unwrap();
        wait(client.call_at("https://upload.example/v2", &UPLOAD)).unwrap();
        urls.recv().unwrap()
    };
    let plain = || Client::builder().token(CANARY);
    assert_eq!(called(plain()), "https://upload.example/v2/files");
    assert_eq!(called(offline()), "https://api.example/files");
}
