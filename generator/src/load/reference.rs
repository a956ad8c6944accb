//! References: from the text of a `$ref` to the value it names. They are resolved on demand and never expanded.

use super::{Document, Version};
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::pointer::Pointer;
use crate::suggest;
use serde_json::Value;
use std::collections::BTreeSet;

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// Nothing is there.
    Missing {
        /// The reference as written.
        reference: String,
        /// The deepest value on the way that exists.
        nearest: Pointer,
        /// A reference that exists and is written much like this one.
        suggestion: Option<String>,
    },
    /// It leads into another file.
    OtherFile {
        /// The reference as written.
        reference: String,
        /// The local reference that may be meant.
        suggestion: Option<String>,
    },
    /// It has a scheme or a host.
    Remote {
        /// The reference as written.
        reference: String,
    },
    /// It names an anchor (`#name`) that no schema has.
    Anchor {
        /// The reference as written.
        reference: String,
        /// The local reference that may be meant.
        suggestion: Option<String>,
    },
    /// Its fragment is not UTF-8 once decoded.
    Malformed {
        /// The reference as written.
        reference: String,
    },
    /// It leads, over other references, back to itself.
    Cycle {
        /// The references on the way, the first of them last again.
        chain: Vec<String>,
    },
}

impl Document {
    /// The value that a pointer names.
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        self.root.pointer(pointer.as_str())
    }

    /// The value that a reference names, which may be a reference again. The reference stands in the schema or
    /// object `at`, whose resource it is relative to.
    pub fn resolve(
        &self,
        reference: &str,
        at: &Pointer,
    ) -> Result<(Pointer, &Value), ReferenceError> {
        let (resource, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let root = match resource {
            "" => self.resource(at),
            _ => {
                let named = self.resources.named(resource, at).cloned();
                named.ok_or_else(|| self.elsewhere(reference))?
            }
        };
        let malformed = || ReferenceError::Malformed {
            reference: reference.to_owned(),
        };
        let text = percent_decode(fragment).ok_or_else(malformed)?;
        let pointer = match Pointer::parse(&text) {
            Some(below) => self.pointed(resource, &root, below),
            None => {
                let named = self.resources.anchor(&root, &text).cloned();
                named.ok_or_else(|| ReferenceError::Anchor {
                    reference: reference.to_owned(),
                    suggestion: self.local(&text),
                })?
            }
        };
        match self.get(&pointer) {
            Some(value) => Ok((pointer, value)),
            None => Err(self.missing(reference, &pointer)),
        }
    }

    /// Where a JSON pointer of a reference leads in a resource. What would be nothing there, but stands in the
    /// document, is meant: many give a schema an `$id`, and refer from it to `#/components/schemas/..`.
    fn pointed(&self, resource: &str, root: &Pointer, below: Pointer) -> Pointer {
        let own = root.join(&below);
        let is_meant = resource.is_empty() && self.get(&own).is_none();
        if is_meant && self.get(&below).is_some() {
            return below;
        }
        own
    }

    /// Whether parts of the document have a URI of their own, so that it matters where a reference stands.
    pub fn has_resources(&self) -> bool {
        !self.resources.is_empty()
    }

    /// The root of the resource that a place belongs to.
    pub fn resource(&self, at: &Pointer) -> Pointer {
        self.resources.root_of(at)
    }

    /// The value at the end of a chain of references: the first that says more than where to look.
    pub fn follow(
        &self,
        reference: &str,
        at: &Pointer,
    ) -> Result<(Pointer, &Value), ReferenceError> {
        let (mut pointer, mut value) = self.resolve(reference, at)?;
        let mut seen = BTreeSet::from([pointer.clone()]);
        let mut chain = vec![reference.to_owned()];
        while let Some(next) = self.only_reference(value) {
            chain.push(next.to_owned());
            (pointer, value) = self.resolve(next, &pointer)?;
            if !seen.insert(pointer.clone()) {
                return Err(ReferenceError::Cycle { chain });
            }
        }
        Ok((pointer, value))
    }

    /// The `$ref` of a value that is nothing but a reference. In 3.0 what stands beside it does not count; since
    /// 3.1 it does, a summary or description aside.
    fn only_reference<'v>(&self, value: &'v Value) -> Option<&'v str> {
        let members = value.as_object()?;
        let reference = members.get("$ref")?.as_str()?;
        let counts = |key: &String| !matches!(key.as_str(), "$ref" | "summary" | "description");
        let alone = self.version == Version::V3_0 || !members.keys().any(counts);
        alone.then_some(reference)
    }

    fn elsewhere(&self, reference: &str) -> ReferenceError {
        let reference_owned = reference.to_owned();
        if has_scheme(reference) || reference.starts_with("//") {
            return ReferenceError::Remote {
                reference: reference_owned,
            };
        }
        ReferenceError::OtherFile {
            reference: reference_owned,
            suggestion: self.local(reference),
        }
    }

    /// The local reference that is meant when a pointer without `#`, or the bare name of a schema, is written.
    fn local(&self, text: &str) -> Option<String> {
        let rooted = format!("/{}", text.trim_start_matches('/'));
        let pointer = Pointer::parse(&rooted).filter(|pointer| self.get(pointer).is_some());
        let schemas = || Pointer::root().child("components").child("schemas");
        let named = || Some(schemas().child(text)).filter(|pointer| self.get(pointer).is_some());
        pointer.or_else(named).map(|pointer| pointer.to_string())
    }

    /// The component that has the name with which a pointer ends, where there is one.
    fn component(&self, pointer: &Pointer) -> Option<Pointer> {
        let name = pointer.tokens().last()?;
        let components = Pointer::root().child("components");
        let groups = self.get(&components)?.as_object()?;
        let mut holding = groups
            .iter()
            .filter(|(_, group)| group.get(&*name).is_some());
        let (group, _) = holding.next()?;
        let found = components.child(group).child(&name);
        holding.next().is_none().then_some(found)
    }

    fn missing(&self, reference: &str, pointer: &Pointer) -> ReferenceError {
        let mut nearest = Pointer::root();
        let mut value = &self.root;
        let mut rest = pointer.tokens();
        let mut suggestion = None;
        for token in rest.by_ref() {
            let next = nearest.child(&token);
            match self.get(&next) {
                Some(found) => (nearest, value) = (next, found),
                None => {
                    let keys = value
                        .as_object()
                        .into_iter()
                        .flat_map(|members| members.keys());
                    let near = suggest::nearest(&token, keys.map(String::as_str));
                    // A word of the specification is right, and what stands there instead is misspelt.
                    let near = near.filter(|_| !is_word(nearest.as_str(), &token));
                    suggestion = near.map(|name| nearest.child(name));
                    break;
                }
            }
        }
        let whole = suggestion.map(|start| rest.fold(start, |at, token| at.child(&token)));
        let suggestion = whole
            .filter(|pointer| self.get(pointer).is_some())
            .or_else(|| self.component(pointer));
        ReferenceError::Missing {
            reference: reference.to_owned(),
            nearest,
            suggestion: suggestion.map(|pointer| pointer.to_string()),
        }
    }
}

impl ReferenceError {
    /// The finding, for a reference that stands at `place`.
    pub fn into_diagnostic(self, place: Place) -> Diagnostic {
        match self {
            Self::Missing {
                reference,
                nearest,
                suggestion,
            } => {
                let message = format!("the reference `{}` leads to nothing", brief(&reference));
                let error = Diagnostic::error(code::REFERENCE_MISSING, place, message);
                match suggestion {
                    Some(near) => error.help(format!("did you mean `{}`?", brief(&near))),
                    None => error.help(format!("of its path, `{nearest}` exists")),
                }
            }
            Self::OtherFile {
                reference,
                suggestion,
            } => {
                let message = format!(
                    "the reference `{}` leads to another file",
                    brief(&reference)
                );
                let error = Diagnostic::error(code::REFERENCE_FILE, place, message);
                did_you_mean(
                    error,
                    suggestion,
                    "bundle the files into one first, for example with `npx @redocly/cli bundle`",
                )
            }
            Self::Remote { reference } => {
                let shown = brief(&reference);
                let message = format!("the reference `{shown}` is a URL: nothing is fetched");
                Diagnostic::error(code::REFERENCE_REMOTE, place, message)
                    .help("copy what it names into `components`")
            }
            Self::Anchor {
                reference,
                suggestion,
            } => {
                let message = format!(
                    "the reference `{}` names an anchor that no schema has",
                    brief(&reference)
                );
                let error = Diagnostic::error(code::REFERENCE_ANCHOR, place, message);
                did_you_mean(
                    error,
                    suggestion,
                    "refer by path: `#/components/schemas/..`",
                )
            }
            Self::Malformed { reference } => {
                let message = format!("the reference `{}` is malformed", brief(&reference));
                Diagnostic::error(code::REFERENCE_MALFORMED, place, message).help(
                    "after `%` come two hexadecimal digits, and the bytes they give are UTF-8",
                )
            }
            Self::Cycle { chain } => {
                let shown: Vec<String> = chain.iter().take(8).map(|link| brief(link)).collect();
                let message = format!(
                    "this reference leads back to itself: {}",
                    shown.join(" -> ")
                );
                Diagnostic::error(code::REFERENCE_CYCLE, place, message)
                    .help("make one of these a value instead of a reference")
            }
        }
    }
}

fn did_you_mean(error: Diagnostic, suggestion: Option<String>, otherwise: &str) -> Diagnostic {
    match suggestion {
        Some(local) => error.help(format!("did you mean `{}`?", brief(&local))),
        None => error.help(otherwise),
    }
}

/// Whether a member of this name is one of the specification, on the way to components.
fn is_word(at: &str, name: &str) -> bool {
    match at {
        "" => name == "components",
        "/components" => ["schemas", "responses", "parameters", "requestBodies"].contains(&name),
        _ => false,
    }
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        let mut characters = scheme.chars();
        characters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic())
            && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// Decodes `%20`; a `%` without two digits after it stands for itself. `None` when the bytes are not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
    };
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}
