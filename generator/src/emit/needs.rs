//! What a document needs: which parts of the runtime, and which other crates.

use super::Context;
use crate::ir::{BodyKind, Kind, Operation, PatternUse, SchemaId, Scheme, StringRule, Success};
use crate::pattern::Engine;
use std::collections::BTreeSet;

/// What a document needs of the runtime and of other crates.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    parts: BTreeSet<&'static str>,
}

impl Needs {
    pub(super) fn of(context: &Context) -> Self {
        let mut needs = Self::default();
        if !context.api.operations.is_empty() || !context.api.webhooks.is_empty() {
            needs.parts.insert("tree");
        }
        if !context.api.webhooks.is_empty() {
            needs.parts.insert("webhook");
        }
        let mut operations = context.api.operations.iter();
        if operations.any(|operation| matches!(operation.success, Success::ByStatus { .. })) {
            needs.parts.insert("by_status");
        }
        let mut operations = context.api.operations.iter();
        if operations.any(|operation| operation.server.is_some()) {
            needs.parts.insert("own_server");
        }
        if context.api.schemes.iter().any(Scheme::has_flow) {
            needs.parts.insert("client_credentials");
        }
        let mut operations = context.api.operations.iter();
        if operations.any(|operation| !operation.headers.is_empty()) {
            needs.parts.insert("response_headers");
        }
        let bodies = context.api.operations.iter().flat_map(Operation::bodies);
        if bodies
            .into_iter()
            .any(|body| matches!(body.kind, BodyKind::Multipart(..)))
        {
            needs.parts.insert("multipart");
        }
        if !context.api.xml_bodies().is_empty() {
            needs.parts.extend(["xml", "from_value"]);
        }
        for item in &context.api.types {
            let parts: &[&str] = match item.kind {
                Kind::Form(_) => &["multipart", "fields", "form"],
                Kind::Object(_) => &["object", "fields", "members", "presence"],
                Kind::String(_) => &["string"],
                Kind::Number(..) => &["number", "decimal"],
                Kind::Collection(..) => &["array"],
                Kind::Choice(_) => &["choice", "unrecognized"],
                Kind::ScalarChoice(_) => &["scalar_choice", "unrecognized"],
                Kind::Union(_) => &["union", "from_value", "unrecognized"],
                Kind::Checked(_) => &["checked", "tree"],
                Kind::Alias(_) => &[],
            };
            needs.parts.extend(parts);
            if let Kind::String(rules) = &item.kind {
                needs
                    .parts
                    .extend(rules.iter().filter_map(|rule| match rule {
                        StringRule::Pattern(pattern) => Some(engine(pattern)),
                        _ => None,
                    }));
            }
        }
        for SchemaId(index) in &context.schemas {
            needs.parts.extend(["schema", "decimal", "from_value"]);
            let patterns = context.api.schemas[*index].schema.patterns();
            needs.parts.extend(patterns.into_iter().map(engine));
        }
        needs
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.parts.contains(part)
    }
}

/// What checks a pattern.
fn engine(pattern: &PatternUse) -> &'static str {
    match pattern.engine {
        Engine::Dfa(_) => "dfa",
        Engine::Regex(_) => "regex_pattern",
        Engine::Ecma => "ecma_pattern",
    }
}
