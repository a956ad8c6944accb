//! Compressed bodies: what is asked for, what is read, and how much of it.

use crate::runtime::client::Async;
use crate::server::{Server, json};
use crate::support::{builder, client, fail, wait};
use std::io::Write;
use std::net::TcpStream;

/// `{"data":{"id":"x","tags":["abc", ..]}}` with fifty tags, as Python's `gzip`, `brotli` and `zstandard` write it.
const ENCODED: [(&str, &[u8]); 3] = [
    (
        "gzip",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xabVJI,IT\xb2\xaaV\xcaLQ\xb2R\xaaP\xd2Q*IL/\
      V\xb2\x8aVJLJ\x06\xf2FI\xc2dlm-\x00\xb8\xfbv`H\x01\x00\x00",
    ),
    (
        "br",
        b"\x1bG\x01\xf8\x9d\x07\xb6\xad%\xbba\x06\x83\xbf\xf6\x8cP\x8b\xec\x8dm\xcd\xb04\xbc\
      \xd4a\xe9\xca>2\xb1\x96D\x13\x81v\x93\x07`\x90\x0b\xa9Icy\xfeetq\x00",
    ),
    (
        "zstd",
        b"(\xb5/\xfd`H\x00]\x01\x004\x02{\"data\":{\"id\":\"x\",\"tags\":[\"abc\",]}}\x01\x00\
      \x10\x89Z\x9e",
    ),
];

/// An answer whose body is in this encoding.
pub(crate) fn encoded(status: &str, encoding: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Encoding: {encoding}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// A gzip stream of 258 times so many spaces and one, without its checksum: RFC 1951, 3.2.6.
pub(crate) fn bomb(repeats: usize) -> Vec<u8> {
    let mut bytes = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    let (mut pending, mut count) = (0_u32, 0);
    let mut put = |bits: u32, length: u32| {
        pending |= bits << count;
        count += length;
        while count >= 8 {
            bytes.push(pending.to_le_bytes()[0]);
            pending >>= 8;
            count -= 8;
        }
    };
    put(0b011, 3); // The last block, by the fixed code.
    put(0b0000_1010, 8); // A space: codes are written from their highest bit.
    for _ in 0..repeats {
        put(0b10100011, 8); // A copy of 258 bytes
        put(0, 5); // from one byte before.
    }
    put(0, 7); // The end.
    put(0, 7);
    bytes
}

#[test]
fn what_can_be_read_is_asked_for() {
    for (encoding, body) in ENCODED {
        let server = Server::answering(encoded("200 OK", encoding, body));
        let job = wait(client(&server).get_job("p", "j").strict_responses(true)).unwrap();
        assert_eq!(job.data.tags.len(), 50);
        // They describe what was sent, not what is here.
        assert!(!job.headers().contains_key("content-encoding"));
        let request = server.request();
        let asked = request.header("accept-encoding").unwrap();
        assert!(
            asked.split(',').any(|name| name.trim() == encoding),
            "{asked}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let server = Server::answering(encoded("200 OK", "lzma", b"\x5d\0\0\x80"));
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(
        error.to_string(),
        "getJob: 200 OK, but the body cannot be read: not UTF-8 at byte 3: \
         it is compressed, as lzma: a feature of this crate may read that"
    );
    for (encoding, body) in ENCODED {
        let broken = [b"nonsense", body].concat();
        let server = Server::answering(encoded("200 OK", encoding, &broken));
        let error = fail(client(&server).get_job("p", "j"));
        assert!(error.is_transport(), "{error}");
        let cut = &body[..body.len() - 12];
        let server = Server::answering(encoded("200 OK", encoding, cut));
        assert!(fail(client(&server).get_job("p", "j")).is_transport());
    }
}

#[test]
fn the_bomb_is_one() {
    // What is behind the 258,001 bytes is no checksum.
    let bomb = bomb(1_000);
    assert_eq!(bomb.len(), 1_638);
    let server = Server::answering(encoded("200 OK", "gzip", &bomb));
    let error = fail(client(&server).get_job("p", "j"));
    assert_eq!(error.body().map(<[u8]>::len), Some(258_001));
}

#[test]
fn a_bomb_stops_at_the_limit() {
    // A gigabyte of spaces in 6.8 MB.
    let bomb = bomb(4_161_791);
    let send = move |stream: &mut TcpStream| stream.write_all(&encoded("200 OK", "gzip", &bomb));
    let server = Server::new(move |_, stream| assert!(send(stream).is_err(), "all was read"));
    let api = builder::<Async>(&server).max_response_bytes(4 << 20);
    let error = fail(api.build().unwrap().get_job("p", "j"));
    assert!(error.is_too_large());
    assert!(error.body().unwrap().len() <= 4 << 20);
}

#[test]
fn a_bomb_of_an_error_stops_at_a_megabyte() {
    let server = Server::answering(encoded(
        "500 Internal Server Error",
        "gzip",
        &bomb(1_000_000),
    ));
    let error = fail(client(&server).get_job("p", "j"));
    assert!(error.is_status());
    assert_eq!(error.body().map(<[u8]>::len), Some(1 << 20));
}
