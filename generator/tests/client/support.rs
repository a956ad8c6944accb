//! What all these tests share.

use crate::runtime;
use crate::runtime::client::{ClientBuilder, Error, Response};
use crate::server;

/// As a generated crate names it.
pub type Client = runtime::client::Client;

/// A token that nothing may print.
pub const CANARY: &str = "canary-3f9a1c7e";

/// A client of `server` that goes through no proxy, and shows each fault at once.
pub fn builder<M>(server: &server::Server) -> ClientBuilder<M> {
    runtime::client::Client::builder()
        .http_builder(reqwest::Client::builder().no_proxy())
        .base_url(server.url())
        .token(CANARY)
        .retries(0)
}

pub fn client(server: &server::Server) -> Client {
    builder(server).build().unwrap()
}

/// Runs a call to its end.
pub fn wait<T>(call: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Error> {
    run(call.into_future())
}

/// Runs a future to its end.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}

/// The error of a call, checked for what holds of all errors.
pub fn fail<T: std::fmt::Debug>(
    call: impl IntoFuture<Output = Result<Response<T>, Error>>,
) -> Error {
    let error = wait(call).unwrap_err();
    check(&error);
    error
}

/// One line without controls, and no secret anywhere.
pub fn check(error: &Error) {
    let line = error.to_string();
    assert!(!line.chars().any(char::is_control), "{line:?}");
    assert!(line.len() < 2_000, "{line}");
    let mut all = format!("{line} {error:?} {error:#?}");
    assert_eq!(format!("{error:?}"), line);
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        all += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    assert!(!all.contains(CANARY), "{all}");
}
