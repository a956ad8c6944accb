//! From findings to the uses that they are about.

use super::Standing::{self, Approximated, Ignored, Refused, Unknown};
use super::grammar::{Holds, Kind, Member};
use super::{Reason, Verdict};
use crate::diagnostic::{Diagnostics, Place, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Which uses a finding is about. Where these are not to be found, it is the keyword that holds its
/// place.
#[derive(Clone, Copy, Debug)]
enum Target {
    /// The keyword that its place names.
    Named,
    /// The first of these in the object that its place names.
    First(&'static [&'static str]),
    /// Those of these that the object has, with all inside of them.
    All(&'static [&'static str]),
    /// The whole object.
    Object,
}
use Target::{All, First, Named, Object};

/// What the uses that a finding is about come to.
const RULES: &[(&str, Standing, Target)] = &[
    (code::REFERENCE_MISSING, Refused, Named),
    (code::REFERENCE_FILE, Refused, Named),
    (code::REFERENCE_REMOTE, Refused, Named),
    (code::REFERENCE_ANCHOR, Refused, Named),
    (code::REFERENCE_MALFORMED, Refused, Named),
    (code::REFERENCE_CYCLE, Refused, Named),
    (code::IDENTIFIER_REPEATED, Refused, Named),
    (code::SCHEMA_MALFORMED, Refused, Object),
    (code::KEYWORD_MALFORMED, Refused, Named),
    (code::KEYWORD_UNKNOWN, Unknown, Named),
    (code::KEYWORD_UNSUPPORTED, Refused, First(&["multipleOf"])),
    (code::SCHEMA_IMPOSSIBLE, Refused, First(DECIDING)),
    (code::SCHEMA_CYCLE, Refused, First(PARTS)),
    (code::SCHEMA_TOO_DEEP, Refused, Object),
    (code::TYPE_GUESSED, Approximated, First(OF_ONE_TYPE)),
    (code::PATTERN_INVALID, Refused, Named),
    (code::NULLABLE_MEANT, Approximated, First(&["nullable"])),
    (code::CLOSED_PARTS, Approximated, First(CLOSING)),
    (code::DISCRIMINATOR_DECIDES, Approximated, Named),
    (code::UNION_OVERLAP, Approximated, Named),
    (code::DIALECT, Approximated, Named),
    (code::INTEGER_BITS, Approximated, First(&["type"])),
    (code::DISCRIMINATOR_ALONE, Refused, Named),
    (code::OBJECT_MALFORMED, Refused, Object),
    (code::WEBHOOK_PART, Refused, Named),
    (code::PATH_PARAMETER, Approximated, First(&["parameters"])),
    (code::PARAMETER_RESERVED, Ignored, Object), // As the specification asks.
    (code::PARAMETER_AS_TEXT, Approximated, All(&["schema"])),
    (code::MEDIA_TYPE_AS_BYTES, Approximated, All(&["schema"])),
    (code::MEDIA_TYPE_UNUSED, Approximated, Named),
    (code::RESPONSE_UNSUPPORTED, Approximated, All(&["content"])),
    (code::SECURITY_UNSUPPORTED, Refused, Object),
    (code::PARTS_UNTYPED, Approximated, All(&["schema"])),
    (code::EVENTS_AS_TEXT, Approximated, Object),
    (
        code::HEADER_AS_TEXT,
        Approximated,
        All(&["schema", "content"]),
    ),
    (code::PART_OPEN, Refused, Named),
    (code::XML_OF_SERVER, Approximated, First(&["schema"])),
    (code::SERVER_INCOMPLETE, Approximated, Named),
    (code::OPERATION_KEYWORD, Refused, Named),
    (code::OBJECT_KEYWORD_UNKNOWN, Unknown, Named),
];

const PARTS: &[&str] = &["$ref", "allOf", "oneOf", "anyOf"];
const CLOSING: &[&str] = &["additionalProperties", "unevaluatedProperties", "allOf"];
const DECIDING: &[&str] = &[
    "enum",
    "const",
    "allOf",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "type",
];
const OF_ONE_TYPE: &[&str] = &[
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "allOf",
];

/// The codes of findings that say what becomes of a keyword.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(code, ..)| *code)
}

/// What findings say, by the text of the pointer that it is said of.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) keywords: HashMap<Pointer, Verdict>,
    /// What goes for all in an object.
    pub(super) objects: HashMap<Pointer, Verdict>,
}

/// What findings say of keywords, and how many of each code say it of none that is counted.
pub(super) fn marks(
    document: &Document,
    diagnostics: &Diagnostics,
) -> (Marks, BTreeMap<&'static str, usize>) {
    let mut marks = Marks::default();
    let mut unplaced: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in diagnostics.iter() {
        let Some(rule) = RULES.iter().find(|rule| rule.0 == finding.code) else {
            continue;
        };
        let place = match &finding.place {
            Place::Value(pointer) | Place::Key(pointer) => Spot::of(document, pointer),
            Place::Bytes(_) | Place::Document | Place::File(..) => None,
        };
        match place {
            Some(spot) => marks.place(spot, rule),
            None => *unplaced.entry(rule.0).or_default() += 1,
        }
    }
    for (code, count) in diagnostics.dropped() {
        if codes().any(|known| known == code) {
            *unplaced.entry(code).or_default() += count;
        }
    }
    (marks, unplaced)
}

impl Marks {
    fn place(
        &mut self,
        spot: Spot<'_>,
        (code, standing, target): &(&'static str, Standing, Target),
    ) {
        let text = code::ALL.iter().find(|known| known.name == *code);
        let verdict = Verdict {
            standing: *standing,
            reason: Reason {
                code: Some(code),
                text: text.map_or("", |known| known.meaning),
            },
            is_whole: matches!(target, All(_) | Object) || *standing == Refused,
        };
        let names = match (target, &spot.object) {
            (Object, Some(object)) => {
                self.objects.insert(object.clone(), verdict);
                return;
            }
            (First(names), Some(_)) => spot.present(names).take(1).collect(),
            (All(names), Some(_)) => spot.present(names).collect(),
            _ => Vec::new(),
        };
        for name in &names {
            let place = spot.pointer.child(name);
            self.keywords.insert(place, verdict);
        }
        if names.is_empty() {
            // What is said of a part is not said of the whole.
            let is_part = spot.keyword != spot.pointer;
            let verdict = match is_part {
                true => Verdict {
                    standing: Approximated,
                    is_whole: false,
                    ..verdict
                },
                false => verdict,
            };
            let place = spot.keyword;
            self.keywords.entry(place).or_insert(verdict);
        }
    }
}

/// What a pointer leads to in the grammar of documents.
struct Spot<'d> {
    pointer: Pointer,
    value: &'d Value,
    /// The pointer again, where an object stands.
    object: Option<Pointer>,
    /// The innermost keyword on the way.
    keyword: Pointer,
}

impl<'d> Spot<'d> {
    fn of(document: &'d Document, pointer: &Pointer) -> Option<Self> {
        let (mut value, mut holds) = (&document.root, Holds::Object(Kind::OpenApi));
        let mut at = Pointer::root();
        let mut keyword = None;
        let mut tokens = pointer.tokens().peekable();
        while let Some(token) = tokens.next() {
            let next = match value {
                Value::Array(items) => items.get(token.parse::<usize>().ok()?),
                _ => value.get(&token),
            };
            at = at.child(&token);
            holds = match (value, holds) {
                (Value::Object(_), Holds::Map(kind)) => Holds::Object(kind),
                (Value::Object(_), Holds::Object(kind)) => match kind.member(&token) {
                    Member::Name(kind) => Holds::Object(kind),
                    // No keyword holds what stands in an extension.
                    Member::Unlisted(_) if tokens.peek().is_some() => return None,
                    Member::Unlisted(_) => {
                        keyword = Some(at.clone());
                        Holds::Value
                    }
                    Member::Keyword(_, inner) => {
                        keyword = Some(at.clone());
                        inner
                    }
                },
                _ => holds,
            };
            value = next?;
        }
        let is_object = value.is_object() && matches!(holds, Holds::Object(_));
        Some(Self {
            object: is_object.then(|| pointer.clone()),
            pointer: pointer.clone(),
            value,
            keyword: keyword?,
        })
    }

    /// Those of the names that the object has.
    fn present(&self, names: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
        let members = self.value.as_object();
        names
            .iter()
            .copied()
            .filter(move |name| members.is_some_and(|members| members.contains_key(*name)))
    }
}
