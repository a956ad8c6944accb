//! What `cargo fuzz` runs for hours runs here for a moment: the seeds, and what random bytes make of them.
//!
//! The targets stand in this folder, `generator/fuzz/` feeds them. The target `types` needs a crate that its own
//! workspace generates; the suite of JSON Schema compares the same two, `tests/suite`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../../runtime/dfa.rs"]
#[allow(
    unreachable_pub,
    dead_code,
    reason = "a module of generated crates, where it is public"
)]
mod dfa;
mod document;
#[path = "../pattern/matcher.rs"]
#[allow(dead_code, reason = "the tests of patterns need all of it")]
mod matcher;
mod pattern;
mod response;

use std::fs;
use std::path::{Path, PathBuf};

/// The documents of the snapshots are seeds, too.
#[test]
fn documents() {
    run("tests/snippets/inputs", 4, document::check);
}

#[test]
fn patterns() {
    run("fuzz/seeds/pattern", 100, pattern::check);
}

#[test]
fn responses() {
    run("fuzz/seeds/response", 50, response::check);
}

/// Checks each seed, and so many that are made of it.
fn run(folder: &str, mutants: u64, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let seeds = files(&folder);
    assert!(!seeds.is_empty());
    for (index, path) in (0..).zip(&seeds) {
        let seed = fs::read(path).unwrap();
        check(&seed);
        for number in 0..mutants {
            check(&mutant(&seed, index * mutants + number));
        }
    }
}

/// The files in a folder and the folders in it, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

/// A few bytes of the seed changed, taken out or doubled, the same ones on each run.
fn mutant(seed: &[u8], number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    // Marsaglia's xorshift.
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound.max(1) as u64).unwrap()
    };
    let mut bytes = seed.to_vec();
    for _ in 0..=below(3) {
        let at = below(bytes.len());
        let end = (at + 1 + below(8)).min(bytes.len());
        match below(4) {
            0 if at < end => bytes[at] = u8::try_from(below(256)).unwrap(),
            1 if at < end => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                let to = below(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => bytes.truncate(bytes.len() - below(bytes.len().min(4))),
        }
    }
    bytes
}
