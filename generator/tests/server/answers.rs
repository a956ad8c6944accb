//! Answers: what the document describes, and what it does not.

use crate::service::{client, send, server, with};

#[test]
fn a_status_of_a_range_has_to_be_in_it() {
    with(server(), |address| async move {
        let headers = [
            ("content-type", "application/json"),
            ("authorization", "Bearer good"),
        ];
        for (name, status, text) in [
            ("taken", 409, r#"{"x":1.0}"#),
            ("wrong", 500, "the document has no such answer"),
            ("broken", 500, "the server failed"),
        ] {
            let body = format!(r#"{{"name":"{name}","tags":[]}}"#);
            let told = send(address, ("POST", "/json"), &headers, &body).await;
            assert_eq!(told.status, status);
            assert!(told.body.contains(text), "{}", told.body);
            assert!(
                !told.body.contains("digit"),
                "what failed is nobody's business"
            );
        }
    });
}

#[test]
fn bytes_have_the_media_type_of_the_document() {
    with(server(), |address| async move {
        let headers = [("content-type", "image/gif")];
        let told = send(address, ("POST", "/bytes"), &headers, "GIF89a").await;
        assert_eq!((told.status, &told.body[..]), (200, "GIF89a"));
        assert_eq!(told.headers["content-type"], "image/png");
        let _ = client(address);
    });
}
