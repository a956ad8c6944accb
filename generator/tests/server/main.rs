//! A generated server, asked by the generated client of the same document, and by requests that
//! no generated client would send. `openapi.yaml` has every style and every kind of body.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    missing_docs,
    unreachable_pub,
    reason = "a generated crate carries only what it needs"
)]
#![allow(
    clippy::box_collection,
    reason = "spared where it is seen that the type is public"
)]

/// What the crate carries.
#[path = "../../runtime"]
mod runtime {
    pub mod api;
    pub mod choice;
    pub mod client;
    pub mod collections;
    pub mod decimal;
    pub mod decode;
    pub mod decoding;
    pub mod dfa;
    pub mod fields;
    pub mod from_value;
    pub mod json;
    pub mod members;
    pub mod multipart;
    pub mod number;
    pub mod object;
    pub mod operation_builder;
    pub mod presence;
    pub mod reading;
    pub mod response_headers;
    pub mod server;
    pub mod server_multipart;
    pub mod string;
    pub mod style;
    #[path = "untraced.rs"]
    pub mod trace;
    pub mod tree;
    pub mod union;
    pub mod unrecognized;
    pub mod value;
    pub mod violation;
    pub mod webhook;
    pub mod words;
}

#[path = "generated/api.rs"]
#[rustfmt::skip]
mod api;
#[path = "generated/operations/mod.rs"]
#[rustfmt::skip]
mod operations;
#[path = "generated/server/mod.rs"]
#[rustfmt::skip]
mod server;
#[path = "generated/types/mod.rs"]
#[rustfmt::skip]
mod types;
#[path = "generated/callbacks/mod.rs"]
#[rustfmt::skip]
mod callbacks;

#[cfg(test)]
mod answers;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod paths;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod round_trips;
#[cfg(test)]
mod service;
#[cfg(test)]
mod webhooks;

/// The client of the document.
type Client = runtime::client::Client;
