//! Schemas with a URI or a name of their own: `$id`, `$anchor` and `$dynamicAnchor` of JSON Schema 2020-12.
//!
//! A schema with an `$id` is the root of a *resource*: references in it are relative to its URI, and JSON
//! pointers and anchors start at it.

use super::grammar::Kind;
use super::schemas::{Visit, walk};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::pointer::Pointer;
use fluent_uri::{Uri, UriRef};
use serde_json::Value;
use std::collections::BTreeMap;

/// What relative identifiers are relative to where a document does not say where it is from. Nothing is known
/// under this URI itself.
const NOWHERE: &str = "document:///";

/// The dialects that schemas are read in: that of JSON Schema 2020-12, and those of OpenAPI, which add to it.
const JSON_SCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";
const OPENAPI: &str = "https://spec.openapis.org/oas/3.";

/// The resources of a document, and the names in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Resources {
    /// The roots of all resources, the document itself aside, each with its URI.
    roots: BTreeMap<Pointer, Uri<String>>,
    /// The URI of the document itself.
    own: Option<Uri<String>>,
    by_uri: BTreeMap<String, Pointer>,
    /// Schemas by the root of their resource and their anchor.
    anchors: BTreeMap<(Pointer, String), Pointer>,
    /// Schemas by their `$dynamicAnchor`.
    dynamic: BTreeMap<String, Vec<Pointer>>,
}

/// The root of a resource and its URI.
type Resource = (Pointer, Uri<String>);

impl Resources {
    /// Finds all of a document, or of another file, in one walk over its schemas.
    pub(super) fn find(root: &Value, kind: Kind, diagnostics: &mut Diagnostics) -> Self {
        let mut resources = Self::default();
        let base = root.get("$self").and_then(Value::as_str);
        let nowhere = Uri::parse(NOWHERE).map(|uri| uri.to_owned());
        let Ok(nowhere) = nowhere else {
            return resources;
        };
        let own = base.and_then(|base| absolute(base, &nowhere));
        if let Some(own) = &own {
            resources
                .by_uri
                .insert(own.as_str().to_owned(), Pointer::root());
        }
        let own = own.unwrap_or(nowhere);
        resources.own = Some(own.clone());
        let mut reader = Reader { root, diagnostics };
        if let Some(dialect) = root.get("jsonSchemaDialect") {
            reader.dialect(dialect, || Pointer::root().child("jsonSchemaDialect"));
        }
        walk(root, kind, (Pointer::root(), own), &mut |visit, around| {
            resources.schema(visit, around, &mut reader)
        });
        resources
    }

    /// Reads what identifies one schema; gives its resource if it is the root of one.
    fn schema(
        &mut self,
        visit: &Visit<'_, '_>,
        around: &Resource,
        reader: &mut Reader<'_>,
    ) -> Option<Resource> {
        let (mut id, mut anchors) = (None, Vec::new());
        for (keyword, value) in visit.keywords {
            match keyword.as_str() {
                "$id" => id = Some(value),
                "$anchor" | "$dynamicAnchor" => anchors.push((keyword.as_str(), value)),
                "$schema" => reader.dialect(value, || visit.pointer().child(keyword)),
                _ => {}
            }
        }
        if id.is_none() && anchors.is_empty() {
            return None;
        }
        let at = visit.pointer();
        let own = id.and_then(|id| self.identified(id, &at, around, reader));
        let resource = own.as_ref().unwrap_or(around);
        for (keyword, name) in anchors {
            self.anchored(keyword, name, &at, resource, reader);
        }
        own
    }

    fn identified(
        &mut self,
        id: &Value,
        at: &Pointer,
        around: &Resource,
        reader: &mut Reader<'_>,
    ) -> Option<Resource> {
        let Some(uri) = id.as_str().and_then(|id| absolute(id, &around.1)) else {
            let message = "`$id` has to be a URI without a fragment";
            reader.malformed(at.child("$id"), message, "name a schema by `$anchor`");
            return None;
        };
        self.roots.insert(at.clone(), uri.clone());
        let known = self.by_uri.entry(uri.as_str().to_owned());
        let first = known.or_insert_with(|| at.clone());
        reader.compare(first, at, "$id");
        Some((at.clone(), uri))
    }

    fn anchored(
        &mut self,
        keyword: &str,
        name: &Value,
        at: &Pointer,
        resource: &Resource,
        reader: &mut Reader<'_>,
    ) {
        let Some(name) = name.as_str().filter(|name| is_name(name)) else {
            let message = format!("`{keyword}` has to be a name of letters, digits and `-_.`");
            let help = "it begins with a letter or `_`";
            return reader.malformed(at.child(keyword), &message, help);
        };
        if keyword == "$dynamicAnchor" {
            let all = self.dynamic.entry(name.to_owned()).or_default();
            all.push(at.clone());
        }
        let known = self.anchors.entry((resource.0.clone(), name.to_owned()));
        let first = known.or_insert_with(|| at.clone());
        reader.compare(first, at, keyword);
    }

    /// Whether there is a resource besides the document.
    pub(super) fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// The root of the resource that a place belongs to.
    pub(super) fn root_of(&self, at: &Pointer) -> Pointer {
        self.resource(at)
            .map_or_else(Pointer::root, |(root, _)| root.clone())
    }

    fn resource(&self, at: &Pointer) -> Option<(&Pointer, &Uri<String>)> {
        if self.roots.is_empty() {
            return None;
        }
        let mut around = at.clone();
        loop {
            if let Some(found) = self.roots.get_key_value(&around) {
                return Some(found);
            }
            (around, _) = around.split_last()?;
        }
    }

    /// The root of the resource that a reference without its fragment names, from a place that it stands at.
    pub(super) fn named(&self, reference: &str, at: &Pointer) -> Option<&Pointer> {
        let base = self.resource(at).map(|(_, uri)| uri);
        let uri = absolute(reference, base.or(self.own.as_ref())?)?;
        self.by_uri.get(uri.as_str())
    }

    /// The path that a reference without its fragment leads to, where the `$id` around it is a path too.
    pub(super) fn path(&self, reference: &str, at: &Pointer) -> Option<String> {
        let (_, base) = self.resource(at)?;
        let uri = absolute(reference, base)?;
        let path = uri.as_str().strip_prefix(NOWHERE)?;
        Some(path.to_owned())
    }

    /// Whether a schema has a `$dynamicAnchor`.
    pub(super) fn is_dynamic(&self) -> bool {
        !self.dynamic.is_empty()
    }

    /// The schema with an anchor in the resource of this root.
    pub(super) fn anchor(&self, root: &Pointer, name: &str) -> Option<&Pointer> {
        self.anchors.get(&(root.clone(), name.to_owned()))
    }

    /// The `$dynamicAnchor`s that several schemas have.
    pub(super) fn repeated_anchors(&self) -> impl Iterator<Item = (&str, &[Pointer])> {
        let all = self.dynamic.iter();
        all.filter(|(_, schemas)| schemas.len() > 1)
            .map(|(name, schemas)| (name.as_str(), schemas.as_slice()))
    }

    /// All schemas with a `$dynamicAnchor`.
    pub(super) fn dynamic(&self, name: &str) -> &[Pointer] {
        self.dynamic.get(name).map_or(&[], Vec::as_slice)
    }
}

/// What is read, and what is said of it.
struct Reader<'a> {
    root: &'a Value,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn malformed(&mut self, at: Pointer, message: &str, help: &str) {
        let warning = Diagnostic::warning(code::KEYWORD_MALFORMED, Place::Value(at), message);
        self.diagnostics.push(warning.label("left out").help(help));
    }

    /// Says when a schema is written in another dialect than the one that it is read in.
    fn dialect(&mut self, dialect: &Value, at: impl FnOnce() -> Pointer) {
        let name = dialect.as_str().unwrap_or_default().trim_end_matches('#');
        if name == JSON_SCHEMA || name.starts_with(OPENAPI) {
            return;
        }
        let message = format!("the dialect `{}` is not known", brief(name));
        let note = Diagnostic::note(code::DIALECT, Place::Value(at()), message);
        self.diagnostics
            .push(note.label("read as JSON Schema 2020-12"));
    }

    /// Warns when what identifies a schema identifies an earlier one; a copy of it, by a YAML alias, is the same.
    fn compare(&mut self, first: &Pointer, at: &Pointer, keyword: &str) {
        let value = |at: &Pointer| self.root.pointer(at.as_str());
        if first == at || value(first) == value(at) {
            return;
        }
        let message = format!("another schema has the same `{keyword}`");
        let place = Place::Value(at.child(keyword));
        self.diagnostics.push(
            Diagnostic::warning(code::IDENTIFIER_REPEATED, place, message)
                .label("references lead to the other")
                .related(Place::Value(first.clone()), "the other"),
        );
    }
}

/// A URI reference without a fragment, made absolute and written in one way.
fn absolute(reference: &str, base: &Uri<String>) -> Option<Uri<String>> {
    let reference = reference.strip_suffix('#').unwrap_or(reference);
    let reference = UriRef::parse(reference).ok()?;
    if reference.has_fragment() {
        return None;
    }
    Some(reference.resolve_against(base).ok()?.normalize())
}

/// Whether a text is an anchor: an XML name without a colon, in ASCII.
fn is_name(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(inner)
}
