//! Findings for programs: one array, one object a finding.

use super::escape::is_unsafe;
use super::page::{Files, Pages};
use super::select::{Limits, select};
use super::{Diagnostic, Diagnostics, Place};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

const LIMITS: Limits = Limits {
    all: 1000,
    per_code: 200,
};
/// No finding is longer, escapes included.
const MAX_BYTES: usize = 4096;

/// All findings as one line of JSON.
pub fn render<'a>(diagnostics: &Diagnostics, files: impl Into<Files<'a>>) -> String {
    let files = files.into();
    let texts = files.texts();
    let pages = Pages::new(files, &texts);
    let (shown, more) = select(diagnostics, &LIMITS);
    let findings = shown.into_iter().map(|finding| bounded(&pages, finding));
    let counts = more.iter().map(|more| {
        escaped(&json!({
            "severity": more.severity.name(),
            "code": more.code,
            "message": more.message(),
            "file": cut(&pages.document().name, 240),
        }))
    });
    let all: Vec<String> = findings.chain(counts).collect();
    format!("[{}]\n", all.join(","))
}

/// A finding with as much of its text as there is room for.
fn bounded(pages: &Pages<'_>, finding: &Diagnostic) -> String {
    // An escape has six bytes for one, so the last of these always fits.
    let full = [(4, 1), (0, 1), (0, 6)];
    let drawn = full.map(|(related, share)| Writer {
        pages,
        related,
        share,
    });
    let mut texts = drawn.iter().map(|writer| escaped(&writer.finding(finding)));
    let fitting = texts.find(|text| text.len() <= MAX_BYTES);
    fitting.unwrap_or_default()
}

/// JSON in which no character acts on a terminal: such stand in strings only, where JSON has an escape for each.
pub fn escaped(value: &Value) -> String {
    let mut output = String::new();
    for character in value.to_string().chars() {
        if is_unsafe(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` cannot fail.
                let _ = write!(output, "\\u{unit:04x}");
            }
        } else {
            output.push(character);
        }
    }
    output
}

struct Writer<'p> {
    pages: &'p Pages<'p>,
    /// How many related places are told.
    related: usize,
    /// Which part of the usual length a text may have.
    share: usize,
}

impl Writer<'_> {
    fn finding(&self, finding: &Diagnostic) -> Value {
        let mut object = Map::new();
        object.insert("severity".into(), finding.severity.name().into());
        object.insert("code".into(), finding.code.into());
        object.insert("message".into(), self.cut(&finding.message, 800));
        self.place(&finding.place, &mut object);
        if let Some(label) = &finding.label {
            object.insert("label".into(), self.cut(label, 200));
        }
        let told = finding.related.iter().take(self.related);
        let related: Vec<Value> = told
            .map(|(place, label)| {
                let mut object = Map::new();
                object.insert("message".into(), self.cut(label, 120));
                self.place(place, &mut object);
                Value::Object(object)
            })
            .collect();
        if !related.is_empty() {
            object.insert("related".into(), related.into());
        }
        if let Some(help) = &finding.help {
            object.insert("help".into(), self.cut(help, 600));
        }
        Value::Object(object)
    }

    fn place(&self, place: &Place, object: &mut Map<String, Value>) {
        if let Some(pointer) = place.pointer() {
            object.insert("pointer".into(), self.cut(&pointer.to_string(), 240));
        }
        let spot = self.pages.spot(place);
        object.insert("file".into(), self.cut(&spot.page.source.name, 240));
        let (start, end) = spot.positions();
        object.insert("line".into(), start.line.into());
        object.insert("column".into(), start.column.into());
        object.insert("endLine".into(), end.line.into());
        object.insert("endColumn".into(), end.column.into());
    }

    fn cut(&self, text: &str, bytes: usize) -> Value {
        cut(text, bytes / self.share).into()
    }
}

/// At most so many bytes of a text.
pub(crate) fn cut(text: &str, bytes: usize) -> String {
    if text.len() <= bytes {
        return text.to_owned();
    }
    let end = (0..=bytes).rev().find(|&at| text.is_char_boundary(at));
    format!("{}…", &text[..end.unwrap_or_default()])
}
