#![no_main]

#[path = "../../runtime/dfa.rs"]
#[allow(dead_code)]
mod dfa;
#[path = "../../tests/pattern/matcher.rs"]
#[allow(dead_code)]
mod matcher;
#[path = "../../tests/fuzz/pattern.rs"]
mod pattern;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pattern::check(bytes));
