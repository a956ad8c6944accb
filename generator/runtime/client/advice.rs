//! What to do about an answer without success.

use super::answer::Answer;
use super::context::Context;
use super::credentials::how_to_give;
use super::retry_after;
use super::text::{OneOf, Seconds};
use crate::runtime::api::SchemeKind;
use reqwest::StatusCode;

/// The last part of the line, where there is something to do.
pub(super) fn on(answer: &Answer, context: &Context) -> Option<String> {
    let wait = retry_after::read(&answer.headers).filter(|wait| !wait.is_zero());
    let again = wait.map(|wait| format!("try again in {}", Seconds(wait)));
    match answer.status {
        StatusCode::UNAUTHORIZED if !context.is_confidential => Some(unauthorized(context)),
        StatusCode::FORBIDDEN if !context.is_confidential => Some(forbidden(context)),
        StatusCode::NOT_FOUND if !context.is_confidential => Some(not_found(context)),
        StatusCode::TOO_MANY_REQUESTS => {
            let again = again.unwrap_or_else(|| "slow down".to_owned());
            Some(format!("too many requests: {again}"))
        }
        status if status.is_server_error() => {
            let again = again.unwrap_or_else(|| "try again later".to_owned());
            Some(format!("the server failed: {again}"))
        }
        _ => again,
    }
}

fn unauthorized(context: &Context) -> String {
    if let Some(origin) = &context.left_for {
        return format!("redirected to {origin}, where no credentials are sent");
    }
    let problem = match context.scheme.map(|scheme| scheme.kind) {
        _ if !context.has_secrets() => "no credentials were sent",
        Some(SchemeKind::Basic) => "user and password were not accepted",
        _ => "the token was not accepted",
    };
    format!("{problem}: {}", how_to_give(context.api, context.scheme))
}

fn forbidden(context: &Context) -> String {
    let permission = context.operation.and_then(|operation| operation.permission);
    match permission {
        Some(name) => format!("the token lacks the permission {name}"),
        None => "the token may not do this".to_owned(),
    }
}

/// Names what may not exist: the parameters of the path.
fn not_found(context: &Context) -> String {
    let parameters = context.path.split('{').skip(1);
    let names: Vec<&str> = parameters
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    let what = match names.as_slice() {
        [] => "no such path".to_owned(),
        names => format!("no such {}", OneOf(names)),
    };
    let unseen = if context.has_secrets() {
        ", or the token cannot see it"
    } else {
        ""
    };
    what + unseen
}
