//! What the tests of the client share.

use crate::server::{Server, json};
use northflank::runtime::client::{ClientBuilder, Error, Response};
use northflank::types::GetJobResponse;
use northflank::{Client, blocking};
use serde_json::Value;

/// A token that nothing may print.
pub(crate) const CANARY: &str = "canary-3f9a1c7e";

/// A client of `server` that goes through no proxy.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .http_builder(reqwest::Client::builder().no_proxy())
        .base_url(server.url())
        .token(CANARY)
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// The same, for code that waits.
pub(crate) fn blocking(server: &Server) -> blocking::Client {
    blocking::Client::builder()
        .http_builder(reqwest::Client::builder().no_proxy())
        .base_url(server.url())
        .token(CANARY)
        .build()
        .unwrap()
}

/// Runs a call to its end.
pub(crate) fn wait<T>(call: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(call.into_future())
}

/// The error of a call: one line without controls, and no secret anywhere.
pub(crate) fn fail<T: std::fmt::Debug>(
    call: impl IntoFuture<Output = Result<Response<T>, Error>>,
) -> Error {
    let error = wait(call).unwrap_err();
    let line = error.to_string();
    assert!(!line.chars().any(char::is_control), "{line:?}");
    let mut all = format!("{line} {error:?} {error:#?}");
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        all += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    assert!(!all.contains(CANARY), "{all}");
    error
}

/// What the default client makes of a body.
pub(crate) fn receive(body: &Value) -> Response<GetJobResponse> {
    let server = Server::answering(json("200 OK", &body.to_string()));
    wait(client(&server).get_job("p", "j")).unwrap()
}

/// What a client makes of a body that refuses what the document does not allow.
pub(crate) fn refuse(body: &Value) -> Error {
    let server = Server::answering(json("200 OK", &body.to_string()));
    fail(client(&server).get_job("p", "j").strict_responses(true))
}

/// The violations of a response, each as its line.
pub(crate) fn lines(response: &Response<GetJobResponse>) -> Vec<String> {
    let violations = response.violations().iter();
    violations.map(ToString::to_string).collect()
}
