//! References: from the text of a `$ref` to the value it names. They are resolved on demand and never expanded.

use super::lost::ReferenceError;
use super::retrieve::Refusal;
use super::{Document, Version};
use crate::pointer::Pointer;
use crate::suggest;
use serde_json::Value;
use std::collections::BTreeSet;

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
        if let Some(lost) = self.lost.get(reference) {
            return Err(lost.clone());
        }
        let resource = reference.split('#').next().unwrap_or_default();
        let root = match resource {
            "" => self.resource(at),
            _ => {
                let named = self.resources.named(resource, at).cloned();
                named.ok_or_else(|| self.elsewhere(reference))?
            }
        };
        self.within(&root, reference)
    }

    /// The value that the fragment of a reference names in the resource of this root.
    pub(super) fn within(
        &self,
        root: &Pointer,
        reference: &str,
    ) -> Result<(Pointer, &Value), ReferenceError> {
        let (resource, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let malformed = || ReferenceError::Malformed {
            reference: reference.to_owned(),
        };
        let text = percent_decode(fragment).ok_or_else(malformed)?;
        let pointer = match Pointer::parse(&text) {
            Some(below) => self.pointed(resource, root, below),
            None => {
                let named = self.resources.anchor(root, &text).cloned();
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

    /// Whether a reference without its fragment names a part of the document that has a URI.
    pub(super) fn names(&self, resource: &str, at: &Pointer) -> bool {
        self.resources.named(resource, at).is_some()
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

    /// What a reference that names no part of the document leads to, as far as it says itself.
    pub(super) fn elsewhere(&self, reference: &str) -> ReferenceError {
        let suggestion = self.local(reference);
        let reference = reference.to_owned();
        let is_path = scheme(&reference).is_none_or(|scheme| scheme.len() == 1 || scheme == "file");
        if reference.starts_with("//") || !is_path {
            return ReferenceError::Remote { reference };
        }
        if is_absolute(&reference) {
            return ReferenceError::Absolute {
                reference,
                suggestion,
            };
        }
        ReferenceError::File {
            reference,
            path: String::new(),
            refusal: Refusal::NotAsked,
            suggestion,
        }
    }

    /// The local reference that is meant when a pointer without `#`, or the bare name of a schema, is written.
    pub(super) fn local(&self, text: &str) -> Option<String> {
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

/// Whether a reference is a URL, or a path that does not depend on where it stands.
pub(super) fn is_absolute(reference: &str) -> bool {
    reference.starts_with(['/', '\\']) || scheme(reference).is_some()
}

/// Whether a member of this name is one of the specification, on the way to components.
fn is_word(at: &str, name: &str) -> bool {
    match at {
        "" => name == "components",
        "/components" => ["schemas", "responses", "parameters", "requestBodies"].contains(&name),
        _ => false,
    }
}

/// The scheme of a URL; the letter of a drive looks like one.
fn scheme(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once(':')?;
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let is_inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(is_letter) && scheme.chars().all(is_inner)).then_some(scheme)
}

/// Decodes `%20`; a `%` without two digits after it stands for itself. `None` when the bytes are not UTF-8.
pub(super) fn percent_decode(text: &str) -> Option<String> {
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
