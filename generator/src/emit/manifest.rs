//! `Cargo.toml`.

use super::needs::Needs;
use super::table::string;
use super::{Chunk, Context, Module, scrub};
use std::fmt::Write;

pub(super) fn module(context: &Context, needs: &Needs, has_client: bool) -> Module {
    let package = context.names.package();
    let title = scrub::summary(&context.api.title);
    let mut text = format!(
        "[package]\nname = {}\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\ndescription = {}\n",
        string(&package),
        toml_string(&format!(
            "Types and client of {}",
            if title.is_empty() {
                "an HTTP API"
            } else {
                &title
            }
        )),
    );
    features(&mut text, needs, has_client);
    text.push_str("\n[dependencies]\nserde = { version = \"1.0.228\", default-features = false, features = [\"std\"] }\n");
    for (part, line) in [
        ("ecma_pattern", "regress = \"0.12.0\"\n"),
        ("regex_pattern", "regex = \"1.12.0\"\n"),
    ] {
        if needs.has(part) {
            text.push_str(line);
        }
    }
    if needs.has("webhook") && !has_client {
        text.push_str(SERDE_JSON);
    }
    if has_client || needs.has("webhook") {
        text.push_str("http = { version = \"1.3\", optional = true }\n");
    }
    if has_client {
        text.push_str(SERDE_JSON);
        text.push_str(CLIENT);
        if needs.has("multipart") {
            text.push_str("http-body = { version = \"1.0.1\", optional = true }\n");
        }
        if needs.has("xml") {
            text.push_str("quick-xml = { version = \"0.42.0\", optional = true }\n");
        }
        let features = match needs.has("multipart") {
            true => ", features = [\"multipart\"]",
            false => "",
        };
        let _ = writeln!(
            text,
            "axum = {{ version = \"0.8.9\", default-features = false{features}, optional = true }}"
        );
        text.push_str(BROWSER);
    }
    let _ = write!(text, "\n[dev-dependencies]\nserde_json = \"1.0.145\"\n");
    if has_client {
        text.push_str(
            "tokio = { version = \"1.48\", features = [\"macros\", \"rt-multi-thread\"] }\n",
        );
    }
    Module {
        path: "Cargo.toml".to_owned(),
        chunks: vec![Chunk::Text(text)],
    }
}

fn features(text: &mut String, needs: &Needs, has_client: bool) {
    let default = [
        (true, "\"client\""),
        (has_client, ", \"rustls\""),
        (needs.has("webhook"), ", \"webhooks\""),
    ];
    let default: String = default
        .into_iter()
        .filter_map(|(is_on, feature)| is_on.then_some(feature))
        .collect();
    let _ = writeln!(text, "\n[features]\ndefault = [{default}]");
    if has_client {
        let own = [
            ("multipart", ", \"dep:http-body\""),
            ("xml", ", \"dep:quick-xml\""),
        ];
        let own = own.into_iter().filter(|(part, _)| needs.has(part));
        let own: String = own.map(|(_, feature)| feature).collect();
        text.push_str("# The HTTP client; without it the crate is types alone, on serde.\n");
        let _ = writeln!(
            text,
            "client = [\n    \"dep:reqwest\", \"dep:serde_json\", \"dep:tokio\", \"dep:bytes\", \"dep:futures-core\"{own},\n    \
             \"dep:web-time\", \"dep:gloo-timers\", \"dep:getrandom\", # in a browser alone\n]"
        );
        text.push_str(FEATURES);
    } else {
        text.push_str(NO_CLIENT);
    }
    if needs.has("webhook") {
        text.push_str(WEBHOOKS);
    }
}

/// The names stay, so that a document may gain or lose its last operation.
const NO_CLIENT: &str = "\
# The document has no operation, so there is no client.
client = []
blocking = []
server = []
mock = []
tracing = []
";

const WEBHOOKS: &str = "\
# What webhooks and callbacks send, read from a request of any server.
webhooks = [\"dep:http\", \"dep:serde_json\"]
";

const FEATURES: &str = "\
# A client for code that is not async.
blocking = [\"client\", \"tokio/rt\"]
# A span for each call, by the names of OpenTelemetry.
tracing = [\"client\", \"dep:tracing\"]
# A server: traits to implement, and a router of axum.
server = [\"dep:axum\", \"dep:http\", \"dep:serde_json\"]
# A server for tests, in the same process: it answers with the document's examples.
mock = [\"client\", \"server\"]
# TLS: one of these, or `Client::builder().http_client(..)`.
rustls = [\"reqwest?/rustls\"]
rustls-no-provider = [\"reqwest?/rustls-no-provider\"]
native-tls = [\"reqwest?/native-tls\"]
# Encodings of responses: asked for, and undone before the size is counted.
gzip = [\"reqwest?/gzip\"]
brotli = [\"reqwest?/brotli\"]
zstd = [\"reqwest?/zstd\"]
";

const SERDE_JSON: &str = "serde_json = { version = \"1.0.145\", optional = true }\n";

/// reqwest is made of the last three itself.
const CLIENT: &str = "reqwest = { version = \"0.13.5\", default-features = false, features = [\"http2\"], optional = true }
tokio = { version = \"1.48\", default-features = false, features = [\"sync\", \"time\"], optional = true }
bytes = { version = \"1.11\", optional = true }
futures-core = { version = \"0.3.31\", optional = true }
tracing = { version = \"0.1.41\", default-features = false, features = [\"std\"], optional = true }
";

/// reqwest has web-sys, wasm-bindgen and the like itself. Its `stream` costs nothing elsewhere: features
/// of a target are of that target alone.
const BROWSER: &str = "
# A clock, timers and randomness, which std and tokio have not in a browser.
[target.'cfg(all(target_arch = \"wasm32\", target_os = \"unknown\"))'.dependencies]
reqwest = { version = \"0.13.5\", default-features = false, features = [\"stream\"], optional = true }
web-time = { version = \"1.1\", optional = true }
gloo-timers = { version = \"0.4\", features = [\"futures\"], optional = true }
getrandom = { version = \"0.4\", features = [\"wasm_js\"], optional = true }
";

/// A string of TOML: one line of text without what TOML escapes.
fn toml_string(text: &str) -> String {
    let clean: String = text
        .chars()
        .filter(|character| !character.is_control() && !matches!(character, '"' | '\\'))
        .collect();
    format!("\"{clean}\"")
}
