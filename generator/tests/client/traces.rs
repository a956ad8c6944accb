//! What a subscriber of `tracing` sees of calls.

use crate::runtime::blocking::{self, Blocking};
use crate::runtime::client::Async;
use crate::server::{Server, answer, chunked, json};
use crate::support::{CANARY, Client, builder, client, run, wait};
use std::io;
use std::sync::{Arc, LazyLock, Mutex};
use tracing::{Dispatch, Level};
use tracing_subscriber::fmt;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

const JOB: &str = r#"{"data":{"id":"x","tags":["abc"]}}"#;

/// What was written so far.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Output {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// All that is written while `work` is done, of this level.
fn output(level: Level, work: impl FnOnce()) -> String {
    // With one subscriber alone, tracing asks that of the thread that comes by first, which may be
    // none, whether a line is ever wanted, and keeps the answer.
    static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(fmt().finish()));
    LazyLock::force(&ANOTHER);
    let output = Output::default();
    let subscriber = fmt()
        .with_writer(output.clone())
        .with_max_level(level)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_ansi(false)
        .without_time()
        .finish();
    tracing::subscriber::with_default(subscriber, work);
    let bytes = output.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

/// The spans as they end, and what happens in them; what differs from run to run is blotted out.
fn traced(server: &Server, work: impl FnOnce()) -> Vec<String> {
    traced_from(Level::INFO, server, work)
}

fn traced_from(level: Level, server: &Server, work: impl FnOnce()) -> Vec<String> {
    let text = output(level, work);
    let target = format!("{}::runtime::trace: ", env!("CARGO_CRATE_NAME"));
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    let lines = text.lines().filter(|line| !line.ends_with(": new"));
    let lines = lines.map(|line| {
        let line = line.trim().replace(&target, "").replace(&port, "PORT");
        match line.split_once("again in ") {
            Some((before, after)) => {
                let (_, after) = after.split_once(' ').unwrap();
                format!("{before}again in .. {after}")
            }
            None => line,
        }
    });
    lines.collect()
}

#[test]
fn a_call_is_a_span() {
    let server = Server::answering(json("200 OK", JOB));
    let lines = traced(&server, || {
        wait(client(&server).get_job("p", "j").query("cursor", "x")).unwrap();
    });
    let span = "INFO HTTP request{\
        otel.name=GET /v1/projects/{projectId}/jobs/{jobId} \
        otel.kind=\"client\" \
        openapi.operation_id=\"getJob\" \
        http.request.method=\"GET\" \
        url.template=\"/v1/projects/{projectId}/jobs/{jobId}\" \
        url.full=http://127.0.0.1:PORT/v1/projects/p/jobs/j?cursor=REDACTED \
        server.address=\"127.0.0.1\" \
        server.port=PORT \
        http.response.status_code=200}: close";
    assert_eq!(lines, [span]);
}

/// What a span tells of its end: all behind the port.
fn ends(lines: &[String]) -> Vec<&str> {
    let end = |line: &'_ String| {
        line.find("server.port=PORT")
            .map(|at| at + "server.port=PORT".len())
    };
    lines
        .iter()
        .map(|line| line[end(line).unwrap()..].trim_start())
        .collect()
}

#[test]
fn each_retry_is_a_warning_in_it() {
    let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
    let moved = answer("307 Temporary Redirect\nLocation: /b", "");
    let server = Server::in_turn([busy, moved, json("200 OK", JOB)]);
    let lines = traced(&server, || {
        let client: Client = builder(&server).retries(2).build().unwrap();
        wait(client.get_job("p", "j")).unwrap();
    });
    assert_eq!(
        ends(&lines),
        [
            "}: getJob: again in .. error.type=\"503\" http.response.status_code=503",
            "http.request.resend_count=2 http.response.status_code=200}: close",
        ]
    );
    assert!(lines[0].starts_with("WARN HTTP request{"), "{lines:?}");
}

#[test]
fn a_failure_has_a_type() {
    let end = |bytes: String| {
        let server = Server::answering(bytes);
        let call = || drop(wait(client(&server).get_job("p", "j")).unwrap_err());
        ends(&traced(&server, call)).join("\n")
    };
    assert_eq!(
        end(json("404 Not Found", "{}")),
        "error.type=\"404\" otel.status_code=\"ERROR\" http.response.status_code=404}: close"
    );
    assert_eq!(
        end(json("200 OK", "{")),
        "error.type=\"decode\" otel.status_code=\"ERROR\" http.response.status_code=200}: close"
    );
    assert_eq!(
        end(String::new()),
        "error.type=\"transport\" otel.status_code=\"ERROR\"}: close"
    );
}

#[test]
fn what_is_not_sent_has_no_span() {
    let server = Server::answering("");
    let call = || drop(wait(client(&server).get_job("p", "")).unwrap_err());
    assert_eq!(traced(&server, call), [""; 0]);
}

#[test]
fn a_blocking_call_tells_the_same() {
    let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
    let server = Server::in_turn([busy, json("200 OK", JOB)]);
    let lines = traced(&server, || {
        let client: blocking::Client = builder::<Blocking>(&server).retries(2).build().unwrap();
        client.get_job("p", "j").send().unwrap();
    });
    assert_eq!(
        ends(&lines),
        [
            "}: getJob: again in .. error.type=\"503\" http.response.status_code=503",
            "http.request.resend_count=1 http.response.status_code=200}: close",
        ]
    );
}

#[test]
fn a_request_of_ones_own_shows_no_query_either() {
    let server = Server::answering(answer("204 No Content", ""));
    let lines = traced(&server, || {
        let call = client(&server).request("GET", "/a/{b}?bare&c=d");
        wait(call.path("b", "x")).unwrap();
    });
    let names = "otel.name=GET /a/{b} otel.kind=\"client\" http.request.method=\"GET\"";
    assert!(lines[0].contains(names), "{lines:?}");
    assert!(lines[0].contains("/a/x?REDACTED&c=REDACTED "), "{lines:?}");
}

/// What is read of a stream, and the lines of its span before it is dropped.
fn stream(has_end: bool) -> Vec<String> {
    let server = chunked(
        "text/plain",
        vec![b"one".to_vec(), b"two".to_vec()],
        has_end,
    );
    traced(&server, || {
        run(async {
            let call = client(&server).request("GET", "/log").stream();
            let mut body = call.await.unwrap().into_body();
            tracing::info!("head");
            while let Some(Ok(_)) = body.next().await {}
            tracing::info!("read");
        });
    })
}

#[test]
fn the_span_of_a_stream_ends_with_it() {
    let of_others = |line: &String| line.contains("traces: ");
    let order = |lines: &[String]| lines.iter().map(of_others).collect::<Vec<_>>();
    let lines = stream(true);
    assert_eq!(order(&lines), [true, false, true], "{lines:?}");
    assert!(lines[1].ends_with("status_code=200}: close"), "{lines:?}");
    let lines = stream(false);
    assert_eq!(order(&lines), [true, false, true], "{lines:?}");
    let end =
        "http.response.status_code=200 error.type=\"transport\" otel.status_code=\"ERROR\"}: close";
    assert!(lines[1].ends_with(end), "{lines:?}");
}

#[test]
fn the_span_of_a_stream_that_nobody_reads_ends_when_it_is_dropped() {
    let server = chunked("text/plain", vec![b"one".to_vec()], true);
    let lines = traced(&server, || {
        let body = wait(client(&server).request("GET", "/log").stream()).unwrap();
        tracing::info!("open");
        drop(body);
    });
    assert!(
        lines[0].contains("open") && lines[1].ends_with("200}: close"),
        "{lines:?}"
    );
}

#[test]
fn whoever_carries_the_request_is_within_the_span() {
    // Where `traceparent` is written, for one.
    let server = Server::answering("");
    let lines = traced(&server, || {
        let client = builder::<Async>(&server).transport(|_| async {
            tracing::info!("carried");
            Err::<reqwest::Response, _>(io::Error::other("lost"))
        });
        wait(client.build().unwrap().get_job("p", "j")).unwrap_err();
    });
    assert!(
        lines[0].contains("openapi.operation_id=\"getJob\""),
        "{lines:?}"
    );
    assert!(lines[0].ends_with("carried"), "{lines:?}");
}

#[test]
fn it_is_within_the_span_of_its_caller() {
    let server = Server::answering(json("200 OK", JOB));
    let lines = traced(&server, || {
        let work = tracing::info_span!("work").entered();
        wait(client(&server).get_job("p", "j")).unwrap();
        drop(work);
    });
    assert!(lines[0].starts_with("INFO work:HTTP request{"), "{lines:?}");
}

#[test]
fn who_wants_warnings_alone_gets_them() {
    let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
    let server = Server::in_turn([busy, json("200 OK", JOB)]);
    let lines = traced_from(Level::WARN, &server, || {
        let client: Client = builder(&server).retries(2).build().unwrap();
        wait(client.get_job("p", "j")).unwrap();
    });
    let warning = "WARN getJob: again in .. error.type=\"503\" http.response.status_code=503";
    assert_eq!(lines, [warning]);
}

#[test]
fn no_secret_is_in_it_at_any_level() {
    let echo = format!(r#"{{"message":"token {CANARY} is bad","id":"{CANARY}"}}"#);
    let unauthorized = json("503 Service Unavailable\nRetry-After: 0", &echo);
    let cookie =
        format!("307 Temporary Redirect\nLocation: /b?key={CANARY}\nSet-Cookie: a={CANARY}");
    let html = format!("<p>{CANARY}</p>");
    let text = output(Level::TRACE, || {
        let server = Server::in_turn([
            unauthorized,
            answer(&cookie, ""),
            json("200 OK", &html),
            json("401 Unauthorized", &echo),
        ]);
        let client: Client = builder(&server)
            .retries(2)
            .basic_auth("user", CANARY)
            .credential("legacyKey", CANARY)
            .header("X-Default", CANARY)
            .build()
            .unwrap();
        let call = client.get_job("p", CANARY).query("q", CANARY);
        wait(call.header("X-Own", CANARY).body("text/plain", CANARY)).unwrap_err();
        wait(client.delete_job("j")).unwrap_err();
    });
    assert!(
        text.contains("again in") && text.contains("q=REDACTED"),
        "{text}"
    );
    assert!(!text.contains(CANARY), "{text}");
    assert!(!text.contains("dXNlc"), "{text}");
}
