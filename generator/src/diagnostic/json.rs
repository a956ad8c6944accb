//! Findings for programs: one array, one object a finding.

use super::escape::is_unsafe;
use super::lines::Lines;
use super::select::{Limits, select};
use super::{Diagnostic, Diagnostics, Place};
use crate::load::{Positions, Source};
use serde_json::{Map, Value, json};
use std::cell::OnceCell;
use std::fmt::Write as _;

const LIMITS: Limits = Limits {
    all: 1000,
    per_code: 200,
};
const RELATED: usize = 4;

/// All findings as one line of JSON.
pub fn render(diagnostics: &Diagnostics, source: &Source) -> String {
    let text = source.text();
    let page = Page {
        source,
        lines: Lines::new(&text),
        positions: OnceCell::new(),
    };
    let (shown, more) = select(diagnostics, &LIMITS);
    let mut findings: Vec<Value> = shown
        .into_iter()
        .map(|finding| page.finding(finding))
        .collect();
    findings.extend(more.iter().map(|more| {
        json!({
            "severity": more.severity.name(),
            "code": more.code,
            "message": more.message(),
            "file": cut(&source.name, 400),
        })
    }));
    let mut output = String::new();
    for character in Value::Array(findings).to_string().chars() {
        push(&mut output, character);
    }
    output.push('\n');
    output
}

/// Such characters stand in strings only, where JSON has an escape for each.
fn push(output: &mut String, character: char) {
    if is_unsafe(character) {
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a `String` cannot fail.
            let _ = write!(output, "\\u{unit:04x}");
        }
    } else {
        output.push(character);
    }
}

struct Page<'a> {
    source: &'a Source,
    lines: Lines<'a>,
    positions: OnceCell<Positions>,
}

impl Page<'_> {
    fn finding(&self, finding: &Diagnostic) -> Value {
        let mut object = Map::new();
        object.insert("severity".into(), finding.severity.name().into());
        object.insert("code".into(), finding.code.into());
        object.insert("message".into(), cut(&finding.message, 800).into());
        self.place(&finding.place, &mut object);
        if let Some(label) = &finding.label {
            object.insert("label".into(), cut(label, 200).into());
        }
        let related = finding.related.iter().take(RELATED).map(|(place, label)| {
            let mut object = Map::new();
            object.insert("message".into(), cut(label, 120).into());
            self.place(place, &mut object);
            Value::Object(object)
        });
        let related: Vec<Value> = related.collect();
        if !related.is_empty() {
            object.insert("related".into(), related.into());
        }
        if let Some(help) = &finding.help {
            object.insert("help".into(), cut(help, 600).into());
        }
        Value::Object(object)
    }

    fn place(&self, place: &Place, object: &mut Map<String, Value>) {
        let pointer = match place {
            Place::Value(pointer) | Place::Key(pointer) => Some(pointer),
            Place::Bytes(_) | Place::Document => None,
        };
        if let Some(pointer) = pointer {
            object.insert("pointer".into(), cut(&pointer.to_string(), 240).into());
        }
        object.insert("file".into(), cut(&self.source.name, 240).into());
        let bytes = match place {
            Place::Bytes(bytes) => Some(bytes.clone()),
            Place::Document => None,
            Place::Value(_) | Place::Key(_) => self
                .positions
                .get_or_init(|| Positions::new(self.source))
                .locate(place),
        };
        if let Some(bytes) = bytes {
            let start = self.lines.position(bytes.start);
            let end = self.lines.position(bytes.end.max(bytes.start));
            object.insert("line".into(), start.line.into());
            object.insert("column".into(), start.column.into());
            object.insert("endLine".into(), end.line.into());
            object.insert("endColumn".into(), end.column.into());
        }
    }
}

/// At most so many bytes of a text.
fn cut(text: &str, bytes: usize) -> String {
    if text.len() <= bytes {
        return text.to_owned();
    }
    let end = (0..=bytes).rev().find(|&at| text.is_char_boundary(at));
    format!("{}…", &text[..end.unwrap_or_default()])
}
