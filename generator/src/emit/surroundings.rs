//! What the front page of a crate says of servers and credentials.

use super::{docs, scrub};
use crate::ir::{Api, Scheme, SchemeKind, Server};

/// The servers, where there is a choice, and how to give a credential for each scheme.
pub(super) fn lines(api: &Api) -> Vec<String> {
    let mut lines = Vec::new();
    let has_choice = |server: &Server| !server.variables.is_empty();
    if api.servers.len() > 1 || api.servers.iter().any(has_choice) {
        let text =
            "The first one is called, unless `Client::builder().base_url(..)` names another.";
        lines.extend(["", "# Servers", "", text, ""].map(str::to_owned));
        lines.extend(api.servers.iter().flat_map(server));
    }
    if !api.schemes.is_empty() {
        lines.extend(["", "# Credentials", ""].map(str::to_owned));
        lines.extend(api.schemes.iter().map(|scheme| self::scheme(api, scheme)));
    }
    lines
}

/// A line for the URL, and one for each of its variables.
fn server(server: &Server) -> Vec<String> {
    let mut lines = vec![docs::item(&server.url, &server.description)];
    lines.extend(server.variables.iter().map(|variable| {
        let mut text = format!("{} unless you say otherwise", docs::code(&variable.default));
        if !variable.values.is_empty() {
            let values = variable.values.iter().map(|value| docs::code(value));
            text.push_str(&format!(
                "; one of {}",
                values.collect::<Vec<_>>().join(", ")
            ));
        }
        let description = scrub::summary(&variable.description);
        let stop = if description.is_empty() { "" } else { ". " };
        let name = format!("{{{}}}", variable.name);
        format!("  - {}: {text}{stop}{description}", docs::code(&name))
    }));
    lines
}

/// `- name: what to call, where it goes. What the document says of it. Where it comes from.`
fn scheme(api: &Api, scheme: &Scheme) -> String {
    let sent = match &scheme.kind {
        SchemeKind::Bearer => "sent as `Authorization: Bearer`".to_owned(),
        SchemeKind::Basic => "sent as `Authorization: Basic`".to_owned(),
        SchemeKind::Header(name) => format!("sent in the header {}", docs::code(name)),
        SchemeKind::Query(name) => format!("sent in the query as {}", docs::code(name)),
        SchemeKind::Cookie(name) => format!("sent in the cookie {}", docs::code(name)),
    };
    let mut line = format!(
        "- {}: {}, {sent}.",
        docs::code(&scheme.name),
        setter(api, scheme)
    );
    if scheme.has_flow() {
        line.push_str(" `ClientBuilder::client_credentials` gets it from the token URL.");
    }
    let description = scrub::summary(&scheme.description);
    if !description.is_empty() {
        line.push(' ');
        line.push_str(&description);
    }
    let sources = scheme.sources.iter();
    let sources: Vec<String> = sources
        .map(|(what, url)| format!("{what} {}", docs::code(url)))
        .collect();
    if !sources.is_empty() {
        let stop = if line.ends_with(char::is_alphanumeric) {
            "."
        } else {
            ""
        };
        line.push_str(&format!("{stop} URLs: {}.", sources.join(", ")));
    }
    line
}

/// What takes the credential, by the rules of the runtime's `credentials.rs`.
fn setter(api: &Api, scheme: &Scheme) -> String {
    let is = |kind: &SchemeKind| api.schemes.iter().find(|other| other.kind == *kind);
    let takes_token = match scheme.kind {
        SchemeKind::Basic => return "`ClientBuilder::basic_auth`".to_owned(),
        SchemeKind::Bearer => true,
        _ if is(&SchemeKind::Bearer).is_some() => false,
        _ => {
            let mut keys = api.schemes.iter();
            let first = keys.find(|other| other.kind != SchemeKind::Basic);
            first.is_some_and(|first| first.name == scheme.name)
        }
    };
    match takes_token {
        true => "`ClientBuilder::token`".to_owned(),
        false => docs::code(&format!(
            "ClientBuilder::credential(\"{}\", ..)",
            scheme.name
        )),
    }
}
