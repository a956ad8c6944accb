//! Keys that have a form of their own: paths, status codes, media types.

use super::Linter;
use super::path::Node;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::suggest::nearest;

/// Media types that are often misspelt.
const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/xml",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "application/problem+json",
    "application/pdf",
    "multipart/form-data",
    "text/plain",
    "text/html",
    "text/csv",
    "text/event-stream",
];

/// The registries of types, before the slash.
const TREES: &[&str] = &[
    "application",
    "audio",
    "font",
    "image",
    "message",
    "model",
    "multipart",
    "text",
    "video",
    "*",
    "haptics",
];

impl<'d> Linter<'d> {
    /// A path: it begins with a slash, and what is in braces is a name.
    pub(super) fn path_name(&mut self, name: &str, item: &Node<'_, 'd>) {
        let shown = brief(name);
        let (message, help) = if !name.starts_with('/') {
            let message = format!("the path `{shown}` does not begin with `/`");
            let path = match name.split_once("://") {
                Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
                None => name,
            };
            (message, format!("write `/{}`", brief(path)))
        } else if let Some((path, query)) = name.split_once('?') {
            let message = "a path has no query: its parameters are listed";
            let query = query.split(['=', '&', '}']).next().unwrap_or_default();
            let query = brief(query.trim_start_matches('{'));
            let help = format!(
                "write `{}`, and list `{{ name: {query}, in: query, schema: {{ type: string }} }}` under `parameters`",
                brief(path)
            );
            (message.to_owned(), help)
        } else if let Some(colon) = name.split('/').find_map(|part| part.strip_prefix(':')) {
            let message = format!("`:{}` is no parameter of a path", brief(colon));
            let meant = brief(&name.replace(&format!(":{colon}"), &format!("{{{colon}}}")));
            (message, format!("write `{meant}`"))
        } else if name.matches('{').count() != name.matches('}').count() {
            let message = format!("in the path `{shown}`, a brace has no partner");
            (message, format!("write `{}`", brief(&closed(name))))
        } else {
            return;
        };
        self.misnamed(&item.place(), message, &help);
    }

    /// A key of `responses`.
    pub(super) fn status(&mut self, name: &str, response: &Node<'_, 'd>) {
        let digits = name.as_bytes();
        let is_status = match digits {
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'X', b'X'] => true,
            _ => name == "default" || name.starts_with("x-"),
        };
        if is_status {
            return;
        }
        let message = format!("`{}` is no status", brief(name));
        let upper = name.to_ascii_uppercase();
        let help = match (name, upper.as_bytes()) {
            (_, [b'1'..=b'5', b'X', b'X']) => format!("write `\"{upper}\"`"),
            ("success" | "ok" | "OK", _) => "write `\"200\"`".to_owned(),
            ("error", _) => "write `default`, for all that is not listed".to_owned(),
            _ => "write three digits, such as `\"200\"`, a range, such as `\"4XX\"`, or `default`"
                .to_owned(),
        };
        self.misnamed(&response.place(), message, &help);
    }

    /// A key of `content`.
    pub(super) fn media_type_name(&mut self, name: &str, media_type: &Node<'_, 'd>) {
        let essence = name.split(';').next().unwrap_or(name).trim();
        let lower = essence.to_ascii_lowercase();
        let (message, near) = match lower.split_once('/') {
            None => ("is no media type", by_short_name(&lower)),
            Some((tree, _)) if TREES.contains(&tree) || tree.starts_with("x-") => return,
            Some(_) => (
                "is no registered media type",
                nearest(&lower, MEDIA_TYPES.iter().copied()),
            ),
        };
        let is_nested = matches!(&*lower, "schema" | "example" | "examples");
        let help = match near {
            _ if is_nested => {
                "put it under a media type: `application/json: { schema: .. }`".to_owned()
            }
            Some(near) => format!("write `{near}`"),
            None if lower.contains('/') => return,
            None => "write a type and a subtype, such as `application/json`".to_owned(),
        };
        let message = format!("`{}` {message}", brief(name));
        self.misnamed(&media_type.place(), message, &help);
    }

    fn misnamed(&mut self, place: &Place, message: String, help: &str) {
        self.push(Diagnostic::warning(code::NAME_MALFORMED, place.clone(), message).help(help));
    }
}

/// The media type that is called by its last part.
fn by_short_name(name: &str) -> Option<&'static str> {
    match name {
        "form" => Some("application/x-www-form-urlencoded"),
        "text" | "txt" => Some("text/plain"),
        "binary" | "file" => Some("application/octet-stream"),
        _ => {
            let mut known = MEDIA_TYPES.iter();
            let end = format!("/{name}");
            known.find(|media_type| media_type.ends_with(&end)).copied()
        }
    }
}

/// The path with each brace closed at the end of its part.
fn closed(path: &str) -> String {
    let parts = path
        .split('/')
        .map(|part| match (part.contains('{'), part.contains('}')) {
            (true, false) => format!("{part}}}"),
            (false, true) => format!("{{{part}"),
            _ => part.to_owned(),
        });
    parts.collect::<Vec<_>>().join("/")
}
