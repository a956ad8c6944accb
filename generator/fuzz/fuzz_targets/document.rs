#![no_main]

#[path = "../../tests/fuzz/document.rs"]
mod document;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| document::check(bytes));
