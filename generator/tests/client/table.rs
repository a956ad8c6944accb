//! The table of `docs/faults.md`, row by row: what breaks, how many requests the server gets, and how the
//! call ends.

use crate::compression::{bomb, encoded};
use crate::runtime::client::{Async, Error, Response};
use crate::server::{Server, answer, json, nowhere};
use crate::support::{CANARY, Client, builder, check, wait};
use crate::types::Job;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{sleep, spawn};
use std::time::{Duration, SystemTime};

const JOB: &str = r#"{"data":{"id":"x","tags":["abc"]}}"#;
const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/// How many requests there were, and how the call ended.
type End = (usize, String);

/// A fault by its name.
type Fault = (&'static str, fn() -> End);

/// All faults, by the names of the page.
const FAULTS: &[Fault] = &[
    ("nothing listens", nothing_listens),
    ("reset before the answer", reset),
    ("closed before the answer", || always("")),
    ("closed within the headers", || {
        always("HTTP/1.1 200 OK\r\nContent-Ty")
    }),
    ("closed within the body", || {
        always(format!("{HEAD}Content-Length: 100\r\n\r\n{{\"data\":"))
    }),
    ("closed within the body, then well", || {
        in_turn([
            format!("{HEAD}Content-Length: 100\r\n\r\n{{\"data\":"),
            ok(),
        ])
    }),
    ("no answer", || stalled(|_| ())),
    ("headers that drip", || {
        stalled(|stream| drip(stream, HEAD, "X-A: b\r\n"))
    }),
    ("a body that drips", || {
        stalled(|stream| drip(stream, &format!("{HEAD}\r\n"), " "))
    }),
    ("no answer, tries of 600 ms", || impatient(3)),
    ("no answer to the first try of 600 ms, then well", || {
        impatient(1)
    }),
    ("a body that drips, tries of 600 ms", dripping_tries),
    ("no answer for a `POST`, tries of 600 ms", impatient_post),
    ("headers without end", || {
        get(Server::new(|_, stream| {
            let mut sent = stream.write_all(HEAD.as_bytes());
            while sent.is_ok() {
                sent = stream.write_all("X-Filler: filler\r\n".repeat(1_000).as_bytes());
            }
        }))
    }),
    ("a body without end", || {
        get(Server::new(|_, stream| {
            drip_fast(stream, &format!("{HEAD}\r\n"))
        }))
    }),
    ("a body of a terabyte is announced", || {
        always(format!("{HEAD}Content-Length: 1099511627776\r\n\r\n"))
    }),
    ("a gzip bomb", || {
        always(encoded("200 OK", "gzip", &bomb(1_000_000)))
    }),
    ("JSON that is cut off", || {
        always(json("200 OK", "{\"data\":{\"id\":\"x"))
    }),
    ("JSON nested 100,000 deep", || {
        always(json(
            "200 OK",
            &format!("{{\"data\":{{\"new\":{}", "[".repeat(100_000)),
        ))
    }),
    ("an array of a million elements", || {
        let tags = vec!["\"abc\""; 1_000_000].join(",");
        always(json(
            "200 OK",
            &format!("{{\"data\":{{\"id\":\"x\",\"tags\":[{tags}]}}}}"),
        ))
    }),
    ("invalid UTF-8", || {
        let body = b"Content-Length: 29\r\n\r\n{\"data\":{\"id\":\"\xff\",\"tags\":[]}}";
        always([HEAD.as_bytes(), body].concat())
    }),
    ("JSON called text", || {
        always(answer("200 OK\nContent-Type: text/plain", JOB))
    }),
    ("HTML called HTML", || {
        always(answer("200 OK\nContent-Type: text/html", "<p>Login</p>"))
    }),
    ("no content type", || always(answer("200 OK", JOB))),
    ("two content types", || {
        always(answer(
            "200 OK\nContent-Type: text/plain\nContent-Type: application/json",
            JOB,
        ))
    }),
    ("two lengths", || {
        always(format!(
            "{HEAD}Content-Length: 34\r\nContent-Length: 3\r\n\r\n{JOB}"
        ))
    }),
    ("a line break in a header of the server", || {
        always(format!(
            "{HEAD}X-A: b\rSet-Cookie: c\r\nContent-Length: 34\r\n\r\n{JOB}"
        ))
    }),
    ("a line break in a header of the caller", || {
        let server = Server::answering(ok());
        let call = client(&server)
            .get_job("p", "j")
            .header("X-A", "b\r\nAuthorization: c");
        end(&server, wait(call))
    }),
    ("429, `Retry-After: 1`, then well", || {
        in_turn([busy("1"), ok()])
    }),
    ("429, `Retry-After` a date in a second, then well", || {
        in_turn([busy(&in_a_second()), ok()])
    }),
    ("429, `Retry-After: 3600`", || always(busy("3600"))),
    ("503, then well", || {
        in_turn([answer("503 Service Unavailable", ""), ok()])
    }),
    ("503 all the time", || {
        always(answer("503 Service Unavailable", ""))
    }),
    ("500", || always(answer("500 Internal Server Error", ""))),
    ("503 for a `POST`", || post(None)),
    ("503 for a `POST` with a key, then well", || post(Some("k"))),
    ("redirected, same origin", || {
        in_turn([answer("307 Temporary Redirect\nLocation: /b", ""), ok()])
    }),
    ("redirected, another origin", elsewhere),
    ("redirected without end", || {
        always(answer("302 Found\nLocation: /again", ""))
    }),
];

#[test]
fn the_page_says_what_happens() {
    let rows = FAULTS.iter().map(|(name, fault)| (name, spawn(fault)));
    let rows: Vec<_> = rows.collect();
    let mut found = String::new();
    for (name, fault) in rows {
        let (requests, line) = fault.join().unwrap();
        found += &format!("| {name} | {requests} | {line} |\n");
    }
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/faults.md");
    let page = std::fs::read_to_string(page).unwrap();
    let table = page.split("|---|---:|---|\n").nth(1).unwrap();
    let table = table.split("\n\n").next().unwrap();
    assert_eq!(table.trim(), found.trim(), "\n{found}");
}

fn client(server: &Server) -> Client {
    let builder = builder::<Async>(server).retries(2);
    builder.max_response_bytes(16 << 20).build().unwrap()
}

fn get(server: Server) -> End {
    end(&server, wait(client(&server).get_job("p", "j")))
}

fn always(bytes: impl Into<Vec<u8>>) -> End {
    get(Server::answering(bytes))
}

fn in_turn<const N: usize>(answers: [String; N]) -> End {
    get(Server::in_turn(answers))
}

/// The line of the error in the terms of the page.
fn end<T>(server: &Server, result: Result<Response<T>, Error>) -> End {
    let line = match &result {
        Ok(response) if response.violations().is_empty() => "the value".to_owned(),
        Ok(_) => "the value, and violations".to_owned(),
        Err(error) => {
            check(error);
            let line = error.to_string().replace(&server.url(), "http://..");
            // How far a body drips in a second is chance.
            match line
                .split_once("s, ")
                .filter(|(_, rest)| rest.contains(" into the body"))
            {
                Some((start, rest)) => {
                    let (_, rest) = rest.split_once(' ').unwrap();
                    format!("`{start}s, .. {rest}`")
                }
                None => format!("`{line}`"),
            }
        }
    };
    (server.requests().len(), line)
}

fn ok() -> String {
    json("200 OK", JOB)
}

fn busy(after: &str) -> String {
    answer(&format!("429 Too Many Requests\nRetry-After: {after}"), "")
}

/// Against the server's clock, which stands still.
fn in_a_second() -> String {
    "Sat, 29 Feb 2048 00:00:00 GMT\nDate: Fri, 28 Feb 2048 23:59:59 GMT".to_owned()
}

fn nothing_listens() -> End {
    let (_held, url) = nowhere();
    let server = Server::answering("");
    let client = builder::<Async>(&server)
        .retries(2)
        .base_url(&url)
        .build()
        .unwrap();
    let (requests, line) = end(&server, wait(client.get_job("p", "j")));
    (requests, line.replace(&url, "http://.."))
}

/// Closing a connection whose bytes were not read resets it.
fn reset() -> End {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    spawn(move || {
        for stream in listener.incoming().flatten() {
            stream.peek(&mut [0]).unwrap();
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    let server = Server::answering("");
    let client = builder::<Async>(&server)
        .retries(2)
        .base_url(&url)
        .build()
        .unwrap();
    let (_, line) = end(&server, wait(client.get_job("p", "j")));
    (
        count.load(Ordering::Relaxed),
        line.replace(&url, "http://.."),
    )
}

/// A call of a second at most; the server holds the connection for longer.
fn stalled(start: fn(&mut std::net::TcpStream)) -> End {
    let server = Server::new(move |_, stream| {
        start(stream);
        sleep(Duration::from_secs(3));
    });
    let call = client(&server)
        .get_job("p", "j")
        .timeout(Duration::from_secs(1));
    let began = SystemTime::now();
    let end = end(&server, wait(call));
    let took = began.elapsed().unwrap();
    assert!(took < Duration::from_millis(1_300), "{took:?}");
    end
}

/// A `getJob` whose server says nothing to so many requests.
fn impatient(silent: usize) -> End {
    call_impatiently(silent, |client| wait(client.get_job("p", "j")))
}

fn impatient_post() -> End {
    call_impatiently(1, |client| {
        wait(client.create_job(&Job::new("x", vec![])).empty())
    })
}

fn call_impatiently<T>(
    silent: usize,
    call: impl FnOnce(&Client) -> Result<Response<T>, Error>,
) -> End {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_, stream| {
        if count.fetch_add(1, Ordering::Relaxed) < silent {
            sleep(Duration::from_secs(3));
        }
        drop(stream.write_all(ok().as_bytes()));
    });
    end(&server, call(&hasty(&server)))
}

fn dripping_tries() -> End {
    let server = Server::new(|_, stream| drip(stream, &format!("{HEAD}\r\n"), " "));
    end(&server, wait(hasty(&server).get_job("p", "j")))
}

/// A client whose tries have 600 ms.
fn hasty(server: &Server) -> Client {
    let builder = builder::<Async>(server).retries(2).basic_auth("u", "p");
    builder
        .attempt_timeout(Duration::from_millis(600))
        .build()
        .unwrap()
}

fn drip(stream: &mut std::net::TcpStream, head: &str, drop: &str) {
    let mut sent = stream.write_all(head.as_bytes());
    while sent.is_ok() {
        sleep(Duration::from_millis(20));
        sent = stream.write_all(drop.as_bytes());
    }
}

fn drip_fast(stream: &mut std::net::TcpStream, head: &str) {
    let mut sent = stream.write_all(head.as_bytes());
    while sent.is_ok() {
        sent = stream.write_all(&[b' '; 1 << 16]);
    }
}

fn post(key: Option<&str>) -> End {
    let server = Server::in_turn([
        answer("503 Service Unavailable", ""),
        answer("204 No Content", ""),
    ]);
    let builder = builder::<Async>(&server).retries(2).basic_auth("u", "p");
    let call = builder
        .build()
        .unwrap()
        .create_job(&Job::new("x", vec![]))
        .empty();
    let call = match key {
        Some(key) => call.idempotency_key(key),
        None => call,
    };
    end(&server, wait(call))
}

/// Of what was sent, nothing that is secret arrives.
fn elsewhere() -> End {
    let other = Server::answering(ok());
    let moved = answer(
        &format!("307 Temporary Redirect\nLocation: {}", other.url()),
        "",
    );
    let server = Server::answering(moved);
    let call = client(&server).get_job("p", "j").header("X-Key", CANARY);
    let (requests, line) = end(&server, wait(call));
    let arrived = format!("{:?}", other.request());
    assert!(!arrived.contains(CANARY), "{arrived}");
    (requests + other.requests().len(), line)
}
