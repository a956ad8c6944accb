//! Server-Sent Events, by the rules of the HTML standard.

use crate::runtime::client::{Event, Events};
use crate::server::{Server, chunked};
use crate::support::{check, client, fail, run};
use crate::types::Job;
use proptest::prelude::*;
use std::time::Duration;

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

pub const JOB: &str = r#"{"id":"a","tags":[]}"#;

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
