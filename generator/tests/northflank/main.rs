//! The generated crate, used as a program that depends on it does, and judged by others: its types
//! by a JSON Schema validator, its client by a server on the loopback address.

#[cfg(test)]
mod client;
#[cfg(test)]
mod document;
#[cfg(test)]
mod edit;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod newtypes;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "shared with the tests of the runtime"
)]
#[path = "../client/server.rs"]
mod server;
#[cfg(test)]
mod subject;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tolerance;
