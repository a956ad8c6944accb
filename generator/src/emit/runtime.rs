//! The runtime: hand-written files that a crate carries as they are, those that it needs.

use super::needs::Needs;
use super::{Chunk, Job, Module};
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
    "client/base_url.rs",
    "client/browser.rs",
    "client/budget.rs",
    "client/builder.rs",
    "client/call.rs",
    "client/clock.rs",
    "client/content.rs",
    "client/context.rs",
    "client/counter.rs",
    "client/credentials.rs",
    "client/decoder.rs",
    "client/draft.rs",
    "client/encode.rs",
    "client/environment.rs",
    "client/error.rs",
    "client/event_parser.rs",
    "client/events.rs",
    "client/failure.rs",
    "client/grant.rs",
    "client/header.rs",
    "client/headers.rs",
    "client/item.rs",
    "client/json_lines.rs",
    "client/link.rs",
    "client/mismatch.rs",
    "client/mod.rs",
    "client/native.rs",
    "client/operation.rs",
    "client/pages.rs",
    "client/paging.rs",
    "client/payload.rs",
    "client/pick.rs",
    "client/provider.rs",
    "client/record.rs",
    "client/redirect.rs",
    "client/response.rs",
    "client/retry.rs",
    "client/retry_after.rs",
    "client/target.rs",
    "client/send.rs",
    "client/stream.rs",
    "client/style.rs",
    "client/summary.rs",
    "client/surface.rs",
    "client/text.rs",
    "client/token.rs",
    "client/transport.rs",
    "traced.rs",
    "untraced.rs",
];

/// One of two files is `trace`, so that no other asks for the feature.
const CLIENT_LINES: &str = "
#[cfg(feature = \"blocking\")]
pub mod blocking;
#[cfg(feature = \"client\")]
pub mod client;
#[cfg(feature = \"tracing\")]
#[path = \"traced.rs\"]
mod trace;
#[cfg(all(feature = \"client\", not(feature = \"tracing\")))]
#[path = \"untraced.rs\"]
mod trace;
";

/// What the client and the server know of the API.
const API: &[(&str, &str)] = files!["api.rs"];

const API_LINES: &str = "#[cfg(any(feature = \"client\", feature = \"server\"))]\npub mod api;\n";

/// What all that meets HTTP shares.
const SHARED: &[(&str, &str)] = files!["json.rs", "style.rs"];

/// How requests are read.
const READING: &[(&str, &str)] = files![
    "reading/body.rs",
    "reading/fault.rs",
    "reading/mod.rs",
    "reading/pairs.rs",
    "reading/parameter.rs",
];

/// How words are read, of requests and of headers.
const WORDS: &[(&str, &str)] = files!["words/mod.rs", "words/value.rs"];

/// Headers that successes declare.
const RESPONSE_HEADERS: &[(&str, &str)] = files!["response_headers.rs"];

/// Webhooks and callbacks.
const WEBHOOK: &[(&str, &str)] = files!["webhook.rs"];

/// The server.
const SERVER: &[(&str, &str)] = files![
    "server/access.rs",
    "server/body.rs",
    "server/incoming.rs",
    "server/matcher.rs",
    "server/mod.rs",
    "server/operation.rs",
    "server/problem.rs",
    "server/reply.rs",
    "server/routes.rs",
];

/// The server for tests.
const MOCK: &[(&str, &str)] = files!["mock/mod.rs", "mock/received.rs", "mock/sample.rs"];

/// Forms with files, as a server gets them.
const SERVER_MULTIPART: &[(&str, &str)] = files!["server_multipart.rs"];

/// Successes of several types.
const BY_STATUS: &[(&str, &str)] = files!["by_status.rs"];

/// Schemes for which a program gets tokens.
const CLIENT_CREDENTIALS: &[(&str, &str)] = files!["client_credentials.rs"];

/// Operations at a server of their own.
const OWN_SERVER: &[(&str, &str)] = files!["own_server.rs"];

/// How structs are built.
const FIELDS: &[(&str, &str)] = files!["fields.rs"];

/// Structs that are forms with files.
const FORM: &[(&str, &str)] = files!["form.rs"];

/// Forms with files.
const MULTIPART: &[(&str, &str)] = files![
    "multipart/joined.rs",
    "multipart/mod.rs",
    "multipart/part.rs",
    "multipart/sequence.rs",
    "multipart/writer.rs",
];

/// Bodies of XML.
const XML: &[(&str, &str)] = files![
    "xml/call.rs",
    "xml/element.rs",
    "xml/mod.rs",
    "xml/object.rs",
    "xml/read.rs",
    "xml/write.rs",
];

/// What operations with optional parts share.
const BUILDER: &[(&str, &str)] = files!["operation_builder.rs"];

/// The files, and the index that names them.
pub(super) fn jobs<'c>(needs: &Needs, has_client: bool, has_builders: bool) -> Vec<Job<'c>> {
    let mut jobs = Vec::new();
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
        jobs.push(verbatim(path, *text));
    }
    let has_webhooks = needs.has("webhook");
    let has_headers = needs.has("response_headers");
    let of_all = [
        (true, "client"),
        (true, "server"),
        (has_webhooks, "webhooks"),
    ];
    let of_readers = [
        (false, "client"),
        (true, "server"),
        (has_webhooks, "webhooks"),
    ];
    let of_words = [
        (has_headers, "client"),
        (true, "server"),
        (has_webhooks, "webhooks"),
    ];
    let shared_lines = format!("\n{}{}", module("json", &of_all), module("style", &of_all));
    let reading_lines = module("reading", &of_readers);
    let words_lines = module("words", &of_words);
    for (is_needed, files, lines) in [
        (needs.has("schema"), SCHEMA, "pub mod schema;\n"),
        (has_client, CLIENT, CLIENT_LINES),
        (has_client, API, API_LINES),
        (has_client || has_webhooks, SHARED, &shared_lines),
        (has_client || has_webhooks, READING, &reading_lines),
        (has_client || has_webhooks, WORDS, &words_lines),
        (
            has_headers,
            RESPONSE_HEADERS,
            "#[cfg(feature = \"client\")]\npub mod response_headers;\n",
        ),
        (
            has_webhooks,
            WEBHOOK,
            "#[cfg(feature = \"webhooks\")]\npub mod webhook;\n",
        ),
        (
            has_client,
            SERVER,
            "#[cfg(feature = \"server\")]\npub mod server;\n",
        ),
        (
            has_client,
            MOCK,
            "#[cfg(feature = \"mock\")]\npub mod mock;\n",
        ),
        (
            has_client && needs.has("multipart"),
            SERVER_MULTIPART,
            "#[cfg(feature = \"server\")]\npub mod server_multipart;\n",
        ),
        (
            needs.has("by_status"),
            BY_STATUS,
            "#[cfg(feature = \"client\")]\npub mod by_status;\n",
        ),
        (
            has_client && needs.has("client_credentials"),
            CLIENT_CREDENTIALS,
            "#[cfg(feature = \"client\")]\npub mod client_credentials;\n",
        ),
        (
            needs.has("own_server"),
            OWN_SERVER,
            "#[cfg(feature = \"client\")]\npub mod own_server;\n",
        ),
        (
            needs.has("fields"),
            FIELDS,
            match needs.has("object") {
                true => "pub mod fields;\n",
                false => "#[cfg(feature = \"client\")]\npub mod fields;\n",
            },
        ),
        (
            needs.has("form"),
            FORM,
            "#[cfg(feature = \"client\")]\npub mod form;\n",
        ),
        (
            needs.has("multipart"),
            MULTIPART,
            "#[cfg(feature = \"client\")]\npub mod multipart;\n",
        ),
        (
            needs.has("xml"),
            XML,
            "#[cfg(feature = \"client\")]\npub mod xml;\n",
        ),
        (
            has_builders,
            BUILDER,
            "#[cfg(feature = \"client\")]\npub mod operation_builder;\n",
        ),
    ] {
        if is_needed {
            index.push_str(lines);
            jobs.extend(files.iter().map(|(path, text)| verbatim(path, *text)));
        }
    }
    jobs.push(verbatim("mod.rs", index));
    jobs
}

/// The line of a module, which those of the features that are marked have.
fn module(name: &str, features: &[(bool, &str)]) -> String {
    let features = features.iter().filter(|(is_on, _)| *is_on);
    let features: Vec<String> = features
        .map(|(_, feature)| format!("feature = \"{feature}\""))
        .collect();
    match &features[..] {
        [only] => format!("#[cfg({only})]\npub mod {name};\n"),
        _ => format!("#[cfg(any({}))]\npub mod {name};\n", features.join(", ")),
    }
}

fn verbatim<'c>(path: &'static str, text: impl Into<String>) -> Job<'c> {
    let text = text.into();
    Box::new(move || Module {
        path: format!("src/runtime/{path}"),
        chunks: vec![Chunk::Text(text)],
    })
}
