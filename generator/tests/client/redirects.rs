//! Redirects: what is followed, and what goes along.

use crate::runtime::client::Async;
use crate::runtime::client::redirect::{Step, step};
use crate::server::{Server, answer, json};
use crate::support::{CANARY, Client, builder, client, fail, wait};
use crate::types::Job;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{Method, StatusCode, Url};
use std::io::Write;
use std::net::TcpStream;

const JOB: &str = r#"{"data":{"id":"x","tags":["abc"]}}"#;

/// Sends each request on to `location`, but answers those for `/new`.
fn moving(status: &'static str, location: String) -> Server {
    Server::new(move |request, stream: &mut TcpStream| {
        let redirect = answer(&format!("{status}\nLocation: {location}"), "");
        let last = json("200 OK", JOB);
        let bytes = if request.target().starts_with("/new") {
            last
        } else {
            redirect
        };
        drop(stream.write_all(bytes.as_bytes()));
    })
}

#[test]
fn the_same_origin_gets_everything() {
    for status in ["301 Moved", "302 Found", "303 See Other", "307 T", "308 P"] {
        let server = moving(status, "/new?x=1#part".to_owned());
        let job = wait(client(&server).get_job("p", "j").header("X-Trace", "t")).unwrap();
        assert_eq!(job.data.id, "x");
        let requests = server.requests();
        assert_eq!(requests[1].line, "GET /new?x=1 HTTP/1.1");
        assert_eq!(
            requests[1].header("authorization"),
            Some(&*format!("Bearer {CANARY}"))
        );
        assert_eq!(requests[1].header("x-trace"), Some("t"));
    }
}

#[test]
fn another_origin_gets_no_credential() {
    let other = Server::answering(json("200 OK", JOB));
    let server = moving("302 Found", format!("{}/x", other.url()));
    let client = builder(&server)
        .header("X-Api-Key", CANARY)
        .build()
        .unwrap();
    let call = client
        .get_job("p", "j")
        .body("text/plain", CANARY)
        .cookie("sid", CANARY)
        .query("key", CANARY);
    wait(call.header("X-Custom", CANARY)).unwrap();
    assert!(
        server
            .request()
            .headers
            .iter()
            .any(|(_, value)| value.contains(CANARY))
    );
    let request = other.request();
    assert!(!format!("{request:?}").contains(CANARY), "{request:?}");
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("northflank-rust/0.1.0"));
}

#[test]
fn another_name_of_the_host_is_another_origin() {
    let other = Server::answering(json("200 OK", JOB));
    let location = other.url().replace("127.0.0.1", "localhost");
    let server = moving("302 Found", location);
    // Whether or not the name leads there, no token goes along.
    drop(wait(client(&server).get_job("p", "j")));
    for request in other.requests() {
        assert_eq!(request.header("authorization"), None);
    }
}

#[test]
fn coming_back_gives_no_credential_back() {
    let home = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let known = std::sync::Arc::clone(&home);
    let other = Server::new(move |_, stream| {
        let location = format!("302 Found\nLocation: {}/new", known.get().unwrap());
        drop(stream.write_all(answer(&location, "").as_bytes()));
    });
    let server = moving("302 Found", other.url());
    home.set(server.url()).unwrap();
    wait(client(&server).get_job("p", "j")).unwrap();
    assert_eq!(server.requests()[1].header("authorization"), None);
}

#[test]
fn refused_elsewhere_the_error_says_why() {
    let other = Server::answering(answer("401 Unauthorized", ""));
    let server = moving("302 Found", other.url());
    let error = fail(client(&server).get_job("p", "j"));
    let origin = other.url();
    assert_eq!(
        error.to_string(),
        format!("getJob: 401 Unauthorized: redirected to {origin}, where no credentials are sent")
    );
}

#[test]
fn a_key_in_the_query_stays_at_its_origin() {
    let other = Server::answering(answer("204 No Content", ""));
    let same = moving("307 T", "/new".to_owned());
    let api = builder::<Async>(&same).credential("legacyKey", CANARY);
    wait(api.build().unwrap().delete_job("j")).unwrap();
    let targets: Vec<String> = same.requests().iter().map(|r| r.line.clone()).collect();
    let line = |path: &str| format!("DELETE {path}?api_key={CANARY} HTTP/1.1");
    assert_eq!(targets, [line("/v1/jobs/j"), line("/new")]);
    let away = moving("307 T", other.url());
    let api = builder::<Async>(&away).credential("legacyKey", CANARY);
    let error = fail(api.build().unwrap().delete_job("j"));
    assert!(error.is_redirect());
    assert!(other.requests().is_empty());
}

#[test]
fn cookies_are_not_repeated() {
    let server = moving("307 T", "/new".to_owned());
    let api = builder::<Async>(&server);
    let api = api
        .credential("key", "k")
        .credential("cookieKey", "s")
        .build()
        .unwrap();
    wait(
        api.create_job(&Job::new("x", vec![]))
            .empty()
            .cookie("a", 1),
    )
    .unwrap();
    for request in server.requests() {
        assert_eq!(request.header("cookie"), Some("a=1; sid=s"));
    }
}

#[test]
fn loops_end() {
    let server = moving("302 Found", "/again".to_owned());
    let error = fail(client(&server).get_job("p", "j"));
    assert!(error.is_redirect());
    assert_eq!(error.to_string(), "getJob: redirected more than 10 times");
    assert_eq!(server.requests().len(), 11);
}

#[test]
fn without_a_location_it_is_an_error_like_others() {
    let server = Server::answering(answer("302 Found", ""));
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(error.to_string(), "getJob: 302 Found");
    let server = Server::answering(answer("304 Not Modified\nLocation: /new", ""));
    assert!(fail(client(&server).get_job("p", "j")).is_status());
}

#[test]
fn a_post_is_repeated_only_where_it_was_sent() {
    let job = Job::new("x", vec![]);
    let post = |server: &Server| {
        let api = builder::<Async>(server).basic_auth("u", "p");
        api.build().unwrap().create_job(&job).empty()
    };
    let server = moving("302 Found", "/new".to_owned());
    let error = fail(post(&server));
    let url = server.url();
    assert_eq!(
        error.to_string(),
        format!("createJob: 302 Found, but POST is not repeated at {url}")
    );
    let server = moving("307 T", "/new".to_owned());
    wait(post(&server)).unwrap();
    assert_eq!(server.requests()[1].body, br#"{"id":"x","tags":[]}"#);
    let server = moving("303 See Other", "/new".to_owned());
    wait(post(&server)).unwrap();
    let next = server.requests()[1].clone();
    assert_eq!(
        (next.line.as_str(), next.body.len()),
        ("GET /new HTTP/1.1", 0)
    );
    assert_eq!(next.header("content-type"), None);
    let other = Server::answering(json("200 OK", JOB));
    assert!(fail(post(&moving("307 T", other.url()))).is_redirect());
    assert!(other.requests().is_empty());
}

#[test]
fn https_is_not_left() {
    let go = |from: &str, to: &str| {
        let headers = HeaderMap::from_iter([(LOCATION, to.parse().unwrap())]);
        let from = Url::parse(from).unwrap();
        step(&Method::GET, &from, StatusCode::FOUND, &headers)
    };
    let refused = |why: &str| Step::Refuse(why.to_owned());
    assert_eq!(
        go("https://a.example/x", "http://a.example/x"),
        refused("the redirect to http://a.example would leave https")
    );
    let no_url = "the location of the redirect is no HTTP URL";
    for location in [
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "\u{7f}x",
    ] {
        let value = reqwest::header::HeaderValue::from_bytes(location.as_bytes());
        if value.is_ok() {
            assert_eq!(go("https://a.example/x", location), refused(no_url));
        }
    }
    let url = Url::parse("https://b.example/y").unwrap();
    let followed = Step::Follow {
        url,
        method: Method::GET,
    };
    assert_eq!(
        go("http://a.example/", "https://user:pass@b.example/y"),
        followed
    );
}

#[test]
fn a_client_that_follows_by_itself_is_refused() {
    let server = moving("302 Found", "/new".to_owned());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let api = builder::<Async>(&server).http_client(http);
    let error = fail(api.build().unwrap().get_job("p", "j"));
    assert!(error.is_redirect(), "{error}");
}
