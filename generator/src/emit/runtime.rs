//! The runtime: hand-written files that a crate carries as they are, those that it needs.

use super::{Chunk, Context, Module};
use crate::ir::{Kind, Success};
use crate::pattern::Engine;
use std::collections::BTreeSet;
use std::fmt::Write;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../runtime/", $path)))),*]
    };
}

/// What every crate carries.
const CORE: &[(&str, &str)] = files![
    "collections.rs",
    "decode.rs",
    "decoding.rs",
    "value.rs",
    "violation.rs"
];

/// What a crate carries where its document needs it.
const PARTS: &[(&str, &str)] = files![
    "array.rs",
    "checked.rs",
    "choice.rs",
    "decimal.rs",
    "dfa.rs",
    "ecma_pattern.rs",
    "from_value.rs",
    "members.rs",
    "number.rs",
    "object.rs",
    "presence.rs",
    "regex_pattern.rs",
    "scalar_choice.rs",
    "string.rs",
    "tree.rs",
    "union.rs",
    "unrecognized.rs",
];

/// The check of schemas.
const SCHEMA: &[(&str, &str)] = files![
    "schema/applicator.rs",
    "schema/array.rs",
    "schema/evaluation.rs",
    "schema/mod.rs",
    "schema/object.rs",
    "schema/scalar.rs",
    "schema/spot.rs",
];

/// The client.
const CLIENT: &[(&str, &str)] = files![
    "blocking.rs",
    "client/advice.rs",
    "client/answer.rs",
    "client/api.rs",
    "client/base_url.rs",
    "client/builder.rs",
    "client/call.rs",
    "client/context.rs",
    "client/credentials.rs",
    "client/decoder.rs",
    "client/draft.rs",
    "client/encode.rs",
    "client/environment.rs",
    "client/error.rs",
    "client/failure.rs",
    "client/grant.rs",
    "client/header.rs",
    "client/json.rs",
    "client/mismatch.rs",
    "client/mod.rs",
    "client/redirect.rs",
    "client/response.rs",
    "client/retry_after.rs",
    "client/send.rs",
    "client/style.rs",
    "client/surface.rs",
    "client/text.rs",
    "client/token.rs",
];

/// Successes of several types.
const BY_STATUS: &[(&str, &str)] = files!["by_status.rs"];

/// What operations with optional parts share.
const BUILDER: &[(&str, &str)] = files!["operation_builder.rs"];

/// What a document needs of the runtime and of other crates.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    parts: BTreeSet<&'static str>,
}

impl Needs {
    pub(super) fn of(context: &Context) -> Self {
        let mut needs = Self::default();
        if !context.api.operations.is_empty() {
            needs.parts.insert("tree");
        }
        let mut operations = context.api.operations.iter();
        if operations.any(|operation| matches!(operation.success, Success::ByStatus { .. })) {
            needs.parts.insert("by_status");
        }
        for item in &context.api.types {
            let parts: &[&str] = match item.kind {
                Kind::Object(_) => &["object", "members", "presence"],
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
        }
        needs
    }

    /// Notes what checks a pattern.
    pub(super) fn engine(&mut self, engine: &Engine) {
        self.parts.insert(match engine {
            Engine::Dfa(_) => "dfa",
            Engine::Regex(_) => "regex_pattern",
            Engine::Ecma => "ecma_pattern",
        });
    }

    /// Notes that there are schemas to check.
    pub(super) fn schemas(&mut self) {
        self.parts.extend(["schema", "decimal", "from_value"]);
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.parts.contains(part)
    }

    /// The `use` lines of `patterns.rs`.
    pub(super) fn pattern_imports(&self) -> String {
        let lines = [
            ("dfa", "use crate::runtime::dfa::Dfa;\n"),
            (
                "ecma_pattern",
                "use crate::runtime::ecma_pattern::{self, EcmaPattern};\n",
            ),
            (
                "regex_pattern",
                "use crate::runtime::regex_pattern::{self, RegexPattern};\n",
            ),
        ];
        lines
            .iter()
            .filter(|(part, _)| self.has(part))
            .map(|(_, line)| *line)
            .collect()
    }
}

/// The files, and the index that names them.
pub(super) fn modules(needs: &Needs, has_client: bool, has_builders: bool) -> Vec<Module> {
    let mut modules = Vec::new();
    let mut index = String::from(
        "//! What the types and the client are made of: the same code in every generated crate.\n\n",
    );
    let parts = PARTS
        .iter()
        .filter(|(path, _)| needs.has(path.trim_end_matches(".rs")));
    let mut files: Vec<&(&str, &str)> = CORE.iter().chain(parts).collect();
    files.sort();
    for (path, text) in files {
        let _ = writeln!(index, "pub mod {};", path.trim_end_matches(".rs"));
        modules.push(verbatim(path, text));
    }
    if needs.has("schema") {
        index.push_str("pub mod schema;\n");
        modules.extend(SCHEMA.iter().map(|(path, text)| verbatim(path, text)));
    }
    if has_client {
        index.push_str("\n#[cfg(feature = \"blocking\")]\npub mod blocking;\n#[cfg(feature = \"client\")]\npub mod client;\n");
        modules.extend(CLIENT.iter().map(|(path, text)| verbatim(path, text)));
    }
    if needs.has("by_status") {
        index.push_str("#[cfg(feature = \"client\")]\npub mod by_status;\n");
        modules.extend(BY_STATUS.iter().map(|(path, text)| verbatim(path, text)));
    }
    if has_builders {
        index.push_str("#[cfg(feature = \"client\")]\npub mod operation_builder;\n");
        modules.extend(BUILDER.iter().map(|(path, text)| verbatim(path, text)));
    }
    modules.push(Module {
        path: "src/runtime/mod.rs".to_owned(),
        chunks: vec![Chunk::Text(index)],
    });
    modules
}

fn verbatim(path: &str, text: &str) -> Module {
    Module {
        path: format!("src/runtime/{path}"),
        chunks: vec![Chunk::Text(text.to_owned())],
    }
}
