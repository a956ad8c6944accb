//! All runtime modules; a generated crate lists only those that it needs.
pub mod array;
pub mod choice;
pub mod collections;
pub mod decode;
pub mod decoding;
pub mod from_value;
pub mod number;
pub mod object;
pub mod scalar_choice;
pub mod string;
pub mod union;
pub mod unrecognized;
pub mod value;
pub mod violation;
