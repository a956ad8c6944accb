//! Building a client: from parts, from the environment.

use crate::runtime::client::environment::Environment;
use crate::runtime::client::{Async, ErrorKind};
use crate::server::{Server, json};
use crate::support::{Client, builder, wait};

fn ok() -> Server {
    Server::answering(json("200 OK", r#"{"data":{"id":"x","tags":[]}}"#))
}

#[test]
fn base_urls() {
    for (path, sent) in [
        ("", "/v1/jobs"),
        ("/", "/v1/jobs"),
        ("/api", "/api/v1/jobs"),
        ("/api/", "/api/v1/jobs"),
        ("/a%20b//", "/a%20b/v1/jobs"),
        ("/x/../api", "/api/v1/jobs"),
    ] {
        let server = Server::answering(json("200 OK", "[]"));
        let base_url = format!("{}{path}", server.url());
        let client = builder::<Async>(&server)
            .base_url(base_url)
            .build()
            .unwrap();
        wait(client.list_jobs()).unwrap();
        assert_eq!(server.request().target(), sent);
    }
}

#[test]
fn base_urls_that_are_none() {
    let line = |url: &str| {
        Client::builder()
            .base_url(url)
            .build()
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        line("api.example"),
        "northflank: the base URL \"api.example\": relative URL without a base"
    );
    assert_eq!(
        line("ftp://api.example"),
        "northflank: the base URL \"ftp://api.example\" is neither http nor https"
    );
    assert_eq!(
        line("https://api.example/?a=b"),
        "northflank: the base URL \"https://api.example/?a=b\" has a query or a fragment"
    );
    assert_eq!(
        line("https://u:p@api.example"),
        "northflank: the base URL holds credentials: give them to the builder"
    );
    assert_eq!(
        line(""),
        "northflank: no base URL: set NORTHFLANK_API_BASE_URL, NF_API_HOST or NF_HOST, \
         or pass Client::builder().base_url(..)"
    );
}

#[test]
fn the_environment_in_the_documents_order() {
    let server = ok();
    let from = |variables: &[(&str, &str)]| {
        let variables: Vec<(String, String)> = variables
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect();
        let look_up = move |name: &str| {
            let found = variables.iter().find(|(given, _)| given == name);
            found.map(|(_, value)| value.clone())
        };
        let http = reqwest::Client::builder().no_proxy();
        let builder = Client::builder().http_builder(http);
        builder
            .with_environment(&Environment(&look_up))
            .and_then(|builder| builder.build())
    };
    let url = server.url();
    let client = from(&[
        ("NF_HOST", "http://wrong.example"),
        ("NF_API_HOST", &url),
        ("NORTHFLANK_API_BASE_URL", " "),
        ("NORTHFLANK_API_TOKEN", ""),
        ("NF_API_TOKEN", "second\n"),
    ]);
    wait(client.unwrap().get_job("p", "j")).unwrap();
    assert_eq!(
        server.request().header("authorization"),
        Some("Bearer second")
    );
    let client = from(&[
        ("NF_API_TOKEN", "second"),
        ("NORTHFLANK_API_TOKEN", "first"),
    ]);
    assert!(format!("{:?}", client.unwrap()).contains("https://api.northflank.com"));
    let error = from(&[("NF_HOST", &url)]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(
        error.to_string(),
        "northflank: no token in the environment: set NORTHFLANK_API_TOKEN or NF_API_TOKEN, \
         or pass Client::builder().token(..)"
    );
}

#[test]
fn headers_of_all_calls_and_of_one() {
    let server = ok();
    let client = builder::<Async>(&server)
        .header("X-Both", "client")
        .header("X-Client", "client")
        .user_agent("mine/1")
        .build()
        .unwrap();
    wait(client.get_job("p", "j").header("x-both", "call")).unwrap();
    let request = server.request();
    assert_eq!(request.header("x-both"), Some("call"));
    assert_eq!(request.header("x-client"), Some("client"));
    assert_eq!(request.header("user-agent"), Some("mine/1"));
    let error = builder::<Async>(&server)
        .header("X-Bad", "a\nb")
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "northflank: header x-bad holds a control character"
    );
}

#[test]
fn credentials_for_no_scheme_are_told() {
    let error = Client::builder()
        .credential("nope", "x")
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "northflank: no security scheme \"nope\", but bearerAuth, key, legacyKey, cookieKey, oauth, login"
    );
}

#[test]
fn other_requests_get_the_first_credential() {
    let server = ok();
    let client = builder::<Async>(&server).build().unwrap();
    let value = client
        .request("PATCH", "/v2/{x}")
        .path("x", "a/b")
        .query("n", 1);
    wait(value.json::<crate::runtime::value::Value>()).unwrap();
    let request = server.request();
    assert_eq!(request.line, "PATCH /v2/a%2Fb?n=1 HTTP/1.1");
    assert!(request.header("authorization").is_some());
}

#[test]
fn types_are_what_users_need() {
    fn send_and_clone<T: Send + Sync + Clone + std::fmt::Debug>() {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    fn send<T: Send>(_: T) {}
    send_and_clone::<Client>();
    send_and_clone::<crate::runtime::blocking::Client>();
    error::<crate::runtime::client::Error>();
    assert_eq!(
        size_of::<crate::runtime::client::Error>(),
        size_of::<usize>()
    );
    send(
        builder::<Async>(&ok())
            .build()
            .unwrap()
            .list_jobs()
            .into_future(),
    );
    // An API without a body type that is `Send` can still be spawned.
    send(Client::new("t").unwrap().get_job("p", "j").send());
}
