//! Forms of parts on the wire, by hand and by a parser that is not ours.

use crate::runtime::client::Style;
use crate::runtime::multipart::{Encoding, Multipart, Part};
use crate::server::{Request, Server, answer};
use crate::support::{client, fail, wait};
use crate::types::UploadForm;
use bytes::Bytes;
use http_body::{Body, Frame};
use proptest::prelude::*;
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

const DONE: &str = "204 No Content";

/// Sends a form, and gives back the request.
fn send(form: impl Into<Multipart>, encodings: &[(&str, Encoding)]) -> Request {
    let server = Server::answering(answer(DONE, ""));
    let call = client(&server).request("POST", "/files");
    wait(call.multipart_body(form, encodings)).unwrap();
    server.request()
}

/// The body with `BOUNDARY` for what parts its parts.
fn text(request: &Request) -> String {
    let body = String::from_utf8(request.body.clone()).unwrap();
    body.replace(&boundary(request), "BOUNDARY")
}

fn boundary(request: &Request) -> String {
    multer::parse_boundary(request.header("content-type").unwrap()).unwrap()
}

/// A part as the parser sees it: name, file name, media type, content.
type Seen = (Option<String>, Option<String>, Option<String>, Bytes);

fn parse(request: &Request) -> Vec<Seen> {
    let body = Bytes::from(request.body.clone());
    let body = futures_util::stream::iter([Ok::<_, io::Error>(body)]);
    let mut parser = multer::Multipart::new(body, boundary(request));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut seen = Vec::new();
        while let Some(field) = parser.next_field().await.unwrap() {
            let own = |text: Option<&str>| text.map(str::to_owned);
            let media_type = field.content_type().map(ToString::to_string);
            let names = (own(field.name()), own(field.file_name()));
            seen.push((names.0, names.1, media_type, field.bytes().await.unwrap()));
        }
        seen
    })
}

/// A stream of chunks, of no known length.
struct Chunks(VecDeque<io::Result<Bytes>>);

impl Body for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(self.0.pop_front().map(|chunk| chunk.map(Frame::data)))
    }
}

pub fn stream(chunks: impl IntoIterator<Item = io::Result<&'static str>>) -> reqwest::Body {
    let chunks = chunks.into_iter().map(|chunk| chunk.map(Bytes::from));
    reqwest::Body::wrap(Chunks(chunks.collect()))
}

#[test]
fn a_form_is_written_as_rfc_7578_says() {
    let file = Part::new("a,b\r\n")
        .file_name("a.csv")
        .content_type("text/csv");
    let form = UploadForm::new(
        file.header("X-Sum", "7"),
        "team-a".parse::<crate::types::Tag>().unwrap(),
    )
    .pages(vec![Part::from(b"\xc3\xa9"), "2".into()])
    .backoff_limit(3);
    let request = send(form, &[]);
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
    let expected = "--BOUNDARY\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\
        Content-Type: text/csv\r\n\
        X-Sum: 7\r\n\r\n\
        a,b\r\n\r\n\
        --BOUNDARY\r\n\
        Content-Disposition: form-data; name=\"tag\"\r\n\r\n\
        team-a\r\n\
        --BOUNDARY\r\n\
        Content-Disposition: form-data; name=\"pages\"; filename=\"blob\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\
        \u{e9}\r\n\
        --BOUNDARY\r\n\
        Content-Disposition: form-data; name=\"pages\"; filename=\"blob\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\
        2\r\n\
        --BOUNDARY\r\n\
        Content-Disposition: form-data; name=\"backoffLimit\"\r\n\r\n\
        3\r\n\
        --BOUNDARY--\r\n";
    assert_eq!(text(&request), expected);
}

#[test]
fn values_are_written_by_what_they_are_and_as_encodings_say() {
    let value = serde_json::json!({
        "text": "a", "number": 1.5, "flag": true, "nothing": null,
        "list": ["a", {"b": 1}, ["c"]],
        "object": {"k": "v"},
        "deep": {"create": true, "expires_at": 7},
        "words": ["a", "b"],
        "options": "{}",
        "xml": "<a/>",
    });
    let encodings = [
        ("deep", Encoding::Style(Style::DeepObject.explode(true))),
        (
            "words",
            Encoding::Style(Style::PipeDelimited.explode(false)),
        ),
        ("options", Encoding::ContentType("application/json")),
        ("xml", Encoding::ContentType("application/xml")),
    ];
    let seen = parse(&send(Multipart::of(&value), &encodings));
    let seen: Vec<_> = seen
        .iter()
        .map(|(name, file, kind, content)| {
            assert_eq!(*file, None);
            let content = std::str::from_utf8(content).unwrap();
            (name.as_deref().unwrap(), kind.as_deref(), content)
        })
        .collect();
    let json = Some("application/json");
    let expected = [
        ("text", None, "a"),
        ("number", None, "1.5"),
        ("flag", None, "true"),
        ("list", None, "a"),
        ("list", json, "{\"b\":1}"),
        ("list", json, "[\"c\"]"),
        ("object", json, "{\"k\":\"v\"}"),
        ("deep[create]", None, "true"),
        ("deep[expires_at]", None, "7"),
        ("words", None, "a|b"),
        ("options", json, "{}"),
        ("xml", Some("application/xml"), "<a/>"),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn the_media_type_of_a_file_is_the_callers_or_the_documents() {
    let encodings = [("png", Encoding::ContentType("image/png"))];
    let form = Multipart::new()
        .part("png", "1")
        .part("png", Part::new("2").content_type("image/webp"))
        .part("other", "3");
    let seen = parse(&send(form, &encodings)).into_iter();
    let types: Vec<_> = seen
        .map(|(_, _, media_type, _)| media_type.unwrap())
        .collect();
    assert_eq!(
        types,
        ["image/png", "image/webp", "application/octet-stream"]
    );
}

#[test]
fn no_name_ends_its_quotes_or_its_line() {
    let nasty = "a\"; filename=\"x\r\nX-Evil: 1\r\n\r\n\u{e9}%22\\";
    let form = Multipart::new()
        .value(nasty, "v")
        .part("f", Part::new("").file_name(nasty));
    let request = send(form, &[]);
    let escaped = "a%22; filename=%22x%0D%0AX-Evil: 1%0D%0A%0D%0A\u{e9}%22\\";
    let text = text(&request);
    assert!(
        text.contains(&format!("form-data; name=\"{escaped}\"\r\n\r\nv\r\n")),
        "{text}"
    );
    assert!(
        text.contains(&format!("name=\"f\"; filename=\"{escaped}\"\r\n")),
        "{text}"
    );
    assert_eq!(parse(&request).len(), 2);
}

#[test]
fn a_header_of_a_part_cannot_hold_two() {
    let server = Server::answering(answer(DONE, ""));
    let parts = [
        Part::new("").content_type("text/plain\r\nX-Evil: 1"),
        Part::new("").header("x", "1\r\nX-Evil: 1"),
        Part::new("").header("x: y\r\nX-Evil", "1"),
    ];
    for part in parts {
        let call = client(&server).request("POST", "/files");
        let error = fail(call.multipart_body(Multipart::new().part("f", part), &[]));
        assert!(error.is_request(), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_stream_is_sent_as_it_comes() {
    let part = Part::from(stream([Ok("one"), Ok(""), Ok("two")])).file_name("s");
    let request = send(Multipart::new().value("a", "b").part("f", part), &[]);
    assert_eq!(request.header("content-length"), None);
    let seen = parse(&request);
    assert_eq!(seen[1].3, "onetwo");
    assert!(text(&request).ends_with("onetwo\r\n--BOUNDARY--\r\n"));
}

#[test]
fn a_stream_that_breaks_is_an_error() {
    let server = Server::answering(answer(DONE, ""));
    let part = stream([Ok("one"), Err(io::Error::other("disk on fire"))]);
    let call = client(&server).request("POST", "/files");
    let error = fail(call.multipart_body(Multipart::new().part("f", part), &[]));
    assert!(error.is_transport(), "{error}");
    assert!(error.to_string().contains("disk on fire"), "{error}");
    assert!(server.requests().is_empty());
}

/// Sends the first request on to `/moved`.
fn moving() -> Server {
    Server::new(|request, stream| {
        let moved = answer("307 Temporary Redirect\nLocation: /moved", "");
        let done = answer(DONE, "");
        let answer = if request.target() == "/moved" {
            done
        } else {
            moved
        };
        drop(io::Write::write_all(stream, answer.as_bytes()));
    })
}

#[test]
fn what_is_in_memory_is_sent_again() {
    let server = moving();
    let call = client(&server).request("POST", "/files");
    let form = Multipart::new().value("a", "b").part("f", vec![7; 100_000]);
    wait(call.multipart_body(form, &[])).unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].body, requests[1].body);
    assert_eq!(parse(&requests[1])[1].3, vec![7; 100_000]);
}

#[test]
fn a_stream_is_sent_once() {
    let server = moving();
    let form = Multipart::new().part("f", stream([Ok("one")]));
    let call = client(&server).request("POST", "/files");
    let error = fail(call.multipart_body(form, &[]));
    let line = "POST /files: not sent: the body can be sent only once";
    assert_eq!(error.to_string(), line);
    let call = client(&server).request("POST", "/files");
    let error = fail(call.body("text/plain", stream([Ok("one")])));
    assert_eq!(error.to_string(), line);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn what_can_be_sent_again_is_retried() {
    let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
    let server = Server::answering(busy);
    let call = client(&server).request("PUT", "/files").retries(1);
    let error = fail(call.multipart_body(Multipart::new().part("f", "one"), &[]));
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(server.requests().len(), 2);
    let call = client(&server).request("PUT", "/files").retries(1);
    let error = fail(call.multipart_body(Multipart::new().part("f", stream([Ok("one")])), &[]));
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_body_is_a_stream_as_well() {
    let server = Server::answering(answer(DONE, ""));
    let call = client(&server).request("PUT", "/x");
    wait(call.body("text/plain", stream([Ok("one"), Ok("two")]))).unwrap();
    assert_eq!(server.request().body, b"onetwo");
}

#[test]
fn content_shows_in_no_debug() {
    let part = Part::new("secret").file_name("a").header("x", "secret");
    let form = Multipart::new().part("f", part.clone());
    assert!(!format!("{part:?} {form:?}").contains("secret"));
    let line = "Part { length: 6, file_name: Some(\"a\"), content_type: None, .. }";
    assert_eq!(format!("{part:?}"), line);
}

#[test]
fn no_two_forms_have_the_same_boundary() {
    let mut boundaries: Vec<_> = (0..20)
        .map(|_| boundary(&send(Multipart::new(), &[])))
        .collect();
    boundaries.sort();
    boundaries.dedup();
    assert_eq!(boundaries.len(), 20);
    assert!(boundaries.iter().all(|boundary| boundary.len() == 48));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the contents are, another parser finds the same parts.
    #[test]
    fn another_parser_finds_the_same_parts(
        parts in proptest::collection::vec(("[a-z\\[\\] ]{1,8}", proptest::collection::vec(
            prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'-'), any::<u8>()], 0..64)), 0..6),
    ) {
        let mut form = Multipart::new();
        for (name, content) in &parts {
            form = form.part(name.clone(), Part::new(content.clone()).file_name("f"));
        }
        let seen = parse(&send(form, &[]));
        let seen: Vec<_> = seen.into_iter().map(|(name, _, _, content)| (name.unwrap(), content.to_vec())).collect();
        prop_assert_eq!(seen, parts);
    }
}
