//! The server under test, on the loopback address; it answers what it has understood.

use crate::Client;
use crate::server::paths::{self, Paths};
use crate::server::requests::{self, Requests};
use crate::server::{Error, Result, Server};
use crate::types;
use axum::http::StatusCode;
use std::net::SocketAddr;

pub(crate) struct Echo;

impl Requests for Echo {
    async fn styles(&self, it: requests::styles::Request) -> Result<requests::styles::Response> {
        let path = format!(
            "{:?} {:?} {:?} {:?}",
            it.simple, it.label, it.matrix.x, it.color
        );
        let deep = it.deep.map(|point| (point.x, point.y));
        let open = it.open.map(|size| (size.width, size.unit));
        let content = it.content.map(|point| point.x);
        let lists = format!("{:?} {:?} {:?} {:?}", it.many, it.joined, it.space, it.pipe);
        let others = format!("{:?} {:?}", it.x_range, it.x_point.map(|point| point.x));
        let seen = it.seen;
        Ok(requests::styles::Response::ok(format!(
            "{path}\n{lists}\n{deep:?} {open:?} {content:?} {:?}\n{others} {seen:?}",
            it.either
        )))
    }

    async fn json(&self, it: requests::json::Request) -> Result<requests::json::Response> {
        match it.body.name.as_str() {
            "taken" => Ok(requests::json::Response::status_4xx(
                StatusCode::CONFLICT,
                types::Point::new(1.0),
            )),
            "wrong" => Ok(requests::json::Response::status_4xx(
                StatusCode::OK,
                types::Point::new(1.0),
            )),
            "broken" => Err("x".parse::<i32>().map(|_| Error::not_implemented(""))?),
            _ => {
                let who = it.parts.extensions.get::<String>().cloned();
                let reply = requests::json::Response::created(it.body);
                Ok(reply.header("x-who", who.unwrap_or_default()))
            }
        }
    }

    async fn form(&self, it: requests::form::Request) -> Result<requests::form::Response> {
        let body = it.body;
        let at = body.at.map(|point| (point.x, point.y));
        let text = format!("{} {at:?} {:?}", body.amount, body.tags);
        Ok(requests::form::Response::ok(text))
    }

    async fn text(&self, it: requests::text::Request) -> Result<requests::text::Response> {
        Ok(requests::text::Response::ok(format!("{:?}", it.body)))
    }

    async fn bytes(&self, it: requests::bytes::Request) -> Result<requests::bytes::Response> {
        Ok(requests::bytes::Response::ok(it.body))
    }

    async fn parts(&self, it: requests::parts::Request) -> Result<requests::parts::Response> {
        let mut names = Vec::new();
        let mut body = it.body;
        while let Some(part) = body.next_field().await? {
            names.push(part.name().unwrap_or_default().to_owned());
        }
        Ok(requests::parts::Response::ok(names.join(" ")))
    }
}

impl Paths for Echo {
    async fn suffix(&self, it: paths::suffix::Request) -> Result<paths::suffix::Response> {
        Ok(paths::suffix::Response::no_content().header("x-id", it.id))
    }

    async fn cancel(&self, it: paths::cancel::Request) -> Result<paths::cancel::Response> {
        Ok(paths::cancel::Response::no_content().header("x-id", it.id))
    }

    async fn mine(&self, _: paths::mine::Request) -> Result<paths::mine::Response> {
        Ok(paths::mine::Response::no_content())
    }
}

pub(crate) fn server() -> Server {
    Server::new()
        .requests(Echo)
        .paths(Echo)
        .max_body_bytes(1_000)
        .authorize(|access| async move {
            match access.secret() {
                "good" => Ok(format!(
                    "{} {:?}",
                    access.credentials[0].scheme,
                    access.scopes()
                )),
                "poor" => Err(access.forbidden("the token may only read")),
                _ => Err(access.unauthorized("the token is not known")),
            }
        })
}

/// Runs what asks the server.
pub(crate) fn with<F: Future<Output = ()>>(server: Server, ask: impl FnOnce(SocketAddr) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async { axum::serve(listener, server.into_router()).await });
        ask(address).await;
    });
}

pub(crate) fn client(address: SocketAddr) -> Client {
    Client::builder()
        .base_url(format!("http://{address}"))
        .token("good")
        .build()
        .unwrap()
}

/// An answer: its status, its headers and its body.
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
}

/// Sends a request as it is written here.
pub(crate) async fn send(
    address: SocketAddr,
    (method, target): (&str, &str),
    headers: &[(&str, &str)],
    body: &str,
) -> Told {
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = reqwest::Client::new()
        .request(method, format!("http://{address}{target}"))
        .body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    Told {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.text().await.unwrap(),
    }
}
