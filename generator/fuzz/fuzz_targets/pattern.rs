#![no_main]

#[path = "../../runtime/dfa.rs"]
#[allow(dead_code, reason = "a module of generated crates, of which a part is used")]
mod dfa;
#[path = "../../tests/pattern/matcher.rs"]
#[allow(dead_code, reason = "the tests of patterns need all of it")]
mod matcher;
#[path = "../../tests/fuzz/pattern.rs"]
mod pattern;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pattern::check(bytes));
