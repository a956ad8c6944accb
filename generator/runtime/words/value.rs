//! From words to the value of a type, tolerantly; and the words of a header.

use super::{Reader, Shape};
use crate::runtime::decode::Decode;
use crate::runtime::decoding::{self, Mode};
use crate::runtime::json::bare_message;
use crate::runtime::style::Serialization;
use crate::runtime::violation::Violation;
use serde_json::Value;

/// A value, if there is one, and the rules that it breaks; or all that is wrong with it.
pub type Found<T> = Result<Option<(T, Vec<String>)>, Vec<String>>;

/// The value of words. `read` is told whether what may be a literal is taken for a text: where a word
/// can be read in two ways, the second is tried if something is wrong with the first.
pub fn value_of<T: Decode>(
    shape: &Shape,
    read: &dyn Fn(bool) -> Result<Option<Value>, String>,
) -> Found<T> {
    let found = |prefers_text| match read(prefers_text).map_err(|what| vec![what])? {
        None => Ok(None),
        Some(value) => decode(value).map(Some),
    };
    let first: Found<T> = found(false);
    let is_sound = match &first {
        Ok(value) => value.iter().all(|(_, broken)| broken.is_empty()),
        Err(_) => false,
    };
    match first {
        _ if !is_sound && shape.is_ambiguous() => found(true),
        first => first,
    }
}

fn decode<T: Decode>(value: Value) -> Result<(T, Vec<String>), Vec<String>> {
    let outcome = decoding::run(Mode::Tolerant, || T::decode(value));
    let at = |pointer: &str, what: String| match pointer {
        "" => what,
        pointer => format!("{pointer}: {what}"),
    };
    let broken = outcome.violations.iter();
    let broken = broken.map(|found| at(found.pointer(), what(found)));
    match outcome.result {
        Err(error) => Err(vec![at(&outcome.pointer, bare_message(&error))]),
        Ok(value) => Ok((value, broken.collect())),
    }
}

/// The violation without its pointer, which is told apart.
pub fn what(violation: &Violation) -> String {
    let line = violation.to_string();
    let start = format!("{}: ", violation.pointer());
    line.strip_prefix(&start)
        .map_or(line.clone(), str::to_owned)
}

/// The value of a header, by its lines; `None` where there is no line.
///
/// Lines are one text with commas between them, and empty elements of a list are none (RFC 9110, 5.3
/// and 5.6.1). A cookie may have a comma in it: each is a line.
pub fn header<'l>(
    prefers_text: bool,
    (name, how, shape): (&str, Serialization, &Shape),
    lines: impl Iterator<Item = &'l [u8]>,
) -> Result<Option<Value>, String> {
    let reader = Reader {
        is_encoded: false,
        prefers_text,
    };
    // The bytes of a header are most often UTF-8, whatever the letter says.
    let lines = lines.map(|line| std::str::from_utf8(line).map(str::trim));
    let lines: Vec<&str> = lines.collect::<Result<_, _>>().map_err(|_| "not UTF-8")?;
    let is_cookie = name.eq_ignore_ascii_case("set-cookie");
    let value = match shape {
        _ if lines.is_empty() => return Ok(None),
        Shape::List(item) => {
            let words = lines.iter().flat_map(|line| match is_cookie {
                true => vec![*line],
                false => line.split(',').map(str::trim).collect(),
            });
            let words = words.filter(|word| !word.is_empty());
            let items = words.map(|word| reader.scalar(item, word));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        _ if is_cookie => reader.scalar(shape, &lines.join("\n")),
        _ => reader.text(how, name, shape, &lines.join(", ")),
    };
    value.map(Some)
}
