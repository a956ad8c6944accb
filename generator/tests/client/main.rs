//! The HTTP client of the runtime, in a hand-written copy of what the generator emits, against
//! a server on the loopback address that answers exact bytes.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    missing_docs,
    unreachable_pub,
    reason = "a generated crate carries only what it needs"
)]

/// What a generated crate with a client carries.
#[path = "../../runtime"]
mod runtime {
    pub mod blocking;
    pub mod choice;
    pub mod client;
    pub mod collections;
    pub mod decode;
    pub mod decoding;
    pub mod from_value;
    pub mod object;
    pub mod string;
    pub mod value;
    pub mod violation;
}

mod api;
mod operations;
mod server;
mod types;

mod configuring;
mod faults;
mod receiving;
mod redirects;
mod requests;
mod secrets;
mod statuses;
mod waiting;

use runtime::client::{ClientBuilder, Error, Response};

/// As a generated crate names it.
type Client = runtime::client::Client;

/// A token that nothing may print.
const CANARY: &str = "canary-3f9a1c7e";

/// A client of `server` that goes through no proxy.
fn builder<M>(server: &server::Server) -> ClientBuilder<M> {
    runtime::client::Client::builder()
        .http_builder(reqwest::Client::builder().no_proxy())
        .base_url(server.url())
        .token(CANARY)
}

fn client(server: &server::Server) -> Client {
    builder(server).build().unwrap()
}

/// Runs a call to its end.
fn wait<T>(call: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(call.into_future())
}

/// The error of a call, checked for what holds of all errors.
fn fail<T: std::fmt::Debug>(call: impl IntoFuture<Output = Result<Response<T>, Error>>) -> Error {
    let error = wait(call).unwrap_err();
    check(&error);
    error
}

/// One line without controls, and no secret anywhere.
fn check(error: &Error) {
    let line = error.to_string();
    assert!(!line.chars().any(char::is_control), "{line:?}");
    assert!(line.len() < 2_000, "{line}");
    let mut all = format!("{line} {error:?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        all += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    assert!(!all.contains(CANARY), "{all}");
}
