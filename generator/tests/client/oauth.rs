//! Tokens that are got by OAuth 2 client credentials.

use crate::multipart::stream;
use crate::runtime::blocking::Blocking;
use crate::runtime::client::{Async, Call, Client, ClientBuilder, Error, Operation, Token};
use crate::runtime::client_credentials::ClientCredentials;
use crate::server::{Request, Server, answer, json};
use crate::support::{CANARY, builder, check, fail, run, wait};
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

static ADD: Operation = Operation {
    id: "add",
    method: "POST",
    path: "/add",
    security: &[&["oauth"]],
    permission: None,
    accept: "*/*",
};

pub fn add<M>(client: &Client<M>) -> Call<(), M> {
    client.call(&ADD).empty()
}

/// A client that knows id and secret alone.
fn program<M>(server: &Server) -> ClientBuilder<M> {
    Client::<M>::builder()
        .http_builder(reqwest::Client::builder().no_proxy())
        .base_url(server.url())
        .client_credentials("my id", CANARY)
}

fn client(server: &Server) -> Client {
    program(server).build().unwrap()
}

fn token(number: usize, rest: &str) -> String {
    let body = format!(r#"{{"access_token":"token-{number}","token_type":"Bearer"{rest}}}"#);
    json("200 OK", &body)
}

fn no_content() -> String {
    answer("204 No Content", "")
}

fn denied() -> String {
    json("401 Unauthorized", r#"{"error":"invalid_token"}"#)
}

fn is_token(request: &Request) -> bool {
    request.target() == "/oauth/token"
}

/// A server that answers the token requests, and the others, by their numbers.
fn serve(
    tokens: impl Fn(usize, &Request) -> String + Send + Sync + 'static,
    others: impl Fn(&Request) -> String + Send + Sync + 'static,
) -> Server {
    let count = AtomicUsize::new(0);
    Server::new(move |request, stream| {
        let answer = match is_token(request) {
            true => tokens(count.fetch_add(1, Ordering::Relaxed) + 1, request),
            false => others(request),
        };
        drop(stream.write_all(answer.as_bytes()));
    })
}

/// A server whose tokens live as long as that, and which takes them all.
fn good(life: &'static str) -> Server {
    serve(move |number, _| token(number, life), |_| no_content())
}

/// How many requests there were: for tokens, and others.
pub fn counts(server: &Server) -> (usize, usize) {
    let requests = server.requests();
    let tokens = requests.iter().filter(|request| is_token(request)).count();
    (tokens, requests.len() - tokens)
}

/// So many calls at once.
fn at_once(client: &Client, calls: usize) -> Vec<Result<(), Error>> {
    run(async {
        let calls = (0..calls).map(|_| tokio::spawn(add(client).send()));
        let mut results = Vec::new();
        for call in calls.collect::<Vec<_>>() {
            results.push(call.await.unwrap().map(drop));
        }
        results
    })
}

#[test]
fn a_token_is_got_once_and_kept() {
    let server = good("");
    let client = program::<Async>(&server).header("X-Key", "secret of the API's");
    let client = client.build().unwrap();
    wait(add(&client)).unwrap();
    wait(add(&client)).unwrap();
    let requests = server.requests();
    assert_eq!(counts(&server), (1, 2));
    let asked = &requests[0];
    assert_eq!(asked.line, "POST /oauth/token HTTP/1.1");
    // my%20id:canary-3f9a1c7e
    let basic = "Basic bXklMjBpZDpjYW5hcnktM2Y5YTFjN2U=";
    assert_eq!(asked.header("authorization"), Some(basic));
    let form = "application/x-www-form-urlencoded";
    assert_eq!(asked.header("content-type"), Some(form));
    assert_eq!(asked.header("accept"), Some("application/json"));
    assert_eq!(asked.header("user-agent"), Some("northflank-rust/0.1.0"));
    assert_eq!(asked.header("x-key"), None);
    assert_eq!(
        asked.body,
        b"grant_type=client_credentials&scope=jobs%3Aread"
    );
    for request in &requests[1..] {
        assert_eq!(request.header("authorization"), Some("Bearer token-1"));
    }
}

#[test]
fn a_hundred_calls_at_once_need_one_token() {
    let slow = |number, _: &Request| {
        sleep(Duration::from_millis(100));
        token(number, "")
    };
    let server = serve(slow, |_| no_content());
    let results = at_once(&client(&server), 100);
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(counts(&server), (1, 100));
}

#[test]
fn a_token_is_got_anew_before_it_expires() {
    let server = good(r#","expires_in":2"#);
    let client = client(&server);
    let start = Instant::now();
    wait(add(&client)).unwrap();
    wait(add(&client)).unwrap();
    assert_eq!(counts(&server).0, 1);
    // A tenth of its life is left to it.
    sleep(Duration::from_millis(1_850).saturating_sub(start.elapsed()));
    wait(add(&client)).unwrap();
    assert_eq!(counts(&server).0, 2);
}

#[test]
fn a_life_that_makes_no_sense_is_none() {
    for (life, tokens) in [
        (r#","expires_in":"3600""#, 1),
        (r#","expires_in":1e300"#, 1),
        (r#","expires_in":-5"#, 1),
        (r#","expires_in":null"#, 1),
        (r#","expires_in":0"#, 2),
    ] {
        let server = good(life);
        let client = client(&server);
        wait(add(&client)).unwrap();
        wait(add(&client)).unwrap();
        assert_eq!(counts(&server).0, tokens, "{life}");
    }
}

/// A server that takes no token before this one.
pub fn particular(first_good: &'static str) -> Server {
    let takes = move |request: &Request| match request.header("authorization") {
        Some(given) if given >= first_good => no_content(),
        _ => denied(),
    };
    serve(|number, _| token(number, r#","expires_in":3600"#), takes)
}

#[test]
fn a_token_that_is_refused_is_got_anew_once() {
    let server = particular("Bearer token-2");
    wait(add(&client(&server))).unwrap();
    assert_eq!(counts(&server), (2, 2));
    let server = particular("Bearer token-9");
    let error = fail(add(&client(&server)));
    assert_eq!(
        error.to_string(),
        "add: 401 Unauthorized: invalid_token: the token was not accepted: set \
         NORTHFLANK_API_TOKEN or NF_API_TOKEN, or pass Client::builder().token(..) or \
         .client_credentials(..) (2 tries)"
    );
    assert_eq!(counts(&server), (2, 2));
}

#[test]
fn a_hundred_calls_that_are_refused_at_once_need_one_more_token() {
    let server = particular("Bearer token-2");
    let results = at_once(&client(&server), 100);
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(counts(&server).0, 2);
}

#[test]
fn what_can_be_sent_once_is_not_sent_again() {
    let server = particular("Bearer token-2");
    let body = stream([Ok("part")]);
    let error = fail(add(&client(&server)).body("text/plain", body));
    assert!(error.is_status(), "{error}");
    assert_eq!(counts(&server), (1, 1));
}

#[test]
fn id_and_secret_go_into_the_body_where_the_server_wants_it() {
    let tokens = |number, request: &Request| {
        let body = String::from_utf8_lossy(&request.body);
        match body.contains("&client_id=my%20id&client_secret=canary-3f9a1c7e") {
            true if request.header("authorization").is_none() => token(number, ""),
            _ => json("400 Bad Request", r#"{"error":"invalid_request"}"#),
        }
    };
    let server = serve(tokens, |request| match request.header("authorization") {
        Some("Bearer token-3") => no_content(),
        _ => denied(),
    });
    // Refused, understood; then at once.
    wait(add(&client(&server))).unwrap();
    assert_eq!(counts(&server), (3, 2));
}

#[test]
fn why_there_is_no_token_is_told() {
    let line = |answer: String| {
        let server = serve(move |_, _| answer.clone(), |_| no_content());
        let error = fail(add(&client(&server)));
        assert!(error.is_credentials() && error.status().is_none());
        (error.to_string(), counts(&server))
    };
    let refusal = r#"{"error":"invalid_client","error_description":"no such client"}"#;
    assert_eq!(
        line(json("401 Unauthorized", refusal)),
        (
            "add: not sent: no token for oauth: 401 Unauthorized: invalid_client: no such client"
                .to_owned(),
            (2, 0)
        )
    );
    let scope = r#"{"error":"invalid_scope","error_description":"jobs:read is not yours"}"#;
    assert_eq!(
        line(json("400 Bad Request", scope)),
        (
            "add: not sent: no token for oauth: 400 Bad Request: invalid_scope: jobs:read is not \
             yours"
                .to_owned(),
            (1, 0)
        )
    );
    assert_eq!(
        line(answer("503 Service Unavailable\nRetry-After: 0", "")),
        (
            "add: not sent: no token for oauth: 503 Service Unavailable: the server failed: try \
             again later (3 tries)"
                .to_owned(),
            (3, 0)
        )
    );
    assert_eq!(
        line(json("200 OK", r#"{"token":"x"}"#)).0,
        "add: not sent: no token for oauth: 200 OK, but the body has no access_token"
    );
}

#[test]
fn a_hundred_calls_without_a_token_fail_alike() {
    let slow = |_, _: &Request| {
        sleep(Duration::from_millis(100));
        json("400 Bad Request", r#"{"error":"invalid_scope"}"#)
    };
    let server = serve(slow, |_| no_content());
    let results = at_once(&client(&server), 100);
    assert!(results.iter().all(Result::is_err));
    assert_eq!(counts(&server), (1, 0));
    // The next one asks again.
    fail(add(&client(&server)));
    assert_eq!(counts(&server), (2, 0));
}

#[test]
fn who_gives_up_waiting_lets_the_next_one_ask() {
    let first_is_slow = |number, _: &Request| {
        sleep(Duration::from_millis(if number == 1 { 3_000 } else { 0 }));
        token(number, "")
    };
    let server = serve(first_is_slow, |_| no_content());
    let client = client(&server);
    let (first, second) = run(async {
        let hasty = tokio::spawn(add(&client).timeout(Duration::from_millis(300)).send());
        sleep_for(100).await;
        let second = tokio::spawn(add(&client).send());
        (hasty.await.unwrap(), second.await.unwrap())
    });
    let error = first.unwrap_err();
    assert_eq!(error.to_string(), "add: timed out after 300 ms");
    second.unwrap();
}

async fn sleep_for(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}

#[test]
fn nothing_prints_the_secret_or_a_token() {
    let credentials = ClientCredentials::new("id", CANARY).parameter("audience", "x");
    let printed = format!("{credentials:?} {:?}", client(&good("")));
    assert!(!printed.contains(CANARY), "{printed}");
    let form = answer(
        "200 OK\nContent-Type: application/x-www-form-urlencoded",
        &format!("access_token={CANARY}-of-the-token"),
    );
    let echo = format!(r#"{{"error":"invalid_client","error_description":"{CANARY} is wrong"}}"#);
    for answered in [form, json("401 Unauthorized", &echo)] {
        let server = serve(move |_, _| answered.clone(), |_| no_content());
        fail(add(&client(&server)));
    }
    // A token that was got is as secret as one that was given.
    let server = serve(
        |_, _| json("200 OK", &format!(r#"{{"access_token":"{CANARY}"}}"#)),
        |_| json("400 Bad Request", &format!(r#"{{"message":"{CANARY}?"}}"#)),
    );
    let error = fail(add(&client(&server)));
    assert_eq!(error.to_string(), "add: 400 Bad Request: ***?");
}

#[test]
fn the_caller_may_say_more() {
    let tokens = good("");
    let server = good("");
    let credentials = ClientCredentials::new("id", "secret")
        .scheme("oauth")
        .scope("a b")
        .parameter("audience", "https://api.example")
        .token_url(format!("{}/oauth/token", tokens.url()));
    let client = program::<Async>(&server).client_credentials_with(credentials);
    wait(add(&client.build().unwrap())).unwrap();
    assert_eq!((counts(&tokens), counts(&server)), ((1, 0), (0, 1)));
    let body = String::from_utf8(tokens.request().body).unwrap();
    let expected = "grant_type=client_credentials&scope=a%20b&audience=https%3A%2F%2Fapi.example";
    assert_eq!(body, expected);
    let wrong = ClientCredentials::new("id", CANARY).scheme("login");
    let error = program::<Async>(&server).client_credentials_with(wrong);
    let error = error.build().unwrap_err();
    check(&error);
    assert_eq!(
        error.to_string(),
        r#"northflank: no scheme "login" with client credentials, but oauth"#
    );
}

#[test]
fn it_blocks_and_goes_by_the_transport_too() {
    let paths = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&paths);
    let client = Client::<Blocking>::builder()
        .base_url("https://api.example/v2")
        .client_credentials("id", CANARY)
        .transport(move |request: reqwest::Request| {
            seen.lock().unwrap().push(request.url().to_string());
            let body = r#"{"access_token":"t"}"#;
            async move { Ok::<_, io::Error>(http::Response::new(body).into()) }
        });
    add(&client.build().unwrap()).send().unwrap();
    let expected = [
        "https://api.example/oauth/token",
        "https://api.example/v2/add",
    ];
    assert_eq!(*paths.lock().unwrap(), expected);
}

#[test]
fn another_origin_gets_no_new_token() {
    let other = Server::answering(denied());
    let moved = answer(&format!("307 Moved\nLocation: {}", other.url()), "");
    let server = serve(|number, _| token(number, ""), move |_| moved.clone());
    let client = client(&server);
    fail(client.request("GET", "/x"));
    assert_eq!(other.request().header("authorization"), None);
    assert_eq!(counts(&server), (1, 1));
}
