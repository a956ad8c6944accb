//! What a request that is at fault is answered: problems of RFC 9457.

use crate::server::Server;
use crate::service::{Echo, Told, send, server, with};
use serde_json::{Value, json};

const JSON: (&str, &str) = ("content-type", "application/json");
const TOKEN: (&str, &str) = ("authorization", "Bearer good");
const STYLES: &str = "/styles/a/.1/;x=1/;color=b";

/// The problem, without what all problems say alike.
fn problem(told: &Told) -> Value {
    assert_eq!(told.headers["content-type"], "application/problem+json");
    let mut problem: Value = serde_json::from_str(&told.body).unwrap();
    let members = problem.as_object_mut().unwrap();
    assert_eq!(members.remove("type").unwrap(), "about:blank");
    assert_eq!(members.remove("status").unwrap(), told.status);
    assert!(members.remove("title").is_some());
    problem
}

#[test]
fn all_parameters_at_fault_are_named() {
    with(server(), |address| async move {
        let target = format!("{STYLES}?limit=0&order=left&joined=1,x&deep[y]=2&either=1a");
        let told = send(address, ("GET", &target), &[("x-range", "1, z")], "").await;
        assert_eq!(told.status, 400);
        let errors = problem(&told)["errors"].clone();
        let lines: Vec<String> = errors
            .as_array()
            .unwrap()
            .iter()
            .map(|error| {
                let text = |name: &str| error[name].as_str().unwrap();
                format!("{} {}: {}", text("in"), text("name"), text("detail"))
            })
            .collect();
        let expected = [
            r#"query joined: /1: invalid type: string "x", expected an integer from -9223372036854775808 to 9223372036854775807"#,
            r#"query deep: /x: Point: `x` is required, but missing"#,
            r#"query either: does not match ^[a-z]+$: "1a""#,
            r#"query limit: less than 1: 0"#,
            r#"query order: not one of the listed values: "left""#,
            r#"header X-Range: /1: invalid type: string "z", expected an integer from -9223372036854775808 to 9223372036854775807"#,
        ];
        for (line, expected) in lines.iter().zip(expected) {
            assert_eq!(line, expected);
        }
        assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    });
}

#[test]
fn an_integer_below_the_least_is_not_rounded_to_it() {
    with(server(), |address| async move {
        for (number, status) in [("-9223372036854775808", 200), ("-9223372036854775809", 400)] {
            let target = format!("{STYLES}?joined={number}");
            let told = send(address, ("GET", &target), &[], "").await;
            assert_eq!(told.status, status, "{number}: {}", told.body);
        }
    });
}

#[test]
fn parameters_that_are_not_written_in_their_style() {
    with(server(), |address| async move {
        for (target, expected) in [
            (
                "/styles/a/1/;x=1/;color=b",
                "path parameter label: expected a `.` in front",
            ),
            (
                "/styles/a/.1/x=1/;color=b",
                "path parameter matrix: expected a `;` in front",
            ),
            (
                "/styles/a/.1/;x=1/;colour=b",
                "path parameter color: expected `;color=` in front",
            ),
            (
                "/styles/%FF/.1/;x=1/;color=b",
                "path parameter simple: not UTF-8, or not percent-encoded",
            ),
            (
                "/styles/a/.1/;x=1/;color=b?limit=1&limit=2",
                "query parameter limit: given twice",
            ),
            (
                "/styles/a/.1/;x=1/;color=b?deep[x=1",
                r#"query parameter deep: "deep[x" has a `[` without a `]`"#,
            ),
            (
                &format!("/styles/a/.1/;x=1/;color=b?deep{}=1", "[x]".repeat(10_000)),
                "query parameter deep: nested deeper than 32 brackets",
            ),
        ] {
            let told = send(address, ("GET", target), &[], "").await;
            assert_eq!(
                (told.status, &problem(&told)["detail"]),
                (400, &json!(expected))
            );
        }
    });
}

#[test]
fn a_body_that_the_schema_does_not_allow() {
    with(server(), |address| async move {
        let body = r#"{"name":"a","count":10}"#;
        let told = send(address, ("POST", "/json"), &[JSON, TOKEN], body).await;
        assert_eq!(told.status, 422);
        let expected = json!([
            { "in": "body", "pointer": "#/name", "detail": "1 character, at least 2 required: \"a\"" },
            { "in": "body", "pointer": "#/count", "detail": "greater than 9: 10" },
            { "in": "body", "pointer": "#/tags", "detail": "required, but missing" },
        ]);
        let mut found = problem(&told)["errors"].as_array().unwrap().clone();
        for expected in expected.as_array().unwrap() {
            let index = found.iter().position(|error| error == expected);
            found.remove(index.unwrap_or_else(|| panic!("{expected} of {found:?}")));
        }
        assert!(found.is_empty(), "{found:?}");
    });
}

#[test]
fn bodies_that_cannot_be_read() {
    with(server(), |address| async move {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let large = format!("{{\"name\":\"{}\"}}", "a".repeat(1_000));
        for (target, headers, body, status, detail) in [
            (
                ("POST", "/json"),
                &[JSON, TOKEN][..],
                "{",
                400,
                "the body is not JSON",
            ),
            (
                ("POST", "/json"),
                &[TOKEN],
                "",
                400,
                "a body of application/json is required",
            ),
            (
                ("POST", "/json"),
                &[TOKEN, form],
                "a=b",
                415,
                "expected application/json",
            ),
            (
                ("POST", "/json"),
                &[JSON, TOKEN],
                &large,
                413,
                "larger than 1000 bytes",
            ),
            (
                ("PUT", "/form"),
                &[form],
                "amount=x",
                422,
                "body, /amount: ",
            ),
            (
                ("PUT", "/form"),
                &[form],
                "at[x]=1",
                422,
                "FormBody: `amount` is required, but missing",
            ),
            (("POST", "/bytes"), &[JSON], "{}", 415, "expected image/*"),
            (
                ("POST", "/text"),
                &[],
                "a",
                415,
                "the body has no media type",
            ),
        ] {
            let told = send(address, target, headers, body).await;
            let problem = problem(&told);
            assert_eq!(told.status, status, "{problem}");
            assert!(
                problem["detail"].as_str().unwrap().contains(detail),
                "{problem}"
            );
        }
    });
}

#[test]
fn who_may_ask() {
    with(server(), |address| async move {
        let body = r#"{"name":"ab","tags":[]}"#;
        let told = send(address, ("POST", "/json"), &[JSON], body).await;
        assert_eq!(told.status, 401);
        let challenge = r#"Bearer, ApiKey in="query", name="api_key""#;
        assert_eq!(told.headers["www-authenticate"], challenge);
        for (target, token, status) in [
            ("/json", "Bearer good", 201),
            ("/json", "bearer good", 201),
            ("/json", "Bearer bad", 401),
            ("/json", "Bearer poor", 403),
            ("/json", "Basic good", 401),
            ("/json?api_key=good", "", 201),
        ] {
            let headers = [JSON, ("authorization", token)];
            let told = send(address, ("POST", target), &headers, body).await;
            assert_eq!(told.status, status, "{target} {token} {}", told.body);
        }
    });
}

#[test]
fn a_server_that_checks_no_credentials_lets_nobody_in() {
    with(Server::new().requests(Echo), |address| async move {
        let told = send(address, ("POST", "/json"), &[JSON, TOKEN], "{}").await;
        assert_eq!(told.status, 501);
        assert!(
            told.body.contains("Server::authorize is not set"),
            "{}",
            told.body
        );
    });
}
