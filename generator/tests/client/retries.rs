//! What is tried again, what is not, how often, and when.

use crate::runtime::client::Async;
use crate::runtime::client::budget::Budget;
use crate::runtime::client::retry::pause;
use crate::server::{Server, answer, json, nowhere};
use crate::support::{Client, builder, fail, wait};
use crate::types::Job;
use std::time::{Duration, Instant};

const JOB: &str = r#"{"data":{"id":"x","tags":["abc"]}}"#;

/// A client with the defaults.
fn client(server: &Server) -> Client {
    builder(server).retries(2).build().unwrap()
}

fn ok() -> String {
    json("200 OK", JOB)
}

fn status(status: &str) -> String {
    // Without a wait, so that the tests need none.
    answer(&format!("{status}\nRetry-After: 0"), "")
}

fn unavailable() -> String {
    status("503 Service Unavailable")
}

fn seconds(number: f64) -> Duration {
    Duration::from_secs_f64(number)
}

/// How often a call of `getJob` was sent that got these answers in turn, and whether it went well.
fn get(answers: &[String]) -> (usize, bool) {
    let server = Server::in_turn(answers.to_vec());
    let result = wait(client(&server).get_job("p", "j"));
    (server.requests().len(), result.is_ok())
}

#[test]
fn what_passes_is_tried_again() {
    for passing in [
        "408 Request Timeout",
        "429 Too Many Requests",
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway Timeout",
    ] {
        assert_eq!(get(&[status(passing), ok()]), (2, true), "{passing}");
    }
    for broken in ["", "HTTP/1.1 200 OK\r\nContent-Le", &ok()[..ok().len() - 5]] {
        assert_eq!(get(&[broken.to_owned(), ok()]), (2, true), "{broken}");
    }
}

#[test]
fn what_stays_is_not() {
    for lasting in [
        "400 Bad Request",
        "401 Unauthorized",
        "404 Not Found",
        "409 Conflict",
        "425 Too Early",
        "500 Internal Server Error",
        "501 Not Implemented",
        "505 HTTP Version Not Supported",
    ] {
        assert_eq!(get(&[status(lasting), ok()]), (1, false), "{lasting}");
    }
    assert_eq!(get(&[json("200 OK", "{"), ok()]), (1, false));
}

#[test]
fn three_tries_and_no_more() {
    let server = Server::answering(unavailable());
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(server.requests().len(), 3);
    assert_eq!(error.tries(), 3);
    assert_eq!(
        error.to_string(),
        "getJob: 503 Service Unavailable: the server failed: try again later (3 tries)"
    );
    // Each of them is the same request.
    let requests = server.requests();
    assert_eq!(format!("{:?}", requests[0]), format!("{:?}", requests[2]));
}

#[test]
fn the_call_says_how_often_before_the_client_does() {
    for (client, call, tries) in [(0, None, 1), (4, None, 5), (4, Some(0), 1), (0, Some(1), 2)] {
        let server = Server::answering(unavailable());
        let client = builder::<Async>(&server).retries(client).build().unwrap();
        let list = client.list_jobs();
        let error = match call {
            Some(retries) => fail(list.retries(retries)),
            None => fail(list),
        };
        assert_eq!(server.requests().len(), tries);
        assert_eq!(error.tries(), tries as u32);
        assert_eq!(error.to_string().contains("tries"), tries > 1);
    }
}

#[test]
fn a_post_is_sent_once_unless_it_has_a_key() {
    let job = Job::new("x", vec![]);
    let create = |server: &Server| {
        let builder = builder::<Async>(server).retries(2).basic_auth("u", "p");
        builder.build().unwrap().create_job(&job).empty()
    };
    for fault in [
        String::new(),
        unavailable(),
        status("429 Too Many Requests"),
    ] {
        let server = Server::in_turn([fault.clone(), answer("204 No Content", "")]);
        assert_eq!(fail(create(&server)).tries(), 1);
        assert_eq!(server.requests().len(), 1);
        let server = Server::in_turn([fault, answer("204 No Content", "")]);
        wait(create(&server).idempotency_key("k-1")).unwrap();
        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        for request in requests {
            assert_eq!(request.header("idempotency-key"), Some("k-1"));
            assert_eq!(request.body, br#"{"id":"x","tags":[]}"#);
        }
    }
    // The methods of RFC 9110, 9.2.2 need none.
    for (method, tries) in [("PUT", 2), ("DELETE", 2), ("OPTIONS", 2), ("PATCH", 1)] {
        let server = Server::in_turn([unavailable(), answer("204 No Content", "")]);
        drop(wait(client(&server).request(method, "/")));
        assert_eq!(server.requests().len(), tries, "{method}");
    }
}

#[test]
fn where_the_document_has_a_key_each_call_gets_its_own() {
    let server = Server::in_turn([unavailable(), ok(), ok(), ok()]);
    let create = || {
        let call = client(&server).request("POST", "/");
        call.idempotent_by("X-Idempotency-Key")
    };
    wait(create()).unwrap();
    wait(create()).unwrap();
    wait(create().idempotency_key("mine")).unwrap();
    let requests = server.requests();
    let key = |index: usize| requests[index].header("x-idempotency-key").unwrap();
    assert_eq!(key(0), key(1));
    assert_ne!(key(1), key(2));
    assert_eq!(key(3), "mine");
    // A UUID of version 4: RFC 9562, 5.4.
    let form: Vec<&str> = key(0).split('-').collect();
    assert_eq!(
        form.iter().map(|part| part.len()).collect::<Vec<_>>(),
        [8, 4, 4, 4, 12]
    );
    assert!(form.concat().bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert!(form[2].starts_with('4') && form[3].starts_with(['8', '9', 'a', 'b']));
}

#[test]
fn without_a_connection_any_method_is_tried_again() {
    let (_held, url) = nowhere();
    let server = Server::answering("");
    let client = builder::<Async>(&server).base_url(url).retries(2);
    let error = fail(client.build().unwrap().request("POST", "/"));
    assert!(error.is_connect());
    assert_eq!(error.tries(), 3);
}

#[test]
fn what_a_post_was_sent_on_to_as_a_get_is_tried_alone() {
    let moved = answer("303 See Other\nLocation: /result", "");
    let server = Server::in_turn([moved, unavailable(), answer("204 No Content", "")]);
    wait(client(&server).request("POST", "/start")).unwrap();
    let lines: Vec<String> = server
        .requests()
        .into_iter()
        .map(|sent| sent.line)
        .collect();
    let get = "GET /result HTTP/1.1";
    assert_eq!(lines, ["POST /start HTTP/1.1", get, get]);
}

#[test]
fn credentials_do_not_come_back_with_a_retry() {
    let other = Server::in_turn([unavailable(), ok()]);
    let server = Server::answering(answer(&format!("302 Found\nLocation: {}", other.url()), ""));
    wait(client(&server).get_job("p", "j")).unwrap();
    let requests = other.requests();
    assert_eq!(requests.len(), 2);
    assert!(
        requests
            .iter()
            .all(|sent| sent.header("authorization").is_none())
    );
}

#[test]
fn the_server_says_how_long_to_wait() {
    let dated = "Date: Fri, 28 Feb 2048 23:59:59 GMT\nRetry-After: Sat, 29 Feb 2048 00:00:00 GMT";
    for form in ["Retry-After: 1", dated] {
        let busy = answer(&format!("429 Too Many Requests\n{form}"), "");
        let server = Server::in_turn([busy, ok()]);
        let start = Instant::now();
        wait(client(&server).get_job("p", "j")).unwrap();
        let elapsed = start.elapsed();
        assert!(elapsed >= seconds(1.0), "{elapsed:?}");
        assert!(elapsed < seconds(1.5), "{elapsed:?}");
    }
}

#[test]
fn a_wait_beyond_the_deadline_is_an_error_at_once() {
    let forms = [
        "31",
        "4000000000",
        "18446744073709551615",
        "Sat, 29 Feb 2048 00:00:00 GMT",
    ];
    for form in forms {
        let busy = answer(&format!("503 Service Unavailable\nRetry-After: {form}"), "");
        let server = Server::in_turn([busy, ok()]);
        let start = Instant::now();
        let error = fail(client(&server).get_job("p", "j"));
        assert!(start.elapsed() < seconds(0.5));
        assert_eq!((error.tries(), server.requests().len()), (1, 1));
        assert!(error.retry_after().unwrap() > seconds(30.0));
    }
}

#[test]
fn the_deadline_holds_for_all_tries_together() {
    // Each try takes 300 ms, the call may take a second.
    let server = Server::new(|_, stream| {
        std::thread::sleep(seconds(0.3));
        drop(std::io::Write::write_all(stream, unavailable().as_bytes()));
    });
    let start = Instant::now();
    let call = client(&server).get_job("p", "j").retries(100);
    let error = fail(call.timeout(seconds(1.0)));
    let elapsed = start.elapsed();
    assert!(elapsed < seconds(1.1), "{elapsed:?}");
    assert!(error.is_timeout() || error.is_status(), "{error}");
    assert!((2..=4).contains(&error.tries()), "{error}");
}

#[test]
fn pauses_are_random_and_grow() {
    for (tries, most) in [
        (1, 0.5),
        (2, 1.0),
        (3, 2.0),
        (5, 8.0),
        (6, 8.0),
        (u32::MAX, 8.0),
    ] {
        let pauses: Vec<Duration> = (0..1_000).map(|_| pause(tries, None)).collect();
        let longest = pauses.iter().max().unwrap();
        let shortest = pauses.iter().min().unwrap();
        assert!(*longest <= seconds(most) && *longest > seconds(most * 0.95));
        assert!(*shortest < seconds(most * 0.05));
        let mean = pauses.iter().sum::<Duration>().as_secs_f64() / 1_000.0;
        assert!((mean / most - 0.5).abs() < 0.06, "{mean}");
    }
    for asked in [Duration::ZERO, seconds(7.0), Duration::MAX] {
        let pause = pause(1, Some(asked));
        assert!(pause >= asked && pause <= asked.saturating_add(seconds(0.2)));
    }
}

#[test]
fn a_server_that_is_down_is_not_asked_three_times_as_often() {
    let server = Server::answering(unavailable());
    let client = builder::<Async>(&server).retries(2).build().unwrap();
    let calls = 150;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let calls: Vec<_> = (0..calls)
            .map(|_| tokio::spawn(client.list_jobs().send()))
            .collect();
        for call in calls {
            assert!(call.await.unwrap().is_err());
        }
    });
    assert_eq!(server.requests().len(), calls + 100);
}

#[test]
fn what_goes_well_pays_for_what_does_not() {
    let budget = Budget::new();
    let paid = (0..1_000).filter(|_| budget.pay()).count();
    assert_eq!(paid, 100);
    (0..4).for_each(|_| budget.earn());
    assert!(!budget.pay());
    budget.earn();
    assert!(budget.pay() && !budget.pay());
    (0..10_000).for_each(|_| budget.earn());
    assert_eq!((0..1_000).filter(|_| budget.pay()).count(), 100);
}
