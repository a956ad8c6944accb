//! Compiled patterns against what ECMA-262 says, against two engines, and against Node.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod agree;
mod cases;
#[path = "../../runtime/dfa.rs"]
#[allow(
    unreachable_pub,
    reason = "a module of generated crates, where it is public"
)]
mod dfa;
mod matcher;
mod node;
mod real;
mod texts;
