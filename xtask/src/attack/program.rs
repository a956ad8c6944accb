//! A server that answers each operation with valid answers in turn. Called with a port and the path of a file, which
//! has the answers of each operation.

use axum::http::StatusCode;
use krate::Value;
use krate::server::{Access, Error, Result, Server};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Which function of `Response` makes it, its body, and its headers.
type Answer = (usize, Value, BTreeMap<String, String>);

#[derive(Clone)]
struct Answers(Arc<(Vec<Vec<Answer>>, AtomicUsize)>);

impl Answers {
    fn next(&self, operation: usize) -> Result<Answer> {
        let (all, turn) = &*self.0;
        let turn = turn.fetch_add(1, Ordering::Relaxed);
        let answers = &all[operation];
        let answer = answers.get(turn % answers.len().max(1));
        answer.cloned().ok_or_else(|| failed("there is no answer"))
    }
}

fn failed(detail: impl std::fmt::Display) -> Error {
    Error::new(StatusCode::INTERNAL_SERVER_ERROR, detail.to_string())
}

/// Strictly: a type that refuses what is valid is found.
fn read<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_str(&value.to_string()).map_err(failed)
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or_default()
}

/// A name of the document lives as long as the program.
fn leaked(name: String) -> &'static str {
    name.leak()
}

/// The credentials that the attacker was given, and no others.
async fn authorize(access: Access) -> Result<()> {
    let is_known = |secret: &str| secret == "token" || secret == "dXNlcjpwYXNzd29yZA==";
    match access.credentials.iter().all(|credential| is_known(&credential.secret)) {
        true => Ok(()),
        false => Err(access.unauthorized("the credential is not known")),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let port: u16 = arguments.next().and_then(|port| port.parse().ok()).expect("a port");
    let text = std::fs::read_to_string(arguments.next().expect("a path")).expect("a file");
    let answers = serde_json::from_str(&text).expect("answers");
    let router = served(Answers(Arc::new((answers, AtomicUsize::new(0)))));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("the port");
    axum::serve(listener, router.authorize(authorize).into_router()).await.expect("a server");
}
