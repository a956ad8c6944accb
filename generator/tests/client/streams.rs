//! Bodies that are read as they come.

use crate::events::JOB;
use crate::runtime::blocking;
use crate::runtime::client::{ByteStream, Error, JsonLines};
use crate::server::{Server, chunked, put};
use crate::support::{builder, check, client, fail, run};
use crate::types::Job;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[test]
fn large_events_and_lines_are_refused_in_bounded_memory() {
    let sent = Arc::new(AtomicUsize::new(0));
    for path in ["/events", "/lines"] {
        let seen = Arc::clone(&sent);
        let server = Server::new(move |request, stream| {
            let is_events = request.target() == "/events";
            let content_type = if is_events {
                "text/event-stream"
            } else {
                "application/jsonl"
            };
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
            );
            while put(stream, &[b'x'; 1 << 16]) {
                seen.fetch_add(1 << 16, Ordering::Relaxed);
            }
        });
        let client = builder(&server)
            .max_response_bytes(100_000)
            .build()
            .unwrap();
        let client: crate::support::Client = client;
        let error = run(async {
            let call = client.request("GET", path);
            match path {
                "/events" => call
                    .text_events()
                    .await
                    .unwrap()
                    .into_body()
                    .next()
                    .await
                    .unwrap()
                    .unwrap_err(),
                _ => call
                    .json_lines::<Job>()
                    .await
                    .unwrap()
                    .into_body()
                    .next()
                    .await
                    .unwrap()
                    .unwrap_err(),
            }
        });
        check(&error);
        assert!(error.is_too_large(), "{error}");
    }
    // What the sockets between take in, and no more.
    assert!(sent.load(Ordering::Relaxed) < 64 << 20);
}

#[test]
fn json_lines_and_sequences() {
    let lines = format!("{JOB}\r\n\n {JOB}\n{{\"id\":\n{JOB}");
    let server = chunked("application/jsonl", vec![lines.into()], true);
    let found = run(async {
        let call = client(&server).request("GET", "/").json_lines::<Job>();
        let mut lines: JsonLines<Job> = call.await.unwrap().into_body();
        let mut found = Vec::new();
        while let Some(line) = lines.next().await {
            found.push(
                line.map(|line| line.id.clone())
                    .map_err(|error| error.is_decode()),
            );
        }
        found
    });
    let id = || Ok("a".to_owned());
    assert_eq!(found, [id(), id(), Err(true), id()]);
    let text = format!("\x1e{JOB}\n\x1e{{\n\"id\":\"b\"}}\n");
    let server = chunked("application/json-seq", vec![text.into()], true);
    run(async {
        let call = client(&server).request("GET", "/").json_sequence::<Job>();
        let mut lines = call.await.unwrap().into_body();
        assert!(lines.next().await.unwrap().unwrap().violations().is_empty());
        let second = lines.next().await.unwrap().unwrap();
        assert_eq!((second.id.as_str(), second.violations().len()), ("b", 1));
        assert!(lines.next().await.is_none());
    });
}

#[test]
fn bytes_come_as_they_are_sent() {
    let (give, take) = std::sync::mpsc::channel::<()>();
    let take = Mutex::new(take);
    let server = Server::new(move |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        put(stream, b"one");
        // The second chunk is sent only when the first one has been read.
        take.lock().unwrap().recv().unwrap();
        put(stream, b"two");
        let _ = stream.write_all(b"0\r\n\r\n");
    });
    run(async {
        let response = client(&server).request("GET", "/").stream().await.unwrap();
        assert_eq!(response.status(), 200);
        let mut bytes: ByteStream = response.into_body();
        assert_eq!(bytes.next().await.unwrap().unwrap(), "one");
        give.send(()).unwrap();
        assert_eq!(bytes.next().await.unwrap().unwrap(), "two");
        assert!(bytes.next().await.is_none());
        assert!(bytes.next().await.is_none());
    });
}

#[test]
fn more_than_the_client_accepts_of_a_whole_body_is_no_matter() {
    let server = chunked("text/plain", vec![vec![7; 100_000]; 5], true);
    let client: crate::support::Client = builder(&server).max_response_bytes(10).build().unwrap();
    let length = run(async {
        let mut bytes = client
            .request("GET", "/")
            .stream()
            .await
            .unwrap()
            .into_body();
        let mut length = 0;
        while let Some(chunk) = bytes.next().await {
            length += chunk.unwrap().len();
        }
        length
    });
    assert_eq!(length, 500_000);
}

#[test]
fn a_body_of_known_length_that_is_cut_is_an_error() {
    let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\none");
    run(async {
        let mut bytes = client(&server)
            .request("GET", "/")
            .stream()
            .await
            .unwrap()
            .into_body();
        assert_eq!(bytes.next().await.unwrap().unwrap(), "one");
        let error: Error = bytes.next().await.unwrap().unwrap_err();
        check(&error);
        assert!(error.is_transport(), "{error}");
        assert!(bytes.next().await.is_none());
    });
}

/// Sends a chunk every 200 ms, ten times, then nothing more.
fn slow() -> Server {
    Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for _ in 0..10 {
            std::thread::sleep(Duration::from_millis(200));
            put(stream, b"x");
        }
        std::thread::sleep(Duration::from_secs(6));
    })
}

#[test]
fn the_time_limit_is_one_for_each_wait() {
    let server = slow();
    let begin = Instant::now();
    run(async {
        let call = client(&server)
            .request("GET", "/")
            .timeout(Duration::from_millis(1500));
        let mut bytes = call.stream().await.unwrap().into_body();
        for _ in 0..10 {
            assert_eq!(bytes.next().await.unwrap().unwrap(), "x");
        }
        let error = bytes.next().await.unwrap().unwrap_err();
        assert!(error.is_timeout());
        let line = "GET /: 200 OK, but nothing came for 1.5 s, 10 bytes into the body";
        assert_eq!(error.to_string(), line);
    });
    assert!(
        begin.elapsed() >= Duration::from_millis(3500),
        "ten waits, and the last"
    );
}

#[test]
fn who_stops_waiting_loses_nothing() {
    let server = slow();
    run(async {
        let mut bytes = client(&server)
            .request("GET", "/")
            .stream()
            .await
            .unwrap()
            .into_body();
        let mut found = 0;
        while found < 10 {
            let wait = tokio::time::timeout(Duration::from_millis(7), bytes.next()).await;
            found += wait.map_or(0, |chunk| chunk.unwrap().unwrap().len());
        }
    });
}

#[test]
fn an_error_is_an_error_before_the_stream() {
    let server = Server::answering(crate::server::json(
        "404 Not Found",
        "{\"message\":\"gone\"}",
    ));
    let error = fail(client(&server).request("GET", "/").events::<Job>());
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.message(), Some("gone"));
}

#[test]
fn a_head_that_does_not_come_is_a_timeout() {
    let server = Server::new(|_, _| std::thread::sleep(Duration::from_secs(2)));
    let call = client(&server)
        .request("GET", "/")
        .timeout(Duration::from_millis(100));
    let error = fail(call.retries(0).stream());
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn blocking_streams_are_iterators() {
    let text = format!("data: {JOB}\n\ndata: {JOB}\n\n");
    let server = chunked("text/event-stream", vec![text.into_bytes()], true);
    let client: blocking::Client = builder(&server).build().unwrap();
    let read = || {
        let events = client.request("GET", "/").events::<Job>().send().unwrap();
        let events = events.into_body().into_iter();
        events
            .map(|event| event.unwrap().data.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(read(), ["a", "a"]);
    // Inside async code too, where it blocks the thread.
    assert_eq!(run(async { read() }), ["a", "a"]);
    let bytes = client.request("GET", "/").stream().send().unwrap();
    let bytes: Vec<u8> = bytes
        .into_body()
        .into_iter()
        .flat_map(|chunk| chunk.unwrap())
        .collect();
    assert_eq!(bytes.len(), 56);
}
