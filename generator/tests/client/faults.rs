//! Servers that break, stall, lie and flood.

use crate::runtime::client::{Async, ErrorKind};
use crate::server::{Server, answer, nowhere};
use crate::support::{builder, check, client, fail, wait};
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn connection_refused() {
    let (_held, url) = nowhere();
    let server = Server::answering("");
    let client = builder(&server).base_url(&url).build().unwrap();
    let error = fail(client.get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        format!("getJob: no connection to {url}: Connection refused (os error 111)")
    );
    assert!(error.is_connect() && !error.is_timeout() && error.status().is_none());
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn closed_before_the_answer() {
    let server = Server::answering("");
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        format!(
            "getJob: no answer from {}: connection closed before message completed",
            server.url()
        )
    );
    assert!(error.is_transport());
}

#[test]
fn not_http() {
    let server = Server::answering("SSH-2.0-OpenSSH_9.9\r\n");
    assert!(fail(client(&server).get_job("p", "j")).is_transport());
}

#[test]
fn closed_within_the_body() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    let error = |framing: &str| {
        let server = Server::answering(format!("{head}{framing}"));
        fail(client(&server).get_job("p", "j"))
    };
    let cut = error("Content-Length: 100\r\n\r\n{\"data\":");
    assert!(cut.is_transport());
    assert_eq!(cut.body(), Some(b"{\"data\":".as_slice()));
    assert_eq!(
        cut.to_string(),
        "getJob: 200 OK, but the body broke off after 8 bytes: \
         end of file before message length reached"
    );
    assert!(error("Transfer-Encoding: chunked\r\n\r\n8\r\n{\"data\":\r\n").is_transport());
}

#[test]
fn truncated_json() {
    let server = Server::answering(crate::server::json("200 OK", "{\"data\":\n{\"id\":\"x"));
    let error = fail(client(&server).get_job("p", "j"));
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body is not JSON: EOF while parsing a string (line 2, column 8)"
    );
}

#[test]
fn wrong_content_type() {
    let server = Server::answering(answer("200 OK\nContent-Type: text/html", "<p>Login</p>"));
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(error.kind(), ErrorKind::ContentType);
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the content type is text/html, not JSON: \"<p>Login</p>\""
    );
    assert_eq!(error.body(), Some(b"<p>Login</p>".as_slice()));
}

#[test]
fn a_body_that_has_no_end() {
    let server = Server::new(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
        let piece = vec![b' '; 1 << 20];
        let mut sent = stream.write_all(head.as_bytes());
        for _ in 0..100 {
            sent = sent.and_then(|()| stream.write_all(&piece));
        }
        assert!(sent.is_err(), "the client read all of it");
    });
    let client = builder(&server)
        .max_response_bytes(4 << 20)
        .build()
        .unwrap();
    let error = fail(client.get_job("p", "j"));
    assert!(error.is_too_large());
    assert!(error.body().unwrap().len() <= 4 << 20);
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body is larger than 4194304 bytes: raise max_response_bytes"
    );
}

#[test]
fn a_body_that_announces_too_much() {
    let server = Server::new(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        sleep(Duration::from_secs(5));
    });
    let start = Instant::now();
    assert!(fail(client(&server).get_job("p", "j")).is_too_large());
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn an_error_that_has_no_end() {
    let server = Server::new(|_, stream| {
        let mut sent = stream.write_all(b"HTTP/1.1 500 Internal Server Error\r\n\r\n");
        for _ in 0..100 {
            sent = sent.and_then(|()| stream.write_all(&[b'x'; 1 << 20]));
        }
        assert!(sent.is_err(), "the client read all of it");
    });
    let error = fail(client(&server).get_job("p", "j"));
    assert!(error.is_status());
    assert_eq!(error.body().map(<[u8]>::len), Some(1 << 20));
}

#[test]
fn a_body_of_exactly_the_limit_is_accepted() {
    let body = r#"{"data":{"id":"x","tags":[]}}"#;
    let server = Server::answering(crate::server::json("200 OK", body));
    let limited = |limit| builder(&server).max_response_bytes(limit).build().unwrap();
    assert!(wait(limited(body.len()).get_job("p", "j")).is_ok());
    assert!(fail(limited(body.len() - 1).get_job("p", "j")).is_too_large());
}

#[test]
fn deep_json_is_an_error_and_no_overflow() {
    let body = format!("{{\"data\":{}", "[".repeat(100_000));
    let server = Server::answering(crate::server::json("200 OK", &body));
    let error = fail(
        client(&server)
            .request("GET", "/")
            .json::<crate::runtime::value::Value>(),
    );
    assert!(error.is_decode(), "{error}");
    let server = Server::answering(crate::server::json("500 Internal Server Error", &body));
    assert!(fail(client(&server).get_job("p", "j")).is_status());
}

/// How long a call against `server` takes to fail with a timeout of 400 ms, and its line.
fn time_out(server: &Server) -> String {
    let client = builder(server)
        .timeout(Duration::from_millis(400))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = fail(client.get_job("p", "j"));
    let elapsed = start.elapsed();
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
    assert!(elapsed >= Duration::from_millis(390), "{elapsed:?}");
    assert!(elapsed < Duration::from_millis(800), "{elapsed:?}");
    error.to_string()
}

#[test]
fn a_server_that_does_not_answer() {
    let server = Server::new(|_, _| sleep(Duration::from_secs(5)));
    assert_eq!(time_out(&server), "getJob: timed out after 400 ms");
}

#[test]
fn a_server_that_drips() {
    let server = Server::new(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
        let mut sent = stream.write_all(head.as_bytes());
        while sent.is_ok() {
            sleep(Duration::from_millis(20));
            sent = stream.write_all(b" ");
        }
    });
    let line = time_out(&server);
    let (start, end) = (
        "getJob: 200 OK, but timed out after 400 ms, ",
        " bytes into the body",
    );
    assert!(line.starts_with(start) && line.ends_with(end), "{line}");
}

#[test]
fn redirects_share_one_timeout() {
    let server = Server::new(|_, stream| {
        sleep(Duration::from_millis(90));
        let redirect = answer("302 Found\nLocation: /again", "");
        drop(stream.write_all(redirect.as_bytes()));
    });
    assert_eq!(time_out(&server), "getJob: timed out after 400 ms");
}

#[test]
fn the_line_names_the_time_that_was_over() {
    // The second try has less than its own time: the call's is over.
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_, stream| {
        sleep(Duration::from_millis(400));
        if count.fetch_add(1, Ordering::Relaxed) > 0 {
            sleep(Duration::from_secs(5));
        }
        let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
        drop(stream.write_all(busy.as_bytes()));
    });
    let call = client(&server).get_job("p", "j").retries(2);
    let call = call.attempt_timeout(Duration::from_millis(900));
    assert_eq!(
        fail(call.timeout(Duration::from_millis(1_200))).to_string(),
        "getJob: timed out after 1.2 s (2 tries)"
    );
    // A limit of the HTTP client's own.
    let silent = Server::new(|_, _| sleep(Duration::from_secs(5)));
    let http = reqwest::Client::builder().no_proxy();
    let http = http.read_timeout(Duration::from_millis(100));
    let given = builder::<Async>(&silent).http_builder(http);
    assert_eq!(
        fail(given.build().unwrap().get_job("p", "j")).to_string(),
        "getJob: timed out by a limit of the given HTTP client"
    );
}

#[test]
fn a_transport_cannot_exceed_the_time() {
    // Its answer has a body that reqwest puts no limit on.
    let server = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[");
        sleep(Duration::from_secs(5));
    });
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = builder::<Async>(&server).transport(move |mut request| {
        *request.timeout_mut() = None;
        http.execute(request)
    });
    let call = client.build().unwrap().get_job("p", "j");
    let error = fail(call.timeout(Duration::from_millis(200)));
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but timed out after 200 ms, 1 bytes into the body"
    );
}

#[test]
fn the_body_of_an_error_has_no_more_time_than_is_left() {
    let server = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\n");
        sleep(Duration::from_secs(5));
    });
    let start = Instant::now();
    let call = client(&server).get_job("p", "j").stream();
    let error = fail(call.timeout(Duration::from_millis(400)));
    assert!(error.is_status(), "{error}");
    assert!(start.elapsed() < Duration::from_millis(700));
}

#[test]
fn a_timeout_of_one_call() {
    let server = Server::new(|_, _| sleep(Duration::from_secs(5)));
    let call = client(&server).get_job("p", "j");
    let start = Instant::now();
    let error = fail(call.timeout(Duration::from_millis(50)));
    assert!(error.is_timeout() && start.elapsed() < Duration::from_secs(1));
    let error = fail(client(&server).get_job("p", "j").timeout(Duration::ZERO));
    assert!(error.is_timeout());
}

#[test]
fn a_timeout_that_never_ends() {
    let body = r#"{"data":{"id":"x","tags":[]}}"#;
    let server = Server::answering(crate::server::json("200 OK", body));
    assert!(wait(client(&server).get_job("p", "j").timeout(Duration::MAX)).is_ok());
}

/// A generator of numbers that are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

#[test]
fn whatever_comes_there_is_no_panic() {
    const PARTS: [&str; 24] = [
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 302 Found\r\nLocation: ",
        "HTTP/1.1 429 X\r\nRetry-After: ",
        "HTTP/1.1 999 \r\n",
        "HTTP/1.0 503\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type: \u{ff}\r\n",
        "Content-Length: 18446744073709551615\r\n",
        "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "X-Request-Id: \u{1b}[2J\r\n",
        "Retry-After: 99999999999999999999\r\n",
        "Date: Thu, 31 Feb 0000 99:99:99 GMT\r\n",
        "Sun, 06 Nov 1994 08:49:37 GMT\r\n",
        "\r\n",
        "\r\n\r\n",
        "{\"message\":",
        "\"\\ud800\"",
        "\u{202e}\u{0}",
        "[[[[[[",
        "}",
        "ffffffffffffffff\r\n",
        "//:@[::1",
        "{\"data\":{\"id\":\"x\",\"tags\":[null,1]}}",
    ];
    let numbers = Mutex::new(Numbers(0x9e37_79b9_7f4a_7c15));
    let server = Server::new(move |_, stream| {
        let mut numbers = numbers.lock().unwrap();
        let mut bytes = PARTS[numbers.below(5)].as_bytes().to_vec();
        for _ in 0..numbers.below(8) {
            bytes.extend_from_slice(PARTS[numbers.below(PARTS.len())].as_bytes());
        }
        let flipped = numbers.below(bytes.len());
        bytes[flipped] ^= u8::from(numbers.below(3) == 0) << numbers.below(8);
        drop(stream.write_all(&bytes));
    });
    let client = client(&server);
    for _ in 0..1_000 {
        if let Err(error) = wait(client.get_job("p", "j").timeout(Duration::from_secs(5))) {
            check(&error);
        }
    }
}
