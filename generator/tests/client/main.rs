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
#![allow(
    clippy::box_collection,
    reason = "spared where it is seen that the type is public"
)]

/// What a generated crate with a client carries.
#[path = "../../runtime"]
mod runtime {
    pub mod api;
    pub mod blocking;
    pub mod by_status;
    pub mod choice;
    pub mod client;
    pub mod client_credentials;
    pub mod collections;
    pub mod decode;
    pub mod decoding;
    pub mod fields;
    pub mod form;
    pub mod from_value;
    pub mod json;
    pub mod members;
    pub mod multipart;
    pub mod object;
    pub mod operation_builder;
    pub mod own_server;
    pub mod presence;
    pub mod response_headers;
    pub mod string;
    pub mod style;
    #[path = "traced.rs"]
    pub mod trace;
    pub mod tree;
    pub mod union;
    pub mod unrecognized;
    pub mod value;
    pub mod violation;
    pub mod words;
    pub mod xml;
}

mod api;
mod operations;
mod types;

// What is `cfg(test)` may unwrap; the runtime above may not.
#[cfg(test)]
mod compression;
#[cfg(test)]
mod configuring;
#[cfg(test)]
mod counted_pages;
#[cfg(test)]
mod crowd;
#[cfg(test)]
mod events;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod multipart;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod providers;
#[cfg(test)]
mod receiving;
#[cfg(test)]
mod redirects;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod response_headers;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod server;
#[cfg(test)]
mod statuses;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod styles;
#[cfg(test)]
mod support;
#[cfg(test)]
mod table;
#[cfg(test)]
mod traces;
#[cfg(test)]
mod transports;
#[cfg(test)]
mod waiting;
#[cfg(test)]
mod xml;
#[cfg(test)]
mod xml_calls;
#[cfg(test)]
mod xml_hostile;
