//! What is decoded and checked.

use northflank::runtime::decoding::{Mode, run};
use northflank::types::Tag;
use serde_json::{Value, json};
use std::error::Error;

/// The example of the page, with the `tags` that it lacks.
pub(crate) fn job() -> Result<Vec<u8>, Box<dyn Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/openapi.yaml");
    let document: Value = serde_yaml::from_str(&std::fs::read_to_string(path)?)?;
    let place = "/components/responses/JobDetails/content/application~1json/example";
    let mut job = document.pointer(place).cloned().ok_or("no example")?;
    job["data"]["tags"] = json!(["my-tag", "team-a", "production"]);
    Ok(serde_json::to_vec(&job)?)
}

/// Texts to check as tags, by kind.
pub(crate) fn tags() -> [(&'static str, Vec<String>); 4] {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let short: Vec<_> = (0..200)
        .map(|_| tag(3 + numbers.below(13), &mut numbers))
        .collect();
    let long: Vec<_> = (0..200)
        .map(|_| tag(3 + numbers.below(98), &mut numbers))
        .collect();
    let broken: Vec<_> = long.iter().map(|text| spoil(text, &mut numbers)).collect();
    let mixed = long
        .iter()
        .zip(&broken)
        .flat_map(|(good, bad)| [good.clone(), bad.clone()]);
    let mixed = mixed.collect();
    [
        ("3 to 15 characters", short),
        ("3 to 100 characters", long),
        ("spoilt by one character", broken),
        ("good and spoilt in turn", mixed),
    ]
}

/// A tag in whatever state it came, as a response holds it.
pub(crate) fn tolerated(text: &str) -> Result<Tag, serde_json::Error> {
    let text = Value::from(text);
    run(Mode::Tolerant, || serde_json::from_value(text)).result
}

/// Groups of letters and digits, joined by single hyphens.
fn tag(length: usize, numbers: &mut Numbers) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut text = String::new();
    for index in 0..length {
        let may_join = index > 0 && index + 1 < length && !text.ends_with('-');
        if may_join && numbers.below(6) == 0 {
            text.push('-');
        } else {
            text.push(char::from(LETTERS[numbers.below(LETTERS.len())]));
        }
    }
    text
}

/// The text with one character that may not be where it is.
fn spoil(text: &str, numbers: &mut Numbers) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let place = numbers.below(bytes.len());
    bytes[place] = b"_ ./"[numbers.below(4)];
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A generator of numbers that are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}
