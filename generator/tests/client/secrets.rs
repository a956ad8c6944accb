//! The token is in the request and nowhere else.

use crate::runtime::client::{Async, Token};
use crate::server::{Server, json};
use crate::support::{CANARY, Client, builder, check, fail, wait};
use crate::types::Job;

#[test]
fn nothing_prints_it() {
    let server = Server::answering(json("200 OK", r#"{"data":{"id":"x","tags":[]}}"#));
    let builder = builder::<Async>(&server)
        .basic_auth("user", CANARY)
        .credential("legacyKey", CANARY)
        .header("X-Default", CANARY);
    let mut printed = format!("{builder:?} {builder:#?}");
    let client = builder.build().unwrap();
    printed += &format!("{client:?} {client:#?} {:?}", client.clone());
    let call = client
        .get_job("p", CANARY)
        .header("X-Custom", CANARY)
        .query("q", CANARY);
    printed += &format!("{call:?}");
    printed += &format!("{:?}", wait(call).unwrap());
    printed += &format!("{:?} {:?}", client.list_jobs(), client.request("GET", "/x"));
    let token = Token::from(CANARY);
    assert_eq!(format!("{token:?} {token}"), "*** ***");
    assert!(!printed.contains(CANARY), "{printed}");
    assert!(!printed.contains("dXNlc"), "{printed}");
}

#[test]
fn errors_do_not_repeat_what_the_server_echoes() {
    let message = format!(r#"{{"message":"token {CANARY} is bad","id":"{CANARY}"}}"#);
    let html = format!("<p>{CANARY}</p>");
    let text = format!(r#"{{"data":{{"id":"x","tags":[],"backoffLimit":"{CANARY}"}}}}"#);
    for (status, body) in [
        ("401 Unauthorized", &message),
        ("500 Internal Server Error", &html),
        ("200 OK", &html),
        ("200 OK", &text),
    ] {
        let server = Server::answering(json(status, body));
        let client = builder::<Async>(&server).build().unwrap();
        let error = wait(client.get_job("p", "j")).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(CANARY), "{error}");
        assert!(error.message().is_none_or(|text| !text.contains(CANARY)));
        assert!(String::from_utf8_lossy(error.body().unwrap()).contains(CANARY));
    }
}

#[test]
fn passwords_are_not_repeated_either() {
    for echo in [CANARY, "dXNlcjpjYW5hcnktM2Y5YTFjN2U="] {
        let server = Server::answering(json("400 Bad Request", &format!("[{echo:?}]")));
        let client = builder::<Async>(&server)
            .basic_auth("user", CANARY)
            .build()
            .unwrap();
        let error = fail(client.create_job(&Job::new("x", vec![])));
        assert_eq!(
            error.to_string(),
            "createJob: 400 Bad Request: \"[\"***\"]\""
        );
    }
}

#[test]
fn errors_do_not_show_the_query() {
    let server = Server::answering("");
    let client = builder::<Async>(&server)
        .credential("legacyKey", CANARY)
        .build()
        .unwrap();
    assert!(fail(client.delete_job("j")).is_transport());
}

#[test]
fn base_urls_with_passwords_are_refused_unseen() {
    for url in [
        format!("https://user:{CANARY}@api.example"),
        format!("https://{CANARY}@api.example"),
        format!("user:{CANARY}@api.example"),
        format!("https://user:{CANARY}@ api.example"),
    ] {
        let error = Client::builder().base_url(url).build().unwrap_err();
        check(&error);
        assert!(error.is_config());
    }
}
