//! Writing a generated crate to disk: all or nothing.
