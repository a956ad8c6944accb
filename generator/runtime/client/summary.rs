//! Finding the message in a body that tells of an error.

use super::answer::Answer;
use crate::runtime::json::without_mark;
use serde_json::Value;

/// What an answer without success says for people.
#[derive(Default)]
pub(super) struct Summary {
    /// The server's message.
    pub(super) message: Option<String>,
    /// The id of the request, for the API's support.
    pub(super) request_id: Option<String>,
}

/// Where APIs put their message, the more telling place first.
const MESSAGES: [&str; 10] = [
    "/error/message",
    "/message",
    "/detail",
    "/title",
    "/error_description",
    "/error",
    "/errors/0/message",
    "/errors/0/detail",
    "/errors/0",
    "/detail/0/msg",
];
/// Where APIs put the id of a request.
const IDS: [&str; 5] = [
    "/error/id",
    "/id",
    "/request_id",
    "/requestId",
    "/error/request_id",
];
/// What APIs call both in XML.
const MESSAGE_ELEMENTS: &[&str] = &["Message", "message"];
const ID_ELEMENTS: &[&str] = &["RequestId", "RequestID", "requestId"];
/// The headers that do.
const ID_HEADERS: [&str; 2] = ["x-request-id", "request-id"];

/// Looks for message and id in the usual places.
pub(super) fn summary(answer: &Answer) -> Summary {
    let json = serde_json::from_slice(without_mark(&answer.body)).unwrap_or(Value::Null);
    let message = MESSAGES.iter().find_map(|place| text(json.pointer(place)?));
    let message = oauth(&json).or(message);
    let message = message.or_else(|| element(&answer.body, MESSAGE_ELEMENTS));
    let in_header = || ID_HEADERS.iter().find_map(|name| answer.header(*name));
    let request_id = IDS.iter().find_map(|place| text(json.pointer(place)?));
    let request_id = request_id.or_else(|| element(&answer.body, ID_ELEMENTS));
    Summary {
        message,
        request_id: request_id.or_else(|| in_header().map(str::to_owned)),
    }
}

/// `invalid_client: no such client`: code and description of RFC 6749, 5.2, and RFC 6750, 3.1.
fn oauth(json: &Value) -> Option<String> {
    let (code, description) = (json.get("error")?, json.get("error_description")?);
    Some(format!("{}: {}", text(code)?, text(description)?))
}

/// A string that says something, or a number.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The text of an element of a name, for people: nothing more than that is read of a body in XML.
fn element(body: &[u8], names: &[&str]) -> Option<String> {
    let body = without_mark(body).trim_ascii_start();
    let body = std::str::from_utf8(body).ok()?;
    let mut names = names.iter().filter(|_| body.starts_with('<'));
    names.find_map(|name| {
        let (_, behind) = body.split_once(&format!("<{name}>"))?;
        let (text, _) = behind.split_once(&format!("</{name}>"))?;
        let is_text = !text.contains('<') && !text.trim().is_empty();
        is_text.then(|| {
            let text = text.trim().replace("&lt;", "<").replace("&gt;", ">");
            let text = text.replace("&quot;", "\"").replace("&apos;", "'");
            text.replace("&amp;", "&")
        })
    })
}
