//! Turns an OpenAPI document into a Rust crate.
//!
//! A pipeline of pure stages, `load -> lower -> name -> emit -> render`; see `ARCHITECTURE.md`.

pub mod diagnostic;
pub mod disk;
#[allow(dead_code, unused_imports)]
mod emit;
pub mod ir;
pub mod load;
mod lower;
mod name;
pub mod pattern;
pub mod pointer;

pub use lower::lower;
