#![no_main]

#[path = "../../tests/fuzz/response.rs"]
mod response;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| response::check(bytes));
