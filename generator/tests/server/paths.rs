//! Paths that axum's own matcher cannot tell apart.

use crate::server::Server;
use crate::service::{Echo, Told, send, server, with};

async fn ask(address: std::net::SocketAddr, method: &str, target: &str) -> (u16, String) {
    let Told {
        status, headers, ..
    } = send(address, (method, target), &[], "").await;
    let header = headers.get("x-id").or(headers.get("allow"));
    (
        status,
        header.map_or("", |id| id.to_str().unwrap()).to_owned(),
    )
}

#[test]
fn a_parameter_may_be_a_part_of_a_segment() {
    with(server(), |address| async move {
        let no = String::new;
        assert_eq!(
            ask(address, "GET", "/things/a.json").await,
            (204, "a".into())
        );
        assert_eq!(
            ask(address, "GET", "/things/a.json.json").await,
            (204, "a.json".into())
        );
        assert_eq!(
            ask(address, "GET", "/things/a%2Fb%2Ejson.json").await,
            (204, "a/b.json".into())
        );
        assert_eq!(
            ask(address, "POST", "/things/a:b:cancel").await,
            (204, "a:b".into())
        );
        assert_eq!(ask(address, "GET", "/things/.json").await, (404, no()));
        assert_eq!(ask(address, "GET", "/things/mine").await, (204, no()));
        assert_eq!(ask(address, "GET", "/things/mine/parts").await, (501, no()));
        assert_eq!(ask(address, "GET", "/things").await, (404, no()));
        assert_eq!(ask(address, "GET", "/things/mine/").await, (404, no()));
    });
}

#[test]
fn another_method_is_told_which_there_are() {
    with(server(), |address| async move {
        assert_eq!(
            ask(address, "DELETE", "/things/mine").await,
            (405, "GET, HEAD".into())
        );
        assert_eq!(
            ask(address, "GET", "/things/a:cancel").await,
            (405, "POST".into())
        );
        assert_eq!(
            ask(address, "HEAD", "/things/mine").await,
            (204, String::new())
        );
    });
}

#[test]
fn what_has_no_implementation_is_checked_and_answered_with_501() {
    with(Server::new().paths(Echo), |address| async move {
        let told = send(address, ("POST", "/text"), &[], "").await;
        assert_eq!(told.status, 501);
        assert!(
            told.body.contains("text is not implemented"),
            "{}",
            told.body
        );
        let told = send(
            address,
            ("POST", "/text"),
            &[("content-type", "image/png")],
            "x",
        )
        .await;
        assert_eq!(told.status, 415);
    });
}
