//! Names and types become Rust source.

mod scrub;
