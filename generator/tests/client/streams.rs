//! Bodies that are read as they come.

use crate::runtime::blocking;
use crate::runtime::client::{ByteStream, Error, Event, Events, JsonLines};
use crate::server::Server;
use crate::support::{builder, check, client, fail, wait};
use crate::types::Job;
use proptest::prelude::*;
use std::future::Future;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A server that answers in chunks; whether the body has its end is for the test to say.
fn chunked(content_type: &str, chunks: Vec<Vec<u8>>, has_end: bool) -> Server {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    Server::new(move |_, stream| {
        let _ = stream.write_all(head.as_bytes());
        for chunk in &chunks {
            put(stream, chunk);
        }
        if has_end {
            let _ = stream.write_all(b"0\r\n\r\n");
        }
    })
}

fn put(stream: &mut TcpStream, chunk: &[u8]) -> bool {
    let size = format!("{:x}\r\n", chunk.len());
    let parts = [size.as_bytes(), chunk, b"\r\n"];
    parts.iter().all(|part| stream.write_all(part).is_ok())
}

/// Runs a future to its end.
fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}

/// All that a stream of events gives, errors as their lines.
async fn all<T>(mut events: Events<T>) -> Vec<Result<Event<T>, String>> {
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event.map_err(|error| {
            check(&error);
            error.to_string()
        }));
    }
    found
}

/// What a server that sends this says: name, id, data.
fn events(text: &str) -> Vec<(String, String, String)> {
    let server = chunked("text/event-stream", vec![text.into()], true);
    let found = run(async {
        let call = client(&server).request("GET", "/events").text_events();
        all(call.await.unwrap().into_body()).await
    });
    let plain = |event: Event<String>| (event.event, event.id, event.data);
    let whole = found.into_iter().filter_map(Result::ok);
    whole.map(plain).collect()
}

fn data(text: &str) -> Vec<String> {
    events(text).into_iter().map(|(.., data)| data).collect()
}

#[test]
fn the_examples_of_the_html_standard() {
    assert_eq!(
        data(
            "data: This is the first message.\n\ndata: This is the second message, it\ndata: has two lines.\n\ndata: This is the third message.\n\n"
        ),
        [
            "This is the first message.",
            "This is the second message, it\nhas two lines.",
            "This is the third message."
        ]
    );
    assert_eq!(
        events("event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n"),
        [("add", "", "73857293"), ("remove", "", "2153")].map(own)
    );
    assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    let text = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    let expected = [
        ("message", "1", "first event"),
        ("message", "", "second event"),
        ("message", "", " third event"),
    ];
    assert_eq!(events(text), expected.map(own));
    assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
}

fn own((name, id, data): (&str, &str, &str)) -> (String, String, String) {
    (name.to_owned(), id.to_owned(), data.to_owned())
}

#[test]
fn lines_end_in_three_ways_and_the_mark_is_no_text() {
    assert_eq!(
        data("\u{feff}data: a\r\rdata: b\r\n\r\ndata: c\n\n"),
        ["a", "b", "c"]
    );
    assert_eq!(data("\u{feff}\u{feff}data: a\n\ndata: b\n\n"), ["b"]);
    assert_eq!(data("data: a\r\ndata: b\r\n\r\n"), ["a\nb"]);
}

#[test]
fn ids_without_nul_and_times_of_digits_are_kept() {
    let text = "id: 1\ndata: a\n\nid: x\0y\nretry: 1x\ndata: b\n\nid: 7\nretry: 2500\n\n";
    let server = chunked("text/event-stream; charset=utf-8", vec![text.into()], true);
    run(async {
        let call = client(&server).request("GET", "/").text_events();
        let mut events = call.await.unwrap().into_body();
        assert_eq!(events.next().await.unwrap().unwrap().id, "1");
        assert_eq!(events.last_event_id(), "1");
        assert_eq!(events.next().await.unwrap().unwrap().id, "1");
        assert!(events.next().await.is_none());
        assert_eq!(events.last_event_id(), "7");
        assert_eq!(events.retry(), Some(Duration::from_millis(2500)));
    });
    assert_eq!(server.request().header("accept"), Some("text/event-stream"));
}

const JOB: &str = r#"{"id":"a","tags":[]}"#;

#[test]
fn data_is_read_like_a_body() {
    let text = format!(
        "data: {JOB}\n\ndata: {{\"id\":1}}\n\ndata: {{\"id\":\"b\"}}\n\ndata: [DONE]\n\ndata: {JOB}\n\n"
    );
    let server = chunked("text/event-stream", vec![text.into()], true);
    let found = run(async {
        let call = client(&server).request("GET", "/").events::<Job>();
        all(call.await.unwrap().into_body()).await
    });
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].as_ref().unwrap().data.id, "a");
    let error = found[1].as_ref().unwrap_err();
    assert_eq!(
        error,
        "GET /: 200 OK, but the body cannot be read: /id: invalid type: integer `1`, expected a string (line 1, column 7)"
    );
    let drifted = found[2].as_ref().unwrap();
    assert_eq!(drifted.data.id, "b");
    assert_eq!(
        drifted.violations()[0].to_string(),
        "/tags: required, but missing"
    );
}

#[test]
fn strict_responses_refuse_an_event() {
    let server = chunked(
        "text/event-stream",
        vec![b"data: {\"id\":\"b\"}\n\n".to_vec()],
        true,
    );
    run(async {
        let call = client(&server).request("GET", "/").strict_responses(true);
        let mut events = call.events::<Job>().await.unwrap().into_body();
        let error = events.next().await.unwrap().unwrap_err();
        assert!(error.is_violations(), "{error}");
        assert_eq!(error.body(), Some(b"{\"id\":\"b\"}".as_slice()));
        assert!(events.next().await.is_none());
    });
}

#[test]
fn what_is_no_event_stream_is_refused() {
    let server = Server::answering(crate::server::json("200 OK", "{}"));
    let error = fail(client(&server).request("GET", "/").events::<Job>());
    assert!(error.is_content_type());
    let line = "GET /: 200 OK, but the content type is application/json, not text/event-stream";
    assert_eq!(error.to_string(), line);
}

#[test]
fn an_event_that_is_cut_is_an_error() {
    let cut = |text: &str, has_end| {
        let server = chunked("text/event-stream", vec![text.into()], has_end);
        run(async {
            let call = client(&server).request("GET", "/").events::<Job>();
            all(call.await.unwrap().into_body()).await
        })
    };
    let whole = format!("data: {JOB}\n\n");
    let lines = |found: Vec<Result<Event<Job>, String>>| {
        let errors = found.into_iter().filter_map(Result::err);
        errors.collect::<Vec<_>>()
    };
    assert_eq!(lines(cut(&whole, true)), [""; 0]);
    assert_eq!(lines(cut(&format!("{whole}: ping"), true)), [""; 0]);
    assert_eq!(lines(cut(&format!("{whole}data: [DONE]"), true)), [""; 0]);
    let within = "GET /: 200 OK, but the body ends within an event";
    assert_eq!(lines(cut(&format!("{whole}data: {{"), true)), [within]);
    assert_eq!(lines(cut(&format!("{whole}data: {{}}\n"), true)), [within]);
    let broken = lines(cut(&whole, false));
    assert_eq!(broken.len(), 1);
    assert!(
        broken[0].contains("but the body broke off after 28 bytes"),
        "{broken:?}"
    );
}

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

/// Sends a chunk every 60 ms, ten times, then nothing more.
fn slow() -> Server {
    Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for _ in 0..10 {
            std::thread::sleep(Duration::from_millis(60));
            put(stream, b"x");
        }
        std::thread::sleep(Duration::from_secs(3));
    })
}

#[test]
fn the_time_limit_is_one_for_each_wait() {
    let server = slow();
    let begin = Instant::now();
    run(async {
        let call = client(&server)
            .request("GET", "/")
            .timeout(Duration::from_millis(300));
        let mut bytes = call.stream().await.unwrap().into_body();
        for _ in 0..10 {
            assert_eq!(bytes.next().await.unwrap().unwrap(), "x");
        }
        let error = bytes.next().await.unwrap().unwrap_err();
        assert!(error.is_timeout());
        let line = "GET /: 200 OK, but nothing came for 300 ms, 10 bytes into the body";
        assert_eq!(error.to_string(), line);
    });
    assert!(
        begin.elapsed() >= Duration::from_millis(900),
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Wherever a text is cut into chunks, its events are the same.
    #[test]
    fn chunks_may_end_anywhere(
        text in "(\u{feff}|)((data|event|id|retry|:|x)(:| |: |)([a0\u{e9}]|)(\n|\r|\r\n|\n\n)){0,12}\n\n",
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len())).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut chunks = Vec::new();
        let mut start = 0;
        for end in cuts.into_iter().chain([text.len()]).filter(|end| *end > 0) {
            chunks.push(text.as_bytes()[start..end].to_vec());
            start = end;
        }
        let read = |chunks: Vec<Vec<u8>>| {
            let server = chunked("text/event-stream", chunks, true);
            let call = client(&server).request("GET", "/").text_events();
            run(async { all(call.await.unwrap().into_body()).await })
        };
        let lines: Vec<Vec<u8>> = text.bytes().map(|byte| vec![byte]).collect();
        let whole = read(vec![text.clone().into_bytes()]);
        prop_assert_eq!(&read(chunks), &whole);
        prop_assert_eq!(&read(lines), &whole);
    }
}
