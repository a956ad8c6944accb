//! Turns an OpenAPI document into a Rust crate.
//!
//! A pipeline of pure stages, `load -> overlay -> filter -> lint -> lower -> sample -> name -> emit -> render`; see `ARCHITECTURE.md`.

pub mod build_script;
pub mod coverage;
pub mod diagnostic;
pub mod disk;
mod emit;
pub mod filter;
pub mod folder;
pub mod generate;
pub mod ir;
pub mod lint;
pub mod load;
mod lower;
pub mod name;
pub mod overlay;
mod parallel;
pub mod pattern;
pub mod pointer;
mod render;
pub mod sample;
pub mod suggest;

pub use lower::lower;
